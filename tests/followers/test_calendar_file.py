"""The calendar file: written after each change, never in the way of one."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui import files
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today, close_application
from followup_tui.errors import CallError
from followup_tui.exchange.ics_export import BEGIN, END, HEAD, entries, export_ics
from followup_tui.followers import calendar_file
from followup_tui.followers.calendar_file import calendar_warning
from followup_tui.storage.history import States
from followup_tui.tracker import Tracker
from tests.samples import Clock, open_demo, open_tracker, record


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The calendar file, in a folder that is there."""
    return tmp_path / "calendar.ics"


def following(tracker: Tracker, file: Path) -> Tracker:
    """Have the calendar written after each change."""
    tracker.follow(lambda step, current: calendar_warning(file, current, step))
    return tracker


@pytest.fixture
def tracker(tmp_path: Path, clock: Clock, file: Path) -> Tracker:
    """A tracker with one application, which the calendar follows."""
    tracker = following(open_tracker(tmp_path, clock), file)
    tracker.add("Northwind", "Data engineer", at=clock.time.replace(day=27, hour=10))
    return tracker


def events(file: Path) -> dict[str, Any]:
    """Read the file; its entries by what they are."""
    read = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {str(event["UID"]).removesuffix("@followup").partition("+")[2]: event for event in read}


def test_each_change_is_in_it(tracker: Tracker, file: Path, clock: Clock) -> None:
    """Also what is undone and done again; what is there no more is cancelled, and says nothing any more."""
    assert list(events(file)) == ["i1", "thanks-i1"]
    record(tracker, "northwind", clock.time.replace(day=30))
    assert events(file)["i2"]["STATUS"] == "CONFIRMED"
    written = events(file)["i2"]["SEQUENCE"]
    tracker.undo()
    event = events(file)["i2"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Done or cancelled")
    assert "DESCRIPTION" not in event
    assert event["SEQUENCE"] == written + 1
    again = tracker.redo()
    assert again.ids == ("northwind",)
    assert events(file)["i2"]["STATUS"] == "CONFIRMED"
    assert events(file)["i2"]["SEQUENCE"] > written + 1
    assert tracker.warnings == ()


def test_an_application_that_is_removed_is_taken_away(tracker: Tracker, file: Path, clock: Clock) -> None:
    """A calendar that has its entries learns that they are over; a week later nothing is left of them."""
    tracker.change_many("Removed", lambda _: {"northwind": None})
    assert {event["STATUS"] for event in events(file).values()} == {"CANCELLED"}
    assert "Northwind" not in file.read_text()
    once = file.read_bytes()
    clock.pass_by(minutes=5)
    tracker.add("Globex", "Analyst", at=clock.time.replace(day=26))
    assert all(text in file.read_bytes().decode() for text in once.decode().split(BEGIN)[1:-1])
    clock.pass_by(days=15)
    tracker.set_decision_date("globex", date(2026, 12, 24))
    assert "STATUS:CANCELLED" not in file.read_text()


def test_a_file_in_which_nothing_changed_is_not_written(tracker: Tracker, file: Path) -> None:
    """A program that watches it is not woken."""
    before = file.stat()
    assert calendar_warning(file, tracker) == ""
    assert file.stat().st_ino == before.st_ino
    tracker.change("northwind", "notes", lambda card, _: replace(card, notes="x"))
    assert file.stat().st_ino != before.st_ino


def test_the_file_is_its_owners_and_a_link_stays_one(tmp_path: Path, clock: Clock, file: Path) -> None:
    """It says where somebody wants to go; and the link may be how it gets into a calendar's folder."""
    real = tmp_path / "real.ics"
    file.symlink_to(real)
    following(open_tracker(tmp_path, clock), file).add("Globex", "Analyst", at=clock.time)
    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*")), "nothing unfinished is left"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mozilla\r\nEND:VCALENDAR\r\n", "did not make"),
        ("dear diary", "did not make"),
        (f"{HEAD}X-FOLLOWUP-DATA:00000000\r\n{END}", "that of another data file"),
    ],
)
def test_another_file_is_never_written_over(
    tracker: Tracker, file: Path, content: str, sentence: str
) -> None:
    """Neither a calendar of the user's own nor that of another data file; the change is saved."""
    file.write_bytes(content.encode())
    change = tracker.set_decision_date("northwind", date(2026, 12, 4))
    assert change.ids == ("northwind",)
    (warning,) = tracker.warnings
    assert sentence in warning
    assert "left as it is" in warning
    assert file.read_bytes() == content.encode()
    assert tracker.applications["northwind"].decision_date == date(2026, 12, 4)


