"""What the statistics count of the other side: whether they kept their own dates, and answered follow-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import AFTER_CONTACTS, ContactKind, Direction
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import ANSWERS, Today
from followup_tui.domain.turn import is_heard, offer_on_table

ANSWERED_OUTCOMES = frozenset({Outcome.HIRED, Outcome.DECLINED, Outcome.REJECTED, Outcome.CANCELLED})
"""The outcomes that imply that they answered, whether or not the answer was logged."""

_DECISIONS = frozenset({ContactKind.INVITATION, ContactKind.REJECTION, ContactKind.OFFER})

_ENDS = {
    **ANSWERS,
    Outcome.WITHDRAWN: OfferState.DECLINED,
    Outcome.REJECTED: OfferState.WITHDRAWN,
    Outcome.CANCELLED: OfferState.WITHDRAWN,
    Outcome.SILENT: OfferState.LAPSED,
}
"""What became of an offer that was still open when the application was closed, by how it ended."""

_LAST_COUNTED = 3
"""Follow-ups after the second without an answer are counted together, as the third."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late they were on the decision dates they gave.

    Attributes:
        days: days from each date to their answer, 0 where it came in time, sorted.
        never: dates that no answer followed before the application was closed.
        waiting: dates that have passed and whose answer is still waited for.
    """

    days: tuple[int, ...] = ()
    never: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpCount:
    """How many days of follow-ups there were, and how many of them were answered.

    Attributes:
        answered: those after which they answered before the next one was sent.
        waiting: those without an answer after which it is too early to send another.
    """

    sent: int = 0
    answered: int = 0
    waiting: int = 0


def count_lateness(applications: Iterable[Application], today: Today) -> Lateness:
    """Count how late they were, by the last decision date of each application.

    A date that was followed by another interview, and by no answer that was noted, does not count: when they
    answered is not known.
    """
    days, never, waiting = [], 0, 0
    for application in applications:
        decision_date = application.decision_date
        if decision_date is None:
            continue
        since, until = _span(application, decision_date, today)
        answered = _answered_at(application, since, until)
        if answered is not None:
            days.append(max((answered.astimezone(today.zone).date() - decision_date).days, 0))
        elif application.stage is Stage.CLOSED:
            never += application.outcome is Outcome.SILENT
        elif until is None:
            waiting += decision_date < today.day
    return Lateness(tuple(sorted(days)), never, waiting)


def count_follow_ups(applications: Iterable[Application], today: Today) -> tuple[FollowUpCount, ...]:
    """Count the first, the second and later follow-ups since they were last heard from."""
    counts: Counter[tuple[int, str]] = Counter()
    for application in applications:
        for number, fate in _follow_ups(application, today):
            counts[min(number, _LAST_COUNTED), "sent"] += 1
            counts[min(number, _LAST_COUNTED), fate] += 1
    return tuple(
        FollowUpCount(counts[number, "sent"], counts[number, "answered"], counts[number, "waiting"])
        for number in range(1, _LAST_COUNTED + 1)
    )


def count_offers(applications: Iterable[Application], today: Today) -> Mapping[OfferState, int]:
    """Count the offers by what became of them; also those that only a contact or the end shows."""
    counts = Counter(_offer_state(application, today.utc) for application in applications)
    return {state: counts[state] for state in OfferState}


def _offer_state(application: Application, now: datetime) -> OfferState | None:
    """Return what became of an offer; on a closed card none is open: how it ended says what became of it."""
    offer, outcome = application.offer or offer_on_table(application, now), application.outcome
    if offer is None:
        return ANSWERS.get(outcome) if outcome is not None else None
    state = offer.state(now)
    return _ENDS[outcome] if state is OfferState.OPEN and outcome is not None else state


def _span(application: Application, told: date, today: Today) -> tuple[datetime | None, datetime | None]:
    """Return the interview after which they named the day `told`, and the next; None where there is none."""
    moments = sorted(
        interview.moment.utc
        for interview in application.interviews
        if interview.moment is not None and interview.cancelled_by is None
    )
    before = [at for at in moments if at <= today.utc and at.astimezone(today.zone).date() <= told]
    since = max(before, default=None)
    return since, next((at for at in moments if since is None or at > since), None)


def _answered_at(application: Application, since: datetime | None, until: datetime | None) -> datetime | None:
    """Return when they answered between two interviews; None where they did not.

    What decides is an invitation, a rejection, an offer, or the end; without any of them the last message
    counts, since one before it may only have named another day.
    """
    answers = [(contact.at.utc, contact.kind) for contact in application.contacts if is_heard(contact)]
    if application.offer is not None:
        answers.append((application.offer.received_at.utc, ContactKind.OFFER))
    if application.outcome in ANSWERED_OUTCOMES and application.closed_at is not None:
        answers.append((application.closed_at.utc, ContactKind.REJECTION))
    within = [
        (at, kind) for at, kind in answers if (since is None or at > since) and (until is None or at < until)
    ]
    decisions = [at for at, kind in within if kind in _DECISIONS]
    return min(decisions) if decisions else max((at for at, _ in within), default=None)


def _follow_ups(application: Application, today: Today) -> Iterator[tuple[int, str]]:
    """Yield each day of follow-ups: which one since they were last heard from, and what became of it."""
    events = [
        (contact.order, is_heard(contact), contact.at.local().date())
        for contact in application.contacts
        if is_heard(contact)
        or (contact.direction is Direction.SENT and contact.kind is ContactKind.FOLLOW_UP)
    ]
    events += [
        ((interview.moment.utc, AFTER_CONTACTS), True, date.min)
        for interview in application.interviews
        if interview.moment is not None and interview.cancelled_by is None
    ]
    if application.closed_at is not None and application.outcome in ANSWERED_OUTCOMES:
        events.append(((application.closed_at.utc, AFTER_CONTACTS), True, date.min))
    number, last_day = 0, None
    for _, is_answer, day in sorted(events):
        if is_answer:
            if number:
                yield number, "answered"
            number, last_day = 0, None
        elif day != last_day:
            if number:
                yield number, "unanswered"
            number, last_day = number + 1, day
    if last_day is not None:
        rules = today.rules
        next_day = max(
            today.calendar.after(last_day, rules.spacing_business_days),
            last_day + timedelta(days=rules.spacing_days),
        )
        is_waiting = application.stage is not Stage.CLOSED and today.day < next_day
        yield number, "waiting" if is_waiting else "unanswered"
