"""The story of a card: what comes, and what happened, in entries."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.domain.story import entries_ahead, entries_past, single_letters
from followup_tui.domain.timeline import timeline
from tests.samples import NORTHWIND, ZONE, held, received, sent, today
from tests.strategies import applications, instants

NOW = "2026-11-23 14:02"


@given(applications(any_text=True), instants.map(lambda moment: moment.utc))
def test_everything_that_happened_is_told_once(application: Application, now: datetime) -> None:
    """No event is left out or told twice, whatever stands in which entry; the latest is first."""
    moment = Today(now.astimezone(ZONE), STANDARD, Weekdays())
    past = entries_past(application, moment)
    happened = [event for event in timeline(application, moment.now) if not event.is_ahead]
    told = [event for entry in past for event in entry.events]
    assert sorted(map(id_of, told)) == sorted(map(id_of, happened))
    days = [entry.day for entry in past if entry.day]
    assert days == sorted(days, reverse=True)


@given(applications(any_text=True), instants.map(lambda moment: moment.utc))
def test_what_comes_is_ahead_or_late(application: Application, now: datetime) -> None:
    """A closed card waits for nothing; each entry that can be selected has an id of its own."""
    moment = Today(now.astimezone(ZONE), STANDARD, Weekdays())
    ahead = entries_ahead(application, moment)
    if application.stage is Stage.CLOSED:
        assert ahead == []
    ids = [entry.id for entry in ahead if entry.events]
    assert len(ids) == len(set(ids))


def id_of(event: object) -> str:
    """Return what tells an event from others, for sorting."""
    return repr(event)


def test_the_letters_of_one_wave_are_one_entry() -> None:
    """Thanks to two people on one day stand in one line, and can be taken apart."""
    letters = tuple(
        replace(sent(f"2026-11-13 10:0{number}", ContactKind.THANK_YOU), id=f"c{number}", person=f"p{number}")
        for number in (1, 2)
    )
    people = (Person("p1", "Jana Novák", "Dr."), Person("p2", "Bob Lee"))
    interviews = (held("2026-11-12 10:00"),)
    card = replace(NORTHWIND, people=people, interviews=interviews, contacts=letters)
    [wave] = [entry for entry in entries_past(card, today(NOW)) if len(entry.events) > 1]
    assert wave.is_foldable
    assert wave.words == "You thanked Dr. Jana Novák and Bob Lee"
    assert [letter.id for letter in single_letters(card, wave, today(NOW))] == ["c1", "c2"]
    assert wave.id not in ("c1", "c2")


def test_that_a_message_came_by_email_goes_without_saying() -> None:
    """Of one that was answered by planning an interview, too: its note has the room."""
    message = replace(received("2026-11-20"), note="Could you send us two references?")
    for settled, words in ((False, "They wrote"), (True, "They wrote (needs no answer)")):
        card = replace(NORTHWIND, contacts=(replace(message, settled=settled),))
        assert [entry.words for entry in entries_past(card, today("2026-11-26"))] == [words]
