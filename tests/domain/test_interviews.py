"""What happens to interviews: planned, moved, cancelled, missed, corrected, removed; and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.interview import Interview, InterviewKind, InterviewState
from followup_tui.domain.interviews import (
    Details,
    add_interview,
    cancel_interview,
    correct_interview,
    detail_interview,
    find_interview,
    miss_interview,
    move_interview,
    reinstate_interview,
    remove_interview,
)
from followup_tui.domain.person import Party
from followup_tui.domain.person_line import parse_people
from followup_tui.domain.stages import expected_by, release_from_overdue, stage_on
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, REFLECTION, ahead, at, held, instant, today

TODAY = today("2026-11-23 14:02")
MONDAY, TUESDAY = at("2026-11-23 14:02"), at("2026-11-24 10:00")
FRIDAY, NEXT_WEEK = at("2026-11-27 10:00"), at("2026-12-02 09:00")


def card(*interviews: Interview) -> Application:
    """Return an application with these interviews."""
    return replace(NORTHWIND, interviews=interviews)


def only(application: Application) -> Interview:
    """Return the only interview."""
    (interview,) = application.interviews
    return interview


def times(interview: Interview) -> tuple[str | None, str | None, str | None]:
    """Return its start, its planned end and its end, as the day and hour in Berlin."""
    moments = (interview.starts_at, interview.ends_at, interview.ended_at)
    start, planned_end, end = (f"{moment.local():%d %H:%M}" if moment else None for moment in moments)
    return start, planned_end, end


PLANNED = ahead("2026-11-26 10:00")
PLANNED_HOUR = replace(PLANNED, ends_at=instant("2026-11-26 11:00"))
PASSED = ahead("2026-11-23 10:00")
HELD = held("2026-11-20 11:00")
REFLECTED = replace(HELD, reflection=REFLECTION)
CANCELLED = replace(PLANNED, cancelled_by=Party.THEM)
MISSED = replace(PASSED, missed=True)


@pytest.mark.parametrize(
    ("moment", "until", "expected", "state"),
    [
        ("2026-11-23 13:00", None, (None, None, "23 13:00"), InterviewState.HELD),
        ("2026-11-26 10:00", None, ("26 10:00", None, None), InterviewState.PLANNED),
        ("2026-11-26 10:00", "2026-11-26 11:30", ("26 10:00", "26 11:30", None), InterviewState.PLANNED),
        ("2026-11-23 12:00", "2026-11-23 13:00", ("23 12:00", None, "23 13:00"), InterviewState.HELD),
        ("2026-11-23 13:30", "2026-11-23 15:00", ("23 13:30", "23 15:00", None), InterviewState.PLANNED),
    ],
)
def test_an_interview_is_recorded_or_planned(
    moment: str, until: str | None, expected: tuple[str | None, ...], state: InterviewState
) -> None:
    """A time past is its end, one ahead its start; with an end, it is the start in either case."""
    interview = only(add_interview(card(), at(moment), TODAY, until=at(until) if until else None))
    assert times(interview) == expected
    assert interview.state(TODAY.utc) is state


def test_a_planned_end_that_passed_counts_as_its_end() -> None:
    """Until then it is going on, and nobody asks how it went."""
    application = add_interview(card(), FRIDAY, TODAY, until=FRIDAY + timedelta(hours=1))
    assert only(application).state(FRIDAY + timedelta(minutes=59)) is InterviewState.PLANNED
    assert only(application).state(FRIDAY + timedelta(minutes=60)) is InterviewState.HELD
    last = application.last_interview(NEXT_WEEK)
    assert last is not None
    assert last.moment is not None
    assert last.moment.local() == FRIDAY + timedelta(hours=1)


def test_details_are_noted_at_once_or_later() -> None:
    """Kind, place, link and people; what is not named stays."""
    details = Details(InterviewKind.VIDEO, "", "https://meet.example/1", parse_people("Ada King"))
    application = add_interview(card(), FRIDAY, TODAY, details=details)
    more = Details(place="Room 4", people=parse_people("Ada King\nBob Lee"))
    application = detail_interview(application, "i1", more, today=TODAY, until=FRIDAY + timedelta(hours=1))
    interview = only(application)
    assert (interview.kind, interview.place, interview.link) == (
        InterviewKind.VIDEO,
        "Room 4",
        "https://meet.example/1",
    )
    assert interview.people == ("p1", "p2")
    assert times(interview) == ("27 10:00", "27 11:00", None)


def test_a_move_keeps_what_was_agreed_and_how_long_it_lasts() -> None:
    """Each time agreed on before stays, with who moved it and when that was noted."""
    moved = only(move_interview(card(PLANNED_HOUR), "i1", FRIDAY, Party.THEM, TODAY))
    assert times(moved) == ("27 10:00", "27 11:00", None)
    assert [(times_of.starts_at, times_of.by) for times_of in moved.moved_from] == [
        (PLANNED.starts_at, Party.THEM)
    ]
    assert moved.moved_from[0].at.utc == TODAY.utc


def test_a_day_that_was_agreed_on_twice_is_kept_twice() -> None:
    """Moved away, moved back and away again: three moves."""
    application = card(PLANNED)
    for to, by in ((FRIDAY, Party.THEM), (at("2026-11-26 10:00"), Party.ME), (NEXT_WEEK, Party.THEM)):
        application = move_interview(application, "i1", to, by, TODAY)
    interview = only(application)
    assert [moved.starts_at.local().day for moved in interview.moved_from] == [26, 27, 26]
    assert [moved.by for moved in interview.moved_from] == [Party.THEM, Party.ME, Party.THEM]
    assert interview.starts_at is not None
    assert interview.starts_at.local() == NEXT_WEEK


@pytest.mark.parametrize("interview", [PASSED, MISSED], ids=["passed", "missed"])
def test_an_appointment_that_passed_can_be_moved_until_it_is_noted_as_held(interview: Interview) -> None:
    """They moved it at the last minute, or after they had missed it: it is planned again."""
    moved = only(move_interview(card(interview), "i1", FRIDAY, Party.THEM, TODAY))
    assert moved.state(TODAY.utc) is InterviewState.PLANNED
    assert moved.moved_from[0].starts_at == interview.starts_at


REFUSED: list[tuple[str, Interview, Callable[[Application], Application], str]] = [
    ("held", HELD, lambda card: move_interview(card, "i1", FRIDAY, Party.THEM, TODAY), "noted as held"),
    ("to the past", PLANNED, lambda card: move_interview(card, "i1", MONDAY, Party.ME, TODAY), "is past"),
    (
        "to itself",
        PLANNED,
        lambda card: move_interview(card, "i1", at("2026-11-26 10:00"), Party.ME, TODAY),
        "planned for Thu 26 Nov 10:00 already",
    ),
    ("cancelled", CANCELLED, lambda card: move_interview(card, "i1", FRIDAY, Party.ME, TODAY), "cancelled"),
    ("gone", PLANNED, lambda card: move_interview(card, "i9", FRIDAY, Party.ME, TODAY), "no longer there"),
    ("cancel held", HELD, lambda card: cancel_interview(card, "i1", Party.THEM, TODAY), "noted as held"),
    ("cancel twice", CANCELLED, lambda card: cancel_interview(card, "i1", Party.THEM, TODAY), "already"),
    ("miss ahead", PLANNED, lambda card: miss_interview(card, "i1", TODAY), "lies ahead"),
    ("miss what was held", REFLECTED, lambda card: miss_interview(card, "i1", TODAY), "You wrote about"),
    (
        "reflected, ahead",
        REFLECTED,
        lambda card: correct_interview(card, "i1", FRIDAY, TODAY),
        "cannot lie ahead",
    ),
    (
        "reflected, not over",
        replace(REFLECTED, starts_at=instant("2026-11-20 10:00")),
        lambda card: detail_interview(card, "i1", Details(), today=TODAY, until=FRIDAY),
        "cannot lie ahead",
    ),
    (
        "end before start",
        PLANNED,
        lambda card: correct_interview(card, "i1", FRIDAY, TODAY, until=TUESDAY),
        "cannot end",
    ),
    (
        "end without start",
        HELD,
        lambda card: detail_interview(card, "i1", Details(), today=TODAY, until=FRIDAY),
        "No start",
    ),
]


@pytest.mark.parametrize(
    ("interview", "change", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_is_refused_in_a_sentence(
    interview: Interview, change: Callable[[Application], Application], words: str
) -> None:
    """It says what is the matter, that nothing was changed, and mostly what to do."""
    with pytest.raises(CallError, match=words) as caught:
        change(card(interview))
    assert "Nothing was changed" in str(caught.value)


def test_a_cancelled_interview_stays_and_is_neither_ahead_nor_held() -> None:
    """It is told as cancelled; taken back, it is planned as before."""
    cancelled = cancel_interview(card(PLANNED), "i1", Party.ME, TODAY)
    assert only(cancelled).state(TODAY.utc) is InterviewState.CANCELLED
    assert cancelled.next_interview(TODAY.utc) is None
    assert cancelled.last_appointment(NEXT_WEEK) is None
    assert reinstate_interview(cancelled, "i1") == card(PLANNED)


def test_after_a_cancellation_what_was_expected_before_counts_again() -> None:
    """It is no contact: the day they had named stays, and the card may be overdue by it."""
    told = replace(card(held("2026-11-10 10:00"), replace(PLANNED, id="i2")), stage=Stage.WAITING)
    told = replace(told, decision_date=at("2026-11-19").date())
    cancelled = cancel_interview(told, "i2", Party.THEM, TODAY)
    assert (stage_on(told, TODAY), stage_on(cancelled, TODAY)) == (Stage.WAITING, Stage.OVERDUE)
    assert expected_by(cancelled, TODAY) == told.decision_date


@pytest.mark.parametrize("by", Party)
def test_a_move_takes_a_card_out_of_overdue(by: Party) -> None:
    """While an interview lies ahead nothing is overdue, and no day of before counts as expected."""
    overdue = replace(card(ahead("2026-11-10 10:00")), stage=Stage.WAITING)
    assert stage_on(overdue, TODAY) is Stage.OVERDUE
    moved = release_from_overdue(overdue, move_interview(overdue, "i1", FRIDAY, by, TODAY), TODAY)
    assert stage_on(moved, TODAY) is Stage.WAITING


@pytest.mark.parametrize(("interview", "agreed"), [(PASSED, PASSED.starts_at), (HELD, HELD.ended_at)])
def test_a_missed_appointment_keeps_the_agreed_time(interview: Interview, agreed: object) -> None:
    """What was noted as its end, before it turned out that nobody came, is the time that was agreed on."""
    missed = only(miss_interview(card(interview), "i1", TODAY))
    assert (missed.state(TODAY.utc), missed.starts_at) == (InterviewState.MISSED, agreed)
    assert missed.ended_at is None


HOUR = replace(held("2026-11-20 11:00"), starts_at=instant("2026-11-20 10:00"))


@pytest.mark.parametrize(
    ("interview", "to", "until", "expected"),
    [
        (PLANNED, "2026-11-27 09:00", None, ("27 09:00", None, None)),
        (PLANNED_HOUR, "2026-11-27 09:00", None, ("27 09:00", "27 10:00", None)),
        (PLANNED, "2026-11-27 09:00", "2026-11-27 12:00", ("27 09:00", "27 12:00", None)),
        (PLANNED, "2026-11-20 09:00", None, ("20 09:00", None, None)),
        (PLANNED_HOUR, "2026-11-20 09:00", None, ("20 09:00", None, "20 10:00")),
        (HELD, "2026-11-19 11:00", None, (None, None, "19 11:00")),
        (HELD, "2026-11-27 11:00", None, ("27 11:00", None, None)),
        (HELD, "2026-11-19 11:00", "2026-11-19 12:00", ("19 11:00", None, "19 12:00")),
        (HOUR, "2026-11-19 10:00", None, ("19 10:00", None, "19 11:00")),
        (HOUR, "2026-11-23 13:30", None, ("23 13:30", "23 14:30", None)),
        (REFLECTED, "2026-11-19 11:00", None, (None, None, "19 11:00")),
    ],
)
def test_a_correction_leaves_no_other_time(
    interview: Interview, to: str, until: str | None, expected: tuple[str | None, ...]
) -> None:
    """What was noted wrongly was never agreed on. A start stays a start; it lasts as long as before."""
    end = at(until) if until else None
    corrected = only(correct_interview(card(interview), "i1", at(to), TODAY, until=end))
    assert times(corrected) == expected
    assert corrected.moved_from == ()
    assert corrected.reflection == interview.reflection


def test_a_planned_interview_that_turns_out_to_be_held_asks_for_thanks() -> None:
    """The card goes back to Interviewed, as for any that was just held; for another hour it does not."""
    waiting = replace(card(PLANNED), stage=Stage.WAITING)
    assert correct_interview(waiting, "i1", at("2026-11-23 12:00"), TODAY).stage is Stage.INTERVIEWED
    thanked = replace(card(HELD), stage=Stage.THANKED)
    assert correct_interview(thanked, "i1", at("2026-11-20 12:00"), TODAY).stage is Stage.THANKED


def test_a_removed_interview_is_gone_and_its_people_stay() -> None:
    """It was noted by mistake."""
    application = add_interview(card(HELD), FRIDAY, TODAY, details=Details(people=parse_people("Ada King")))
    removed = remove_interview(application, "i2")
    assert removed.interviews == (HELD,)
    assert [person.name for person in removed.people] == ["Ada King"]


@pytest.mark.parametrize(
    ("interviews", "which", "expected"),
    [
        ((HELD, replace(PLANNED, id="i2"), replace(ahead("2026-11-25"), id="i3")), None, "i3"),
        ((HELD, replace(held("2026-11-21"), id="i2")), None, "i2"),
        ((HELD, replace(CANCELLED, id="i2")), None, "i1"),
        ((HELD, replace(PLANNED, id="i2")), " I1 ", "i1"),
    ],
)
def test_without_an_id_it_is_the_next_planned_else_the_last_held(
    interviews: tuple[Interview, ...], which: str | None, expected: str
) -> None:
    """So that most of the time none has to be named."""
    assert find_interview(card(*interviews), which, TODAY).id == expected


@pytest.mark.parametrize(
    ("interviews", "which", "words"),
    [
        ((), None, "None is noted yet"),
        ((CANCELLED,), None, r"There is i1 \(Thu 26 Nov 10:00\)"),
        ((HELD,), "i7", "no interview 'i7'"),
    ],
)
def test_an_interview_that_is_not_there_is_named_with_those_that_are(
    interviews: tuple[Interview, ...], which: str | None, words: str
) -> None:
    """Whoever mistypes an id reads which there are."""
    with pytest.raises(CallError, match=words):
        find_interview(card(*interviews), which, TODAY)


hours = st.integers(1, 24 * 60).map(lambda hour: TODAY.now + timedelta(hours=hour))


@given(st.lists(st.tuples(hours, st.sampled_from(Party)), max_size=6))
def test_whatever_is_moved_how_often_every_agreed_time_is_kept_once(
    moves: list[tuple[datetime, Party]],
) -> None:
    """The starts in order, the last one last: as many as there were moves that went somewhere else."""
    application, starts = card(PLANNED), [PLANNED.starts_at]
    for to, by in moves:
        try:
            application = move_interview(application, "i1", to, by, TODAY)
        except CallError:
            continue
        starts.append(only(application).starts_at)
    interview = only(application)
    assert [moved.starts_at for moved in interview.moved_from] + [interview.starts_at] == starts
    assert application.planned_interviews(TODAY.utc) == [interview]
