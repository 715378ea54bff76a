"""Looking back: what the history and the journal come to, in figures.

Interviews of one day count as one: they are thanked for and answered together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import TypeVar

from followup_tui.domain.application import (
    Application,
    ContactKind,
    Direction,
    Instant,
    Interview,
    LessonState,
    Outcome,
    Stage,
)
from followup_tui.domain.journal import journal_entries
from followup_tui.domain.stages import LIVE, Today, current_decision_date, stage_on

Kind = TypeVar("Kind")

FEW = 10
"""Under so many cases there is no percentage: one more case would change it too much."""

THEIR_ANSWER = frozenset({Outcome.HIRED, Outcome.DECLINED, Outcome.REJECTED})
"""The outcomes that no application has without an answer of theirs, noted or not."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """How an interview felt, from 1 to 5."""

    at: Instant
    feeling: int


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many interviews were answered, of how many."""

    answered: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures.

    Attributes:
        feelings: how each interview felt where that was written down, the earliest first.
        lessons: how many lessons are open, done and dropped.
        thank_you_hours: hours from an interview's end to the first thank-you to each person, in order.
        allowed_hours: within how many hours a thank-you is due (R1).
        answer_days: days from an interview's end to the first thing received before the next one, in order.
        thanked: interviews after which a thank-you was noted before any answer came.
        unthanked: interviews without one.
        too_early: interviews of neither kind: they may still be answered in time.
        outcomes: how many applications ended in each way.
        live: how many of the others stand in each column.
    """

    feelings: tuple[Feeling, ...]
    lessons: Mapping[LessonState, int]
    thank_you_hours: tuple[float, ...]
    allowed_hours: int
    answer_days: tuple[float, ...]
    thanked: AnswerCount
    unthanked: AnswerCount
    too_early: int
    outcomes: Mapping[Outcome, int]
    live: Mapping[Stage, int]

    @property
    def thanked_in_time(self) -> int:
        """How many of the thank-yous went out within the hours that R1 allows."""
        return sum(hours <= self.allowed_hours for hours in self.thank_you_hours)


@dataclass(frozen=True, slots=True)
class _Held:
    """The interviews of one day that were held: when the last of them ended, and what came of them.

    Attributes:
        day: which day, in the user's zone.
        ended: the end of the last one.
        next_at: when the next appointment began or begins; None where there is none.
        answered_at: when the first thing was received before that; None where nothing was.
        thanked: whether a thank-you was noted before the answer.
    """

    day: date
    ended: datetime
    next_at: datetime | None
    answered_at: datetime | None
    thanked: bool


def statistics(applications: Iterable[Application], today: Today) -> Statistics:
    """Count everything.

    Args:
        applications: all there are.
        today: the moment, the user's numbers and calendar.
    """
    cards = tuple(applications)
    written = journal_entries(cards)
    states = Counter(lesson.state for entry in written for lesson in entry.reflection.lessons)
    settled_on = _settling(today)
    hours: list[float] = []
    days: list[float] = []
    counts: Counter[tuple[bool, bool] | None] = Counter()
    for card in cards:
        interviews = [(moment.utc, held) for moment, held in card.held_interviews(today.now)]
        thanks = _thanks(card, interviews, today.now)
        hours += [_span(moment, sent) / timedelta(hours=1) for moment, sent in thanks]
        held = _by_day(card, interviews, thanks, today)
        days += [_span(one.ended, one.answered_at) / timedelta(days=1) for one in held if one.answered_at]
        counts.update(_kind(card, one, today, settled_on, last=one is held[-1]) for one in held)
    left_out = counts.pop(None, 0)
    return Statistics(
        tuple(
            Feeling(entry.moment, entry.reflection.feeling)
            for entry in reversed(written)
            if entry.reflection.feeling
        ),
        {state: states[state] for state in LessonState},
        tuple(sorted(hours)),
        today.rules.thank_you_hours,
        tuple(sorted(days)),
        AnswerCount(counts[True, True], counts[True, True] + counts[True, False]),
        AnswerCount(counts[False, True], counts[False, True] + counts[False, False]),
        left_out,
        _counted(Outcome, (card.outcome for card in cards if card.stage is Stage.CLOSED)),
        _counted(LIVE, (stage_on(card, today) for card in cards if card.stage is not Stage.CLOSED)),
    )


def median(values: Sequence[float]) -> float | None:
    """Give the middle one of some numbers, or the mean of the two in the middle; None of none."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percent(part: int, whole: int) -> str:
    """Say a share in per cent; empty under `FEW` cases. Only none is 0 %, and only all are 100 %."""
    if whole < FEW:
        return ""
    rounded = round(100 * part / whole)
    if part not in (0, whole) and rounded in (0, 100):
        return ">99 %" if rounded else "<1 %"
    return f"{rounded} %"


