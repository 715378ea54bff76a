"""Statistics of the search: counts and medians over all applications and the journal.

Interviews of one day count as one: they are thanked for and answered together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from followup_tui.domain.advice.keeping_looking import days_since_newest
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.interview import Interview, LessonState
from followup_tui.domain.journal import journal_entries
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import LIVE, Today, current_decision_date, stage_on
from followup_tui.domain.statistics_answers import (
    ANSWERED_OUTCOMES,
    FollowUpCount,
    Lateness,
    count_follow_ups,
    count_lateness,
    count_offers,
)
from followup_tui.domain.statistics_path import (
    Feeling,
    FeltWeek,
    InterviewDay,
    Reached,
    count_days,
    interview_days_of,
    reached_by,
    weeks_felt,
)

Choice = TypeVar("Choice")

FEW = 10
"""Under this many cases no percentage is shown: one more case would change it too much."""


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many interviews were held, and how many of them were answered."""

    answered: int = 0
    interviews: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics over all applications.

    Attributes:
        reached: how many applications came how far.
        days: how many interviews, letters and calls there were on each day that had any, in order.
        today: the day of the statistics.
        feelings: how each interview felt where that was written down, the earliest first.
        felt_weeks: the same by weeks.
        lessons: how many lessons are open, done and dropped.
        thank_you_hours: hours from an interview's end to the first thank-you to each person, sorted.
        allowed_hours: within how many hours a thank-you is due (R1).
        answer_days: days from an interview's end to their first answer before the next one, sorted.
        thanked: interviews after which a thank-you was logged before any answer came.
        unthanked: interviews without one.
        too_early: interviews that count in neither: they may still be answered in time.
        outcomes: how many closed applications have each outcome.
        live: how many live applications stand in each column.
        lateness: how late they were on the decision dates they gave.
        follow_ups: the first, the second and later follow-ups, and how many were answered.
        offers: how many offers there were, by what became of them.
        days_since_newest: days since the newest live application was recorded (R11); None where none is live.
        keep_looking_days: from how many of these days on it is time to look for others (R11).
    """

    reached: Mapping[Reached, int]
    days: Mapping[date, int]
    today: date
    feelings: tuple[Feeling, ...]
    felt_weeks: tuple[FeltWeek, ...]
    lessons: Mapping[LessonState, int]
    thank_you_hours: tuple[float, ...]
    allowed_hours: int
    answer_days: tuple[float, ...]
    thanked: AnswerCount
    unthanked: AnswerCount
    too_early: int
    outcomes: Mapping[Outcome, int]
    live: Mapping[Stage, int]
    lateness: Lateness
    follow_ups: tuple[FollowUpCount, ...]
    offers: Mapping[OfferState, int]
    days_since_newest: int | None
    keep_looking_days: int

    @property
    def thanked_in_time(self) -> int:
        """How many of the thank-yous went out within the hours of R1."""
        return sum(hours <= self.allowed_hours for hours in self.thank_you_hours)

    @property
    def never_answered(self) -> int:
        """How many interviews were not answered, of those whose time for an answer is over."""
        return sum(count.interviews - count.answered for count in (self.thanked, self.unthanked))


def statistics(applications: Iterable[Application], today: Today) -> Statistics:
    """Compute the statistics over all applications."""
    applications = tuple(applications)
    entries = journal_entries(applications)
    hours: list[float] = []
    days: list[float] = []
    counts: Counter[tuple[bool, bool] | None] = Counter()
    reached: Counter[Reached] = Counter()
    for application in applications:
        interviews = [(moment.utc, interview) for moment, interview in application.held_interviews(today.now)]
        thanks = _thanks(application, interviews, today.now)
        hours += [(sent - ended) / timedelta(hours=1) for ended, sent in thanks]
        interview_days = interview_days_of(application, interviews, thanks, today)
        days += [
            (each.answered_at - each.ended) / timedelta(days=1) for each in interview_days if each.answered_at
        ]
        counts.update(
            _is_thanked_and_answered(application, each, today, is_last=each is interview_days[-1])
            for each in interview_days
        )
        reached.update(reached_by(application, interview_days, today, is_thanked=bool(thanks)))
    feelings = tuple(
        Feeling(entry.moment, entry.reflection.feeling)
        for entry in reversed(entries)
        if entry.reflection.feeling
    )
    return Statistics(
        reached={each: reached[each] for each in Reached},
        days=count_days(applications, today),
        today=today.day,
        feelings=feelings,
        felt_weeks=weeks_felt(feelings, today.zone),
        lessons=_count_each(
            LessonState, (each.state for entry in entries for each in entry.reflection.lessons)
        ),
        thank_you_hours=tuple(sorted(hours)),
        allowed_hours=today.rules.thank_you_hours,
        answer_days=tuple(sorted(days)),
        thanked=AnswerCount(counts[True, True], counts[True, True] + counts[True, False]),
        unthanked=AnswerCount(counts[False, True], counts[False, True] + counts[False, False]),
        too_early=counts[None],
        outcomes=_count_each(Outcome, (each.outcome for each in applications if each.stage is Stage.CLOSED)),
        live=_count_each(
            LIVE, (stage_on(each, today) for each in applications if each.stage is not Stage.CLOSED)
        ),
        lateness=count_lateness(applications, today),
        follow_ups=count_follow_ups(applications, today),
        offers=count_offers(applications, today),
        days_since_newest=days_since_newest(applications, today),
        keep_looking_days=today.rules.keep_looking_days,
    )


def median(values: Sequence[float]) -> float | None:
    """Return the median; None of no values. That of the standard library takes 18 ms to import."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percent(part: int, whole: int) -> str:
    """Say a share in per cent; empty under `FEW` cases. 0 % means none and 100 % means all."""
    if whole < FEW:
        return ""
    rounded = round(100 * part / whole)
    if part not in (0, whole) and rounded in (0, 100):
        return ">99 %" if rounded else "<1 %"
    return f"{rounded} %"


