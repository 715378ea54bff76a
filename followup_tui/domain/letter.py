"""A letter: its kinds, which kind fits now, its recipients, its blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.following_up import R3
from followup_tui.domain.advice.interviewing import R12
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.after_hired import has_helped
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, ContactKind, Direction
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import offering_person
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.domain.turn import is_offer_acknowledged, offer_on_table
from followup_tui.domain.wording import join_with_or

MOST_WORDS = 120
"""The most words of a letter that is read to its end: advice for thank-you letters says 75 to 150."""

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
    MISSED_CALL = "missed-call"
    OFFER_THANKS = "offer-thanks"
    ASK_FOR_TIME = "ask-for-time"
    NEGOTIATE = "negotiate"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    HIRED_THANKS = "hired-thanks"


CONTACT_KINDS: Final = {
    LetterKind.THANK_YOU: ContactKind.THANK_YOU,
    LetterKind.FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.SECOND_FOLLOW_UP: ContactKind.FOLLOW_UP,
    LetterKind.MISSED_CALL: ContactKind.FOLLOW_UP,
    LetterKind.ASK_DATE: ContactKind.OTHER,
    LetterKind.OFFER_THANKS: ContactKind.REPLY,
    LetterKind.ASK_FOR_TIME: ContactKind.REPLY,
    LetterKind.NEGOTIATE: ContactKind.REPLY,
    LetterKind.ACCEPT: ContactKind.REPLY,
    LetterKind.DECLINE: ContactKind.REPLY,
    LetterKind.WITHDRAW: ContactKind.REPLY,
    LetterKind.HIRED_THANKS: ContactKind.THANK_YOU,
}
"""The kind of contact that a sent letter is noted as. The question for their date is no follow-up (R8);
saying yes or no, or anything else about an offer, is an answer (R9)."""

OFFER_KINDS: Final = {
    LetterKind.OFFER_THANKS: (OfferState.OPEN,),
    LetterKind.ASK_FOR_TIME: (OfferState.OPEN, OfferState.LAPSED),
    LetterKind.NEGOTIATE: (OfferState.OPEN,),
    LetterKind.ACCEPT: (OfferState.OPEN, OfferState.LAPSED, OfferState.ACCEPTED),
    LetterKind.DECLINE: (OfferState.OPEN, OfferState.LAPSED, OfferState.DECLINED),
}
"""The letters about an offer, with the states of it in which each fits. They go to one person."""


_AT_END: Final = {
    Outcome.HIRED: (LetterKind.HIRED_THANKS, LetterKind.ACCEPT),
    Outcome.DECLINED: (LetterKind.DECLINE,),
    Outcome.REJECTED: (LetterKind.THANK_YOU,),
    Outcome.WITHDRAWN: (LetterKind.WITHDRAW,),
    Outcome.CANCELLED: (LetterKind.THANK_YOU,),
    Outcome.SILENT: (LetterKind.THANK_YOU,),
}
"""The letters that fit how an application ended."""


@dataclass(frozen=True, slots=True)
class Letter:
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


def language_code(template_set: str) -> str:
    """Return the language of a template set, `de` or `en`, by the beginning of its name: `de-informal`."""
    return "de" if template_set.partition("-")[0].casefold() == "de" else "en"


def without_blanks(text: str) -> str:
    """Return a text without its blanks."""
    return _BLANK.sub("", text)


def blank_spans(text: str) -> list[tuple[int, int]]:
    """Return where the blanks of a text begin and end, brackets included."""
    return [match.span() for match in _BLANK.finditer(text)]


def fitting_offer_letter(application: Application, today: Today) -> LetterKind | None:
    """Return the letter that an offer asks for next; None where there is no offer, or all is said.

    First thanks, and when the answer comes; then more time, where the user needs it; the answer once they
    decided.
    """
    offer = offer_on_table(application, today.utc) or application.offer
    if offer is None:
        return None
    if offer.decision is OfferState.OPEN:
        is_thanked = is_offer_acknowledged(application, offer)
        is_lapsed = offer.state(today.utc) is OfferState.LAPSED
        return LetterKind.ASK_FOR_TIME if is_thanked or is_lapsed else LetterKind.OFFER_THANKS
    since = (offer.settled_at or offer.received_at).utc
    is_answered = any(
        contact.direction is Direction.SENT and contact.kind is ContactKind.REPLY and contact.at.utc >= since
        for contact in application.contacts
    )
    answers = {OfferState.ACCEPTED: LetterKind.ACCEPT, OfferState.DECLINED: LetterKind.DECLINE}
    return None if is_answered else answers.get(offer.decision)


def fitting_follow_up(application: Application, company: Sequence[Application], today: Today) -> LetterKind:
    """Return the kind of letter that fits now, whether or not a contact may be made now.

    An offer is answered, not followed up; who was hired elsewhere withdraws (R17). The agreed time is quoted
    where a call did not come (R12); their date is asked for where it is unknown and was not asked for yet
    (R3); else it is the first follow-up, or one after the first.
    """
    if (about_the_offer := fitting_offer_letter(application, today)) is not None:
        return about_the_offer
    if advise(application, today, company).rule is R17:
        return LetterKind.WITHDRAW
    advice = check_contact(application, ContactKind.FOLLOW_UP, Channel.EMAIL, today, company)
    if advice.rule is R12:
        return LetterKind.MISSED_CALL
    if advice.rule is R3 and advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP:
        return LetterKind.ASK_DATE
    return LetterKind.SECOND_FOLLOW_UP if advice.used else LetterKind.FOLLOW_UP


def kinds_for(application: Application, today: Today) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that could be written, as `is_fitting` says."""
    return tuple(kind for kind in LetterKind if is_fitting(kind, application, today))


