"""The use cases: what a person can do, from the board or the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interviews import Details
from followup_tui.domain.merge_conflicts import Side
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_people, parse_person
from followup_tui.domain.stages import stage_on
from followup_tui.errors import CallError, ConflictError, DataError
from followup_tui.tracker import NOTHING, Change
from tests.samples import NORTHWIND, Clock, ahead, at, held, instant, open_tracker, received, record, sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followup_tui.domain.application import Application
    from followup_tui.tracker import Tracker

    Edit = Callable[[Application], Application]


@pytest.fixture
def clock() -> Clock:
    """Monday, 23 November 2026, 14:02 in Berlin, until the test moves it."""
    return Clock()


@pytest.fixture
def tracker(tmp_path: Path, clock: Clock) -> Tracker:
    """A tracker on a file that is not there yet."""
    return open_tracker(tmp_path, clock)


@pytest.fixture
def northwind(tracker: Tracker) -> str:
    """The id of an application with two people and a day they named."""
    people = parse_people("Dr. Jana Novák, Head of Data <jana@northwind.example>\nAda King")
    told = date(2026, 11, 27)
    return tracker.add(
        "Northwind", "Data engineer", at=at("2026-11-23 13:00"), people=people, decision_date=told
    ).ids[0]


def the(tracker: Tracker, name: str = "northwind") -> Application:
    """Return the application as it stands in memory."""
    return tracker.applications[name]


def stands(tracker: Tracker, name: str = "northwind") -> Stage:
    """Say which column its card stands in now."""
    return stage_on(the(tracker, name), tracker.today())


def test_an_interview_is_recorded_with_its_people_and_the_day_they_named(
    tracker: Tracker, northwind: str
) -> None:
    """One call records company, role, interview, who held it and the day they promised to decide."""
    application = the(tracker, northwind)
    assert (application.company, application.role, application.stage) == (
        "Northwind",
        "Data engineer",
        Stage.INTERVIEWED,
    )
    assert application.decision_date == date(2026, 11, 27)
    assert application.interviews == (replace(held("2026-11-23 13:00"), people=("p1", "p2")),)
    assert [person.full_name for person in application.people] == ["Dr. Jana Novák", "Ada King"]
    assert application.created_at == application.updated_at == instant("2026-11-23 14:02")


def test_an_interview_ahead_is_scheduled(tracker: Tracker) -> None:
    """A time that lies ahead is when the interview starts, and somebody named twice is one person."""
    people = parse_people("Ada King\nada king, CTO")
    name = tracker.add("Acme", "SRE", at=at("2026-11-25 10:00"), people=people).ids[0]
    assert the(tracker, name).interviews == (replace(ahead("2026-11-25 10:00"), people=("p1",)),)
    assert the(tracker, name).people == (Person("p1", "Ada King", position="CTO"),)


def test_ids_are_readable_and_never_taken_twice(tracker: Tracker) -> None:
    """Two applications at one company have two ids, the second with a number."""
    names = [tracker.add("Northwind", role, at=at("2026-11-23 13:00")).ids[0] for role in ("a", "b", "c")]
    assert names == ["northwind", "northwind-2", "northwind-3"]


@pytest.mark.parametrize(
    ("company", "role", "sentence"),
    [
        (" \x07 ", "SRE", "The company is missing"),
        ("Acme", "", "The role is missing"),
        ("A" * 201, "SRE", "The company is 201 characters long"),
    ],
)
def test_company_and_role_are_needed(tracker: Tracker, company: str, role: str, sentence: str) -> None:
    """Without company or role, or with one that is too long, nothing is recorded and a sentence says why."""
    with pytest.raises(CallError, match=sentence):
        tracker.add(company, role, at=at("2026-11-23 13:00"))
    assert tracker.applications == {}


def test_what_is_typed_is_made_safe_whichever_way_it_comes(tracker: Tracker) -> None:
    """No control gets in: not by a person, a contact's note, an edit, a free change, nor into the history."""
    bad = "\x1b]0;x\x07\u202e"
    nobody = Person("", f"Eve{bad}", f"Dr.{bad}", f"Head{bad}", "", f"+49{bad}")
    name = tracker.add(f"Acme{bad}", f"SRE{bad}", at=at("2026-11-23 13:00"), people=(nobody,)).ids[0]
    tracker.change(name, "Bob", lambda card, _: add_person(card, replace(nobody, name=f"Bob{bad}"))[0])
    lee = Details(place=f"Room{bad}", link=f"https://x{bad}", people=(replace(nobody, name=f"Lee{bad}"),))
    record(tracker, name, at("2026-11-23 13:30"), lee)
    tracker.log_contact(name, replace(received("2026-11-23 13:00"), note=f"a\nb{bad}"))
    base = the(tracker, name)
    tracker.edit(
        base,
        replace(base, tags=(f"t{bad}", "", "t", f"t{bad}"), links=(f"https://x{bad}",), notes=f"n\n{bad}"),
    )
    tracker.change(name, f"free{bad}", lambda known, _: replace(known, notes=f"{known.notes}\nmore{bad}"))
    application = the(tracker, name)
    assert application.tags == ("t]0;x", "t")
    assert [person.name for person in application.people] == ["Eve]0;x", "Bob]0;x", "Lee]0;x"]
    assert application.contacts[0].note == "a\nb]0;x"
    assert application.notes == "n\n]0;x\nmore]0;x"
    everything = str([application, [(step.label, step.states) for step in tracker.history()]])
    assert not any(
        f"\\x{ord(char):02x}" in everything or f"\\u{ord(char):04x}" in everything
        for char in bad
        if not char.isprintable()
    )


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda known: replace(known, company=" "), "The company is missing"),
        (lambda known: replace(known, notes="x" * 20_001), "The notes is 20,001 characters long"),
        (lambda known: replace(known, people=(Person("p1", " \x07"),)), "A person needs a name"),
        (lambda known: replace(known, people=(Person("p1", "Jana", email="jana"),)), "is no e-mail address"),
        (lambda known: replace(known, tags=("x" * 201,)), "A tag is 201 characters long"),
    ],
)
def test_an_edit_that_cannot_be_kept_is_refused(
    tracker: Tracker, northwind: str, edit: Edit, sentence: str
) -> None:
    """A field that cannot be saved refuses the whole edit, with a sentence for the field."""
    base = the(tracker, northwind)
    with pytest.raises(CallError, match=sentence):
        tracker.edit(base, edit(base))
    assert the(tracker) is base


