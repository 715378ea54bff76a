"""The days that the rules set, for a calendar: until when thanks are due, from when a follow-up is fine.

They are those that `advise` names, and stay where they are once they have passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.following_up import first_day
from followup_tui.domain.advice.next_move import STANDS_BEFORE_WAITING, WAITING
from followup_tui.domain.advice.situation import Situation, first_answer
from followup_tui.domain.advice.thanking import thank_them, thanks_owed
from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today


class ThanksDue(NamedTuple):
    """Thanks that are due after an interview.

    Attributes:
        by: the moment by which they are due, past or ahead, aware.
        people: whom to thank; empty where nobody is known.
    """

    interview: Interview
    by: datetime
    people: tuple[Person, ...]


class CalendarDates(NamedTuple):
    """The dates that the rules set for one application.

    Attributes:
        thanks: the thanks that are owed now, and those that will be once each planned interview is over.
        follow_up: the first day on which a follow-up is fine, past or ahead, until it is sent. None where
            none is to be sent: it is the user's turn, an interview lies ahead, an offer is open, they said
            no, the follow-ups are used up.
    """

    thanks: tuple[ThanksDue, ...]
    follow_up: date | None


def calendar_dates(application: Application, today: Today, related: Sequence[Application]) -> CalendarDates:
    """Return the dates that the rules set for a live application. The arguments are those of `advise`."""
    situation = Situation(application, today, related)
    thanks = {due.interview.id: due for due in (*_thanks(situation), *_thanks_later(situation))}
    return CalendarDates(tuple(thanks.values()), _follow_up_day(situation))


def _thanks(situation: Situation) -> Iterator[ThanksDue]:
    """Yield the thanks that are owed; where it is too late to send them alone the rule is silent."""
    advice = thank_them(situation)
    owed = thanks_owed(situation.application, situation.today) if advice is not None else None
    if owed is not None and advice is not None:
        by = advice.until if isinstance(advice.until, datetime) else advice.late_since
        if by is not None:
            yield ThanksDue(owed[0], by, advice.people)


def _thanks_later(situation: Situation) -> Iterator[ThanksDue]:
    application, today = situation.application, situation.today
    for interview in application.planned_interviews(today.utc):
        if interview.moment is not None:
            then = today.at(interview.moment.seen_from(today.zone))
            yield from _thanks(Situation(application, then, (application, *situation.others)))


def _follow_up_day(situation: Situation) -> date | None:
    if any(rule(situation) is not None for rule in STANDS_BEFORE_WAITING):
        return None
    advice = first_answer(WAITING, situation)
    if advice.move is not Move.FOLLOW_UP:
        return None
    day = first_day(situation) if advice.verdict is Verdict.ACT else advice.until
    return day if isinstance(day, date) else None
