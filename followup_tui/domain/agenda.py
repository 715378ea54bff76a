"""The agenda: what is due now and what comes in the next days, over all applications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum

from msgspec import Struct

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import CLOSED, Application
from followup_tui.domain.card_line import CardLine, card_line
from followup_tui.domain.offer import OfferState
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today, current_decision_date, facts_of
from followup_tui.domain.turn import is_snoozed

AGENDA_DAYS = 7
"""How many days ahead the agenda looks."""


class Due(Struct, frozen=True):
    """Something to do now. The verdict of the advice is `act`."""

    application: Application
    advice: Advice


class ComingKind(Enum):
    """What comes."""

    INTERVIEW = "interview"
    DECISION = "their decision"
    FOLLOW_UP = "a follow-up is fine"
    OFFER = "an offer to answer"
    PROMISE = "a promise"


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


def due_now(applications: Collection[Application], today: Today) -> list[Due]:
    """Return what is to be done now, the most urgent first. Snoozed and closed applications are left out."""
    relations = Relations({application.id: application for application in applications})
    sortable = []
    for application in applications:
        if application.stage is CLOSED or is_snoozed(application, today.utc):
            continue
        advice = advise(application, today, relations.of(application.id))
        if advice.verdict is Verdict.ACT:
            line = card_line(application, today, advice=advice)
            sortable.append((due_order(application, line), Due(application, advice)))
    return [due for _, due in sorted(sortable, key=lambda entry: entry[0])]


def due_order(application: Application, line: CardLine) -> tuple[object, ...]:
    """Return what sorts what is due: how urgent the card's line is, then the company."""
    return line.urgency, application.company.casefold(), application.id


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
    last = today.day + timedelta(days=days)
    # A snooze hides only advice, never an interview or the decision date.
    comings = [*_interviews(application, today), *_deadlines(application, today)]
    decision_date = current_decision_date(application, today)
    if decision_date is not None and today.day <= decision_date:
        comings.append(_whole_day(application, decision_date, "they decide", ComingKind.DECISION, today))
    waits = advice.verdict is not Verdict.ACT and advice.move is Move.FOLLOW_UP
    if waits and not is_snoozed(application, today.utc) and isinstance(advice.until, date):
        words = "a follow-up is fine"
        comings.append(_whole_day(application, advice.until, words, ComingKind.FOLLOW_UP, today))
    return [coming for coming in comings if coming.when.date() <= last]


def _interviews(application: Application, today: Today) -> Iterator[Coming]:
    """Yield every interview that is planned, with how it is held where that is known."""
    for interview in application.planned_interviews(today.utc):
        if interview.starts_at is not None:
            how = f"interview, {interview.kind.value}" if interview.kind else "interview"
            start = interview.starts_at.seen_from(today.zone)
            yield Coming(application, start, is_whole_day=False, words=how, kind=ComingKind.INTERVIEW)


def _deadlines(application: Application, today: Today) -> Iterator[Coming]:
    """Yield until when an offer is to be answered, and what either side promised to do."""
    offer = facts_of(application, today).offer
    if offer is not None and offer.answer_by is not None and offer.state(today.utc) is OfferState.OPEN:
        deadline = offer.answer_by.seen_from(today.zone)
        words = "answer their offer by then"
        yield Coming(application, deadline, is_whole_day=False, words=words, kind=ComingKind.OFFER)
    for promise in application.promises:
        if promise.is_open and promise.due is not None and promise.due > today.day:
            words = f"{promise.by.subject} promised: {promise.text}"
            yield _whole_day(application, promise.due, words, ComingKind.PROMISE, today)


def _whole_day(application: Application, day: date, words: str, kind: ComingKind, today: Today) -> Coming:
    beginning = datetime.combine(day, time(), tzinfo=today.zone)
    return Coming(application, beginning, is_whole_day=True, words=words, kind=kind)