def test_a_long_text_that_is_there_already_is_no_hindrance(
    tmp_path: Path, tracker: Tracker, northwind: str
) -> None:
    """Notes that somebody made too long in the file itself stay, and other changes still work."""
    place = tmp_path / "data" / "followup.json"
    place.write_text(place.read_text().replace('"role":', '"notes":"' + "x" * 30_000 + '","role":'))
    assert tracker.refresh() == {northwind}
    tracker.move(northwind, Stage.THANKED)
    assert len(the(tracker).notes) == 30_000


def test_a_card_goes_through_all_stages_and_back(tracker: Tracker, northwind: str) -> None:
    """A card stands where it was put, through every stage and back, each move one step of the history."""
    for stage in (Stage.THANKED, Stage.WAITING, Stage.OVERDUE, Stage.WAITING, Stage.INTERVIEWED):
        change = tracker.move(northwind, stage)
        assert change == Change(f"Northwind: moved to {stage.value.title()}", ("northwind",))
        assert stands(tracker) is stage
    with pytest.raises(CallError, match="Closing needs the outcome"):
        tracker.move(northwind, Stage.CLOSED)
    assert tracker.close(northwind, Outcome.HIRED).label == "Northwind: closed, hired"
    assert (stands(tracker), the(tracker).outcome) == (Stage.CLOSED, Outcome.HIRED)
    tracker.move(northwind, Stage.WAITING)
    assert (stands(tracker), the(tracker).outcome) == (Stage.WAITING, None)
    assert len(tracker.history()) == 8


def test_what_changes_nothing_is_no_step(tracker: Tracker, northwind: str) -> None:
    """Moving to where the card stands, or saving a form unchanged, is nothing to undo."""
    assert tracker.move(northwind, Stage.INTERVIEWED) == NOTHING
    assert tracker.edit(the(tracker), the(tracker)) == NOTHING
    assert tracker.set_decision_date(northwind, date(2026, 11, 27)) == NOTHING
    assert len(tracker.history()) == 1


def test_a_card_goes_to_overdue_by_itself_and_comes_back_with_news(
    tracker: Tracker, northwind: str, clock: Clock
) -> None:
    """The day they named has passed: overdue; a new day, an answer or an interview brings the card back."""
    tracker.move(northwind, Stage.WAITING)
    clock.pass_by(days=5)
    assert stands(tracker) is Stage.OVERDUE
    tracker.set_decision_date(northwind, date(2026, 12, 4))
    assert stands(tracker) is Stage.WAITING
    clock.pass_by(days=7)
    assert stands(tracker) is Stage.OVERDUE
    tracker.log_contact(northwind, Contact(Instant.of(clock()), Direction.RECEIVED))
    assert (stands(tracker), the(tracker).stage) == (Stage.WAITING, Stage.WAITING)
    tracker.move(northwind, Stage.OVERDUE)
    clock.pass_by(days=7)
    record(tracker, northwind, at("2026-12-20 10:00"))
    assert (stands(tracker), the(tracker).stage) == (Stage.WAITING, Stage.WAITING)


