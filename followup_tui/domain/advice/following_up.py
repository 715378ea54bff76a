"""Following up in writing: when, how often, and when they decide (R3, R4, R5, R6, R8, R18)."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.letting_go import day_of_closing
from followup_tui.domain.advice.promising import R14, their_broken_promise, their_promise_ahead
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.shared_person import say_shared, shared_follow_up
from followup_tui.domain.advice.situation import RuleFunction, Situation, days_after
from followup_tui.domain.application import CLOSED
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import OfferState
from followup_tui.domain.promise import Promise
from followup_tui.domain.turn import was_sent_since
from followup_tui.domain.wording import capitalized, ordinal, times_words

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
    "{follow_ups} follow-ups without an answer; one more is more likely to hurt than to help. All follow-ups"
    " sent to one company on one day count once.",
    "two: careery, careernetwork, lehrcare, candidate.so; one: Culpwrit",
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
    "Before the day they named it is too early for anything but a thank-you, an answer, the question when"
    " they decide, a promise kept, and news that they must know: another offer with a deadline.",
    "before their date crosses the line: Ask a Manager; another offer: Purdue OWL",
)
R18: Final = Rule(
    "R18",
    "one person, several companies",
    "Follow-ups to one person count together, whichever company they are about: between two of them lies the"
    " time between two follow-ups.",
    "asked for by users of other trackers: job-agent, issue 50",
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
    often = f"You followed up {times_words(len(waves))} without an answer. One more is"
    reason = (
        f"{often if waves else 'By your settings, a follow-up is'} more likely to hurt than to help.{then}"
    )
    return situation.advice(Verdict.STOP, Move.NONE, R5, until, reason)


def ask_when_they_decide(situation: Situation) -> Advice | None:
    """Allow the question when they decide: no decision date is known, and nothing was sent since."""
    today, expected = situation.today, situation.expected_by
    interview = situation.facts.last_interview
    if situation.decision_date is not None or interview is None or interview.moment is None:
        return None
    if expected is not None and today.day > expected:
        return None
    if was_sent_since(situation.application, interview.moment.utc):
        return None
    reason = "They gave no date. One short question is fine: when will they decide?"
    return situation.advice(Verdict.MAY, Move.FOLLOW_UP, R3, None, reason)


def tell_of_other_offer(situation: Situation) -> Advice | None:
    """Allow to tell them of another company's offer, unless its deadline comes after the day they named."""
    decision_date, news = situation.decision_date, other_offer(situation)
    expected = situation.expected_by
    if news is None or expected is None or situation.today.day > expected:
        return None
    company, deadline = news
    if decision_date is not None and deadline.day(situation.today.zone) > decision_date:
        return None
    early = ", before their own date" if decision_date is not None else ""
    by = situation.say_deadline(deadline)
    reason = f"You may tell them{early}: {company} wants your answer to an offer by {by}."
    return situation.advice(Verdict.MAY, Move.FOLLOW_UP, R8, None, reason)


def other_offer(situation: Situation) -> tuple[str, Instant] | None:
    """Return the company that made an open offer with a deadline, and the deadline, the first there is.

    None once the user wrote to this company after that offer came.
    """
    now, offers = situation.today.utc, []
    for other in situation.elsewhere:
        offer = other.offer
        if offer is None or offer.answer_by is None or other.stage is CLOSED:
            continue
        is_open = offer.state(now) is OfferState.OPEN
        if is_open and not was_sent_since(situation.application, offer.received_at.utc):
            offers.append((other.company, offer.answer_by))
    return min(offers, key=lambda offer: (offer[1].utc, offer[0])) if offers else None


def not_before_their_date(situation: Situation) -> Advice | None:
    """Advise against a follow-up up to the decision date."""
    decision_date = situation.decision_date
    if decision_date is None or situation.today.day > decision_date:
        return None
    first, _, _ = _first_day(situation, decision_date)
    day = situation.say_day(decision_date)
    by = "" if day in ("today", "tomorrow") else "by "
    reason = (
        f"They decide {by}{day}. It is too early to ask. If nothing comes, {_fine_from(situation, first)}."
    )
    return situation.advice(Verdict.STOP, Move.FOLLOW_UP, R8, first, reason)


