"""`followup show`: one application: what is next, who they are, what happened, what the user noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_line
from followup_tui.cli.phrases import say_decision
from followup_tui.cli.report import write_application
from followup_tui.domain import dates
from followup_tui.domain.application import Application
from followup_tui.domain.card_line import card_line
from followup_tui.domain.offers import offer_words
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.person import Person
from followup_tui.domain.promises import promise_words
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import Today, current_decision_date, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.domain.turn import offer_as_it_stands
from followup_tui.domain.wording import capitalized


def _run(call: Call) -> None:
    application = call.application()
    if call.options.json:
        write_application(call, application)
        return
    related = related_to(application, call.tracker.applications)
    write_line(_story(application, call.tracker.today(), related))


def _story(application: Application, today: Today, related: Sequence[Application]) -> str:
    """Tell an application, one of those at the related, from its next move to the user's notes."""
    paragraphs = [list(_standing(application, today, related))]
    if application.people:
        paragraphs.append(["People", *(f"  {_person(person)}" for person in application.people)])
    if offer := offer_as_it_stands(application, today.utc):
        paragraphs.append([f"Offer: {offer_words(offer, today)}", *(f"  {term}" for term in offer.terms)])
    if application.promises:
        lines = (f"  {each.id}  {promise_words(each, today)}" for each in application.promises)
        paragraphs.append(["Promises", *lines])
    events = timeline(application, today.now)
    if application.interviews:
        paragraphs.append(["Interviews", *_events((event for event in events if event.interview), today)])
    if application.contacts:
        paragraphs.append(["Contacts", *_events(_contacts(events), today)])
    if application.unasked:
        paragraphs.append(["Left unasked", *(f"  {question}" for question in application.unasked)])
    if application.notes:
        paragraphs.append(["Notes", *(f"  {line}".rstrip() for line in application.notes.split("\n"))])
    if application.links:
        paragraphs.append(["Links", *(f"  {link}" for link in application.links)])
    if application.tags:
        paragraphs.append([f"Tags: {', '.join(application.tags)}"])
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _contacts(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the contacts; the terms of an offer stand in a paragraph of their own."""
    return (replace(event, note=event.contact.note) for event in events if event.contact)


def _standing(application: Application, today: Today, related: Sequence[Application]) -> Iterator[str]:
    yield f"{application.company}, {application.job} ({application.id})"
    stage = stage_on(application, today).value.title()
    yield f"{stage}: {card_line(application, today, related).wordings[0]}"
    if application.outcome is not None:
        return
    yield capitalized(say_decision(application.decision_date, today))
    expected = expected_by(application, today)
    if expected is not None and current_decision_date(application, today) is None:
        yield f"An answer is expected by {dates.say_day(expected, today.day)}."


def _person(person: Person) -> str:
    words = ", ".join((person.full_name, *person_details(person)))
    remark = "" if person.checked else f", {spelling_status(person)}"
    return f"{words} ({person.id}{remark})"


def _events(events: Iterable[Event], today: Today) -> Iterator[str]:
    for event in events:
        when = dates.say_instant(event.at.utc, today.now) if event.at else "no time noted"
        yield f"  {when}: {event.sentence()} ({event.subject_id})"
        if event.details:
            yield f"    {', '.join(event.details)}"
        for line in event.note.split("\n") if event.note else ():
            yield f"    {line}".rstrip()


COMMAND = Command(
    help="tell one application's whole story", order=130, add_arguments=add_id, run=_run, is_paged=True
)
