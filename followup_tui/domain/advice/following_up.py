"""Following up in writing: when, how often, and when they decide (R3, R4, R5, R6, R8)."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.letting_go import day_of_closing
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import RuleFunction, Situation, days_after
from followup_tui.domain.contact import Direction
from followup_tui.domain.wording import ordinal, times_words

R3: Final = Rule(
    "R3",
    "no date named",
    "Where they named no day, the thank-you asks for it; without an answer, one is assumed"
    " {assumed_business_days} business days after the last word.",
    "5 business days: Indeed; 5 to 7: journalismjobs; a week: Ask a Manager, Georgetown; 2 weeks:"
    " LiveCareer; advice in German: 10 business days and more",
)
R4: Final = Rule(
    "R4",
    "hold still after their date",
    "After the expected day has passed, hold still before a follow-up: {grace_told_business_days}"
    " business days where they named it, {grace_assumed_business_days} where it was assumed.",
    "next day: careernetwork; 1 to 2 business days: Indeed; 2 to 3: Seattle Times; a week:"
    " Georgetown, UW Bothell",
)
R5: Final = Rule(
    "R5",
    "not too many",
    "{follow_ups} follow-ups without an answer; one more is close to harassing. All follow-ups sent"
    " to one company on one day count once.",
    "two: careery, careernetwork, lehrcare; one: Culpwrit",
)
R6: Final = Rule(
    "R6",
    "not too often",
    "Between two follow-ups lie {spacing_business_days} business days and {spacing_days} days,"
    " whichever ends later.",
    "about a week: careery; calling more than weekly crosses the line: Ask a Manager",
)
R8: Final = Rule(
    "R8",
    "not before their date",
    "Before the day they named, anything but a thank-you, an answer they asked for, and the question"
    " when they decide comes too early.",
    "before their date crosses the line: Ask a Manager",
)


def nothing_has_happened(situation: Situation) -> Advice | None:
    """Say that there is nothing to write about yet."""
    if situation.expected_by is not None:
        return None
    reason = "Nothing has happened yet that asks for a letter."
    return situation.advice(Verdict.MAY, Move.NONE, None, None, reason)


def stop_after_last_follow_up(situation: Situation) -> Advice | None:
    """Advise against one more follow-up when all that are allowed went out without an answer."""
    waves = situation.count.waves
    if len(waves) < situation.today.rules.follow_ups:
        return None
    until = day_of_closing(situation)
    then = f" If nothing comes by {situation.say_day(until)}, think of closing it." if until else ""
    often = f"{times_words(len(waves))} you followed up without an answer. One more is"
    reason = f"{often if waves else 'By your settings, a follow-up is'} close to harassing.{then}"
    return situation.advice(Verdict.STOP, Move.NONE, R5, until, reason)


def ask_when_they_decide(situation: Situation) -> Advice | None:
    """Allow the question when they decide: no decision date is known, and nothing was sent since."""
    today, expected = situation.today, situation.expected_by
    interview = situation.application.last_interview(today.utc)
    if situation.decision_date is not None or interview is None or interview.moment is None:
        return None
    if expected is not None and today.day > expected:
        return None
    if any(
        contact.direction is Direction.SENT and contact.at.utc >= interview.moment.utc
        for contact in situation.application.contacts
    ):
        return None
    reason = "They named no day for their decision: one short question when they decide is fine."
    return situation.advice(Verdict.MAY, Move.FOLLOW_UP, R3, None, reason)


def not_before_their_date(situation: Situation) -> Advice | None:
    """Advise against a follow-up up to the decision date."""
    decision_date = situation.decision_date
    if decision_date is None or situation.today.day > decision_date:
        return None
    first, _ = _first_day(situation, decision_date)
    early = f"They decide by {situation.say_day(decision_date)}; before that it is too early"
    reason = f"{early}. If nothing comes, {_fine_from(situation, first)}."
    return situation.advice(Verdict.STOP, Move.FOLLOW_UP, R8, first, reason)


def follow_up_or_hold_still(situation: Situation) -> Advice | None:
    """Advise to write a follow-up from its first day on, and to hold still before."""
    expected, today = situation.expected_by, situation.today
    if expected is None:
        return None
    first, rule = _first_day(situation, expected)
    is_told = situation.decision_date is not None
    if today.day >= first:
        which = f"the {ordinal(len(situation.count.waves) + 1)} of {today.rules.follow_ups}"
        passed = "the day they named" if is_told else "the assumed day"
        reason = f"Write a friendly follow-up, {which}: {passed} was {situation.say_day(expected)}."
        return situation.advice(Verdict.ACT, Move.FOLLOW_UP, rule, None, reason)
    fine = _fine_from(situation, first)
    if rule is R6:
        reason = f"You followed up {situation.say_day(situation.count.waves[-1])}. Leave them time: {fine}."
    elif today.day <= expected:
        reason = f"They named no day; {situation.say_day(expected)} is assumed. Hold still: {fine}."
        rule = R3
    else:
        which = "The day they named" if is_told else "The assumed day"
        reason = f"{which} was {situation.say_day(expected)}. Overdue is not rejected; hold still: {fine}."
    return situation.advice(Verdict.WAIT, Move.FOLLOW_UP, rule, first, reason)


FOLLOW_UP: Final[tuple[RuleFunction[Situation], ...]] = (
    nothing_has_happened,
    stop_after_last_follow_up,
    ask_when_they_decide,
    not_before_their_date,
    follow_up_or_hold_still,
)
"""The rules for a follow-up in writing, in order. The last of them always answers."""


def _first_day(situation: Situation, expected: date) -> tuple[date, Rule]:
    """Return the first day on which a follow-up is fine, and the rule that sets it."""
    rules, waves = situation.today.rules, situation.count.waves
    is_told = situation.decision_date is not None
    grace = rules.grace_told_business_days if is_told else rules.grace_assumed_business_days
    # A grace of no days is the day after: on the expected day itself they may still write.
    after_grace = max(situation.business_days_after(expected, grace), days_after(expected, 1))
    if not waves:
        return after_grace, R4
    spaced = max(
        situation.business_days_after(waves[-1], rules.spacing_business_days),
        days_after(waves[-1], rules.spacing_days),
    )
    return (spaced, R6) if spaced > after_grace else (after_grace, R4)


def _fine_from(situation: Situation, first: date) -> str:
    return f"from {situation.say_day(first)} a follow-up is fine"