def kinds_at_end(application: Application) -> tuple[LetterKind, ...]:
    """Return the kinds of letters that fit how a closed application ended; none while it is live."""
    return _AT_END.get(application.outcome, ()) if application.outcome else ()


def refusal_at_end(application: Application, kind: LetterKind) -> str:
    """Say why a kind of letter does not fit how an application ended; empty where it does, or it is live."""
    fitting = kinds_at_end(application)
    if application.outcome is None or kind in fitting:
        return ""
    ended = f"{application.company} is closed, {application.outcome.value}"
    return f"{ended}: what fits is {join_with_or([each.value for each in fitting])}"


def is_fitting(kind: LetterKind, application: Application, today: Today) -> bool:
    """Return whether a kind of letter fits the situation.

    Once it is closed: only what fits its end. About a missed call only where one was missed; about an offer
    only where there is one, as it stands; thanks for help only once the user is hired.
    """
    if application.stage is Stage.CLOSED:
        return kind in kinds_at_end(application)
    if kind is LetterKind.MISSED_CALL:
        appointment = application.last_appointment(today.now)
        return appointment is not None and appointment.missed
    if kind in OFFER_KINDS:
        offer = offer_on_table(application, today.utc) or application.offer
        return offer is not None and offer.state(today.utc) in OFFER_KINDS[kind]
    return kind is not LetterKind.HIRED_THANKS


def recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Return whom a letter could go to, the likeliest recipient first.

    Through an agency a thank-you goes to the consultant alone, who passes it on, and any other to them first.
    Else a thank-you goes to everybody of the interview who was not thanked yet; where all were, to all of the
    last interview. Any other goes first to the one who wrote last, then to those of the last interview, then
    to the others; where a call did not come, first to those who were to call; once hired, to those who
    helped. One about an offer, or to withdraw, goes to one person, as `offering_person` says.
    """
    if kind in OFFER_KINDS or kind is LetterKind.WITHDRAW:
        person = offering_person(application)
        return (person,) if person else ()
    is_missed = kind is LetterKind.MISSED_CALL
    last = application.last_appointment(today.now) if is_missed else application.last_interview(today.now)
    met = application.people_of(last)
    consultant = application.consultant
    if kind is LetterKind.THANK_YOU:
        if consultant is not None:
            return (consultant,)
        owed = thanks_owed(application, today)
        return (owed[1] if owed else ()) or met or application.people
    answer = application.last_contact(Direction.RECEIVED)
    writer = application.person(answer.person) if answer else None
    ordered = [consultant, *([*met, writer] if is_missed else [writer, *met])]
    people = [person for person in dict.fromkeys([*ordered, *application.people]) if person]
    if kind is LetterKind.HIRED_THANKS:
        people.sort(key=lambda person: not has_helped(person))
    return tuple(people)


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