def test_an_interview_brings_its_people(tracker: Tracker, northwind: str) -> None:
    """Another interview knows who held it, known or new, and puts the card back to Interviewed."""
    tracker.move(northwind, Stage.WAITING)
    record(tracker, northwind, at("2026-11-23 14:00"), Details(people=parse_people("jana novák\nSam Hill")))
    application = the(tracker)
    assert application.interviews[1].people == ("p1", "p3")
    assert application.stage is Stage.INTERVIEWED
    assert application.people[0].position == "Head of Data"


def test_a_person_is_added_or_changed(tracker: Tracker, northwind: str) -> None:
    """Somebody new is added, somebody known is changed, under the id they have."""
    sam, ada = parse_person("Sam Hill, CTO"), parse_person("Ada King <ada@northwind.example>")
    tracker.change(northwind, "Sam", lambda card, _: add_person(card, sam)[0])
    tracker.change(northwind, "Ada", lambda card, _: add_person(card, ada)[0])
    assert [(person.id, person.email) for person in the(tracker).people] == [
        ("p1", "jana@northwind.example"),
        ("p2", "ada@northwind.example"),
        ("p3", ""),
    ]


def test_only_what_happened_is_a_contact(tracker: Tracker, northwind: str) -> None:
    """A contact that lies ahead is refused; one of this very moment or noted late has its place."""
    with pytest.raises(CallError, match="has not happened yet"):
        tracker.log_contact(northwind, sent("2026-11-23 14:03"))
    tracker.log_contact(northwind, sent("2026-11-23 14:02", ContactKind.THANK_YOU))
    change = tracker.log_contact(northwind, received("2026-11-23 13:30"))
    assert change.label == "Northwind: they wrote by email"
    assert [contact.direction for contact in the(tracker).contacts] == [Direction.RECEIVED, Direction.SENT]


def test_the_decision_date_can_be_taken_back(tracker: Tracker, northwind: str) -> None:
    """Unknown is a thing the user can say, too."""
    assert (
        tracker.set_decision_date(northwind, date(2026, 12, 1)).label
        == "Northwind: they decide by Tue 1 Dec 2026"
    )
    assert tracker.set_decision_date(northwind, None).label == "Northwind: no decision date"
    assert the(tracker).decision_date is None


def test_an_application_is_found_by_the_beginning_of_its_id(tracker: Tracker, northwind: str) -> None:
    """A whole id wins over being the beginning of others; case does not matter."""
    tracker.add("Northwind", "SRE", at=at("2026-11-23 13:00"))
    tracker.add("Acme", "SRE", at=at("2026-11-23 13:00"))
    assert [tracker.find(text).id for text in ("northwind", " NorthWind-2 ", "a")] == [
        northwind,
        "northwind-2",
        "acme",
    ]


def test_what_is_not_found_is_a_sentence(tracker: Tracker, northwind: str) -> None:
    """None or more than one: the sentence says which, and how many more."""
    for number in range(6):
        tracker.add("Northwind", f"role {number}", at=at("2026-11-23 13:00"))
    with pytest.raises(CallError) as ambiguous:
        tracker.find("north")
    assert str(ambiguous.value) == (
        "'north' could be northwind, northwind-2, northwind-3, northwind-4, northwind-5 and 2 more."
        " Write more of it"
    )
    for text in ("zoe\x1b[2J", "", " "):
        with pytest.raises(CallError, match="There is no application"):
            tracker.find(text)


def test_an_id_somebody_wrote_by_hand_is_found(tmp_path: Path, tracker: Tracker, northwind: str) -> None:
    """An id with capitals, written into the file, is found as it is typed or in small letters."""
    place = tmp_path / "data" / "followup.json"
    place.write_text(place.read_text().replace('"id":"northwind"', '"id":"NorthWind"'))
    tracker.refresh()
    assert tracker.find("NorthWind").id == tracker.find("northw").id == "NorthWind"


def test_two_edits_of_different_fields_are_both_kept(
    tmp_path: Path, tracker: Tracker, northwind: str
) -> None:
    """A form saved after another process changed something else keeps both changes."""
    base = the(tracker, northwind)
    other = open_tracker(tmp_path)
    other.log_contact(northwind, sent("2026-11-23 14:00"))
    tracker.edit(base, replace(base, role="Lead", notes="mine"))
    application = the(tracker)
    assert (application.role, application.notes, len(application.contacts)) == ("Lead", "mine", 1)
    other.refresh()
    assert the(other) == application


