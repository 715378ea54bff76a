"""Starts with a key, a signal or a resize at a random moment of the first half second.

No key is lost, none is echoed, and the terminal is as it was afterwards. `FOLLOWUP_LONG=1` starts 200 times.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored
from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

STARTS: Final = 200 if os.environ.get("FOLLOWUP_LONG") == "1" else 16
"""How often the program is started."""

LATEST: Final = 0.5
"""Up to how many seconds after its start something happens."""

_SCREEN_TAKEN = b"\x1b[?1049h"
_READS_KEYS = b"\x1b[?2004h"


def press_help(terminal: Terminal) -> None:
    """The list of keys opens, whenever its key was pressed."""
    terminal.press("?")
    terminal.wait_for("The card")
    terminal.press("escape")
    quit_board(terminal)


def type_ahead(terminal: Terminal) -> None:
    """What is typed into the filter that is not open yet is in it, whole and in order."""
    terminal.type("/globex")
    terminal.wait_for("Globex", "globex")
    terminal.wait_until(lambda: "Northwind" not in terminal.text(), "what the filter hides is gone")
    terminal.press("escape")
    quit_board(terminal)


def select(terminal: Terminal) -> None:
    """What is opened is about the card that the keys before it lead to, whoever answered those."""
    terminal.press("j right left")
    terminal.press("k j w")
    terminal.wait_for("May I write now?", "Northwind")
    assert "Globex" not in terminal.text()
    terminal.press("escape")
    quit_board(terminal)


def resize(terminal: Terminal) -> None:
    """The board is drawn in the size that the window has."""
    terminal.resize(120, 36)
    terminal.wait_until(lambda: terminal.lines()[-1].startswith(" n new"), "the keys in the last row")
    quit_board(terminal)


def stop(terminal: Terminal) -> None:
    """Stopped and continued, the board is there again; meanwhile the terminal is another program's."""
    was_taken = _SCREEN_TAKEN in terminal.output
    # Where the screen is not taken yet, a signal of the keyboard stops it as any program.
    os.kill(terminal.pid, signal.SIGTSTP if was_taken else signal.SIGSTOP)
    state = Path(f"/proc/{terminal.pid}/stat")
    terminal.wait_unread_until(
        lambda: state.read_text("utf-8").rpartition(")")[2].split()[0] == "T", "it stopped"
    )
    if was_taken:
        assert terminal.is_cooked
        terminal.read_once(0.05)
        terminal.clear_screen()
    os.kill(terminal.pid, signal.SIGCONT)
    quit_board(terminal)


def end_by(number: signal.Signals) -> Callable[[Terminal], None]:
    """Return what ends it by a signal: with the signal's exit code, and the terminal as it was."""

    def end(terminal: Terminal) -> None:
        os.kill(terminal.pid, number)
        # Before the program begins, the signal ends Python as any process, or in an error.
        is_early = not terminal.output
        assert terminal.wait_for_exit() in ((128 + number, -number, 1) if is_early else (128 + number,))
        assert_given_back(terminal)

    end.__name__ = number.name
    return end


def quit_board(terminal: Terminal) -> None:
    """Leave by the key, once the board is there."""
    terminal.wait_for("? keys", "Northwind", "Globex")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert_restored(terminal)


def assert_given_back(terminal: Terminal) -> None:
    """The terminal is as it was, however far the start had come."""
    if _READS_KEYS in terminal.output:
        assert_restored(terminal)
    assert terminal.is_cooked
    assert terminal.output.count(_SCREEN_TAKEN) == terminal.output.count(b"\x1b[?1049l")
    assert terminal.output.rfind(b"\x1b[?25h") >= terminal.output.rfind(b"\x1b[?25l")


EVENTS: Final = (
    press_help,
    type_ahead,
    select,
    resize,
    stop,
    *map(end_by, (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)),
)


def test_whatever_happens_while_it_starts(start: Start, fill: Fill) -> None:
    """All faults of all starts are said, each with what happened, when."""
    fill("Northwind", "Globex")
    randomness = random.Random(19)
    faults = []
    for number in range(STARTS):
        event, moment = EVENTS[number % len(EVENTS)], randomness.uniform(0.0, LATEST)
        with start(size=(80, 24)) as terminal:
            deadline = time.monotonic() + moment
            while (left := deadline - time.monotonic()) > 0:
                terminal.read_once(left)
            try:
                event(terminal)
            except AssertionError as error:
                faults.append(f"{event.__name__} after {moment:.3f} s: {error}")
    assert not faults, "\n\n".join(faults)
