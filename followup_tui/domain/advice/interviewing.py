"""Around an interview: reflecting on it (R2), an appointment they missed (R12), preparing for the next."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.dates import say_instant

R2: Final = Rule(
    "R2",
    "reflect while it is fresh",
    "Write down what went well and what did not within {reflect_hours} hours of the interview;"
    " the next day it is overdue.",
    "1 to 2 hours: interview coaches; names fade in a day or two",
)
R12: Final = Rule(
    "R12",
    "the call that did not come",
    "An appointment they confirmed passed without a call: write the same day, and quote the agreed time.",
    "asked for by users of other trackers",
)


def write_after_missed_appointment(situation: Situation) -> Advice | None:
    """Advise to write the same day when they missed the last appointment and there was no contact since."""
    application, today = situation.application, situation.today
    interview = application.last_appointment(today.utc)
    if interview is None or interview.moment is None or not interview.missed:
        return None
    if any(contact.at.utc >= interview.moment.utc for contact in application.contacts):
        return None
    next_day = interview.moment.day(today.zone) + timedelta(days=1)
    until = situation.if_ahead(datetime.combine(next_day, time(), tzinfo=today.zone))
    late = "" if until else " It is late for that, and still worth it."
    agreed = situation.say_moment(interview.moment)
    reason = f"Write, and quote the agreed time: the appointment {agreed} passed without a call.{late}"
    return situation.advice(Verdict.ACT, Move.FOLLOW_UP, R12, until, reason)


def reflect_on_interview(situation: Situation) -> Advice | None:
    """Advise to reflect on the last interview until the end of the day after it."""
    today = situation.today
    interview = situation.application.last_interview(today.utc)
    if interview is None or interview.moment is None or interview.reflection is not None:
        return None
    days = (today.day - interview.moment.day(today.zone)).days
    if days > 1:
        return None
    until = situation.if_ahead(interview.moment.utc + timedelta(hours=today.rules.reflect_hours))
    late = "" if days == 0 else " It is overdue: names fade in a day or two."
    reason = f"Write down what went well and what did not, while it is fresh.{late}"
    return situation.advice(Verdict.ACT, Move.REFLECT, R2, until, reason)


def prepare_for_interview(situation: Situation) -> Advice | None:
    """Advise to write nothing before the next interview."""
    today = situation.today
    interview = situation.application.next_interview(today.utc)
    if interview is None or interview.starts_at is None:
        return None
    start = interview.starts_at.seen_from(today.zone)
    reason = f"You meet them {say_instant(start, today.now)}: prepare, and write nothing before."
    return situation.advice(Verdict.WAIT, Move.NONE, None, start, reason)
