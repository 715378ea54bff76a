"""`followup agenda`: the board's agenda in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Followup


def test_what_is_due_comes_first_then_each_day(northwind: Followup) -> None:
    """Interviews with their hour, the decision date as a day, each under the heading of its day."""
    northwind("add", "Globex", "SRE", "--at", "wed 10:30")
    lines = northwind("agenda").out.splitlines()
    assert lines[0] == "Now"
    assert lines[1].startswith("  19 h       Northwind  ")
    assert lines[lines.index("Wed 25 Nov, in 2 days") + 1] == "  10:30      Globex     interview"
    assert lines[lines.index("Fri 27 Nov, in 4 days") + 1] == f"{' ' * 13}Northwind  they decide"
    document = northwind("agenda", "--json").json
    assert [item["id"] for item in document["due"]] == ["northwind"]
    assert document["coming"][0] == {
        "id": "globex",
        "company": "Globex",
        "role": "SRE",
        "when": "2026-11-25T10:30:00+01:00",
        "what": "interview",
    }
    assert document["coming"][1]["when"] == "2026-11-27"


def test_an_empty_agenda_is_said(followup: Followup) -> None:
    """A sentence for people, empty lists for scripts."""
    assert followup("agenda").out == "Nothing to do now, and nothing in the next 7 days.\n"
    assert followup("agenda", "--json").json == {"due": [], "coming": []}


def test_what_does_not_fit_is_said_in_fewer_words(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sentence is cut where a shorter one says what to do; nor is it by `due` and `list`."""
    northwind("offer", "northwind", "--answer-by", "in 5 days", "--by", "phone")
    monkeypatch.setenv("COLUMNS", "71")  # beside the time at the left there is as much room as in 60
    agenda = northwind("agenda").out.splitlines()[1]
    monkeypatch.setenv("COLUMNS", "60")
    due = northwind("due").out.splitlines()[0]
    assert agenda.split("  ")[-1] == due.split("  ")[-1] == "Thank them for the offer by 14:02 tomorrow."
    northwind("edit", "northwind", "--role", "Senior principal data engineer for the platform")
    assert "  offer · 5 d  " in northwind("list").out
