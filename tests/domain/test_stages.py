"""Which column a card stands in, day by day."""

# ruff: noqa: E501 - a table that a person can read has its rows in one line

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain import stages
from followup_tui.domain.advice.rules import STANDARD, Rules
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import Contact, ContactKind
from followup_tui.domain.interview import Interview
from followup_tui.domain.stages import Today
from followup_tui.errors import CallError
from tests.samples import NORTHWIND, ahead, at, held, instant, received, sent, today
from tests.strategies import applications

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVIEWED, THANKED, WAITING, OVERDUE, CLOSED = Stage


def said(application: Application) -> tuple[object, ...]:
    """Return what the user said of an application; where its card stands and since when is left out."""
    story = (application.interviews, application.people, application.contacts, application.decision_date)
    return (
        application.company,
        application.role,
        *story,
        application.tags,
        application.links,
        application.notes,
    )


def november(day: int) -> date:
    """Return a day of November 2026; the 2nd, 9th, 16th, 23rd and 30th are Mondays."""
    return date(2026, 11, day)


@dataclass(frozen=True)
class Situation:
    """What is known on a day, and what follows from it."""

    name: str
    stored: Stage
    on: str
    stands: Stage
    expected: date | None
    interviews: tuple[Interview, ...] = ()
    contacts: tuple[Contact, ...] = ()
    told: date | None = None
    dismissed: date | None = None

    @property
    def application(self) -> Application:
        """The application of the situation."""
        return replace(
            NORTHWIND,
            stage=self.stored,
            outcome=Outcome.SILENT if self.stored is CLOSED else None,
            interviews=self.interviews,
            contacts=self.contacts,
            decision_date=self.told,
            overdue_dismissed=self.dismissed,
        )


MON9, FRI13 = held("2026-11-09 16:00"), held("2026-11-13 16:00")

