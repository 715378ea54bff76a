"""Letting an application go when nothing comes (R10)."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation, days_after
from followup_tui.domain.wording import times_words

R10: Final = Rule(
    "R10",
    "let it go",
    "When the follow-ups are used up and {close_after_business_days} business days have passed since"
    " the last, or {close_after_days} days since the last interview, or the day they named where that is"
    " later, with nothing received, think of closing it. It never closes by itself.",
    "6 weeks; 30 and 60 days in other trackers; in Ontario, employers of 25 and more must tell applicants"
    " within 45 days",
)


def close_after_last_follow_up(situation: Situation) -> Advice | None:
    """Suggest closing when the last follow-up allowed stayed without an answer for long enough."""
    if _is_their_time(situation) or not _are_follow_ups_used_up(situation):
        return None
    if day_of_closing(situation) is not None:
        return None
    waves = situation.count.waves
    reason = (
        f"You followed up {times_words(len(waves))}, last {situation.say_day(waves[-1])}, and heard nothing."
        f" Think of closing it as silent.{_duty_to_inform(situation)}"
    )
    return situation.advice(Verdict.MAY, Move.CLOSE, R10, None, reason)


def close_after_silence(situation: Situation) -> Advice | None:
    """Suggest closing when nothing was received for long enough since the last interview."""
    if _is_their_time(situation) or _are_follow_ups_used_up(situation):
        return None
    today = situation.today
    interview, day = situation.facts.last_interview, situation.facts.interviewed_on
    if interview is None or interview.moment is None or day is None:
        return None
    ended = interview.moment.utc
    if any(contact.at.utc >= ended for contact in situation.facts.heard):
        return None
    # Where they named a later day, they were not silent before it, and a follow-up comes first.
    silent_since = max(day, situation.decision_date) if situation.decision_date is not None else day
    if (today.day - silent_since).days < today.rules.close_after_days:
        return None
    last = f"The last interview was {situation.say_day(day)}"
    reason = (
        f"{last}, and you have heard nothing since. Think of closing it as silent."
        f"{_duty_to_inform(situation)}"
    )
    return situation.advice(Verdict.MAY, Move.CLOSE, R10, None, reason)


def day_of_closing(situation: Situation) -> date | None:
    """Return the day from which closing is suggested after the last wave; None where it is past."""
    if not situation.count.waves:
        return None
    day = situation.business_days_after(
        situation.count.waves[-1], situation.today.rules.close_after_business_days
    )
    if situation.decision_date is not None:
        day = max(day, days_after(situation.decision_date, 1))
    return day if day > situation.today.day else None


def _duty_to_inform(situation: Situation) -> str:
    """Say what the law of Ontario asks of employers, where the user's business days are Ontario's."""
    if situation.today.calendar.place != "CA-ON":
        return ""
    return " In Ontario, employers of 25 and more must tell applicants the outcome within 45 days."


def _is_their_time(situation: Situation) -> bool:
    return situation.decision_date is not None and situation.decision_date >= situation.today.day


def _are_follow_ups_used_up(situation: Situation) -> bool:
    waves = situation.count.waves
    return bool(waves) and len(waves) >= situation.today.rules.follow_ups
