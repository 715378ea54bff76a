"""The calendar file and the user's command, from the command line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


@pytest.fixture
def calendar(settings_file: Path, home: Path) -> Path:
    """A calendar file that is set and not there yet."""
    settings_file.write_text('[calendar]\nfile = "~/followup.ics"\n')
    return home / "followup.ics"


def titles(calendar: Path) -> list[str]:
    """Return what the calendar shows, without what is cancelled."""
    events: list[Any] = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    return [str(event["SUMMARY"]) for event in events if event["STATUS"] != "CANCELLED"]


def test_export_ics_prints_the_calendar(northwind: Followup) -> None:
    """The bytes that a calendar takes, CRLF and all."""
    result = northwind("export", "ics")
    assert result.code == 0
    assert [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(result.out).walk("VEVENT")] == [
        "Northwind: interview",
        "Northwind: they decide",
        "Northwind: thank-you due",
        "Northwind: from today a follow-up is fine",
    ]


def test_every_change_is_in_the_calendar(calendar: Path, northwind: Followup) -> None:
    """Each command that changes something, undo and redo too; none that only shows something."""
    assert "Northwind: they decide" in titles(calendar)
    northwind("promise", "northwind", "send references", "--due", "fri")
    assert "Northwind: you promised: send references" in titles(calendar)
    northwind("undo")
    assert "Northwind: you promised: send references" not in titles(calendar)
    northwind("redo")
    assert "Northwind: you promised: send references" in titles(calendar)
    before = calendar.stat()
    for arguments in (("list",), ("due",), ("show", "northwind"), ("export", "ics")):
        northwind(*arguments)
    assert calendar.stat() == before
    northwind("remove", "northwind")
    assert titles(calendar) == []


def test_a_restored_copy_is_in_the_calendar(
    calendar: Path, northwind: Followup, clock: time_machine.Traveller
) -> None:
    """What comes back with it comes back there, too."""
    northwind("backup")
    northwind("remove", "northwind")
    assert titles(calendar) == []
    clock.shift(60)
    result = northwind("restore", "1", "--yes")
    assert (result.code, result.err) == (0, "")
    assert "Northwind: they decide" in titles(calendar)


def test_a_calendar_that_cannot_be_written_is_a_warning(calendar: Path, northwind: Followup) -> None:
    """After what was done, which is saved; the exit code is that of the change."""
    calendar.write_text("dear diary")
    result = northwind("snooze", "northwind", "fri")
    assert result.code == 0
    assert "snoozed until" in result.out
    assert result.err.count("\n") == 1
    assert "is a file that followup did not make. It is left as it is" in result.err
    assert calendar.read_text() == "dear diary"
    assert northwind("history", "--json").json[0]["label"].startswith("Northwind: snoozed")


HOOK = (
    "import json, os, sys; print(sys.stdin.read(), file=open(os.environ['HOME'] + '/log', 'a'), flush=True)"
)


@pytest.fixture
def log(settings_file: Path, home: Path) -> Path:
    """Where a hook that is set writes what it gets."""
    script = home / "hook.py"
    script.write_text(HOOK)
    settings_file.write_text(f"[hooks]\nafter_change = '{sys.executable} -I {script}'\n")
    return home / "log"


def received(log: Path) -> list[Any]:
    """Return what the hook got, in order."""
    decoder, text, found = json.JSONDecoder(), log.read_text("utf-8").strip(), []
    while text:
        document, end = decoder.raw_decode(text)
        found.append(document)
        text = text[end:].strip()
    return found


def test_each_change_goes_to_the_hook(log: Path, northwind: Followup, data_file: Path) -> None:
    """With the words that the command says, and the applications as `show --json` has them."""
    northwind("decision", "northwind", "unknown")
    northwind("undo")
    northwind("list")
    added, changed, undone = received(log)
    assert (added["step"]["label"], added["data_file"]) == ("Northwind: recorded", str(data_file))
    assert changed["step"] == {**undone["step"], "undone": False}
    assert undone["applications"] == [northwind("show", "northwind", "--json").json]
    assert northwind("history", "--json").json[0] == undone["step"]


def test_a_restore_is_a_change_too(log: Path, northwind: Followup, clock: time_machine.Traveller) -> None:
    """One without a number: the history does not have it."""
    northwind("backup")
    northwind("remove", "northwind")
    clock.shift(60)
    northwind("restore", "1", "--yes")
    restored = received(log)[-1]
    assert restored["step"]["number"] is None
    assert restored["step"]["label"].startswith("Restored the copy made")
    assert [application["id"] for application in restored["applications"]] == ["northwind"]


def test_a_hook_that_fails_is_a_warning(settings_file: Path, followup: Followup) -> None:
    """After the output, which is whole; nothing is undone."""
    settings_file.write_text("[hooks]\nafter_change = 'sh -c \"echo no luck >&2; exit 3\"'\n")
    result = followup("add", "Globex", "Analyst", "--json")
    assert (result.code, result.json["company"]) == (0, "Globex")
    assert "Your command after a change, sh, failed (3): no luck. Your change is saved" in result.err


def test_within_a_hook_none_is_run(log: Path, northwind: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or one that changes something would run for ever."""
    count = len(received(log))
    monkeypatch.setitem(os.environ, "FOLLOWUP_IN_HOOK", "1")
    northwind("snooze", "northwind", "fri")
    assert len(received(log)) == count
