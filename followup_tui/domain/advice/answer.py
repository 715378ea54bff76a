"""The answer that a rule gives: a verdict, the next move, and why."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.person import Person


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
    PREPARE = "prepare"
    ANSWER_OFFER = "answer-offer"
    PROMISE = "promise"
    CLOSE = "close"
    NONE = "none"


# Asked of each card, and a member's look-up in its enum is slow in Python 3.11.
ACT: Final = Verdict.ACT
MAY: Final = Verdict.MAY
CALL: Final = Move.CALL
CLOSE: Final = Move.CLOSE

Until = date | datetime | None
"""A day in the user's zone, an aware moment in the user's zone, or None where no time is bound to it."""


class Advice(Struct, frozen=True):
    """One answer, about one application at one moment.

    Attributes:
        verdict: do it now, fine but not needed, not before a date, or not at all.
        move: the next move.
        rule: the rule it follows from; None where no rule has anything to say.
        until: for `act`, the moment it is due, None where that is past or not bound to one; for `wait` and
            `stop`, the first day or moment on which it is different, None where no time changes it.
        used: the waves of follow-ups sent to this company since they were last heard from; for `call`, calls.
        allowed: how many of them there may be.
        reason: why, in one plain sentence.
        people: the people it concerns.
        late_since: for `act`, the moment at which it was due, where that is past; else None.
    """

    verdict: Verdict
    move: Move
    rule: Rule | None
    until: Until
    used: int
    allowed: int
    reason: str
    people: tuple[Person, ...] = ()
    late_since: datetime | None = None
