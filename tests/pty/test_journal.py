"""A lesson's way: written down, back before the next interview, and asked about after it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal, run

pytestmark = pytest.mark.pty

LESSON = "Ask what done means before I answer."

_LATER = """
import sys, time_machine
with time_machine.travel(float(sys.argv.pop(1)), tick=True):
    from followup_tui.cli import main
    main()
"""
"""The program with its clock set to another day."""


def in_days(days: float) -> list[str]:
    """Return the command that runs the program so many days from now."""
    moment = datetime.now(UTC) + timedelta(days=days)
    return [sys.executable, "-c", _LATER, str(moment.timestamp())]


def lessons(*options: str) -> list[dict[str, Any]]:
    """Return the lessons as the command line tells them."""
    found: list[dict[str, Any]] = json.loads(run("lessons", "--json", *options).stdout)
    return found


def leave(terminal: Terminal) -> None:
    """Leave the program."""
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_a_lesson_comes_back_before_the_next_interview_and_is_closed_after_it(start: Start) -> None:
    """Three weeks and another company later it stands on the prep page; `y` closes it after the interview."""
    run("add", "Northwind", "Data engineer", "--person", "Ada King")
    assert lessons() == []

    terminal = start()
    terminal.wait_for("Interviewed 1")
    terminal.press("r")
    terminal.wait_for("What went well", "Change next time")
    terminal.type("Told the story of the migration.")
    terminal.press("tab")
    terminal.type("Rambled about testing.")
    terminal.press("tab")
    terminal.type(LESSON)
    terminal.wait_for(LESSON)
    terminal.press("ctrl+s")
    terminal.wait_for("Northwind: reflected")
    leave(terminal)
    (lesson,) = lessons()
    assert (lesson["text"], lesson["state"]) == (LESSON, "open")

    terminal = start(command=in_days(21))
    terminal.wait_for("Northwind", "newest 21 d ago")
    terminal.press("n")
    terminal.wait_for("Record an interview")
    for words in ("Acme", "Engineer", "in 3 days 10:00"):
        terminal.type(words)
        terminal.press("tab")
    terminal.press("ctrl+s")
    terminal.wait_for("Acme", "before the interview", LESSON, "Told the story of the migration.")
    terminal.press("escape")
    terminal.wait_for("Interviewed 1", "Overdue 1")
    leave(terminal)
    assert [one["state"] for one in lessons()] == ["open"]
    assert LESSON in run("prep", "acme").stdout

    terminal = start(command=in_days(25))
    terminal.wait_for("Acme")
    terminal.press("1")
    terminal.press("r")
    terminal.wait_for("Acme", "how was it?")
    terminal.type("Asked first, answered then.")
    terminal.press("ctrl+s")
    terminal.wait_for("Did I do it?", LESSON, "y  I did it")
    terminal.press("y")
    terminal.wait_for("lessons reviewed")
    leave(terminal)
    assert lessons() == []
    assert [(one["text"], one["state"]) for one in lessons("--all")] == [(LESSON, "done")]


def test_a_reflection_survives_a_dropped_line(start: Start) -> None:
    """What was half-written is back, in its fields."""
    run("add", "Northwind", "Data engineer")
    terminal = start()
    terminal.wait_for("Interviewed 1")
    terminal.press("r")
    terminal.wait_for("What went well")
    terminal.type("They laughed at the right places.")
    terminal.wait_for("right places.")
    terminal.hang_up()
    terminal.wait_for_exit_unread(within=5)
    again = start()
    again.wait_for("Half-written: Northwind", "1 half-written, o")
    again.press("o")
    again.wait_for("right places.", "What you had typed here is back")