def test_an_export_in_its_place_is_taken_over(tracker: Tracker, file: Path, clock: Clock) -> None:
    """It is followup's own, whichever way it came there; so is an empty file."""
    today = tracker.today()
    for content in (export_ics(tracker.applications.values(), today), ""):
        file.write_bytes(content.encode())
        assert calendar_warning(file, tracker) == ""
        assert file.read_text().count("BEGIN:VEVENT") == 2


class Refusing:
    """The module `files` on a disk that takes nothing more; the data file has another name for it."""

    NotSyncedError = files.NotSyncedError
    follow_links = staticmethod(files.follow_links)
    clear_unfinished = staticmethod(files.clear_unfinished)

    @staticmethod
    def replace(path: Path, content: bytes) -> None:
        """Refuse."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("kind", ["folder", "pipe", "no folder", "full disk", "bug"])
def test_what_goes_wrong_is_a_warning(
    tmp_path: Path, clock: Clock, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is saved, and the sentence says so and where to look."""
    module = "followup_tui.followers.calendar_file"
    file = tmp_path / ("gone/calendar.ics" if kind == "no folder" else "calendar.ics")
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "full disk":
        monkeypatch.setattr(f"{module}.files", Refusing)
    elif kind == "bug":
        monkeypatch.setattr(f"{module}.entries", lambda *_: 1 / 0)
    tracker = following(open_tracker(tmp_path, clock), file)
    assert tracker.add("Northwind", "Data engineer", at=clock.time).ids == ("northwind",)
    assert list(open_tracker(tmp_path, clock).applications) == ["northwind"]
    (warning,) = tracker.warnings
    assert str(file) in warning or str(file.parent) in warning
    assert "settings" in warning
    assert not file.is_file()


def test_a_warning_is_about_the_last_change(tmp_path: Path, clock: Clock) -> None:
    """Once it can be written again nothing is said any more."""
    file = tmp_path / "later" / "calendar.ics"
    tracker = following(open_tracker(tmp_path, clock), file)
    tracker.add("Northwind", "Data engineer", at=clock.time)
    before = tracker.warnings
    file.parent.mkdir()
    tracker.set_decision_date("northwind", date(2026, 12, 4))
    assert (len(before), tracker.warnings) == (1, ())
    assert "decision" in events(file)


def test_words_of_the_format_are_words(tmp_path: Path, clock: Clock, file: Path) -> None:
    """Whatever somebody calls a job: entries are told apart by the lines they begin with."""
    tracker = following(open_tracker(tmp_path, clock), file)
    role = "BEGIN:VEVENT"
    for company, day in (("STATUS:CANCELLED", 27), ("Globex", 28)):
        start = clock.time.replace(day=day)
        # With its end noted, nothing stands behind the role, and the line ends in it.
        tracker.add(company, role, at=start, until=start + timedelta(hours=1))
    for notes in ("a", "b"):
        tracker.change("globex", "notes", partial(with_notes, notes))
        read = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert [(str(event["STATUS"]), str(event["SUMMARY"]).rpartition(": ")[2]) for event in read] == [
            ("CONFIRMED", "interview"),
            ("CONFIRMED", "thank-you due"),
        ] * 2
    assert tracker.warnings == ()


VERSION = re.compile(r"SEQUENCE:(\d+)\r\nDTSTAMP:\w+\r\n")


def anew(tracker: Tracker, today: Today) -> list[str]:
    """Return what entries say where the rules are asked about every application."""
    applications = tracker.applications
    return sorted(VERSION.sub("", text) for text in entries(applications, today, Relations(applications)))


def written(file: Path) -> dict[str, tuple[int, str]]:
    """Return the entries of the file, by UID: their SEQUENCE, and what they say."""
    texts = file.read_bytes().decode().removesuffix(END).split(BEGIN)[1:]  # no text in them ends in this
    versions = {text.partition("\r\n")[0]: (text, VERSION.search(text)) for text in texts}
    assert len(versions) == len(texts)
    return {
        uid: (int(version[1]), VERSION.sub("", BEGIN + text))
        for uid, (text, version) in versions.items()
        if version is not None
    }


