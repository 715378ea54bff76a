"""Calling them (R7)."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.advice.following_up import FOLLOW_UP, R5
from followup_tui.domain.advice.interviewing import write_nothing_before_interview
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation, first_answer
from followup_tui.domain.wording import times_words

R7: Final = Rule(
    "R7",
    "write before you call",
    "A phone call only after the expected day, after a follow-up in writing that nobody answered;"
    " {calls} in all. When its time has come, it is offered beside the next letter.",
    "do not call more than once: UMBC; mail first, then call: Seattle Times; the article",
)


def call_them(situation: Situation) -> Advice:
    """Say whether a phone call may be made: after the expected day, once a letter stayed unanswered."""
    today, count, expected = situation.today, situation.count, situation.expected_by
    if count.calls >= today.rules.calls:
        called = f"You called {times_words(count.calls)} already. Another call"
        reason = f"{called if count.calls else 'By your settings, a call'} crosses the line;"
        reason += " you may still write."
        return situation.advice(Verdict.STOP, Move.CALL, R7, None, reason)
    letter = first_answer((write_nothing_before_interview, *FOLLOW_UP), situation)
    like_a_letter = situation.advice(letter.verdict, Move.CALL, letter.rule, letter.until, letter.reason)
    if letter.rule is R5 or situation.facts.next_interview is not None:
        return like_a_letter
    if expected is not None and today.day <= expected:
        until = letter.until if count.has_letter else None
        day = situation.say_day(expected)
        reason = f"They are not late until {day} is over. Write first, and call only if nobody answers."
        return situation.advice(Verdict.STOP, Move.CALL, R7, until, reason)
    if not count.has_letter:
        reason = "Write first: a call only follows a letter that nobody answered."
        return situation.advice(Verdict.STOP, Move.CALL, R7, None, reason)
    if letter.verdict is Verdict.WAIT:
        return like_a_letter
    wrote = situation.say_day(count.waves[-1])
    on = "" if wrote in ("today", "yesterday") else "on "
    reason = (
        "Nobody answered your letter: one call is fine, in office hours."
        f' Say: "I wrote to you {on}{wrote} about the position {situation.application.role}.'
        ' I wanted to ask whether you need anything else from me."'
    )
    return situation.advice(Verdict.MAY, Move.CALL, R7, None, reason)
