"""A line that drops: what is half-written is kept, the process is gone, and the next start offers it."""

from __future__ import annotations

import os
import signal

import pytest

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty


def half_written(start: Start) -> Terminal:
    """Start the program and type half an interview into the form."""
    terminal = start()
    terminal.wait_for("n record an interview")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.type("Globex")
    terminal.press("tab")
    terminal.type("SRE")
    terminal.wait_for("Globex", "SRE")
    return terminal


def assert_offered(start: Start) -> None:
    """The next start offers what was half-written, and it comes back whole."""
    terminal = start()
    terminal.wait_for("Half-written: Record an interview")
    terminal.press("o")
    terminal.wait_for("What you had typed here is back", "Globex", "SRE")
    terminal.press("ctrl+s")
    terminal.wait_for("Globex: recorded")
    terminal.press("q")
    assert terminal.end() == 0
    last = start()
    last.wait_for("Globex", "Interviewed 1")
    assert "Half-written" not in last.text()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_keeps_what_is_half_written(start: Start, number: signal.Signals) -> None:
    """Asked to leave while a form is open, it keeps what is in it and exits with 128 and the number."""
    terminal = half_written(start)
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert_offered(start)


def test_a_closed_terminal_keeps_what_is_half_written(start: Start) -> None:
    """When the terminal is closed the process is gone within three seconds, and nothing typed is lost."""
    terminal = half_written(start)
    terminal.hang_up()
    assert terminal.end() == 129
    assert_offered(start)


def test_left_on_purpose_nothing_is_offered(start: Start) -> None:
    """Escape and y leave the form for good: the next start says nothing of it."""
    terminal = half_written(start)
    terminal.press("escape")
    terminal.wait_for("Leave without saving?")
    terminal.press("y")
    terminal.wait_for("Just had one?")
    terminal.press("q")
    assert terminal.end() == 0
    again = start()
    again.wait_for("n record an interview")
    assert "Half-written" not in again.text()