def follow_up_or_hold_still(situation: Situation) -> Advice | None:
    """Advise to write a follow-up from its first day on, and to hold still before."""
    expected, today = situation.expected_by, situation.today
    if expected is None:
        return None
    first, rule, why = _first_day(situation, expected)
    is_told = situation.decision_date is not None
    cancelled = _cancelled_day(situation)
    if today.day >= first:
        which = f"the {ordinal(len(situation.count.waves) + 1)} of {today.rules.follow_ups}"
        passed = f"{'the day they named' if is_told else 'the assumed day'} was {situation.say_day(expected)}"
        if cancelled is not None:
            passed = f"the interview was cancelled {situation.say_day(cancelled)}, so ask for a new time"
        passed = why or passed
        if rule is not R14 and (broken := their_broken_promise(situation)) is not None:
            passed = f"{passed}, and {_promise_words(situation, *broken)}"
        or_call = ", or call once" if is_call_offered(situation) else ""
        reason = f"Write a friendly follow-up, {which}{or_call}: {passed}."
        return situation.advice(Verdict.ACT, Move.FOLLOW_UP, rule, None, reason)
    fine = _fine_from(situation, first)
    if why:
        reason = f"{capitalized(why)}. Leave them time: {fine}."
    elif cancelled is not None:
        reason = f"The interview was cancelled {situation.say_day(cancelled)}. If no new time comes, {fine}."
        rule = R3 if today.day <= expected else rule
    elif today.day <= expected:
        reason = f"They gave no date. Most answer by {situation.say_last_day(expected)}; {fine}."
        rule = R3
    else:
        which = "The day they named" if is_told else "The assumed day"
        reason = f"{which} was {situation.say_day(expected)}. Overdue is not rejected; {fine}."
    return situation.advice(Verdict.WAIT, Move.FOLLOW_UP, rule, first, reason)


def _cancelled_day(situation: Situation) -> date | None:
    """Return the day on which the last interview was cancelled, where none was held and no date was named."""
    application, today = situation.application, situation.today
    if situation.decision_date is not None or situation.facts.last_interview is not None:
        return None
    moments = [each.cancelled_at for each in application.interviews if each.cancelled_at is not None]
    return max(moments, key=lambda moment: moment.utc).day(today.zone) if moments else None


def is_call_offered(situation: Situation) -> bool:
    """Return whether a call may stand beside the next letter: a letter was written, and calls are left."""
    count = situation.count
    return count.has_letter and count.calls < situation.today.rules.calls


FOLLOW_UP: Final[tuple[RuleFunction[Situation], ...]] = (
    nothing_has_happened,
    stop_after_last_follow_up,
    ask_when_they_decide,
    tell_of_other_offer,
    not_before_their_date,
    follow_up_or_hold_still,
)
"""The rules for a follow-up in writing, in order. The last of them always answers."""


def first_day(situation: Situation) -> date | None:
    """Return the first day on which a follow-up is fine, past or ahead; None where none is to be sent."""
    expected = situation.expected_by
    return _first_day(situation, expected)[0] if expected is not None else None


def _first_day(situation: Situation, expected: date) -> tuple[date, Rule, str]:
    """Return the first day on which a follow-up is fine, the rule that sets it, and by what.

    That is a clause; empty where it is their date.
    """
    rules, waves = situation.today.rules, situation.count.waves
    is_told = situation.decision_date is not None
    grace = rules.grace_told_business_days if is_told else rules.grace_assumed_business_days
    # A grace of no days is the day after: on the expected day itself they may still write.
    after_grace = max(situation.business_days_after(expected, grace), days_after(expected, 1))
    first = (after_grace, R4, "")
    ahead, broken = their_promise_ahead(situation), their_broken_promise(situation)
    if broken is not None and ahead is None and not is_told and days_after(broken[0], 1) < after_grace:
        first = (days_after(broken[0], 1), R14, _promise_words(situation, *broken))
    later = []
    if waves:
        spaced = _spaced_after(situation, waves[-1])
        later.append((spaced, R6, f"you followed up {situation.say_day(waves[-1])}"))
    if (shared := shared_follow_up(situation)) is not None:
        later.append((_spaced_after(situation, shared.day), R18, say_shared(situation, shared)))
    if ahead is not None:
        later.append((days_after(ahead[0], 1), R14, _promise_words(situation, *ahead)))
    for other in later:
        if other[0] > first[0]:
            first = other
    return first


def _spaced_after(situation: Situation, day: date) -> date:
    """Return the first day on which a further follow-up is not too soon after one on `day`."""
    rules = situation.today.rules
    return max(
        situation.business_days_after(day, rules.spacing_business_days), days_after(day, rules.spacing_days)
    )


def _promise_words(situation: Situation, day: date, promise: Promise) -> str:
    return f'they promised "{promise.text.rstrip(". ")}" by {situation.say_day(day)}'


def _fine_from(situation: Situation, first: date) -> str:
    return f"from {situation.say_day(first)} a follow-up is fine"
