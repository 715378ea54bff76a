"""The first evening with the program: an empty home, an interview, and all of it there again."""

from __future__ import annotations

import json

import pytest

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal, run

pytestmark = pytest.mark.pty

MOST_KEYSTROKES = 12


def test_an_empty_home_explains_itself_in_one_screen(start: Start) -> None:
    """At 80x24 the first start says what the program is for, names the five columns, and offers `n`."""
    terminal = start()
    terminal.wait_for("n record an interview", "q leave")
    shown = terminal.text()
    assert "job interview" in shown
    assert all(column in shown for column in ("Interviewed", "Thanked", "Waiting", "Overdue", "Closed"))
    assert "n new" in terminal.lines()[-1]
    assert "followup.json" in shown.replace("\n", "").replace(" ", "")


def record(terminal: Terminal) -> None:
    """Record an interview with two people and a decision date, as somebody does who looks at the screen."""
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.type("Northwind")
    terminal.wait_for_cursor("Company           Northwind")
    terminal.press("tab")
    terminal.wait_for_cursor("Role")
    terminal.type("Data engineer")
    terminal.wait_for_cursor("Role              Data engineer")
    terminal.press("tab")
    terminal.wait_for_cursor("When")
    terminal.press("tab")
    terminal.wait_for_cursor("Who held it")
    terminal.type("Dr. Jana Novák, Head of Data <jana@northwind.example>")
    terminal.wait_for("Dr. Jana Novák (Head of Data, jana@northwind.example)")
    terminal.press("enter")
    # What was understood takes a second row, which moves the next field, before the cursor is there or after.
    terminal.type("Tom Reyes\t")
    terminal.wait_for_cursor("They decide by")
    terminal.type("in 3 days")
    terminal.wait_for("· in 3 days")
    terminal.press("ctrl+s")
    terminal.wait_for("Interviewed 1", "Northwind", "2 letters")


def test_an_interview_is_recorded_moved_and_found_again(start: Start) -> None:
    """An interview takes at most 12 keys beside its words; moved, undone and left, it is all there again."""
    terminal = start()
    terminal.wait_for("n record an interview")
    record(terminal)
    print(f"{terminal.keys_pressed} keystrokes beside the words")  # noqa: T201 - what the test measures
    assert terminal.keys_pressed <= MOST_KEYSTROKES

    terminal.press("L")
    terminal.wait_for("moved to Thanked", "Thanked 1", "Interviewed 0")
    terminal.press("L")
    terminal.wait_for("moved to Waiting", "Waiting 1", "Thanked 0")
    terminal.press("H")
    terminal.wait_for("moved to Thanked", "Thanked 1", "Waiting 0")
    terminal.press("u")
    terminal.wait_for("Undone", "Waiting 1", "Thanked 0")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0

    again = start()
    again.wait_for("Northwind", "Waiting 1", "Data engineer")
    again.press("enter")
    again.wait_for("Dr. Jana Novák", "Head of Data", "Tom Reyes", "They decide")
    again.press("escape")
    again.wait_for("Interviewed 0")
    again.press("q")
    assert again.wait_for_exit() == 0

    listed = run("list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    (northwind,) = json.loads(listed.stdout)
    assert (northwind["id"], northwind["stage"]) == ("northwind", "waiting")
    assert (northwind["company"], northwind["role"]) == ("Northwind", "Data engineer")
    assert northwind["decision_date"] is not None
    assert [(person["name"], person["form_of_address"]) for person in northwind["people"]] == [
        ("Jana Novák", "Dr."),
        ("Tom Reyes", None),
    ]
    (interview,) = northwind["interviews"]
    assert len(interview["people"]) == 2
