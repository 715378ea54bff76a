"""The same person at several companies (R18): a follow-up to them about another job counts here too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.application import Application
from followup_tui.domain.contact import FOLLOW_UP, SENT, Contact
from followup_tui.domain.person import Person
from followup_tui.domain.relations import person_keys
from followup_tui.domain.turn import last_heard


class SharedFollowUp(Struct, frozen=True):
    """A follow-up that went to one of this application's people about another company.

    Attributes:
        day: when it went out.
        person: whom it went to.
        company: what it was about.
    """

    day: date
    person: Person
    company: str


def shared_follow_up(situation: Situation) -> SharedFollowUp | None:
    """Return the last unanswered follow-up about another company to whom a follow-up would go to here.

    None where somebody could be written to who got none.
    """
    follow_ups = [
        (other, contact)
        for other in situation.elsewhere
        for contact in other.contacts
        if contact.kind is FOLLOW_UP and contact.direction is SENT
    ]
    if not follow_ups:  # most companies share nobody with another
        return None
    last_by_person = {}
    for person in _recipients(situation):
        keys = person_keys(person, situation.application)
        last = max(_unanswered_to(keys, follow_ups), default=None)
        if last is None:
            return None
        last_by_person[person.id] = SharedFollowUp(last[0], person, last[1])
    # Who was written to the longest ago may be written to first.
    return min(last_by_person.values(), key=lambda shared: (shared.day, shared.person.id), default=None)


def say_shared(situation: Situation, shared: SharedFollowUp) -> str:
    """Say it: `you wrote to Petra Klein yesterday, about Solvex`."""
    return f"you wrote to {shared.person.full_name} {situation.say_day(shared.day)}, about {shared.company}"


def _recipients(situation: Situation) -> tuple[Person, ...]:
    """Return those a follow-up would go to: the consultant; else who wrote last; else whom the user met."""
    application = situation.application
    if situation.recipient is not None:
        return (situation.recipient,)
    consultants = tuple(person for person in application.people if person.at_agency and application.via)
    if consultants:
        return consultants
    last = last_heard(application)
    writer = application.person(last.person) if last is not None else None
    if writer is not None:
        return (writer,)
    return application.people_of(situation.facts.last_interview) or application.people


def _unanswered_to(
    keys: frozenset[str], follow_ups: Iterable[tuple[Application, Contact]]
) -> Iterator[tuple[date, str]]:
    """Return when follow-ups went to a person since the company was heard from, and to which company."""
    for application, contact in follow_ups:
        person = application.person(contact.person)
        if person is not None and keys & person_keys(person, application):
            last = last_heard(application)
            if last is None or contact.order > last.order:
                yield contact.at.local().date(), application.company
