"""Addresses: what git is given, and what is refused."""

from __future__ import annotations

import pytest

from followup_tui.errors import CallError
from followup_tui.sync.remote import read_remote


@pytest.mark.parametrize(
    ("text", "host", "is_own"),
    [
        ("ssh://me@box/~/followup.git", "box", True),
        ("ssh://me@box.example:2222/followup.git", "box.example", False),
        ("me@box.example:followup.git", "box.example", False),
        ("box:followup.git", "box", True),
        ("https://git.example/me/followup.git", "git.example", False),
        ("ssh://me@192.168.1.7/followup.git", "192.168.1.7", True),
        ("ssh://me@[::1]/followup.git", "[::1]", True),
        ("ssh://me@box.local/followup.git", "box.local", True),
        ("/media/disk/followup.git", "", True),
        ("~/followup.git", "", True),
        ("file:///media/disk/followup.git", "", True),
    ],
)
def test_an_address_says_whose_host_it_is(text: str, host: str, is_own: bool) -> None:
    """A folder, a host at home, or somebody else's."""
    remote = read_remote(text)
    assert (remote.host, remote.is_own) == (host, is_own)
    assert (remote.folder is None) == bool(host)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "http://git.example/followup.git", "git://git.example/followup.git"),
        *("ext::sh -c touch% /tmp/x", "--upload-pack=touch", "-x", "ssh://-oProxyCommand=x/y", "a\nb"),
        *("ftp://git.example/x", "fd::17", "ssh:///nowhere", "-oProxyCommand=x:y"),
    ],
)
def test_what_git_must_not_be_given_is_refused(text: str) -> None:
    """What is readable on the way, what runs a program, what git would take for an option."""
    with pytest.raises(CallError):
        read_remote(text)
