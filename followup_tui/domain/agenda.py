"""The agenda: what comes in the next days, over all applications. What is due now is in `due.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from msgspec import Struct

from followup_tui.domain.advice.answer import ACT, Advice, Move
from followup_tui.domain.application import Application
from followup_tui.domain.due import Due
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import Today, facts_of
from followup_tui.domain.turn import is_snoozed

AGENDA_DAYS = 7
"""How many days ahead the agenda looks."""


class ComingKind(StrEnum):
    """What comes."""

    INTERVIEW = "interview"
    DECISION = "their decision"
    FOLLOW_UP = "a follow-up is fine"
    OFFER = "an offer to answer"
    PROMISE = "a promise"


# Asked of each card, and a member's look-up in its enum is slow in Python 3.11.
DECISION: Final = ComingKind.DECISION
FOLLOW_UP: Final = ComingKind.FOLLOW_UP


class Coming(Struct, frozen=True):
    """Something that comes in the next days.

    Attributes:
        when: an aware moment in the user's zone; for a whole day, its beginning.
        is_whole_day: whether it is about the day rather than the moment.
        words: what comes, in a few words.
    """

    application: Application
    when: datetime
    is_whole_day: bool
    words: str
    kind: ComingKind


def coming_up(
    applications: Collection[Application], today: Today, advice_by_id: Mapping[str, Advice]
) -> list[Coming]:
    """Return what comes within `AGENDA_DAYS` days, in order: interviews, deadlines, follow-ups.

    Args:
        applications: the live applications.
        today: the moment, the user's numbers and calendar.
        advice_by_id: the advice on each of them at that moment, by application id.
    """
    comings: list[Coming] = []
    for application in applications:
        comings += coming_for(application, today, advice_by_id[application.id])
    return sorted(
        comings,
        key=lambda coming: (
            coming.when.timestamp(),
            coming.application.company.casefold(),
            coming.application.id,
        ),
    )


def not_due_yet(coming: Iterable[Coming], due: Iterable[Due]) -> list[Coming]:
    """Return what comes, without the deadlines of what is due already: nothing is said twice."""
    answered = {each.application.id for each in due if each.advice.move is Move.ANSWER_OFFER}
    return [
        each for each in coming if each.kind is not ComingKind.OFFER or each.application.id not in answered
    ]


def coming_for(
    application: Application, today: Today, advice: Advice, days: int = AGENDA_DAYS
) -> list[Coming]:
    """Return what comes with one live application in the next so many days, in no order.

    `advice` is the advice on it at that moment.
    """
    return [
        Coming(application, when, is_whole_day=False, words=words, kind=kind)
        if isinstance(when, datetime)
        else Coming(application, _beginning(when, today), is_whole_day=True, words=words, kind=kind)
        for when, words, kind in dates_ahead(application, today, advice, days)
    ]


def dates_ahead(
    application: Application, today: Today, advice: Advice, days: int
) -> list[tuple[date | datetime, str, ComingKind]]:
    """Return what comes with one live application in the next so many days, in no order.

    Of each: when it comes, a whole day or an aware moment in the user's zone; what, in a few words; its kind.
    The other arguments are as in `coming_for`.
    """
    facts, last = facts_of(application, today), today.day.toordinal() + days
    ahead: list[tuple[date | datetime, str, ComingKind]] = []
    # A snooze hides only advice, never an interview or the decision date.
    if facts.next_interview is not None:
        ahead += _interviews(application, today)
    if facts.offer is not None or application.promises:
        ahead += _deadlines(application, today)
    if ahead:
        ahead = [each for each in ahead if each[0].toordinal() <= last]
    decision_date = facts.decision_date
    if decision_date is not None and today.day <= decision_date and decision_date.toordinal() <= last:
        ahead.append((decision_date, "they decide", DECISION))
    waits = advice.verdict is not ACT and advice.move is Move.FOLLOW_UP
    first = advice.until if waits else None
    if isinstance(first, date) and first.toordinal() <= last and not is_snoozed(application, today.utc):
        ahead.append((first, "a follow-up is fine", FOLLOW_UP))
    return ahead


def _interviews(application: Application, today: Today) -> Iterator[tuple[datetime, str, ComingKind]]:
    """Yield every interview that is planned, with how it is held where that is known."""
    for interview in application.planned_interviews(today.utc):
        if interview.starts_at is not None:
            how = f"interview, {interview.kind.value}" if interview.kind else "interview"
            yield interview.starts_at.seen_from(today.zone), how, ComingKind.INTERVIEW


def _deadlines(application: Application, today: Today) -> Iterator[tuple[date | datetime, str, ComingKind]]:
    """Yield until when an offer is to be answered, and what either side promised to do."""
    offer = facts_of(application, today).offer
    if offer is not None and offer.answer_by is not None and offer.state(today.utc) is OfferState.OPEN:
        yield offer.answer_by.seen_from(today.zone), "answer their offer by then", ComingKind.OFFER
    for promise in application.promises:
        if promise.is_open and promise.due is not None and promise.due > today.day:
            yield promise.due, f"{promise.by.subject} promised: {promise.text}", ComingKind.PROMISE


def _beginning(day: date, today: Today) -> datetime:
    return datetime.combine(day, time(), tzinfo=today.zone)
