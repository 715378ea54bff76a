"""What now, and may I write? One answer for one application, by the rules in `rules.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from followup_tui.domain.application import (
    Application,
    Channel,
    ContactKind,
    Direction,
    Instant,
    Person,
    Stage,
)
from followup_tui.domain.contacts import Count, count_sent, thanks_owed, unanswered
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.rules import RuleId
from followup_tui.domain.stages import Today, expected_by, told_date
from followup_tui.domain.text import ordinal, times, together
from followup_tui.errors import DateError


class Verdict(StrEnum):
    """The answer to: may I write or call now?"""

    ACT = "act"
    MAY = "may"
    WAIT = "wait"
    STOP = "stop"


class Move(StrEnum):
    """What the next move is."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    CALL = "call"
    REPLY = "reply"
    REFLECT = "reflect"
    CLOSE = "close"
    NONE = "none"


Until = date | datetime | None


class Advice(NamedTuple):
    """One answer.

    Attributes:
        verdict: do it now, fine but not needed, not before a date, or not at all.
        move: what it is about.
        rule: what it follows from.
        until: for `act`, the moment it is due, None where that is past or not bound to one; for `wait` and
            `stop`, the first day or moment on which it is different, None where no time changes it. A
            moment is aware, in the user's zone.
        used: follow-ups sent to this company since they were last heard; for `call`, calls.
        allowed: how many of them there may be.
        reason: why, in one plain sentence.
        people: whom it concerns.
    """

    verdict: Verdict
    move: Move
    rule: RuleId
    until: Until
    used: int
    allowed: int
    reason: str
    people: tuple[Person, ...] = ()


def advise(application: Application, today: Today, company: Sequence[Application] = ()) -> Advice:
    """Say what the next move is, and whether it may be made now.

    Args:
        application: the card it is about.
        today: the moment, the user's numbers and calendar.
        company: all applications at the same company, for what counts per company; this one alone if empty.
    """
    return _Adviser(application, today, count_sent(company or (application,), today)).advice()


def may_i(
    application: Application,
    kind: ContactKind,
    channel: Channel,
    today: Today,
    company: Sequence[Application] = (),
) -> Advice:
    """Say whether one particular contact may be made now: what the guard asks before it is logged or drafted.

    A thank-you and an answer that is owed are never held back.
    """
    return _Adviser(application, today, count_sent(company or (application,), today)).guard(kind, channel)