def said(file: Path) -> list[str]:
    """Return what the entries of the file say, but for those that are in the data no more."""
    texts = (text for _, text in written(file).values())
    return sorted(text for text in texts if "\r\nSUMMARY:Done or cancelled\r\n" not in text)


def _contact(card: Application, today: Today, kind: ContactKind) -> Application:
    direction = Direction.SENT if kind is ContactKind.FOLLOW_UP else Direction.RECEIVED
    return card.with_contact(Contact(Instant.of(today.now), direction, kind))


CHANGES: dict[str, Callable[[Application, Today], Application]] = {
    "follow-up": lambda card, today: _contact(card, today, ContactKind.FOLLOW_UP),
    "message": lambda card, today: _contact(card, today, ContactKind.MESSAGE),
    "rejection": lambda card, today: _contact(card, today, ContactKind.REJECTION),
    "company": lambda card, _: replace(card, company="Northwind GmbH"),
    "offer": lambda card, today: replace(
        card, offer=Offer(Instant.of(today.now), Instant.of(today.now + timedelta(days=5)))
    ),
    "hired": lambda card, today: close_application(card, Outcome.HIRED, today),
    "silent": lambda card, today: close_application(card, Outcome.SILENT, today),
    "decision": lambda card, today: replace(card, decision_date=today.day + timedelta(days=3)),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*CHANGES, "undo", "redo", "removed", "elsewhere", "next day"]),
            st.integers(0, 13),
        ),
        max_size=8,
    )
)
@example(changes=[("hired", 1), ("next day", 0), ("next day", 0)])
def test_what_is_taken_over_is_what_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]
) -> None:
    """Whatever is changed in whatever order, also by a process that writes no calendar: nothing is stale."""
    folder, clock = tmp_path_factory.mktemp("any"), Clock()
    tracker, file = open_demo(folder, 14, 3, clock), folder / "calendar.ics"
    assert calendar_warning(file, tracker) == ""
    following(tracker, file)
    before = written(file)
    for what, number in changes:
        ids = list(tracker.applications) or ["northwind"]
        changed = ids[number % len(ids)]
        with suppress(CallError):
            if what in {"undo", "redo"}:
                tracker.undo() if what == "undo" else tracker.redo()
            elif what == "removed":
                tracker.change_many("Removed", partial(without, changed))
            elif what == "elsewhere":
                other = reopened(tracker, clock)
                other.change(changed, "elsewhere", CHANGES["follow-up"])
                tracker.change(ids[0], "notes", partial(with_notes, f"{len(tracker.history())}"))
            elif what == "next day":
                clock.pass_by(days=1)
                tracker.snooze(ids[0], clock.time + timedelta(days=number))
            else:
                tracker.change(changed, what, CHANGES[what])
        assert tracker.warnings == ()
        after = written(file)
        for uid in before.keys() & after.keys():
            # The number grows with each change of what an entry says, and with nothing else.
            assert (after[uid][0] > before[uid][0]) is (after[uid][1] != before[uid][1])
        before = after
        if f"X-FOLLOWUP-STATE:{tracker.today().day:%Y%m%d}" in file.read_text():
            assert said(file) == anew(tracker, tracker.today())


def with_notes(notes: str, card: Application, _: Today) -> Application:
    """Change the notes of an application."""
    return replace(card, notes=notes)


def without(application_id: str, _: Mapping[str, Application]) -> States:
    """Take an application out."""
    return {application_id: None}


def reopened(tracker: Tracker, clock: Clock) -> Tracker:
    """Open the same file as another process would, which writes no calendar."""
    return Tracker.open(tracker.path, tracker.path.parent / "state", clock, STANDARD, Weekdays())


def test_on_a_new_day_each_change_asks_about_some_more(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To ask the rules about all would take longer than a change should; after a few all are of that day."""
    monkeypatch.setattr(calendar_file, "_MOST_ASKED", 3)
    clock = Clock()
    tracker = following(open_demo(tmp_path, 14, 3, clock), file)
    first = next(iter(tracker.applications))
    tracker.change(first, "notes", partial(with_notes, "before"))
    clock.pass_by(days=9)
    tracker.change(first, "notes", partial(with_notes, "after"))
    assert said(file) != anew(tracker, tracker.today())
    for count in range(4):
        tracker.change(first, "notes", partial(with_notes, f"{count}"))
    assert said(file) == anew(tracker, tracker.today())
