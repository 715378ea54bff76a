"""A letter: its kinds, its blanks, and which are too alike. Which fits: `letter_fit.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final

from msgspec import Struct

from followup_tui.domain.contact import ContactKind
from followup_tui.domain.person import Person

SIMILAR = 0.8
"""From which share of equal words, the template's apart, two letters read as copies."""

_MOST_COMPARED = 500
"""How many words of each letter are compared: four times as many as are ever read."""

_BLANK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class LetterKind(StrEnum):
    """What a letter is for; also the name of its template's file."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    SECOND_FOLLOW_UP = "second-follow-up"
    ASK_DATE = "ask-date"
    REPLY = "reply"
    RESCHEDULE = "reschedule"
    MISSED_CALL = "missed-call"
    HAND_IN = "hand-in"
    OTHER_OFFER = "other-offer"
    OFFER_THANKS = "offer-thanks"
    ASK_FOR_TIME = "ask-for-time"
    NEGOTIATE = "negotiate"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    AFTER_REJECTION = "after-rejection"
    HIRED_THANKS = "hired-thanks"
    REFERENCE_THANKS = "reference-thanks"


CONTACT_KINDS: Final = {
    LetterKind.THANK_YOU: ContactKind.THANK_YOU,
    LetterKind.FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.SECOND_FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.ASK_DATE: ContactKind.OTHER,
    LetterKind.REPLY: ContactKind.REPLY,
    LetterKind.RESCHEDULE: ContactKind.REPLY,
    LetterKind.MISSED_CALL: ContactKind.FOLLOW_UP,
    LetterKind.HAND_IN: ContactKind.OTHER,
    LetterKind.OTHER_OFFER: ContactKind.OTHER,
    LetterKind.OFFER_THANKS: ContactKind.REPLY,
    LetterKind.ASK_FOR_TIME: ContactKind.REPLY,
    LetterKind.NEGOTIATE: ContactKind.REPLY,
    LetterKind.ACCEPT: ContactKind.REPLY,
    LetterKind.DECLINE: ContactKind.REPLY,
    LetterKind.WITHDRAW: ContactKind.REPLY,
    LetterKind.AFTER_REJECTION: ContactKind.THANK_YOU,
    LetterKind.HIRED_THANKS: ContactKind.THANK_YOU,
    LetterKind.REFERENCE_THANKS: ContactKind.THANK_YOU,
}
"""The kind of contact that a sent letter is noted as. The question for their date, a promise kept and news of
another offer are no follow-ups (R8); saying yes or no, asking for another time, or anything else about an
offer is an answer (R9)."""

_THANKS: Final = (
    LetterKind.THANK_YOU,
    LetterKind.AFTER_REJECTION,
    LetterKind.HIRED_THANKS,
    LetterKind.REFERENCE_THANKS,
)


def most_words(kind: LetterKind) -> int:
    """Return the most words of a letter that is read to its end: advice for thank-yous says 75 to 150."""
    return 150 if kind in _THANKS else 120


class Letter(Struct, frozen=True):
    """A letter as it would be sent.

    Attributes:
        kind: what it is for.
        person: the recipient; None where nobody of the company is known.
        subject: one line.
        body: from the greeting to the name, lines ending in newlines.
    """

    kind: LetterKind
    person: Person | None
    subject: str
    body: str

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.body.split())

    @property
    def blanks(self) -> tuple[str, ...]:
        """What stands in `[[ ]]` in subject and body, still to be written by the user."""
        return tuple(blank.strip() for blank in _BLANK.findall(f"{self.subject}\n{self.body}"))


INFORMAL: Final = "-informal"
"""How the name of a template set ends that is for people greeted by the first name."""


def is_informal(template_set: str) -> bool:
    """Return whether a template set is for people greeted by the first name: `de-informal`."""
    return template_set.endswith(INFORMAL)


def language_code(template_set: str) -> str:
    """Return the language of a template set, `de` or `en`, by the beginning of its name: `de-informal`."""
    return "de" if template_set.partition("-")[0].casefold() == "de" else "en"


def without_blanks(text: str) -> str:
    """Return a text without its blanks."""
    return _BLANK.sub("", text)


def blank_spans(text: str) -> list[tuple[int, int]]:
    """Return where the blanks of a text begin and end, brackets included."""
    return [match.span() for match in _BLANK.finditer(text)]


def suggestion_in(blank: str) -> str:
    """Return the words that a blank suggests, which stand behind its colon; empty where it suggests none.

    `what they need: a faster nightly load` suggests `a faster nightly load`. What stands before the colon,
    or alone, says what to write, and is never a part of the letter.
    """
    return blank.partition(": ")[2].strip()


def similar_pairs(letters: Sequence[Letter], composed: Sequence[Letter]) -> list[tuple[int, int]]:
    """Return the pairs of letters that say the same to two people, by their indexes.

    Args:
        letters: the letters as they are written. Those with blanks are left out.
        composed: the same letters as they came from their template, whose own words do not count.
    """
    from difflib import SequenceMatcher  # only several letters need it

    own_words = {
        index: _own_words(letter, original)
        for index, (letter, original) in enumerate(zip(letters, composed, strict=True))
        if not letter.blanks
    }
    return [
        (one, other)
        for one, other in combinations(own_words, 2)
        if SequenceMatcher(None, own_words[one], own_words[other], autojunk=False).ratio() >= SIMILAR
    ]


def _own_words(letter: Letter, composed: Letter) -> list[str]:
    """Return the words of a letter that its template does not have; its blanks do not count as its words."""
    from difflib import SequenceMatcher

    original = _BLANK.sub(" ", composed.body).split()[:_MOST_COMPARED]
    written = letter.body.split()[:_MOST_COMPARED]
    return [
        word
        for tag, _, _, start, end in SequenceMatcher(None, original, written, autojunk=False).get_opcodes()
        if tag in {"insert", "replace"}
        for word in written[start:end]
    ]
