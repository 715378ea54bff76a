"""Where the other machines meet: an address that git takes, and what may be sent there."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path
from typing import Final, NamedTuple

from followup_tui.domain.text import is_safe
from followup_tui.errors import CallError

_SSH: Final = re.compile(r"(?:[^@/:\s]+@)?(\[[0-9a-fA-F:]+\]|[^@/:\s\[\]-][^@/:\s\[\]]*):(?!//).+")
_URL: Final = re.compile(
    r"([a-z][a-z0-9+.-]*)://(?:[^@/\s]*@)?(\[[0-9a-fA-F:]+\]|[^:/\s-][^:/\s]*)?(?::[0-9]+)?(/.*)?"
)
_REFUSED: Final = {
    "http": "http:// sends everything readable for whoever is on the way",
    "git": "git:// sends everything readable for whoever is on the way",
    "ftp": "ftp:// sends everything readable for whoever is on the way",
}
_EXAMPLES: Final = "Such as ssh://you@your-host/~/followup.git, or a folder: /media/disk/followup.git"


class Remote(NamedTuple):
    """A repository that the machines meet in.

    Attributes:
        address: as git takes it.
        host: the host it is on; empty for a folder.
        folder: the folder it is, None where it is on a host.
    """

    address: str
    host: str = ""
    folder: Path | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is on this machine, a disk of it, or in a network at home, as its address says."""
        if not self.host:
            return True
        name = self.host.strip("[]").casefold()
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name == "localhost" or "." not in name or name.endswith((".local", ".lan", ".home.arpa"))
        return address.is_private or address.is_loopback or address.is_link_local


def read_remote(text: str) -> Remote:
    """Read the address of a remote repository as somebody types it.

    Raises:
        CallError: git must not be given it: it is no address, or what is sent there can be read on the way.
    """
    text = text.strip()
    if not text or not is_safe(text) or "\n" in text or text.startswith("-"):
        raise CallError("This is no address of a repository", _EXAMPLES)
    url = _URL.fullmatch(text)
    if url is not None:
        scheme, host, path = url[1], url[2] or "", url[3] or ""
        if scheme in _REFUSED:
            raise CallError(_REFUSED[scheme], "Use ssh:// or https://")
        if scheme == "file":
            return _folder(path)
        if scheme not in ("ssh", "https", "git+ssh", "ssh+git") or not host:
            raise CallError(f"followup does not sync over {scheme}://", _EXAMPLES)
        return Remote(text, host)
    if "://" in text:
        raise CallError("This is no address of a repository", _EXAMPLES)
    if "::" in text and not text.startswith(("/", "~", ".")):
        raise CallError("followup does not sync over a program of its own (::)", _EXAMPLES)
    ssh = _SSH.fullmatch(text)
    if ssh is not None and not text.startswith(("/", "~", ".")):
        return Remote(text, ssh[1])
    return _folder(os.path.expanduser(text))  # noqa: PTH111 - a text until it is known to be a path


def _folder(text: str) -> Remote:
    path = Path(os.path.abspath(text))  # noqa: PTH100 - links stay: the disk may be mounted elsewhere later
    return Remote(str(path), folder=path)
