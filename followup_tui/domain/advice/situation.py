"""The situation that each rule looks at: one application at one moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Final, TypeVar

from followup_tui.domain.advice.answer import ACT, CALL, Advice, Move, Until, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.sent_count import count_sent
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_at, say_day, say_deadline, say_last_day
from followup_tui.domain.instant import Instant
from followup_tui.domain.person import Person
from followup_tui.domain.relations import split_by_company
from followup_tui.domain.stages import Today, facts_of
from followup_tui.errors import DateError


class Situation:
    """One application at one moment, with what the rules ask for most.

    Args:
        application: the application the advice is about.
        today: the moment, the user's numbers and calendar.
        related: as in `advise`.
        recipient: whom a letter in question goes to; None where that is open.

    Attributes:
        count: what was sent to the company since it was last heard from.
        facts: what most rules ask of the application.
        decision_date: the decision date, unless it is spent.
        expected_by: the day by which an answer is expected; None where nothing is expected.
        related: the applications that its advice depends on: see `relations.py`.
        company: those at its company, itself among them.
        elsewhere: the others that are at other companies.
    """

    def __init__(
        self,
        application: Application,
        today: Today,
        related: Sequence[Application],
        recipient: Person | None = None,
    ) -> None:
        self.company, self.elsewhere = split_by_company(application, related)
        self.application: Final = application
        self.today: Final = today
        self.count: Final = count_sent(self.company, today)
        self.facts: Final = facts_of(application, today)
        self.decision_date: Final = self.facts.decision_date
        self.expected_by: Final = self.facts.expected_by
        self.related: Final = related
        self.recipient: Final = recipient

    @property
    def others(self) -> list[Application]:
        """The other applications that its advice depends on."""
        return [other for other in self.related if other.id != self.application.id]

    def advice(
        self,
        verdict: Verdict,
        move: Move,
        rule: Rule | None,
        until: Until,
        reason: str,
        people: tuple[Person, ...] = (),
        late_since: datetime | None = None,
    ) -> Advice:
        """Return an advice, with how many follow-ups or calls are used of how many."""
        rules, count = self.today.rules, self.count
        is_call = move is CALL
        used, allowed = (count.calls, rules.calls) if is_call else (len(count.waves), rules.follow_ups)
        return Advice(verdict, move, rule, until, used, allowed, reason, people, late_since)

    def to_do(
        self, move: Move, rule: Rule, due: datetime, reason: str, people: tuple[Person, ...] = ()
    ) -> Advice:
        """Return the advice to do something now that is, or was, due at an aware moment."""
        until = self.if_ahead(due)
        return self.advice(ACT, move, rule, until, reason, people, None if until else due)

    def if_ahead(self, moment: datetime) -> datetime | None:
        """Return an aware moment in the user's zone if it lies ahead, else None."""
        # In UTC: two wall clocks of one zone would compare wrongly in the hour that comes twice.
        moment = moment.astimezone(UTC)
        return moment.astimezone(self.today.zone) if moment > self.today.utc else None

    def business_days_after(self, day: date, business_days: int) -> date:
        """Return the day that many business days after `day`; `date.max` where the calendar ends before."""
        try:
            return self.today.business_days_after(day, business_days)
        except DateError:
            return date.max

    def business_days_before(self, day: date, business_days: int) -> date:
        """Return the day that many business days before `day`; `date.min` where the calendar begins after."""
        try:
            return self.today.business_days_after(day, -business_days)
        except DateError:
            return date.min

    def say_at(self, moment: Instant | datetime) -> str:
        """Say a moment in a sentence: `today at 14:02`."""
        return say_at(moment.utc if isinstance(moment, Instant) else moment, self.today.now)

    def say_deadline(self, moment: Instant | datetime) -> str:
        """Say a moment after "by" or "until": `14:02 today`."""
        return say_deadline(moment.utc if isinstance(moment, Instant) else moment, self.today.now)

    def end_of(self, day: date) -> datetime:
        """Return the end of a day in the user's zone: the beginning of the next."""
        return datetime.combine(days_after(day, 1), time(), tzinfo=self.today.zone)

    def say_day(self, day: date) -> str:
        """Say a day: `tomorrow`, `Fri 27 Nov`."""
        return say_day(day, self.today.day)

    def say_last_day(self, day: date) -> str:
        """Say a day after "by" or "until": `the end of today`, `tomorrow`."""
        return say_last_day(day, self.today.day)


AnySituation = TypeVar("AnySituation", bound=Situation)

RuleFunction = Callable[[AnySituation], Advice | None]
"""Gives advice on a situation, or None where its rule has nothing to say."""


def first_answer(rules: Sequence[RuleFunction[AnySituation]], situation: AnySituation) -> Advice:
    """Return the advice of the first rule that has something to say. The last rule of each order does."""
    for rule in rules:
        if (advice := rule(situation)) is not None:
            return advice
    raise LookupError("no rule has anything to say")


def days_after(day: date, days: int) -> date:
    """Return the day that many calendar days after `day`; `date.max` where the calendar ends before."""
    try:
        return date.fromordinal(day.toordinal() + days)  # in half the time of adding a timedelta
    except ValueError:
        return date.max
