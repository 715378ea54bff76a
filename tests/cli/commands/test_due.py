"""`followup due`: what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cells import text_width

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


def test_nothing_due_is_one_sentence(followup: Followup) -> None:
    """Without anything to do it is no error, and JSON says it with an empty list."""
    nothing = followup("due")
    assert (nothing.code, nothing.out.count("\n"), nothing.err) == (0, 1, "")
    assert followup("due", "--json").json == []


def test_quiet_is_quiet(followup: Followup, settings_file: Path) -> None:
    """Nothing due: no output at all, not even of a wrong setting, and 1; else the lines, and 0."""
    settings_file.write_text('theme = "blue"')
    for options in ((), ("--json",), ("--notify",)):
        nothing = followup("due", "--quiet", *options)
        assert (nothing.code, nothing.out, nothing.err) == (1, "", "")
    followup("add", "Northwind", "Data engineer")
    something = followup("due", "--quiet")
    assert (something.code, something.out) == (0, followup("due").out)
    assert "theme" in something.err


def test_due_is_a_list_of_the_same_objects(northwind: Followup) -> None:
    """Each is what `why --json` gives, with company and role; the most urgent comes first."""
    northwind("add", "Acme", "Backend", "--at", "9:00")
    northwind("add", "Umbrella", "Lab", "--at", "8:00")
    northwind("close", "umbrella", "withdrawn")
    due = northwind("due", "--json").json
    assert [item["id"] for item in due] == ["acme", "northwind"]
    for item in due:
        assert item.pop("company") == {"acme": "Acme", "northwind": "Northwind"}[item["id"]]
        assert item.pop("role") in {"Backend", "Data engineer"}
        assert item == northwind("why", item["id"], "--json").json
    northwind("contact", "northwind", "received")
    assert northwind("due").out == (
        "Northwind  They wrote today at 14:02: it is your turn. Answering is always fine.\n"
        "Acme       Thank them by 09:00 tomorrow.\n"
    )


def test_a_week_without_a_new_application_is_said(northwind: Followup, clock: time_machine.Traveller) -> None:
    """It stands behind what is due, from the day of R11 on; a prompt and a script do not get it."""
    clock.shift(86_400 * 6)
    assert "Last new application" not in northwind("due").out
    clock.shift(86_400)
    assert northwind("due").out.endswith("\n1 live. Last new application 7 days ago.\n")
    assert "Last new application" not in northwind("due", "--quiet").out
    assert northwind("due", "--json").json == []


def test_two_at_one_company_are_told_apart(northwind: Followup) -> None:
    """Where a company comes twice, its lines say the role too."""
    northwind("add", "Northwind", "Analyst")
    assert [line.split("  ")[0] for line in northwind("due").out.splitlines()] == [
        "Northwind, Data engineer",
        "Northwind, Analyst",
    ]


@pytest.mark.parametrize("columns", [10, 30, 40, 60, 80, 120])
def test_due_fits_the_terminal_and_still_says_what_to_do(
    overdue: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """A line each; where the reason has no room, the part that says what to do is kept."""
    overdue("add", "株式会社株式会社株式会社 Ünïcødé & Söhne", "👩🏽\u200d💻", "--person", "Dr. Jana Novák")
    overdue("add", "Acme", "Backend")
    overdue("contact", "acme", "received")
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = overdue("due").out.splitlines()
    assert len(lines) == 3
    assert all(text_width(line) <= columns for line in lines)
    if columns >= 40:
        assert any("follow" in line for line in lines)
        assert any("turn" in line or "nswer" in line for line in lines)
        assert not any("…" in line for line in lines if "株" not in line)


def test_overdue_is_never_hidden(overdue: Followup) -> None:
    """Snoozed, the card still stands in Overdue, and the command says so."""
    assert "It stays in Overdue.\n" in overdue("snooze", "northwind", "fri").out
    assert overdue("show", "northwind", "--json").json["stage"] == "overdue"
