"""Two states of one application made one: nothing that is filled is lost, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, MovedFrom
from followup_tui.domain.other_state import with_other_state
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from tests.every_field import differing, values_in, whole_applications
from tests.samples import NORTHWIND, REFLECTION, ahead, held, instant, received, sent

WHOLE = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A smaller failing example would say no more than what differs, and takes minutes to be searched for."""

OF_STAGE = {"stage_since", "overdue_dismissed"}

LATER = instant("2026-11-20")
"""After the last change of `NORTHWIND`."""


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Application, Application]:
    """Draw two states of one application, with some parts in common."""
    one, other = draw(whole_applications()), draw(whole_applications())
    if draw(st.booleans()):
        other = replace(one, notes=other.notes, tags=other.tags, offer=other.offer, contacts=one.contacts[:1])
    return one, replace(other, id=one.id, uid=one.uid)


@WHOLE
@given(two_states())
def test_the_same_state_again_changes_nothing(states: tuple[Application, Application]) -> None:
    """Neither at once nor when the change is stamped as the latest."""
    assert_nothing_twice(*states)


def assert_nothing_twice(one: Application, other: Application) -> None:
    """Hold that the other state, brought in again, changes nothing."""
    combined = with_other_state(one, other)
    assert differing(with_other_state(combined, other), combined) == []
    now = Instant(datetime(2033, 1, 1, tzinfo=UTC), "UTC")
    stamped = replace(combined, updated_at=now)
    assert differing(with_other_state(stamped, other), stamped) == []


