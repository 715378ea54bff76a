"""A letter: which kinds there are, which one fits now, to whom, and what is still to be done on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.following_up import R3
from followup_tui.domain.advice.interviewing import R12
from followup_tui.domain.advice.thanking import thanks_owed, unthanked
from followup_tui.domain.application import (
    Application,
    Channel,
    Contact,
    ContactKind,
    Direction,
    Person,
    Stage,
)
from followup_tui.domain.stages import Today, move_to_stage, stage_on

MOST_WORDS = 120
"""The most words of a letter that is read to its end: advice for thank-you letters says 75 to 150."""

ALIKE = 0.8
"""From which share of like words, beside those of the template, two letters read as copies."""

_MOST_COMPARED = 500
"""How many words of each letter are compared, at each key that is pressed: four times what is ever read."""

_PLACE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class LetterKind(StrEnum):
    """What a letter is for; also the name of its template's file."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    SECOND_FOLLOW_UP = "second-follow-up"
    ASK_DATE = "ask-date"
    MISSED_CALL = "missed-call"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"


LOGGED_AS = {
    LetterKind.THANK_YOU: ContactKind.THANK_YOU,
    LetterKind.FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.SECOND_FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.MISSED_CALL: ContactKind.FOLLOW_UP,
    LetterKind.ASK_DATE: ContactKind.OTHER,
    LetterKind.WITHDRAW: ContactKind.REPLY,
    LetterKind.DECLINE: ContactKind.REPLY,
    LetterKind.ACCEPT: ContactKind.REPLY,
}
"""What a letter counts as once it is sent. The question for their date is no follow-up (R8); saying yes or
no ends the waiting, as an answer does (R9)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it would go out.

    Attributes:
        kind: what it is for.
        person: to whom; None where nobody of theirs is known.
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
    def open_places(self) -> tuple[str, ...]:
        """What stands in `[[ ]]` in subject and body: it is still to be written."""
        return tuple(place.strip() for place in _PLACE.findall(f"{self.subject}\n{self.body}"))


def language_code(letters: str) -> str:
    """Give the language of a set of letter templates, by the beginning of its name: `de`, `de-informal`.

    It is `de` or `en`: those that letters are shipped in.
    """
    return "de" if letters.partition("-")[0].casefold() == "de" else "en"


def without_places(text: str) -> str:
    """Give a text without its open places."""
    return _PLACE.sub("", text)


def places(text: str) -> list[tuple[int, int]]:
    """Give where the open places of a text begin and end, brackets included."""
    return [found.span() for found in _PLACE.finditer(text)]


def fitting(application: Application, company: Sequence[Application], today: Today) -> LetterKind:
    """Give the follow-up that fits now, whether or not the guard would let it go.

    The agreed time is quoted where a call did not come (R12); their date is asked where it is unknown and was
    not asked yet (R3); else it is the first follow-up, or one after the first.
    """
    advice = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, company)
    if advice.rule is R12:
        return LetterKind.MISSED_CALL
    if advice.rule is R3 and advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP:
        return LetterKind.ASK_DATE
    return LetterKind.SECOND_FOLLOW_UP if advice.used else LetterKind.FOLLOW_UP


def kinds_for(application: Application, today: Today) -> tuple[LetterKind, ...]:
    """Give the kinds of letters that could be written; about a missed call only where one was missed."""
    appointment = application.last_appointment(today.now)
    missed = appointment is not None and appointment.missed
    return tuple(kind for kind in LetterKind if missed or kind is not LetterKind.MISSED_CALL)


def recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Give whom a letter could go to, whoever should get it first.

    A thank-you goes to everybody of the interview who was not thanked yet; where all were, to all of
    the last interview. Any other goes first to whoever wrote last, then to those of the last interview, then
    to the others; where a call did not come, those who were to call go first.
    """
    missed = kind is LetterKind.MISSED_CALL
    last = application.last_appointment(today.now) if missed else application.last_interview(today.now)
    met = application.people_of(last)
    if kind is LetterKind.THANK_YOU:
        owed = thanks_owed(application, today)
        return (owed[1] if owed else ()) or met or application.people
    wrote = application.last_contact(Direction.RECEIVED)
    first = application.person(wrote.person) if wrote else None
    ahead, behind = (met, [first]) if missed else ([first], met)
    return tuple(person for person in dict.fromkeys([*ahead, *behind, *application.people]) if person)


def letter_out(application: Application, letter: Contact, asked: Sequence[str], today: Today) -> Application:
    """Note a letter that went out. With the last thank-you of an interview, the card goes to Thanked.

    Args:
        application: the card.
        letter: the contact it is.
        asked: questions that stood in it: they are no longer unasked.
        today: the moment, the user's numbers and calendar.
    """
    left = tuple(question for question in application.unasked if question not in asked)
    after = replace(application.with_contact(letter), unasked=left)
    last_one = (
        letter.kind is ContactKind.THANK_YOU
        and unthanked(application, today) is not None
        and unthanked(after, today) is None
    )
    if last_one and stage_on(application, today) is Stage.INTERVIEWED:
        return move_to_stage(after, Stage.THANKED, today)
    return after


def alike(letters: Sequence[Letter], blank: Sequence[Letter]) -> list[tuple[int, int]]:
    """Give the pairs of letters that say the same to two people, by their indexes.

    Args:
        letters: the letters as they are written.
        blank: the same letters as the template began them. What both have from it does not count; where a
            place is still open, nothing is said yet.
    """
    from difflib import SequenceMatcher  # only several letters need it

    own = {
        at: _own(letter, begun)
        for at, (letter, begun) in enumerate(zip(letters, blank, strict=True))
        if not letter.open_places
    }
    return [
        (one, other)
        for one, other in combinations(own, 2)
        if SequenceMatcher(None, own[one], own[other], autojunk=False).ratio() >= ALIKE
    ]


def _own(letter: Letter, blank: Letter) -> list[str]:
    """Give the words of a letter that its template did not bring. What a place suggests is one's own."""
    from difflib import SequenceMatcher

    begun = _PLACE.sub(" ", blank.body).split()[:_MOST_COMPARED]
    written = letter.body.split()[:_MOST_COMPARED]
    return [
        word
        for tag, _, _, start, end in SequenceMatcher(None, begun, written, autojunk=False).get_opcodes()
        if tag in {"insert", "replace"}
        for word in written[start:end]
    ]
