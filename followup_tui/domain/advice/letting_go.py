"""Letting an application go when nothing comes (R10)."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation, days_after
from followup_tui.domain.contact import Direction
from followup_tui.domain.wording import times_words

R10: Final = Rule(
    "R10",
    "let it go",
    "When the follow-ups are used up and {close_after_business_days} business days have passed since"
    " the last, or {close_after_days} days since the last interview with nothing received, think of"
    " closing it. It never closes by itself.",
    "6 weeks; 30 and 60 days in other trackers; Ontario's duty to inform: 45 days",
)


def close_after_last_follow_up(situation: Situation) -> Advice | None:
    """Suggest closing when the last follow-up allowed stayed without an answer for long enough."""
    if _is_their_time(situation) or not _are_follow_ups_used_up(situation):
        return None
    if day_of_closing(situation) is not None:
        return None
    waves = situation.count.waves
    reason = (
        f"{times_words(len(waves))} you followed up, last {situation.say_day(waves[-1])}, and nothing came."
        " Think of closing it: silent."
    )
    return situation.advice(Verdict.MAY, Move.CLOSE, R10, None, reason)


def close_after_silence(situation: Situation) -> Advice | None:
    """Suggest closing when nothing was received for long enough since the last interview."""
    if _is_their_time(situation) or _are_follow_ups_used_up(situation):
        return None
    application, today = situation.application, situation.today
    interview = application.last_interview(today.utc)
    received = application.last_contact(Direction.RECEIVED)
    if (
        interview is None
        or interview.moment is None
        or (received is not None and received.at.utc >= interview.moment.utc)
    ):
        return None
    day = interview.moment.day(today.zone)
    # Where they named a later day, they were not silent before it, and a follow-up comes first.
    silent_since = max(day, situation.decision_date) if situation.decision_date is not None else day
    if (today.day - silent_since).days < today.rules.close_after_days:
        return None
    last = f"The last interview was {situation.say_day(day)}"
    reason = f"{last}, and nothing was heard since. Think of closing it: silent."
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


def _is_their_time(situation: Situation) -> bool:
    return situation.decision_date is not None and situation.decision_date >= situation.today.day


def _are_follow_ups_used_up(situation: Situation) -> bool:
    waves = situation.count.waves
    return bool(waves) and len(waves) >= situation.today.rules.follow_ups