def share(part: int, whole: int) -> str:
    """Say how many of how many; in per cent, too, from `FEW` cases on."""
    said = percent(part, whole)
    return f"{part} of {whole}{f' ({said})' if said else ''}"


def group_feelings(feelings: Sequence[Feeling], most: int) -> list[tuple[datetime, float, int]]:
    """Put feelings that follow each other together, so that there are no more groups than `most`.

    Each group has the moment of the one in its middle, its median, and how many it has.
    """
    size = -(-len(feelings) // max(most, 1)) or 1
    groups = [feelings[start : start + size] for start in range(0, len(feelings), size)]
    return [
        (group[len(group) // 2].at.utc, median([felt.feeling for felt in group]) or 0, len(group))
        for group in groups
    ]


def _thanks(
    card: Application, interviews: Sequence[tuple[datetime, Interview]], now: datetime
) -> list[tuple[datetime, datetime]]:
    """Give the end of an interview and when it was first thanked for, for each person of each interview.

    A thank-you is for the last interview before it that the person held; where they held none, the last one.
    """
    sent = sorted(
        (contact.at.utc, contact.person)
        for contact in card.contacts
        if contact.kind is ContactKind.THANK_YOU and contact.direction is Direction.SENT
    )
    first: dict[tuple[str, str | None], tuple[datetime, datetime]] = {}
    for at, person in sent:
        before = [pair for pair in interviews if pair[0] <= at <= now]
        with_them = [pair for pair in before if person in pair[1].people]
        for moment, held in (with_them or before)[-1:]:
            first.setdefault((held.id, person), (moment, at))
    return list(first.values())


def _by_day(
    card: Application,
    interviews: Sequence[tuple[datetime, Interview]],
    thanks: Sequence[tuple[datetime, datetime]],
    today: Today,
) -> list[_Held]:
    begins = _begins(card)
    received = [contact.at.utc for contact in card.contacts if contact.direction is Direction.RECEIVED]
    found = []
    for day, pairs in groupby(interviews, key=lambda pair: pair[0].astimezone(today.zone).date()):
        ends = [moment for moment, _ in pairs]
        ended = ends[-1]
        next_at = min((began for began in begins if began > ended), default=None)
        answered_at = min((at for at in received if ended <= at <= today.now), default=None)
        if next_at is not None and answered_at is not None and answered_at >= next_at:
            answered_at = None
        until = answered_at or next_at
        thanked = any(moment in ends and (until is None or sent < until) for moment, sent in thanks)
        found.append(_Held(day, ended, next_at, answered_at, thanked))
    return found


def _begins(card: Application) -> list[datetime]:
    """Give when each appointment began or begins, held or not."""
    known = [
        [moment.utc for moment in (r.starts_at, r.ended_at) if moment is not None] for r in card.interviews
    ]
    return [min(moments) for moments in known if moments]


def _kind(
    card: Application, held: _Held, today: Today, settled_on: Callable[[date], date], *, last: bool
) -> tuple[bool, bool] | None:
    """Say whether it was thanked for and whether it was answered; None where that cannot be said yet.

    Only those whose time is over count, answered or not: otherwise an answer that came quickly would count
    while those still waited for did not.
    """
    told = current_decision_date(card, today) if last else None
    if told is not None and told >= today.day:
        return None
    over = today.calendar.after(told, today.rules.grace_told_business_days) if told else settled_on(held.day)
    if today.day <= over:
        return None
    # To be asked again is an answer, and so is how it ended, where they had to say something for it.
    answered = (
        held.answered_at is not None or held.next_at is not None or (last and card.outcome in THEIR_ANSWER)
    )
    if not answered and last and card.outcome is Outcome.WITHDRAWN:
        return None
    return held.thanked, answered


def _settling(today: Today) -> Callable[[date], date]:
    """Give the last day on which an answer to an interview of a day is still waited for in patience."""

    @cache
    def settled_on(day: date) -> date:
        expected = today.calendar.after(day, today.rules.assumed_business_days)
        return today.calendar.after(expected, today.rules.grace_assumed_business_days)

    return settled_on


def _span(start: datetime, end: datetime) -> timedelta:
    return end - start


def _counted(kinds: Iterable[Kind], found: Iterable[Kind | None]) -> Mapping[Kind, int]:
    counts = Counter(found)
    return {kind: counts[kind] for kind in kinds}