class _Adviser:
    """One application at one moment."""

    def __init__(self, application: Application, today: Today, count: Count) -> None:
        self._card = application
        self._today = today
        self._count = count
        self._told = told_date(application, today)
        self._expected = expected_by(application, today)

    def advice(self) -> Advice:
        """Give the answer, by the first rule that has something to say."""
        if self._card.stage is Stage.CLOSED:
            return self._advice(Verdict.MAY, Move.NONE, RuleId.R10, None, "It is closed: nothing is due.")
        return (
            self._reply()
            or self._missed_call()
            or self._thanks()
            or self._reflect()
            or self._ahead()
            or self._letting_go()
            or self._follow_up()
        )

    def guard(self, kind: ContactKind, channel: Channel) -> Advice:
        """Give the answer for one kind of contact."""
        if self._card.stage is Stage.CLOSED:
            return self._advice(
                Verdict.MAY, Move.NONE, RuleId.R10, None, "It is closed: nothing is at stake."
            )
        if kind is ContactKind.THANK_YOU:
            never = "A thank-you is never too much."
            return self._thanks() or self._advice(Verdict.MAY, Move.THANK_YOU, RuleId.R1, None, never)
        return self._reply() or self._missed_call() or self._held_back(kind, channel)

    def _held_back(self, kind: ContactKind, channel: Channel) -> Advice:
        """Answer for what is not owed."""
        if kind is ContactKind.REPLY:
            never = "An answer is never harassing."
            return self._advice(Verdict.MAY, Move.REPLY, RuleId.R9, None, never)
        if channel is Channel.PHONE:
            return self._call()
        if kind is not ContactKind.FOLLOW_UP:
            return self._something_else()
        if self._today.day in self._count.waves:
            reason = "You followed up today already: all letters of one day count once."
            return self._advice(Verdict.MAY, Move.FOLLOW_UP, RuleId.R5, None, reason)
        return self._ahead() or self._follow_up()

    def _something_else(self) -> Advice:
        """Answer for a letter that is no follow-up: only their date speaks against it (R8)."""
        if self._may_ask_their_date():
            return self._ask()
        ahead = self._ahead()
        if ahead is not None or (self._expected is not None and self._today.day <= self._expected):
            return ahead or self._follow_up()
        reason = "It is no follow-up, and their date does not lie ahead: nothing speaks against it."
        return self._advice(Verdict.MAY, Move.NONE, RuleId.R8, None, reason)

    def _advice(
        self,
        verdict: Verdict,
        move: Move,
        rule: RuleId,
        until: Until,
        reason: str,
        people: tuple[Person, ...] = (),
    ) -> Advice:
        rules, count = self._today.rules, self._count
        calling = move is Move.CALL
        used, allowed = (count.calls, rules.calls) if calling else (len(count.waves), rules.follow_ups)
        return Advice(verdict, move, rule, until, used, allowed, reason, people)

    def _reply(self) -> Advice | None:
        received = unanswered(self._card)
        if received is None:
            return None
        person = self._card.person(received.person)
        who = person.full_name if person else "They"
        said = self._say(received.at)
        reason = f"{who} wrote {said}: it is your turn. Answering is never harassing."
        return self._advice(Verdict.ACT, Move.REPLY, RuleId.R9, None, reason, (person,) if person else ())

    def _missed_call(self) -> Advice | None:
        held = self._card.last_appointment(self._today.utc)
        if held is None or held.moment is None or not held.missed:
            return None
        if any(contact.at.utc >= held.moment.utc for contact in self._card.contacts):
            return None
        day = held.moment.day(self._today.zone)
        when = self._say(held.moment)
        until = self._if_ahead(_begins(day + timedelta(days=1), self._today))
        late = "" if until else " It is late for that, and still worth it."
        reason = f"Write, and quote the agreed time: the appointment {when} passed without a call.{late}"
        return self._advice(Verdict.ACT, Move.FOLLOW_UP, RuleId.R12, until, reason)

    def _thanks(self) -> Advice | None:
        owed = thanks_owed(self._card, self._today)
        if owed is None or owed[0].moment is None:
            return None
        held, people = owed[0].moment, owed[1]
        due = self._if_ahead(held.utc + timedelta(hours=self._today.rules.thank_you_hours))
        names = together([person.full_name for person in people]) or "them"
        if due is not None:
            by = f"{due:%H:%M}" if due.date() == self._today.day else say_instant(due, self._today.now)
            reason = f"Thank {names} by {by}."
            return self._advice(Verdict.ACT, Move.THANK_YOU, RuleId.R1, due, reason, people)
        reason = f"Thank {names}: late, and still worth sending."
        return self._advice(Verdict.ACT, Move.THANK_YOU, RuleId.R1, None, reason, people)

    def _ahead(self) -> Advice | None:
        ahead = self._card.next_interview(self._today.utc)
        if ahead is None or ahead.starts_at is None:
            return None
        start = ahead.starts_at.utc.astimezone(self._today.zone)
        reason = f"You meet them {say_instant(start, self._today.now)}: prepare, and write nothing before."
        return self._advice(Verdict.WAIT, Move.NONE, RuleId.R8, start, reason)

    def _reflect(self) -> Advice | None:
        held = self._card.last_interview(self._today.utc)
        if held is None or held.moment is None or held.reflection is not None:
            return None
        until = self._if_ahead(held.moment.utc + timedelta(hours=self._today.rules.reflect_hours))
        days = (self._today.day - held.moment.day(self._today.zone)).days
        if days > 1:
            return None
        late = "" if days == 0 else " It is overdue: names fade in a day or two."
        reason = f"Write down what went well and what did not, while it is fresh.{late}"
        return self._advice(Verdict.ACT, Move.REFLECT, RuleId.R2, until, reason)

    def _letting_go(self) -> Advice | None:
        """Suggest closing (R10)."""
        rules, waves = self._today.rules, self._count.waves
        if self._told is not None and self._told >= self._today.day:
            return None
        if len(waves) >= rules.follow_ups and waves:
            if self._day_of_closing(waves) is not None:
                return None
            reason = (
                f"{times(len(waves))} you followed up, last {self._say_day(waves[-1])}, and nothing came."
                " Think of closing it: silent."
            )
            return self._advice(Verdict.MAY, Move.CLOSE, RuleId.R10, None, reason)
        held = self._card.last_interview(self._today.utc)
        received = self._card.last_contact(Direction.RECEIVED)
        if (
            held is None
            or held.moment is None
            or (received is not None and received.at.utc >= held.moment.utc)
        ):
            return None
        day = held.moment.day(self._today.zone)
        # Where they named a later day, they were not silent before it, and a follow-up comes first.
        since = max(day, self._told) if self._told is not None else day
        if (self._today.day - since).days < rules.close_after_days:
            return None
        last = f"The last interview was {self._say_day(day)}"
        reason = f"{last}, and nothing was heard since. Think of closing it: silent."
        return self._advice(Verdict.MAY, Move.CLOSE, RuleId.R10, None, reason)

    def _day_of_closing(self, waves: Sequence[date]) -> date | None:
        """Give the day on which closing is suggested after these were all, None where that is past."""
        if not waves:
            return None
        day = self._after(waves[-1], self._today.rules.close_after_business_days)
        if self._told is not None:
            day = max(day, _later(self._told, 1))
        return day if day > self._today.day else None

    def _follow_up(self) -> Advice:
        """Answer for a follow-up in writing (R3 to R6, R8)."""
        rules, waves, expected = self._today.rules, self._count.waves, self._expected
        if expected is None:
            return self._advice(
                Verdict.MAY, Move.NONE, RuleId.R3, None, "Nothing has happened yet that asks for a letter."
            )
        if len(waves) >= rules.follow_ups:
            until = self._day_of_closing(waves)
            then = f" If nothing comes by {self._say_day(until)}, think of closing it." if until else ""
            often = f"{times(len(waves))} you followed up without an answer. One more is"
            reason = f"{often if waves else 'By your settings, a follow-up is'} close to harassing.{then}"
            return self._advice(Verdict.STOP, Move.NONE, RuleId.R5, until, reason)
        if self._may_ask_their_date():
            return self._ask()
        first, rule = self._first_day(expected)
        if self._today.day >= first:
            nth = ordinal(len(waves) + 1)
            passed = "the day they named" if self._told is not None else "the assumed day"
            which = f"the {nth} of {rules.follow_ups}"
            reason = f"Write a friendly follow-up, {which}: {passed} was {self._say_day(expected)}."
            return self._advice(Verdict.ACT, Move.FOLLOW_UP, rule, None, reason)
        fine = f"from {self._say_day(first)} a follow-up is fine"
        if self._told is not None and self._today.day <= self._told:
            early = f"They decide by {self._say_day(self._told)}; before that it is too early"
            reason = f"{early}. If nothing comes, {fine}."
            return self._advice(Verdict.STOP, Move.FOLLOW_UP, RuleId.R8, first, reason)
        if rule is RuleId.R6:
            reason = f"You followed up {self._say_day(waves[-1])}. Leave them time: {fine}."
        elif self._today.day <= expected:
            reason = f"They named no day; {self._say_day(expected)} is assumed. Hold still: {fine}."
            rule = RuleId.R3
        else:
            which = "The day they named" if self._told is not None else "The assumed day"
            reason = f"{which} was {self._say_day(expected)}. Overdue is not rejected; hold still: {fine}."
        return self._advice(Verdict.WAIT, Move.FOLLOW_UP, rule, first, reason)

    def _first_day(self, expected: date) -> tuple[date, RuleId]:
        """Give the first day on which a follow-up is fine, and the rule that sets it."""
        rules, waves = self._today.rules, self._count.waves
        grace = (
            rules.grace_told_business_days if self._told is not None else rules.grace_assumed_business_days
        )
        still = self._after(expected, grace)
        # A grace of no days is the day after: on the expected day itself they may still write.
        still = max(still, _later(expected, 1))
        if not waves:
            return still, RuleId.R4
        spaced = max(
            self._after(waves[-1], rules.spacing_business_days),
            _later(waves[-1], rules.spacing_days),
        )
        return (spaced, RuleId.R6) if spaced > still else (still, RuleId.R4)

    def _may_ask_their_date(self) -> bool:
        """Whether they named no day and the question when they decide was not put yet: nothing was sent."""
        held = self._card.last_interview(self._today.utc)
        if self._told is not None or held is None or held.moment is None:
            return False
        if self._expected is not None and self._today.day > self._expected:
            return False
        return not any(
            contact.direction is Direction.SENT and contact.at.utc >= held.moment.utc
            for contact in self._card.contacts
        )

    def _ask(self) -> Advice:
        reason = "They named no day for their decision: one short question when they decide is fine."
        return self._advice(Verdict.MAY, Move.FOLLOW_UP, RuleId.R3, None, reason)

    def _call(self) -> Advice:
        """Answer for a phone call (R7)."""
        rules, count, expected = self._today.rules, self._count, self._expected
        if count.calls >= rules.calls:
            called = f"{times(count.calls)} you called already. Another call"
            reason = f"{called if count.calls else 'By your settings, a call'} crosses the line;"
            reason += " letters may go on."
            return self._advice(Verdict.STOP, Move.CALL, RuleId.R7, None, reason)
        writing = self._ahead() or self._follow_up()
        if writing.rule is RuleId.R5 or self._card.next_interview(self._today.utc) is not None:
            return self._as_call(writing)
        if expected is not None and self._today.day <= expected:
            reason = f"They are not late before {self._say_day(expected)} has passed; write first, then call."
            until = writing.until if count.written else None
            return self._advice(Verdict.STOP, Move.CALL, RuleId.R7, until, reason)
        if not count.written:
            reason = "Write first: a call only follows a letter that nobody answered."
            return self._advice(Verdict.STOP, Move.CALL, RuleId.R7, None, reason)
        if writing.verdict is Verdict.WAIT:
            return self._as_call(writing)
        reason = (
            "Your letter stayed without an answer: one call is fine, in office hours, short and friendly."
        )
        return self._advice(Verdict.MAY, Move.CALL, RuleId.R7, None, reason)

    def _as_call(self, writing: Advice) -> Advice:
        return self._advice(writing.verdict, Move.CALL, writing.rule, writing.until, writing.reason)

    def _if_ahead(self, moment: datetime) -> datetime | None:
        """Give a moment in the user's zone if it lies ahead, else None.

        Two wall clocks of one zone are not compared: in the hour that comes twice they would lie.
        """
        moment = moment.astimezone(UTC)
        return moment.astimezone(self._today.zone) if moment > self._today.utc else None

    def _after(self, day: date, business_days: int) -> date:
        """Count business days; where no calendar goes that far, give its last day."""
        try:
            return self._today.calendar.after(day, business_days)
        except DateError:
            return date.max

    def _say(self, moment: Instant) -> str:
        return say_instant(moment.utc.astimezone(self._today.zone), self._today.now)

    def _say_day(self, day: date) -> str:
        return say_day(day, self._today.day)


def _begins(day: date, today: Today) -> datetime:
    return datetime.combine(day, time(), tzinfo=today.zone)


def _later(day: date, days: int) -> date:
    return day + min(timedelta(days), date.max - day)
