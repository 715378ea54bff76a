"""Which column a card stands in today, and how it is moved to another stage.

A card goes to Overdue by itself: that follows from the dates and is not stored, so that nothing has to be
written at midnight, and a file that is only read is never changed. Every other move is the user's and is
stored, a card taken to Overdue by hand too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.advice.rules import Rules
from followup_tui.domain.application import CLOSED, OVERDUE, Application, Outcome, Stage
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.turn import all_heard, offer_on_table, rejection, unanswered
from followup_tui.errors import CallError

ANSWERS: Final = {Outcome.HIRED: OfferState.ACCEPTED, Outcome.DECLINED: OfferState.DECLINED}
"""What the user answered to an offer, by how the application ended."""

LIVE = (Stage.INTERVIEWED, Stage.THANKED, Stage.WAITING, Stage.OVERDUE)
"""The stages of a live application."""

_ENDS_WAITING = (ContactKind.INVITATION, ContactKind.REJECTION, ContactKind.OFFER)
"""What they say that makes waiting for the day they named pointless, whenever it comes."""


class Facts(Struct, frozen=True):
    """What the column, the advice and the line of a card ask for again and again at one moment.

    Attributes:
        application: the application that they are about.
        last_interview: the latest interview that was held.
        interviewed_on: its day in the user's zone.
        next_interview: the earliest interview that is not over yet.
        heard: what they said, as `turn.all_heard` returns it.
        unanswered: what waits for the user's answer, as `turn.unanswered` returns it.
        offer: the offer that is open or has lapsed, as `turn.offer_on_table` returns it.
        rejection: the rejection that is the last they said, as `turn.rejection` returns it.
        decision_date: see `current_decision_date`.
        expected_by: see the function `expected_by`.
    """

    application: Application
    last_interview: Interview | None
    interviewed_on: date | None
    next_interview: Interview | None
    heard: list[Contact]
    unanswered: Contact | None
    offer: Offer | None
    rejection: Contact | None
    decision_date: date | None
    expected_by: date | None


class Today:
    """The moment at which something is asked, with the user's numbers and calendar.

    What every card needs is computed once: converting a moment for each of them is slow.

    Args:
        now: this moment, aware, in the user's zone.
        rules: the user's numbers.
        calendar: the user's business days.

    Attributes:
        zone: the user's zone.
        day: the user's calendar day.
        utc: this moment in UTC.
        business_days_after: `after` of the calendar; many cards ask it about the same few days.
        facts_cache: the facts of applications, by their ids.

    Raises:
        TypeError: `now` carries no zone by name.
    """

    def __init__(self, now: datetime, rules: Rules, calendar: Calendar) -> None:
        if not isinstance(now.tzinfo, ZoneInfo):
            raise TypeError("now carries a zone by name, not a bare offset")
        self.now: Final = now
        self.rules: Final = rules
        self.calendar: Final = calendar
        self.zone: Final = now.tzinfo
        self.day: Final = now.date()
        self.utc: Final = now.astimezone(UTC)
        self.business_days_after: Final = lru_cache(1_000)(calendar.after)
        self.facts_cache: Final[dict[str, Facts]] = {}

    def __repr__(self) -> str:
        return f"Today({self.now!r}, {self.rules!r}, {self.calendar!r})"

    def at(self, now: datetime) -> Today:
        """Return another moment, with the same numbers and calendar. Raises as `Today`."""
        return Today(now, self.rules, self.calendar)


def current_decision_date(application: Application, today: Today) -> date | None:
    """Return the decision date, unless it is spent.

    It is spent once they said something on that day or after it, or an interview was held after it; and
    once they invited, rejected or made an offer on a later day than that on which the date was told: from
    then on it is no longer what the user waits for. A mere notice spends nothing, nor does what was received
    on the day on which the date was told: it may be what told it.
    """
    return facts_of(application, today).decision_date


def expected_by(application: Application, today: Today) -> date | None:
    """Return the day by which an answer is expected: the current decision date, else the assumed date.

    The assumed date lies some business days (R3) after the last interview held or the last contact in
    either direction, whichever is later; after an appointment they missed where there is nothing else. None
    where the application is closed, they said no, or nothing has happened yet.
    """
    return facts_of(application, today).expected_by


def facts_of(application: Application, today: Today) -> Facts:
    """Return the facts of an application, worked out once."""
    facts = today.facts_cache.get(application.id)
    # By identity: to compare two applications is to compare everything in them.
    if facts is None or facts.application is not application:
        now, heard = today.utc, all_heard(application)
        last_interview, said_no = application.last_interview(now), rejection(application, now, heard)
        last_held = last_interview.moment if last_interview is not None else None
        interviewed_on = last_held.day(today.zone) if last_held is not None else None
        decision_date = _unspent_decision_date(application, interviewed_on, heard, today)
        has_ended = said_no is not None or application.stage is CLOSED
        facts = Facts(
            application,
            last_interview,
            interviewed_on,
            application.next_interview(now),
            heard,
            unanswered(application, now, heard),
            offer_on_table(application, now, heard),
            said_no,
            decision_date,
            None if has_ended else decision_date or _assumed_date(application, last_held, today),
        )
        today.facts_cache[application.id] = facts
    return facts


def _unspent_decision_date(
    application: Application, interviewed_on: date | None, heard: Sequence[Contact], today: Today
) -> date | None:
    decision_date, told_at = application.decision_date, application.decision_told_at
    if decision_date is None:
        return None
    if interviewed_on is not None and decision_date < interviewed_on:
        return None
    for contact in heard:
        # What came before they told it spends nothing: no day need be worked out for that.
        if told_at is not None and contact.at.utc <= told_at.utc:
            continue
        day = contact.at.day(today.zone)
        day_of_telling = told_at.day(today.zone) if told_at is not None else date.min
        # Of a date noted without a day of telling, an answer up to it may be what told it.
        ends_waiting = contact.kind in _ENDS_WAITING and told_at is not None
        if day > day_of_telling and (day >= decision_date or ends_waiting):
            return None
    return decision_date


def _assumed_date(application: Application, last_held: Instant | None, today: Today) -> date | None:
    moments = [contact.at.utc for contact in application.contacts]
    moments += [each.cancelled_at.utc for each in application.interviews if each.cancelled_at is not None]
    if last_held is not None:
        moments.append(last_held.utc)
    if not moments:
        missed = application.last_appointment(today.utc)
        moments = [missed.moment.utc] if missed is not None and missed.moment is not None else []
    if not moments:
        return None
    day = max(moments).astimezone(today.zone).date()
    return today.business_days_after(day, today.rules.assumed_business_days)


def stage_on(application: Application, today: Today) -> Stage:
    """Return the column the card stands in: Overdue by itself once the expected day has passed.

    Nothing is overdue while it is the user's turn, an interview lies ahead, or an offer is open. A card that
    the user took out of Overdue by hand stays out until another day is expected.
    """
    if application.stage is CLOSED or application.stage is OVERDUE:
        return application.stage
    expected = expected_by(application, today)
    if expected is None or today.day <= expected or application.overdue_dismissed == expected:
        return application.stage
    return application.stage if _is_not_their_turn(application, today) else OVERDUE


def _is_not_their_turn(application: Application, today: Today) -> bool:
    facts = facts_of(application, today)
    is_open = facts.offer is not None and facts.offer.state(today.utc) is OfferState.OPEN
    return is_open or facts.next_interview is not None or facts.unanswered is not None


def move_to_stage(application: Application, stage: Stage, today: Today) -> Application:
    """Move the card to a stage by hand, forwards or back. This reopens a closed one.

    Raises:
        CallError: the stage is closed, which needs an outcome: see `close_application`.
    """
    if stage is Stage.CLOSED and application.stage is not Stage.CLOSED:
        raise CallError(
            "Closing needs the outcome",
            f"Say how it ended: {', '.join(outcome.value for outcome in Outcome)}",
        )
    if stage_on(application, today) is stage:
        return application
    since = Instant.of(today.now)
    moved = replace(
        application, stage=stage, stage_since=since, outcome=None, closed_at=None, overdue_dismissed=None
    )
    if stage_on(moved, today) is stage:
        return moved
    return replace(moved, overdue_dismissed=expected_by(moved, today))


def close_application(application: Application, outcome: Outcome, today: Today) -> Application:
    """Close the application with an outcome. Closing a closed one changes its outcome, not its day.

    As hired or declined, the offer is accepted or declined with it.
    """
    closed_at = application.closed_at or Instant.of(today.now)
    offer = application.offer and answered(application.offer, outcome, Instant.of(today.now))
    return replace(
        application,
        stage=Stage.CLOSED,
        stage_since=closed_at,
        outcome=outcome,
        closed_at=closed_at,
        offer=offer,
    )


def answered(offer: Offer, outcome: Outcome, at: Instant) -> Offer:
    """Return an offer with the answer that an outcome says it got; unchanged where it says none.

    One that they withdrew stays withdrawn.
    """
    decision = ANSWERS.get(outcome, offer.decision)
    if offer.decision in (decision, OfferState.WITHDRAWN):
        return offer
    return replace(offer, decision=decision, settled_at=at)


def reopen(application: Application, today: Today) -> Application:
    """Let a closed application live again, in the stage that fits what happened.

    It is Interviewed while an interview lies ahead or one of the last days was not thanked for, Thanked where
    a thank-you was the last that was sent, Waiting otherwise. Overdue follows from the dates, as for every
    card: a day that lies ahead makes nothing overdue.

    Raises:
        CallError: it is not closed.
    """
    if application.stage is not Stage.CLOSED:
        raise CallError(f"{application.company} is not closed", "Nothing was changed")
    stage = _fitting_stage(application, today)
    since = None if stage is Stage.INTERVIEWED else Instant.of(today.now)
    return replace(
        application, stage=stage, stage_since=since, outcome=None, closed_at=None, overdue_dismissed=None
    )


def _fitting_stage(application: Application, today: Today) -> Stage:
    if application.next_interview(today.utc) is not None:
        return Stage.INTERVIEWED
    interview = application.last_interview(today.utc)
    last_held = interview.moment if interview is not None else None
    sent = [
        contact.kind
        for contact in application.contacts
        if contact.direction is Direction.SENT and (last_held is None or contact.at.utc >= last_held.utc)
    ]
    if sent:
        return Stage.THANKED if sent[-1] is ContactKind.THANK_YOU else Stage.WAITING
    is_recent = last_held is not None and today.utc - last_held.utc <= timedelta(
        days=today.rules.thank_you_days
    )
    return Stage.INTERVIEWED if is_recent else Stage.WAITING


def record_interview(application: Application, interview: Interview, today: Today) -> Application:
    """Add an interview. The latest one held moves a live card back to Interviewed: thanks are due."""
    recorded = application.with_interview(interview)
    last = recorded.last_interview(today.utc)
    is_latest = last is not None and last.moment == interview.moment
    if is_latest and application.stage is not Stage.CLOSED:
        return replace(recorded, stage=Stage.INTERVIEWED, stage_since=None)
    return recorded


def release_from_overdue(before: Application, after: Application, today: Today) -> Application:
    """Return `after`, moved from Overdue to Waiting where an answer is expected later now.

    That is: they named a new day, something was received, or an interview was planned.
    """
    was_moved = before.stage is not after.stage
    if was_moved or after.stage is Stage.WAITING or stage_on(before, today) is not Stage.OVERDUE:
        return after
    released = replace(after, stage=Stage.WAITING)
    has_news = (
        expected_by(after, today) != expected_by(before, today)
        or after.last_contact(Direction.RECEIVED) != before.last_contact(Direction.RECEIVED)
        or after.next_interview(today.utc) not in (None, before.next_interview(today.utc))
    )
    return released if has_news and stage_on(released, today) is Stage.WAITING else after
