"""The terminal's own notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.notify import notify

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_without_a_terminal_nothing_rings(northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe, or without any outputs at all, `--notify` adds nothing."""
    result = northwind("due", "--notify")
    assert (result.out, result.err) == (northwind("due").out, "")
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("sys.stdout", None)
    notify(1, {"TERM": "xterm"})
