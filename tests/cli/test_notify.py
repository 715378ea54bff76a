"""The terminal's own notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.notify import notification, notify

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_a_notification_has_a_count_in_it_and_nothing_else() -> None:
    """Both ways there are, and the bell; through tmux each is wrapped, its escapes doubled."""
    assert notification(1, in_tmux=False) == (
        "\x1b]9;followup: 1 thing to do\a\x1b]777;notify;followup;1 thing to do\a\a"
    )
    assert notification(3, in_tmux=True) == (
        "\x1bPtmux;\x1b\x1b]9;followup: 3 things to do\a\x1b\\"
        "\x1bPtmux;\x1b\x1b]777;notify;followup;3 things to do\a\x1b\\\a"
    )


def test_without_a_terminal_nothing_rings(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe, or without any outputs at all, `--notify` adds nothing."""
    result = northwind("due", "--notify")
    assert (result.out, result.err) == (northwind("due").out, "")
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("sys.stdout", None)
    notify(1, {"TERM": "xterm"})
