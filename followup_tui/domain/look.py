"""The language of the screen: how each answer looks. Every screen and every command takes it from here.

Bold is a name or the user's turn; amber is theirs to do; plain blue is the company's time; green is good
news; red is overdue or stop; quiet is over. A chip, reversed cells, is only for hours that run out and for
stop. Colour never says anything alone: a word, a sign or the weight says it, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.advice.answer import Advice, Move, Verdict


class Meaning(Enum):
    """The five meanings of colour."""

    YOURS = "yours to do"
    THEIRS = "their time"
    OVERDUE = "overdue, or stop"
    GOOD = "good news"
    QUIET = "quiet"

    @property
    def style(self) -> str:
        """The name of its style, `yours`; with `-bold` and `-chip` behind it, the stronger ones."""
        return self.name.lower()


class Sign(Enum):
    """What stands in front of a line; its glyph, and the ASCII one, are in `ui/glyphs.py`."""

    INTERVIEW = "an interview"
    DATE = "a day of theirs"
    NEXT = "what is next"
    DUE = "something due"
    STOP = "stop, or something wrong"
    GOOD = "good news, or something opens"
    SENT = "a letter, or a promise"
    RECEIVED = "what came from them, or anything else that happened"
    NONE = "none"


class Look(Struct, frozen=True):
    """How an answer, or a fact, looks.

    Attributes:
        meaning: its colour.
        is_bold: whether it is the user's turn, or stop.
        sign: the sign in front; `Sign.NONE` for none.
        answer: the answer in words to: may I write now? Empty for a fact.
    """

    meaning: Meaning
    is_bold: bool = False
    sign: Sign = Sign.NONE
    answer: str = ""

    @property
    def style(self) -> str:
        """The name of its style: `yours-bold`."""
        return f"{self.meaning.style}-bold" if self.is_bold else self.meaning.style

    @property
    def chip(self) -> str:
        """The name of the style of its chip: `yours-chip`."""
        return f"{self.meaning.style}-chip"


_ACT = Look(Meaning.YOURS, is_bold=True, answer="Yes, now.")
_MAY = Look(Meaning.YOURS, answer="You may; you need not.")
_WAIT = Look(Meaning.THEIRS, sign=Sign.DATE, answer="Not yet.")
_STOP = Look(Meaning.OVERDUE, is_bold=True, sign=Sign.STOP, answer="Better not.")
_PREPARE = "Nothing to send now. Prepare."

_LOOKS: Mapping[Verdict, Mapping[Move | None, Look]] = {
    Verdict.ACT: {
        None: _ACT,
        Move.REFLECT: replace(_ACT, answer="Nothing to send now. First note how it went."),
        Move.PREPARE: replace(_ACT, sign=Sign.INTERVIEW, answer=_PREPARE),
        Move.ANSWER_OFFER: replace(_ACT, sign=Sign.GOOD),
        Move.PROMISE: replace(_ACT, sign=Sign.SENT),
    },
    Verdict.MAY: {
        None: _MAY,
        Move.ANSWER_OFFER: replace(_MAY, meaning=Meaning.GOOD, sign=Sign.GOOD),
        Move.CLOSE: replace(_MAY, meaning=Meaning.QUIET, answer="Nothing to send. Close it, if you want to."),
        Move.NONE: replace(_MAY, meaning=Meaning.QUIET, answer="You may, but nothing is due."),
    },
    Verdict.WAIT: {
        None: _WAIT,
        Move.PREPARE: replace(_WAIT, sign=Sign.INTERVIEW, answer=_PREPARE),
        Move.ANSWER_OFFER: replace(_WAIT, meaning=Meaning.GOOD, sign=Sign.GOOD),
    },
    # Before the day they named: their time, and no reproach.
    Verdict.STOP: {None: _STOP, Move.FOLLOW_UP: replace(_WAIT, answer="Too early.")},
}
"""How the answer of each verdict looks: with the moves that make a difference, and with all others."""

GOOD_NEWS = Look(Meaning.GOOD, sign=Sign.GOOD)
INTERVIEW_AHEAD = Look(Meaning.THEIRS, sign=Sign.INTERVIEW)
LATE = Look(Meaning.OVERDUE, sign=Sign.STOP)
HIRED = Look(Meaning.GOOD)
OVER = Look(Meaning.QUIET)
"""How facts look, where nothing is advised: the application was closed, or its advice is snoozed."""


def look_of(advice: Advice) -> Look:
    """Return how an advice looks."""
    return look(advice.verdict, advice.move)


def look(verdict: Verdict, move: Move) -> Look:
    """Return how the answer of a verdict and a move looks."""
    looks = _LOOKS[verdict]
    return looks.get(move, looks[None])