SITUATIONS = [
    Situation("nothing has happened yet", INTERVIEWED, "2026-11-23", INTERVIEWED, None),
    # Nothing told: R3, five business days after the last event.
    Situation("held Monday: the next Monday is still fine", THANKED, "2026-11-16", THANKED, november(16), (MON9,)),
    Situation("... Tuesday is not", THANKED, "2026-11-17", OVERDUE, november(16), (MON9,)),
    Situation("... from its first minute", THANKED, "2026-11-17 00:00", OVERDUE, november(16), (MON9,)),
    Situation("... to the last one before", THANKED, "2026-11-16 23:59", THANKED, november(16), (MON9,)),
    Situation("held Friday: five business days are Friday", WAITING, "2026-11-20", WAITING, november(20), (FRI13,)),
    Situation("... and Saturday is past them", WAITING, "2026-11-21", OVERDUE, november(20), (FRI13,)),
    Situation("held Saturday: Friday too", WAITING, "2026-11-20", WAITING, november(20), (held("2026-11-14"),)),
    Situation("thanked on Thursday: counts from there", THANKED, "2026-11-19", THANKED, november(19), (MON9,),
              (sent("2026-11-12"),)),
    Situation("... and is over then", THANKED, "2026-11-20", OVERDUE, november(19), (MON9,), (sent("2026-11-12"),)),
    Situation("an answer counts as much", WAITING, "2026-11-19", WAITING, november(19), (MON9,),
              (sent("2026-11-10"), received("2026-11-12"))),
    Situation("late at night in Berlin is the next day's Monday", WAITING, "2026-11-17", OVERDUE, november(16),
              (Interview("i1", ended_at=instant("2026-11-09 23:59")),)),
    Situation("a contact without an interview counts", WAITING, "2026-11-17", OVERDUE, november(16), (),
              (sent("2026-11-09"),)),
    Situation("only the start of the interview is known", WAITING, "2026-11-17", OVERDUE, november(16),
              (ahead("2026-11-09"),)),
    # They named a day.
    Situation("told: the day itself is theirs", WAITING, "2026-11-27", WAITING, november(27), (MON9,),
              told=november(27)),
    Situation("told: the day after is overdue", WAITING, "2026-11-28", OVERDUE, november(27), (MON9,),
              told=november(27)),
    Situation("told sooner than five days", THANKED, "2026-11-12", OVERDUE, november(11), (MON9,), told=november(11)),
    Situation("told, and what is sent changes nothing", WAITING, "2026-11-13", OVERDUE, november(11), (MON9,),
              (sent("2026-11-12"),), told=november(11)),
    Situation("told, spent by an answer on that very day", WAITING, "2026-11-12", WAITING, november(18), (MON9,),
              (received("2026-11-11"),), told=november(11)),
    Situation("told, spent by an answer after it", WAITING, "2026-11-13", WAITING, november(19), (MON9,),
              (received("2026-11-12"),), told=november(11)),
    Situation("... and not overdue while it is the user's turn", WAITING, "2026-11-20", WAITING, november(19), (MON9,),
              (received("2026-11-12"),), told=november(11)),
    Situation("... answered: for five business days", WAITING, "2026-11-20", OVERDUE, november(19), (MON9,),
              (received("2026-11-12"), sent("2026-11-12 13:00")), told=november(11)),
    Situation("told, spent by a later interview", INTERVIEWED, "2026-11-17", INTERVIEWED, november(20), (MON9, FRI13),
              told=november(11)),
    Situation("told before an answer, and again after it", WAITING, "2026-11-20", WAITING, november(20), (MON9,),
              (received("2026-11-12"),), told=november(20)),
    Situation("told without an interview", WAITING, "2026-11-21", OVERDUE, november(20), told=november(20)),
    # An interview ahead.
    Situation("an interview ahead: nothing is overdue", WAITING, "2026-11-23", WAITING, november(16),
              (MON9, ahead("2026-11-25", 2))),
    Situation("... nor with a told day that passed", WAITING, "2026-11-23", WAITING, november(11),
              (MON9, ahead("2026-11-25", 2)), told=november(11)),
    Situation("... and once it was held its days count", WAITING, "2026-11-26", WAITING, date(2026, 12, 2),
              (MON9, ahead("2026-11-25", 2))),
    Situation("only an interview ahead: nothing to expect", INTERVIEWED, "2026-11-23", INTERVIEWED, None,
              (ahead("2026-11-25"),)),
    # Moved by hand.
    Situation("taken out of Overdue by hand: stays out", THANKED, "2026-11-25", THANKED, november(16), (MON9,),
              dismissed=november(16)),
    Situation("... until another day was told, and passed", THANKED, "2026-11-25", OVERDUE, november(24), (MON9,),
              told=november(24), dismissed=november(16)),
    Situation("... but not before it passed", THANKED, "2026-11-24", THANKED, november(24), (MON9,),
              told=november(24), dismissed=november(16)),
    Situation("... or something else was sent, and five days passed", THANKED, "2026-11-26", OVERDUE, november(25),
              (MON9,), (sent("2026-11-18"),), dismissed=november(16)),
    Situation("put into Overdue by hand before its time", OVERDUE, "2026-11-10", OVERDUE, november(16), (MON9,)),
    Situation("closed: nothing is expected", CLOSED, "2026-12-23", CLOSED, None, (MON9,), told=november(11)),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_the_card_stands_where_the_dates_put_it(situation: Situation) -> None:
    """Stage and expected day follow from interviews, contacts, the told day and today."""
    on = today(situation.on)
    assert stages.stage_on(situation.application, on) is situation.stands
    assert stages.expected_by(situation.application, on) == situation.expected


def test_the_users_own_number_of_days_counts() -> None:
    """R3 is a setting: with ten business days a card is overdue a week later."""
    slow = Today(at("2026-11-23"), Rules(assumed_business_days=10), Weekdays())
    application = replace(NORTHWIND, interviews=(MON9,))
    assert stages.expected_by(application, slow) == november(23)
    assert stages.stage_on(application, slow) is INTERVIEWED


def test_the_day_is_the_users_and_not_utcs() -> None:
    """An interview that ended after midnight in Berlin counts from that day, though UTC still had the day before."""
    application = replace(NORTHWIND, interviews=(held("2026-11-10 00:30"),))
    assert stages.expected_by(application, today("2026-11-11")) == november(17)


def test_today_carries_a_zone_by_name() -> None:
    """A clock with a bare offset, wrong half the year, is a mistake of the program and is caught."""
    assert today("2026-11-23").day == november(23)
    with pytest.raises(TypeError):
        _ = Today(datetime.now(UTC), STANDARD, Weekdays()).zone


def test_closing_needs_the_outcome() -> None:
    """Moving to closed is refused with the outcomes there are; closing with one is not."""
    on = today("2026-11-23")
    with pytest.raises(CallError) as refused:
        stages.move_to_stage(NORTHWIND, CLOSED, on)
    assert str(refused.value) == (
        "Closing needs the outcome. Say how it ended: hired, declined, rejected, withdrawn, cancelled, silent"
    )
    closed = stages.close_application(NORTHWIND, Outcome.HIRED, on)
    assert (closed.stage, closed.outcome, closed.closed_at) == (CLOSED, Outcome.HIRED, instant("2026-11-23"))


def test_another_outcome_keeps_the_day_it_was_closed() -> None:
    """Correcting how it ended does not change when it ended."""
    closed = stages.close_application(NORTHWIND, Outcome.SILENT, today("2026-11-23"))
    corrected = stages.close_application(closed, Outcome.REJECTED, today("2026-12-01"))
    assert (corrected.outcome, corrected.closed_at) == (Outcome.REJECTED, closed.closed_at)
    assert stages.move_to_stage(closed, CLOSED, today("2026-12-01")) is closed


def test_opening_again_forgets_the_outcome() -> None:
    """A card moved out of closed has no outcome and no day of closing any more."""
    closed = stages.close_application(NORTHWIND, Outcome.SILENT, today("2026-11-23"))
    opened = stages.move_to_stage(closed, INTERVIEWED, today("2026-11-24"))
    assert (opened.stage, opened.outcome, opened.closed_at) == (INTERVIEWED, None, None)
    assert said(opened) == said(NORTHWIND)


@given(applications(), st.sampled_from(Stage), st.sampled_from(Stage))
def test_a_moved_card_stands_where_it_was_put(application: Application, there: Stage, back: Stage) -> None:
    """From every stage a card can be moved to every other and back, and on that day it stays there."""
    on = today("2026-11-23 14:02")
    for stage in (there, back):
        if stage is CLOSED:
            application = stages.close_application(application, Outcome.SILENT, on)
        else:
            application = stages.move_to_stage(application, stage, on)
        assert stages.stage_on(application, on) is stage
        assert (application.outcome is not None) == (application.closed_at is not None) == (stage is CLOSED)


@given(applications(), st.sampled_from(stages.LIVE))
def test_moving_to_where_a_card_stands_changes_nothing(application: Application, stage: Stage) -> None:
    """A move to the stage the card stands in gives the very same application."""
    on = today("2026-11-23 14:02")
    moved = stages.move_to_stage(application, stage, on)
    assert stages.move_to_stage(moved, stage, on) is moved


@given(applications(), st.sampled_from(stages.LIVE))
def test_a_move_touches_nothing_but_the_stage(application: Application, stage: Stage) -> None:
    """Interviews, people, contacts, the told day and the texts are the same after a move."""
    moved = stages.move_to_stage(application, stage, today("2026-11-23 14:02"))
    assert said(moved) == said(application)


@given(applications())
def test_nothing_is_overdue_without_a_day_that_passed(application: Application) -> None:
    """A card that went to Overdue by itself has an expected day before today and no interview ahead."""
    on = today("2026-11-23 14:02")
    expected = stages.expected_by(application, on)
    if stages.stage_on(application, on) is not application.stage:
        assert expected is not None
        assert expected < on.day
        assert application.next_interview(on.now) is None
        assert stages.stage_on(application, on) is OVERDUE


OVERDUE_CARD = replace(NORTHWIND, stage=THANKED, interviews=(MON9,), decision_date=november(11))
ASSUMED_OVERDUE = replace(NORTHWIND, stage=THANKED, interviews=(MON9,))

CHANGES: list[tuple[str, Application, Callable[[Application], Application], Stage]] = [
    ("they name a later day", OVERDUE_CARD, lambda a: replace(a, decision_date=november(30)), WAITING),
    ("they name a day that passed too", OVERDUE_CARD, lambda a: replace(a, decision_date=november(13)), OVERDUE),
    ("they write", OVERDUE_CARD, lambda a: a.with_contact(received("2026-11-23 10:00")), WAITING),
    ("something older is noted late: it is the user's turn", OVERDUE_CARD,
     lambda a: a.with_contact(received("2026-11-10")), WAITING),
    ("something older and answered is noted late", OVERDUE_CARD.with_contact(sent("2026-11-10 13:00")),
     lambda a: a.with_contact(received("2026-11-10")), OVERDUE),
    ("a notice comes", OVERDUE_CARD,
     lambda a: a.with_contact(replace(received("2026-11-23 10:00"), kind=ContactKind.NOTICE)), OVERDUE),
    ("an interview is scheduled", OVERDUE_CARD, lambda a: a.with_interview(ahead("2026-11-25", 2)), WAITING),
    ("a follow-up is sent, the told day stays", OVERDUE_CARD, lambda a: a.with_contact(sent("2026-11-23 10:00")), OVERDUE),
    ("a follow-up is sent, the assumed day moves", ASSUMED_OVERDUE, lambda a: a.with_contact(sent("2026-11-23 10:00")),
     WAITING),
    ("a note is written", OVERDUE_CARD, lambda a: replace(a, notes="hm"), OVERDUE),
    ("put there by hand, they write", replace(NORTHWIND, stage=OVERDUE, interviews=(MON9,), decision_date=november(27)),
     lambda a: a.with_contact(received("2026-11-23 10:00")), WAITING),
    ("put there by hand, a note is written", replace(NORTHWIND, stage=OVERDUE, interviews=(MON9,)),
     lambda a: replace(a, notes="hm"), OVERDUE),
    ("put there by hand, an interview is called off",
     replace(NORTHWIND, stage=OVERDUE, interviews=(MON9, ahead("2026-11-25", 2)), decision_date=november(27)),
     lambda a: replace(a, interviews=(MON9,)), OVERDUE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "change", "stands"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_news_brings_an_overdue_card_back_to_waiting(
    before: Application, change: Callable[[Application], Application], stands: Stage
) -> None:
    """A later day, something received or an interview ahead brings the card to Waiting; anything else leaves it."""
    on = today("2026-11-23 14:02")
    assert stages.stage_on(before, on) is OVERDUE
    after = stages.release_from_overdue(before, change(before), on)
    assert stages.stage_on(after, on) is stands
    if stands is OVERDUE:
        assert after.stage is before.stage


@given(applications(), applications())
def test_settling_twice_is_settling_once(before: Application, after: Application) -> None:
    """Bringing a stage up to date changes the stage only, and only once."""
    on = today("2026-11-23 14:02")
    settled = stages.release_from_overdue(before, after, on)
    assert said(settled) == said(after)
    assert settled == after or settled.stage is WAITING
    assert stages.release_from_overdue(before, settled, on) == settled


@pytest.mark.parametrize("stored", stages.LIVE)
def test_an_interview_that_was_held_puts_a_live_card_back_to_interviewed(stored: Stage) -> None:
    """After another interview its people are to be thanked, whatever came before."""
    application = replace(NORTHWIND, stage=stored, interviews=(MON9,))
    recorded = stages.record_interview(application, held("2026-11-23 13:00", 2), today("2026-11-23 14:02"))
    assert recorded.stage is INTERVIEWED
    assert recorded.interviews == (MON9, held("2026-11-23 13:00", 2))


def test_two_interviews_at_one_time_count_alike() -> None:
    """An interview recorded for the very moment of another one is an interview that was held, too."""
    application = replace(NORTHWIND, stage=THANKED, interviews=(MON9,))
    recorded = stages.record_interview(application, replace(MON9, id="i2"), today("2026-11-23"))
    assert recorded.stage is INTERVIEWED


@pytest.mark.parametrize(
    ("stored", "interview"),
    [
        (THANKED, ahead("2026-11-25", 2)),
        (WAITING, held("2026-11-03", 2)),
        (WAITING, Interview("i2")),
        (CLOSED, held("2026-11-23 13:00", 2)),
    ],
)
def test_other_interviews_leave_the_card_where_it_is(stored: Stage, interview: Interview) -> None:
    """An interview ahead, one older than the last, one without a time, and any interview of a closed card move nothing."""
    application = replace(NORTHWIND, stage=stored, interviews=(MON9,))
    recorded = stages.record_interview(application, interview, today("2026-11-23 14:02"))
    assert recorded.stage is stored
    assert interview in recorded.interviews


@given(applications(), st.integers(0, 30), st.sampled_from(Outcome))
def test_what_is_reopened_is_not_overdue_for_a_day_that_lies_ahead(
    card: Application, days: int, outcome: Outcome
) -> None:
    """Whatever happened on a card, one that lives again waits for the day they named, and is whole."""
    now = today("2026-11-23")
    told = replace(card, contacts=(), interviews=(), decision_date=now.day + timedelta(days=days))
    closed = stages.close_application(told, outcome, now)
    reopened = stages.reopen(closed, now)
    assert stages.stage_on(reopened, now) not in (Stage.OVERDUE, Stage.CLOSED)
    assert (reopened.outcome, reopened.closed_at) == (None, None)
    with pytest.raises(CallError, match="is not closed"):
        stages.reopen(reopened, now)


def test_a_reopened_card_stands_where_it_belongs() -> None:
    """Ahead or just held: Interviewed; thanked last: Thanked; anything else, or long ago: Waiting."""
    now, thanks = today("2026-11-23"), sent("2026-11-20", ContactKind.THANK_YOU)
    table = [
        (NORTHWIND.with_interview(ahead("2026-11-27")), Stage.INTERVIEWED),
        (NORTHWIND.with_interview(held("2026-11-19")), Stage.INTERVIEWED),
        (NORTHWIND.with_interview(held("2026-11-02")), Stage.WAITING),
        (NORTHWIND.with_interview(held("2026-11-19")).with_contact(thanks), Stage.THANKED),
        (
            NORTHWIND.with_interview(held("2026-11-19"))
            .with_contact(thanks)
            .with_contact(received("2026-11-22")),
            Stage.THANKED,
        ),
        (
            NORTHWIND.with_interview(held("2026-11-19"))
            .with_contact(thanks)
            .with_contact(sent("2026-11-22")),
            Stage.WAITING,
        ),
        (NORTHWIND, Stage.WAITING),
    ]
    for card, stage in table:
        assert stages.reopen(stages.close_application(card, Outcome.SILENT, now), now).stage is stage
