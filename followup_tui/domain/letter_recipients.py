"""To whom each letter goes."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.after_hired import has_helped
from followup_tui.domain.application import Application
from followup_tui.domain.contact import Direction
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_fit import OFFER_KINDS
from followup_tui.domain.offers import offering_person
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today

_TO_ONE: Final = (*OFFER_KINDS, LetterKind.WITHDRAW)
"""The letters that go to one person, as `offering_person` says."""

_TO_EACH: Final = (LetterKind.THANK_YOU, LetterKind.HIRED_THANKS)
"""The letters that go to each person. Of any other, one is enough: a second follow-up the same day, or one
around the consultant, is only written where the user asks for it."""


def first_recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Return who gets a letter unless the user asks for others: everybody who is thanked, else one person."""
    people = recipients(application, kind, today)
    return people if kind in _TO_EACH else people[:1]


def recipients(application: Application, kind: LetterKind, today: Today) -> tuple[Person, ...]:
    """Return whom a letter could go to, the likeliest recipient first.

    Through an agency a thank-you goes to the consultant alone, who passes it on, and any other to them first.
    Else a thank-you goes to everybody of the interview who was not thanked yet; where all were, to all of the
    last interview. Any other goes first to the one who wrote last, then to those of the last interview, then
    to the others; where a call did not come, first to those who were to call; to move an interview, first to
    those who hold it; once hired, to those who helped. One about an offer, or to withdraw, goes to one
    person, as `offering_person` says; thanks for a reference to those who are none of the interviewers: who
    of them it was, only the user knows.
    """
    if kind in _TO_ONE:
        person = offering_person(application)
        return (person,) if person else ()
    if kind is LetterKind.REFERENCE_THANKS:
        met_ids = {person_id for interview in application.interviews for person_id in interview.people}
        return tuple(each for each in application.people if not each.at_agency and each.id not in met_ids)
    consultant = application.consultant
    if kind is LetterKind.THANK_YOU and consultant is not None:
        return (consultant,)
    interview = application.last_interview(today.utc)
    if kind is LetterKind.MISSED_CALL:
        interview = application.last_appointment(today.utc)
    elif kind is LetterKind.RESCHEDULE:
        interview = application.next_interview(today.utc)
    met = application.people_of(interview)
    if kind is LetterKind.THANK_YOU:
        owed = thanks_owed(application, today)
        return (owed[1] if owed else ()) or met or application.people
    answer = application.last_contact(Direction.RECEIVED)
    writer = application.person(answer.person) if answer else None
    is_about_interview = kind in (LetterKind.MISSED_CALL, LetterKind.RESCHEDULE)
    ordered = [consultant, *([*met, writer] if is_about_interview else [writer, *met])]
    people = [person for person in dict.fromkeys([*ordered, *application.people]) if person]
    if kind is LetterKind.HIRED_THANKS:
        people.sort(key=lambda person: not has_helped(person))
    return tuple(people)
