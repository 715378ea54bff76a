"""One application as a story: what is next, who they are, what happened, what the user noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.cli.phrases import begun, say_decision
from followup_tui.domain import dates
from followup_tui.domain.application import Direction
from followup_tui.domain.card import card_line
from followup_tui.domain.contacts import in_words
from followup_tui.domain.stages import expected_by, stage_on, told_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup_tui.domain.application import Application, Contact, Instant, Interview, Person
    from followup_tui.domain.stages import Today


def story(application: Application, today: Today, company: Sequence[Application]) -> str:
    """Tell an application from its next move to the user's notes.

    Args:
        application: the application.
        today: the moment, the user's numbers and calendar.
        company: all applications at the same company, for what counts per company.
    """
    paragraphs = [list(_standing(application, today, company))]
    if application.people:
        paragraphs.append(["People", *(f"  {_person(person)}" for person in application.people)])
    if application.interviews:
        told = [line for held in application.interviews for line in _interview(application, held, today)]
        paragraphs.append(["Interviews", *(f"  {line}".rstrip() for line in told)])
    if application.contacts:
        told = [line for contact in application.contacts for line in _contact(application, contact, today)]
        paragraphs.append(["Contacts", *(f"  {line}".rstrip() for line in told)])
    if application.unasked:
        paragraphs.append(["Left unasked", *(f"  {question}" for question in application.unasked)])
    if application.notes:
        paragraphs.append(["Notes", *(f"  {line}".rstrip() for line in application.notes.split("\n"))])
    if application.links:
        paragraphs.append(["Links", *(f"  {link}" for link in application.links)])
    if application.tags:
        paragraphs.append([f"Tags: {', '.join(application.tags)}"])
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _standing(application: Application, today: Today, company: Sequence[Application]) -> Iterator[str]:
    yield f"{application.company}, {application.role} ({application.id})"
    stage = stage_on(application, today).value.title()
    yield f"{stage}: {card_line(application, today, company).wordings[0]}"
    if application.outcome is not None:
        return
    yield begun(say_decision(application.decision_date, today))
    expected = expected_by(application, today)
    if expected is not None and told_date(application, today) is None:
        yield f"An answer is expected by {dates.say_day(expected, today.day)}."


def _person(person: Person) -> str:
    said = [person.full_name, person.position, person.email, person.phone]
    unsure = "" if person.checked else " (spelling not checked)"
    return f"{', '.join(filter(None, said))}{unsure}"


def _interview(application: Application, held: Interview, today: Today) -> Iterator[str]:
    people = ", ".join(person.full_name for person in application.people_of(held))
    ahead = held.moment is not None and held.moment.utc > today.now
    what = "planned for " if ahead else ""
    missed = ", did not happen" if held.missed and not ahead else ""
    yield f"{what}{_when(held.moment, today)}{f', with {people}' if people else ''}{missed}"
    yield from _indented(held.said)


def _contact(application: Application, contact: Contact, today: Today) -> Iterator[str]:
    person = application.person(contact.person)
    way = "to" if contact.direction is Direction.SENT else "from"
    whom = f" {way} {person.full_name}" if person else ""
    said = in_words(contact)
    yield f"{_when(contact.at, today)}: {said.what} {said.done}{whom}{said.how}"
    yield from _indented(contact.note)


def _indented(text: str) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield f"  {line}".rstrip()


def _when(moment: Instant | None, today: Today) -> str:
    return dates.say_instant(moment.utc, today.now) if moment else "no time noted"