def test_two_edits_of_one_field_are_a_conflict(tmp_path: Path, tracker: Tracker, northwind: str) -> None:
    """The same field changed elsewhere: nothing is saved until it is said which stays."""
    base = the(tracker, northwind)
    other = open_tracker(tmp_path)
    there = the(other)
    other.edit(there, replace(there, role="Head", tags=("a", "b"), people=(), notes=""))
    mine = replace(base, role="Lead", tags=("c",))
    with pytest.raises(ConflictError, match="Changed elsewhere while this was open: Role") as refused:
        tracker.edit(base, mine)
    assert the(tracker).role == "Head"
    (conflict,) = refused.value.conflicts
    tracker.edit(base, mine, decided={conflict: Side.HERE})
    assert (the(tracker).role, the(tracker).tags, the(tracker).people) == ("Lead", ("a", "b", "c"), ())


def test_undo_and_redo_say_what_they_did(tracker: Tracker, northwind: str) -> None:
    """Undo and redo give the step's own words and the ids that changed."""
    tracker.move(northwind, Stage.THANKED)
    assert tracker.undo() == Change("Northwind: moved to Thanked", ("northwind",))
    assert stands(tracker) is Stage.INTERVIEWED
    assert tracker.redo() == Change("Northwind: moved to Thanked", ("northwind",))
    assert stands(tracker) is Stage.THANKED
    tracker.undo()
    tracker.undo()
    assert tracker.applications == {}
    assert [step.undone for step in tracker.history()] == [True, True]


def test_a_change_of_what_was_undone_elsewhere_is_refused(
    tmp_path: Path, tracker: Tracker, northwind: str
) -> None:
    """A card that another process undid cannot be moved, and the sentence says what happened to it."""
    open_tracker(tmp_path).undo()
    with pytest.raises(CallError, match=r"northwind is no longer there\. It was undone or removed elsewhere"):
        tracker.move(northwind, Stage.THANKED)
    assert tracker.refresh() == {"northwind"}


def test_what_was_undone_elsewhere_can_be_put_back(tmp_path: Path, tracker: Tracker, northwind: str) -> None:
    """It is there again as it was seen here; where it is there, nothing is changed."""
    seen = the(tracker, northwind)
    open_tracker(tmp_path).undo()
    assert tracker.put_back(seen).label == "Northwind: put back"
    assert replace(the(tracker), revision=seen.revision, updated_at=seen.updated_at) == seen
    assert tracker.put_back(seen) == NOTHING


def test_what_another_process_changed_is_told_after_an_own_change_too(
    tmp_path: Path, tracker: Tracker, northwind: str
) -> None:
    """Cards changed elsewhere are named by the next refresh, though an own change read them already."""
    acme = tracker.add("Acme", "SRE", at=at("2026-11-23 13:00")).ids[0]
    open_tracker(tmp_path).move(acme, Stage.WAITING)
    assert tracker.move(northwind, Stage.THANKED).ids == ("northwind",)
    assert tracker.refresh() == {"acme"}
    assert stands(tracker, acme) is Stage.WAITING


def test_a_file_that_cannot_be_used_is_refused_at_the_door(tmp_path: Path) -> None:
    """Opening a damaged file raises, and the file is left alone."""
    place = tmp_path / "data" / "followup.json"
    place.parent.mkdir()
    place.write_text("{")
    with pytest.raises(DataError, match="is not whole"):
        open_tracker(tmp_path)
    assert place.read_text() == "{"


def test_the_tracker_says_where_its_file_is_and_what_it_worries_about(
    tmp_path: Path, tracker: Tracker
) -> None:
    """The path and the warning can be shown."""
    assert str(tracker.path) == str(tmp_path / "data" / "followup.json")
    assert tracker.warnings == ()
    assert tracker.today().now == at("2026-11-23 14:02")


def test_a_sample_is_one_step(tmp_path: Path, tracker: Tracker) -> None:
    """Many applications at once are one step, taken back by one undo."""
    tracker.fill(replace(NORTHWIND, id=f"northwind-{number}") for number in range(50))
    assert len(open_tracker(tmp_path).applications) == 50
    assert tracker.undo().label == "A sample"
    assert tracker.applications == {}


def test_a_change_reaches_the_card_that_was_seen_whatever_a_sync_calls_it_since(tmp_path: Path) -> None:
    """Renamed meanwhile, with another application under its id: the one that was on the screen is changed."""
    clock = Clock()
    here, elsewhere = open_tracker(tmp_path, clock), open_tracker(tmp_path, clock)
    here.add("Acme", "Mine", at=clock())
    base = here.applications["acme"]
    elsewhere.refresh()
    other = replace(base, uid="2" * 32, role="Other")
    elsewhere.change_many("Synced", lambda _: {"acme": other, "acme-2": replace(base, id="acme-2")})
    change = here.move("acme", Stage.WAITING)
    assert change.ids == ("acme-2",)
    here.edit(base, replace(base, notes="Typed"))
    assert here.applications["acme"].notes == ""
    assert (here.applications["acme-2"].notes, here.applications["acme-2"].stage) == ("Typed", Stage.WAITING)