def share(part: int, whole: int) -> str:
    """Say how many of how many; from `FEW` cases on also in per cent."""
    in_percent = percent(part, whole)
    return f"{part} of {whole}{f' ({in_percent})' if in_percent else ''}"


def _thanks(
    application: Application, interviews: Sequence[tuple[datetime, Interview]], now: datetime
) -> list[tuple[datetime, datetime]]:
    """Return, for each person of each interview, when it ended and when they were first thanked.

    A thank-you is for the last interview before it with that person; where there is none, the last one.
    """
    sent = [
        (contact.at.utc, contact.person)
        for contact in sorted(application.contacts, key=lambda contact: contact.at.utc)
        if contact.kind is ContactKind.THANK_YOU and contact.direction is Direction.SENT
    ]
    first: dict[tuple[str, str | None], tuple[datetime, datetime]] = {}
    for at, person in sent:
        before = [pair for pair in interviews if pair[0] <= at <= now]
        with_them = [pair for pair in before if person in pair[1].people]
        for moment, interview in (with_them or before)[-1:]:
            first.setdefault((interview.id, person), (moment, at))
    return list(first.values())


def _is_thanked_and_answered(
    application: Application, interview_day: InterviewDay, today: Today, *, is_last: bool
) -> tuple[bool, bool] | None:
    """Return whether it was thanked for and whether it was answered; None where it is too early to say.

    Only interviews whose time for an answer is over count, answered or not: otherwise quick answers would
    count while those still waited for did not.
    """
    decision_date = current_decision_date(application, today) if is_last else None
    if decision_date is not None and decision_date >= today.day:
        return None
    rules, after = today.rules, today.calendar.after
    if decision_date is None:
        expected = after(interview_day.day, rules.assumed_business_days)
        last_patient_day = after(expected, rules.grace_assumed_business_days)
    else:
        last_patient_day = after(decision_date, rules.grace_told_business_days)
    if today.day <= last_patient_day:
        return None
    # A further interview is an answer, and so is an outcome that implies one.
    is_answered = (
        interview_day.answered_at is not None
        or interview_day.next_at is not None
        or (is_last and application.outcome in ANSWERED_OUTCOMES)
    )
    if not is_answered and is_last and application.outcome is Outcome.WITHDRAWN:
        return None
    return interview_day.is_thanked, is_answered


def _count_each(choices: Iterable[Choice], values: Iterable[Choice | None]) -> Mapping[Choice, int]:
    counts = Counter(values)
    return {choice: counts[choice] for choice in choices}