def few(cls: type[Any], **values: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw up to three parts with few values, so that many are alike."""
    fields = {name: st.sampled_from([*choices]) for name, choices in values.items()}
    return st.lists(st.builds(cls, id=st.just(""), uid=st.just(""), **fields), max_size=3).map(tuple)


MOMENTS = [instant(f"2026-11-{day} {hour}:00") for day in (10, 11) for hour in ("09", "15")]
SOMETIMES = [None, *MOMENTS]


@st.composite
def similar_parts(draw: st.DrawFn, uids: str) -> Application:
    """Draw a state whose parts are much like those of another: at the same times, of the same names."""
    people = draw(
        few(
            Person,
            name=["", "Jana Novák", "Jana Novak", "Bob"],
            position=["CTO", "HR"],
            email=["", "a@x.example"],
        )
    )
    person_ids = [f"p{number}" for number in range(1, len(people) + 1)]
    moved = [(), *((MovedFrom(moment, Party.THEM, MOMENTS[0]),) for moment in MOMENTS)]
    parts = {
        "people": people,
        "interviews": draw(
            few(
                Interview,
                starts_at=SOMETIMES,
                ended_at=SOMETIMES,
                moved_from=moved,
                people=[(), *((person_id,) for person_id in person_ids)],
            )
        ),
        "contacts": draw(
            few(
                Contact,
                at=MOMENTS,
                direction=Direction,
                person=[None, *person_ids],
                note=["", "Hello"],
                message_id=["", "<1@x.example>"],
            )
        ),
        "promises": draw(few(Promise, text=["a", "b"], by=Party, due=[None, date(2026, 12, 1)])),
    }
    numbered = {
        name: tuple(
            replace(
                part,
                id=f"{'' if name == 'promises' else name[0]}{number}",
                uid=draw(st.sampled_from(["", f"{uids}{number}", f"both{number}"])),
            )
            for number, part in enumerate(each, start=1)
        )
        for name, each in parts.items()
    }
    return replace(NORTHWIND, updated_at=draw(st.sampled_from(MOMENTS)), **numbered)


UNLIKE_ONCE_ONE = (
    replace(NORTHWIND, people=(Person("p1", "", position="CTO"),)),
    replace(NORTHWIND, people=(Person("p1", "\u0308", position="Head of Data"),)),
)
"""A name that search sees nothing of: with it, the two have other positions and no name."""

LIKE_A_THIRD = (
    replace(NORTHWIND, interviews=(Interview("i1", starts_at=MOMENTS[0]),)),
    replace(
        NORTHWIND,
        interviews=(
            Interview("i1", ended_at=MOMENTS[2]),
            Interview("i2", starts_at=MOMENTS[0], ended_at=MOMENTS[3]),
        ),
        updated_at=LATER,
    ),
)
"""What is taken from the second gives the one here a day in common with the first."""

TWO_ALIKE = (
    replace(NORTHWIND, people=(Person("p1", "Bob"),)),
    replace(
        NORTHWIND,
        people=(
            Person("p1", "Jana", position="CTO"),
            Person("p2", "Bob", position="HR"),
            Person("p3", "Jana", position="CTO"),
        ),
        interviews=(Interview("i1", starts_at=MOMENTS[0], people=("p1",)),),
    ),
)
"""Of the two of one name, one was there."""


@example(*UNLIKE_ONCE_ONE)
@example(*LIKE_A_THIRD)
@example(*TWO_ALIKE)
@settings(WHOLE, max_examples=300)
@given(similar_parts("mine"), similar_parts("other"))
def test_whose_parts_are_alike_is_the_same_the_next_time(one: Application, other: Application) -> None:
    """What was one part, or another one, once, is so again, however much of it was taken."""
    assert_nothing_twice(one, other)


@given(whole_applications())
def test_a_state_beside_itself_is_itself(application: Application) -> None:
    """Whatever there is, it is there already."""
    assert with_other_state(application, application) == application


@WHOLE
@given(two_states())
def test_nothing_that_is_filled_becomes_empty(states: tuple[Application, Application]) -> None:
    """Every part is still there by its id, every filled field is filled, and the stage is no earlier one."""
    one, other = states
    combined = with_other_state(one, other)
    assert list(Stage).index(combined.stage) >= list(Stage).index(one.stage)
    for name in ("people", "interviews", "contacts", "promises"):
        parts = {part.id: part for part in getattr(combined, name)}
        assert len(parts) == len(getattr(combined, name))
        assert {part.id for part in getattr(one, name)} <= set(parts)
        assert len(parts) <= len(getattr(one, name)) + len(getattr(other, name))
        for part in getattr(one, name):
            assert_filled(part, parts[part.id])
    assert_filled(one, combined)
    ids = {person.id for person in combined.people}
    assert {person_id for each in combined.interviews for person_id in each.people} <= ids
    assert {each.person for each in combined.contacts} <= {*ids, None}


def assert_filled(before: object, after: object) -> None:
    """Hold that each field of an object with something in it has something in it afterwards."""
    emptied = [
        field
        for (field, value), (_, new) in zip(own_values(before), own_values(after), strict=True)
        if value not in (None, "", (), False) and new in (None, "", ())
    ]
    # These belong to another field, whose other value was taken.
    assert {field[1] for field in emptied} <= {
        "outcome",
        "closed_at",
        "decision_told_at",
        "snoozed_at",
    } | OF_STAGE


def own_values(value: object) -> list[tuple[tuple[type, str], object]]:
    """Return the fields of an object itself, with their values."""
    return [(field, content) for field, content in values_in(value) if field[0] is type(value)]


def later(application: Application, **changes: object) -> Application:
    """Return a state that was changed later."""
    return replace(application, updated_at=LATER, **changes)


def test_what_has_one_uid_is_one_whatever_it_says() -> None:
    """An interview put on another day under another id, somebody of another name: not two."""
    here = replace(
        NORTHWIND,
        people=(Person("p1", "Jana Novák", uid="a"),),
        interviews=(replace(ahead("2026-11-26 09:30"), uid="b"),),
    )
    there = later(
        NORTHWIND,
        people=(Person("p1", "Bob Lee", uid="c"), Person("p2", "Ada King", uid="a")),
        interviews=(replace(ahead("2026-12-03 14:00", 4), uid="b", people=("p2",)),),
    )
    combined = with_other_state(here, there)
    assert [(each.id, each.name) for each in combined.people] == [("p1", "Ada King"), ("p3", "Bob Lee")]
    (interview,) = combined.interviews
    assert (interview.id, interview.starts_at, interview.people) == (
        "i1",
        instant("2026-12-03 14:00"),
        ("p1",),
    )


def test_the_later_value_counts_and_the_older_only_adds() -> None:
    """Of two values that of the later change is taken; an older state fills what is empty."""
    here = replace(NORTHWIND, role="SRE", notes="Bring the book", tags=("remote",))
    there = later(NORTHWIND, role="Lead", via="Hays", notes="Ask for Bob", tags=("berlin",))
    combined = with_other_state(here, there)
    assert (combined.role, combined.via, combined.tags) == ("Lead", "Hays", ("remote", "berlin"))
    assert combined.notes == "Bring the book\nAsk for Bob"
    combined = with_other_state(there, here)
    assert (combined.role, combined.via, combined.tags) == ("Lead", "Hays", ("berlin",))


def test_a_date_comes_with_when_it_was_told() -> None:
    """The two are one fact."""
    there = later(NORTHWIND, decision_date=date(2026, 12, 4), decision_told_at=instant("2026-11-19"))
    combined = with_other_state(NORTHWIND, there)
    assert (combined.decision_date, combined.decision_told_at) == (
        there.decision_date,
        there.decision_told_at,
    )


def test_the_stage_moves_forwards_only() -> None:
    """A later state closes a card; no state opens a closed one, and an older one moves nothing."""
    closed = later(
        NORTHWIND, stage=Stage.CLOSED, outcome=Outcome.REJECTED, closed_at=LATER, stage_since=LATER
    )
    assert with_other_state(NORTHWIND, closed) == replace(closed, updated_at=NORTHWIND.updated_at)
    assert with_other_state(closed, NORTHWIND) == closed
    assert with_other_state(closed, replace(NORTHWIND, updated_at=instant("2026-11-22"))) == closed
    edited = replace(NORTHWIND, updated_at=instant("2026-11-22"))
    assert with_other_state(edited, closed).stage is Stage.INTERVIEWED
    waiting = replace(edited, stage=Stage.WAITING, stage_since=instant("2026-11-10"))
    assert with_other_state(waiting, closed).outcome is Outcome.REJECTED


def test_what_was_added_on_both_sides_under_one_id_stays_two() -> None:
    """Both counted on from the same number: each keeps its people, and gets an id of its own."""
    here = replace(
        NORTHWIND,
        people=(Person("p1", "Jana Novák"),),
        interviews=(ahead("2026-11-30 10:00"),),
        contacts=(replace(sent("2026-11-20"), id="c1", person="p1"),),
        promises=(Promise("1", "Send references"),),
    )
    there = later(
        NORTHWIND,
        people=(Person("p1", "Bob Lee"),),
        interviews=(replace(ahead("2026-12-02 10:00"), people=("p1",)),),
        contacts=(replace(received("2026-11-19"), id="c1", person="p1"),),
        promises=(Promise("1", "Call on Tuesday", Party.THEM),),
    )
    combined = with_other_state(here, there)
    assert [(each.id, each.name) for each in combined.people] == [("p1", "Jana Novák"), ("p2", "Bob Lee")]
    assert [(each.id, each.people) for each in combined.interviews] == [("i1", ()), ("i2", ("p2",))]
    assert [(each.id, each.person) for each in combined.contacts] == [("c2", "p2"), ("c1", "p1")]
    assert [each.text for each in combined.promises] == ["Send references", "Call on Tuesday"]


def test_what_was_corrected_on_one_side_is_one() -> None:
    """A name spelled otherwise, an interview moved or ended, a mail's hour: the same people and things."""
    moved = MovedFrom(instant("2026-11-26 09:30"), Party.THEM, instant("2026-11-19"))
    here = replace(
        NORTHWIND,
        people=(Person("p1", "Jana Novak", checked=True),),
        interviews=(ahead("2026-11-26 09:30"), held("2026-11-12 10:00", 2)),
        contacts=(replace(sent("2026-11-18", ContactKind.THANK_YOU), id="c1", note="Thank you"),),
    )
    there = later(
        here,
        people=(Person("p1", "Jana Novák", position="CTO"),),
        interviews=(
            replace(ahead("2026-12-03 14:00"), moved_from=(moved,)),
            replace(held("2026-11-12 10:00", 2), said="They need Rust"),
        ),
        contacts=(replace(sent("2026-11-19", ContactKind.THANK_YOU), id="c1", note="Thank you"),),
    )
    combined = with_other_state(here, there)
    assert combined.people == there.people
    assert sorted(combined.interviews, key=lambda each: each.id) == list(there.interviews)
    assert combined.contacts == there.contacts


@example(is_later=True)
@given(is_later=st.booleans())
def test_a_lesson_done_later_is_done(*, is_later: bool) -> None:
    """An open one of the other state does not open it again."""
    done = Lesson("Speak slower", LessonState.DONE, instant("2026-11-19"))
    one, other = (
        replace(
            NORTHWIND,
            interviews=(replace(held("2026-11-12"), reflection=replace(REFLECTION, lessons=(lesson,))),),
        )
        for lesson in (Lesson("Speak slower"), done)
    )
    other = replace(other, updated_at=LATER if is_later else instant("2026-11-01"))
    (interview,) = with_other_state(one, other).interviews
    assert interview.reflection is not None
    assert interview.reflection.lessons == ((done,) if is_later else (Lesson("Speak slower"),))
    (interview,) = with_other_state(other, replace(one, updated_at=instant("2026-11-30"))).interviews
    assert interview.reflection is not None
    assert interview.reflection.lessons == (done,)
