"""What comes first, on the board's columns and in `due`. The words for it are in `card_line`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from followup_tui.domain.advice.answer import ACT, CLOSE, MAY, Advice, Move, Until
from followup_tui.domain.application import CLOSED, OVERDUE, Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.stages import Facts, Today, facts_of, stage_on
from followup_tui.domain.turn import is_snoozed


class Rank:
    """What comes first. No enum, whose members are looked up slowly in Python 3.11: each card has one."""

    OFFER = 0
    DEADLINE_TODAY = 1
    LATE = 2
    TO_DO = 3
    OVERDUE = 4
    SCHEDULED = 5
    WAITING = 6
    NOTHING = 7
    LET_GO = 8
    SNOOZED = 9
    CLOSED = 10


Urgency = tuple[int, float]
"""Sorts cards, the most urgent first: a rank, then seconds."""

_FIRST_DAY: Final = date(1970, 1, 1).toordinal()


def is_due(application: Application, today: Today, advice: Advice) -> bool:
    """Return whether what is advised is to be done now, and the user did not hide it."""
    return advice.verdict is ACT and not is_snoozed(application, today.utc)


def urgency_of(application: Application, today: Today, advice: Advice | None) -> Urgency:
    """Return how urgent a card is, by the advice on it. Closed ones need none; the last one comes first."""
    if advice is None or application.stage is CLOSED:
        return Rank.CLOSED, -_seconds(application.closed_since)
    # A snooze hides only advice, never the deadline of an offer or an interview.
    facts, is_to_do = facts_of(application, today), is_due(application, today, advice)
    if (offer := offer_to_show(application, facts)) is not None:
        due_at = deadline_of(advice.until, today) if is_to_do else None
        return Rank.OFFER, due_at.timestamp() if due_at else _seconds(offer.answer_by or offer.received_at)
    if is_to_do:
        return _urgency_to_do(facts, advice, today)
    if facts.next_interview is not None and facts.next_interview.starts_at is not None:
        return Rank.SCHEDULED, _seconds(facts.next_interview.starts_at)
    if is_snoozed(application, today.utc):
        return Rank.SNOOZED, _end_of_snooze(application, facts, today)
    return _urgency_of_waiting(application, facts, advice, today)


def offer_to_show(application: Application, facts: Facts) -> Offer | None:
    """Return the offer that comes first on a card: one that is open, lapsed or accepted; None for no such."""
    offer = application.offer
    is_accepted = offer is not None and offer.decision is OfferState.ACCEPTED
    return facts.offer or (offer if is_accepted else None)


def deadline_of(until: Until, today: Today) -> datetime | None:
    """Return the moment by which something is due; of a day, its end."""
    if until is None or isinstance(until, datetime):
        return until
    return datetime.combine(until, time(23, 59), tzinfo=today.zone)


def _urgency_to_do(facts: Facts, advice: Advice, today: Today) -> Urgency:
    """Return what sorts something to do: what has a deadline today, then what is late, then the rest."""
    deadline = deadline_of(advice.until, today)
    if deadline is not None:
        # The end of a day is the beginning of the next.
        is_today = (deadline - timedelta(seconds=1)).date() <= today.day
        return Rank.DEADLINE_TODAY if is_today else Rank.TO_DO, deadline.timestamp()
    if advice.late_since is not None:
        return Rank.LATE, -advice.late_since.timestamp()
    return Rank.TO_DO, _noon(facts.expected_by) if facts.expected_by else 0.0


def _end_of_snooze(application: Application, facts: Facts, today: Today) -> float:
    """Return what sorts snoozed cards: since when one is overdue, else until when it is snoozed."""
    if facts.expected_by is not None and stage_on(application, today) is OVERDUE:
        return _noon(facts.expected_by)
    return _seconds(application.snoozed_until) if application.snoozed_until else 0.0


def _urgency_of_waiting(application: Application, facts: Facts, advice: Advice, today: Today) -> Urgency:
    expected = facts.expected_by
    if advice.move is CLOSE:
        return Rank.LET_GO, 0.0
    if advice.verdict is MAY and advice.move is Move.FOLLOW_UP:
        return Rank.TO_DO, _seconds(application.updated_at)
    if expected is None:
        return Rank.NOTHING, 0.0
    is_late = today.day > expected or application.stage is OVERDUE
    return Rank.OVERDUE if is_late else Rank.WAITING, _noon(expected)


def _seconds(moment: Instant) -> float:
    return moment.utc.timestamp()


def _noon(day: date) -> float:
    return (day.toordinal() - _FIRST_DAY + 0.5) * 86_400
