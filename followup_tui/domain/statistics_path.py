"""How far applications came, what was done on which day, and how the interviews of a week felt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby
from zoneinfo import ZoneInfo

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.stages import Today
from followup_tui.domain.statistics_answers import ANSWERED_OUTCOMES, count_offers
from followup_tui.domain.turn import is_heard


class Reached(Enum):
    """How far an application came."""

    INTERVIEWED = "interviewed"
    THANKED = "thanked"
    HEARD_BACK = "heard back"
    SECOND_ROUND = "second round"
    OFFER = "offer"
    HIRED = "hired"


@dataclass(frozen=True, slots=True)
class Feeling:
    """How an interview felt, from 1 to 5."""

    at: Instant
    feeling: int


@dataclass(frozen=True, slots=True)
class FeltWeek:
    """How the interviews of one week felt.

    Attributes:
        monday: the week's first day.
        feelings: how each felt, from 1 to 5, sorted.
    """

    monday: date
    feelings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InterviewDay:
    """The interviews of one application that were held on one day.

    Attributes:
        day: the day, in the user's zone.
        ended: the end of the last one.
        next_at: when the next appointment began or begins; None where there is none.
        answered_at: when the first contact was received before that; None where none was.
        is_thanked: whether a thank-you was logged before the answer.
    """

    day: date
    ended: datetime
    next_at: datetime | None
    answered_at: datetime | None
    is_thanked: bool


def interview_days_of(
    application: Application,
    interviews: Sequence[tuple[datetime, Interview]],
    thanks: Sequence[tuple[datetime, datetime]],
    today: Today,
) -> list[InterviewDay]:
    """Return the days on which interviews were held, in order.

    Args:
        application: the application.
        interviews: its interviews that were held, each with its end.
        thanks: for each thank-you the end of the interview it was for, and when it was sent.
        today: the present moment.
    """
    beginnings = _beginnings(application)
    received = [contact.at.utc for contact in application.contacts if is_heard(contact)]
    interview_days = []
    for day, pairs in groupby(interviews, key=lambda pair: pair[0].astimezone(today.zone).date()):
        ends = [moment for moment, _ in pairs]
        ended = ends[-1]
        next_at = min((begins for begins in beginnings if begins > ended), default=None)
        answered_at = min((at for at in received if ended <= at <= today.now), default=None)
        if next_at is not None and answered_at is not None and answered_at >= next_at:
            answered_at = None
        until = answered_at or next_at
        is_thanked = any(moment in ends and (until is None or sent < until) for moment, sent in thanks)
        interview_days.append(InterviewDay(day, ended, next_at, answered_at, is_thanked))
    return interview_days


def reached_by(
    application: Application, interview_days: Sequence[InterviewDay], today: Today, *, is_thanked: bool
) -> Iterator[Reached]:
    """Yield how far an application came; nothing where no interview was held.

    A further appointment is an answer, and so is an offer, or an end that implies one.
    """
    if not interview_days:
        return
    has_offer = any(count_offers((application,), today).values())
    has_next = any(each.next_at for each in interview_days)
    is_answered = any(each.answered_at for each in interview_days)
    is_answered = is_answered or has_next or has_offer or application.outcome in ANSWERED_OUTCOMES
    yield Reached.INTERVIEWED
    if is_thanked:
        yield Reached.THANKED
    if is_answered:
        yield Reached.HEARD_BACK
    if has_next:
        yield Reached.SECOND_ROUND
    if has_offer:
        yield Reached.OFFER
    if application.outcome is Outcome.HIRED:
        yield Reached.HIRED


def count_days(applications: Iterable[Application], today: Today) -> Mapping[date, int]:
    """Count the interviews, letters and calls of each day, by the day; only those that have any."""
    counts: Counter[date] = Counter()
    for application in applications:
        counts.update(moment.day(today.zone) for moment, _ in application.held_interviews(today.now))
        counts.update(
            contact.at.day(today.zone)
            for contact in application.contacts
            if contact.direction is Direction.SENT and contact.at.utc <= today.utc
        )
    return dict(sorted(counts.items()))


def weeks_felt(feelings: Sequence[Feeling], zone: ZoneInfo) -> tuple[FeltWeek, ...]:
    """Return the weeks in which anything was felt, the earliest first."""
    by_week: dict[date, list[int]] = {}
    for felt in feelings:
        day = felt.at.day(zone)
        by_week.setdefault(day - timedelta(days=day.weekday()), []).append(felt.feeling)
    return tuple(FeltWeek(monday, tuple(sorted(values))) for monday, values in sorted(by_week.items()))


def _beginnings(application: Application) -> list[datetime]:
    """Return when each appointment began or begins, held or missed."""
    moments = [
        [moment.utc for moment in (interview.starts_at, interview.ended_at) if moment is not None]
        for interview in application.interviews
        if interview.cancelled_by is None
    ]
    return [min(start_and_end) for start_and_end in moments if start_and_end]
