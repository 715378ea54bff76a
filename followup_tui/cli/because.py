"""The advice taken apart, in words a nervous person understands."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from followup_tui.cli.width import room, wrap
from followup_tui.domain import dates
from followup_tui.domain.advice import Advice, Move, Verdict
from followup_tui.domain.card import is_snoozed
from followup_tui.domain.rules import RuleId

if TYPE_CHECKING:
    from followup_tui.domain.application import Application
    from followup_tui.domain.stages import Today
    from followup_tui.domain.why import Why

_ANSWERS: Final = {
    Verdict.ACT: "Yes, now.",
    Verdict.MAY: "You may; you need not.",
    Verdict.WAIT: "Not yet.",
    Verdict.STOP: "Better not.",
}
"""What each verdict says to: may I write now?"""

_MOVES: Final = {
    Move.THANK_YOU: "thank them",
    Move.FOLLOW_UP: "write a follow-up",
    Move.CALL: "one call",
    Move.REPLY: "answer them",
    Move.REFLECT: "write down how it went",
    Move.CLOSE: "close it, if you want to",
    Move.NONE: "nothing to send",
}

_INDENT: Final = "  "
_WIDEST: Final = 88
"""Longer lines are tiring to read."""


def because(application: Application, why: Why, today: Today) -> str:
    """Say the answer, what it stands on, and when it changes.

    Args:
        application: the application.
        why: its advice, taken apart.
        today: the moment, the user's numbers and calendar.
    """
    advice, rule = why.advice, why.rule
    columns = room()
    width = None if columns is None else min(columns, _WIDEST)

    def said(title: str, *sentences: str) -> str:
        return "\n".join([wrap(title, width), *(wrap(sentence, width, _INDENT) for sentence in sentences)])

    answer = [f"May I write now? {_answer(advice)}", advice.reason, f"Next: {_move(advice, today)}."]
    if application.snoozed_until is not None and is_snoozed(application, today):
        until = dates.say_instant(application.snoozed_until.utc, today.now)
        answer.append(f"You hid this advice until {until}: followup snooze {application.id} off")
    changes = _changes(why, today)
    settings = f"Yours to change in the settings: {', '.join(rule.settings)}" if rule.settings else ""
    return "\n\n".join(
        [
            wrap(f"{application.company}, {application.role} ({application.id})", width),
            "\n".join(wrap(sentence, width) for sentence in answer),
            said(f"Rule {rule.id}: {rule.title}", rule.text(today.rules), *filter(None, [settings])),
            said("What was counted", *why.counted),
            said("Who says so", rule.source),
            said("When the answer changes", changes),
        ]
    )


def _answer(advice: Advice) -> str:
    if advice.verdict is Verdict.MAY and advice.move is Move.NONE:
        return "You may, but nothing is due."
    return _ANSWERS[advice.verdict]


def _move(advice: Advice, today: Today) -> str:
    """Say the next move, and by or from when."""
    asking = advice.rule is RuleId.R3 and advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP
    move = "ask when they decide, if you want to" if asking else _MOVES[advice.move]
    until = advice.until
    if until is None or (advice.move is Move.NONE and advice.verdict is not Verdict.WAIT):
        return move
    if not isinstance(until, datetime):
        said = dates.say_day(until, today.day)
    elif advice.verdict is Verdict.ACT and until.time() == time():
        said = f"the end of {dates.say_day(until.date() - timedelta(days=1), today.day)}"
    else:
        said = dates.say_instant(until, today.now)
    if advice.verdict is Verdict.ACT:
        return f"{move}, by {said}"
    return f"{move} before {said}" if advice.move is Move.NONE else f"{move}, from {said} on"


def _changes(why: Why, today: Today) -> str:
    """Say when the answer is another, if nobody does anything, and what it is then.

    Its reason is left out: it would say "yesterday" as of that day.
    """
    if why.changes_at is None or why.then is None:
        return "When they write, or you do; time alone changes nothing."
    moment = why.changes_at
    from_when = (
        dates.say_day(moment.date(), today.day)
        if moment.time() == time()
        else dates.say_instant(moment, today.now)
    )
    return f"From {from_when}: {_answer(why.then)} Next: {_move(why.then, today)} ({why.then.rule})."
