"""Around an interview: preparing for it (R15), reflecting on it (R2), an appointment they missed (R12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.instant import Instant

R2: Final = Rule(
    "R2",
    "reflect while it is fresh",
    "Write down what went well and what did not within {reflect_hours} hours of the interview; from the next"
    " day it is late, and after two days it is not asked for any more.",
    "1 to 2 hours: interview coaches; names fade in a day or two",
)
R12: Final = Rule(
    "R12",
    "an appointment they did not keep",
    "An appointment they confirmed passed, was neither moved nor cancelled, and nothing was heard since:"
    " write the same day, and quote the agreed time with its zone. After {missed_business_days} business days"
    " it is too late for that.",
    "asked for by users of other trackers",
)
R15: Final = Rule(
    "R15",
    "prepare for the interview",
    "While an interview lies ahead nothing is overdue and no follow-up is due: prepare. From {prepare_hours}"
    " hours before it that is due.",
    "ours: who meets them soon asks them then",
)

_REFLECTS_DAYS: Final = 2
"""How many days after an interview it is still asked how it went."""

_UNTIL_THEN: Final = "Until then, write only to confirm the time."


def write_after_missed_appointment(situation: Situation) -> Advice | None:
    """Advise to write when they missed the last appointment, nothing was said since, and none is planned."""
    application, today = situation.application, situation.today
    for each in application.interviews:
        if each.missed:
            break
    else:  # as for most
        return None
    interview = application.last_appointment(today.utc)
    if interview is None or interview.moment is None or not interview.missed:
        return None
    if situation.facts.next_interview is not None or situation.facts.offer is not None:
        return None
    if any(contact.at.utc >= interview.moment.utc for contact in application.contacts):
        return None
    day = interview.moment.day(today.zone)
    if today.day > situation.business_days_after(day, today.rules.missed_business_days):
        return None
    agreed = _agreed_time(interview.starts_at or interview.moment, situation)
    is_late = today.day > day
    late = " It is late for that, and still worth it." if is_late else ""
    write = "Write" if is_late else "Write today"
    reason = f"{write}, and quote the agreed time: they did not keep the appointment {agreed}.{late}"
    return situation.to_do(Move.FOLLOW_UP, R12, situation.end_of(day), reason)


def reflect_on_interview(situation: Situation) -> Advice | None:
    """Advise to reflect on the last interview, up to the second day after it."""
    today = situation.today
    interview, day = situation.facts.last_interview, situation.facts.interviewed_on
    if interview is None or interview.moment is None or day is None or interview.reflection is not None:
        return None
    if (today.day - day).days > _REFLECTS_DAYS:
        return None
    soon = situation.if_ahead(interview.moment.utc + timedelta(hours=today.rules.reflect_hours))
    late = "" if today.day <= day else " Names fade in a day or two."
    reason = f"Write down what went well and what did not, while it is fresh.{late}"
    return situation.to_do(Move.REFLECT, R2, soon or situation.end_of(day), reason)


def prepare_within_the_day(situation: Situation) -> Advice | None:
    """Advise to prepare in the last hours before an interview; say of one that goes on that it does."""
    interview, today = situation.facts.next_interview, situation.today
    if interview is None or interview.starts_at is None or interview.moment is None:
        return None
    start = situation.if_ahead(interview.starts_at.utc)
    if start is None:
        end = interview.moment.seen_from(today.zone)
        reason = f"The interview is going on, until {end:%H:%M}. Nothing to send now."
        return situation.advice(Verdict.MAY, Move.NONE, R15, None, reason)
    if _first_moment(interview.starts_at, situation) > today.utc:
        return None
    reason = f"You meet them {situation.say_at(start)}. Prepare for it now."
    people = situation.application.people_of(interview)
    return situation.advice(Verdict.ACT, Move.PREPARE, R15, start, reason, people)


def prepare_for_interview(situation: Situation) -> Advice | None:
    """Advise to prepare, and to write nothing, while an interview lies ahead."""
    interview = situation.facts.next_interview
    if interview is None or interview.starts_at is None:
        return None
    until = interview.starts_at.seen_from(situation.today.zone)
    reason = f"You meet them {situation.say_at(interview.starts_at)}: prepare. {_UNTIL_THEN}"
    people = situation.application.people_of(interview)
    return situation.advice(Verdict.WAIT, Move.PREPARE, R15, until, reason, people)


def write_nothing_before_interview(situation: Situation) -> Advice | None:
    """Advise against a contact while an interview lies ahead or goes on."""
    interview = situation.facts.next_interview
    if interview is None or interview.starts_at is None or interview.moment is None:
        return None
    start = situation.if_ahead(interview.starts_at.utc)
    until = start or interview.moment.seen_from(situation.today.zone)
    reason = f"You meet them {situation.say_at(interview.starts_at)}. {_UNTIL_THEN}"
    return situation.advice(Verdict.WAIT, Move.PREPARE, R15, until, reason)


def _first_moment(starts_at: Instant, situation: Situation) -> datetime:
    """Return the moment, in UTC, from which preparing is due."""
    return starts_at.utc - timedelta(hours=situation.today.rules.prepare_hours)


def _agreed_time(moment: Instant, situation: Situation) -> str:
    """Say the time that was agreed on, on the clock it was agreed by: `today at 10:00 CET`."""
    local = moment.local()
    return f"{situation.say_day(local.date())} at {local:%H:%M %Z}"
