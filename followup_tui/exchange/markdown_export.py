"""Applications as Markdown, each a section that reads as a story."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.offer import OfferState
from followup_tui.domain.people import person_details, spelling_remark
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.exchange.markdown_text import (
    block,
    day_text,
    inline,
    moment_text,
    promise_text,
    section,
    tags_line,
)


def export_markdown(applications: Iterable[Application], today: Today) -> str:
    """Write applications as one Markdown document, a section each."""
    heading = f"# Applications\n\nAs they stood on {say_date(today.day)}.\n"
    return "\n".join([heading, *(_application(application, today) for application in applications)])


def _application(application: Application, today: Today) -> str:
    """Write one application: where it stands, its people, what happened, notes."""
    events = timeline(application, today.now)
    blocks = [
        f"## {inline(application.company)}: {inline(application.job)}",
        _standing(application, today),
        *section("People", map(_person, application.people), level=3),
        *section("Promises", (_promise(each, today) for each in application.promises), level=3),
        *section("What happened", (_event(event, today) for event in events), level=3),
        *section("Left unasked", map(inline, application.unasked), level=3),
    ]
    if application.notes:
        blocks += ["### Notes", block(application.notes)]
    blocks += section("Links", map(inline, application.links), level=3)
    blocks += tags_line(application.tags)
    return "\n\n".join(blocks) + "\n"


def _promise(promise: Promise, today: Today) -> str:
    dropped = ", dropped" if promise.dropped_at else ""
    return f"{promise.by.subject} promised: {promise_text(promise, today)}{dropped}"


def _standing(application: Application, today: Today) -> str:
    if application.outcome is not None:
        on = f" on {day_text(application.closed_at, today)}" if application.closed_at else ""
        return f"Closed{on}: {application.outcome.value}."
    expected = expected_by(application, today)
    sentences = [stage_on(application, today).value.title()]
    if application.decision_date is not None:
        sentences.append(f"They decide by {say_date(application.decision_date)}")
    offer = application.offer
    if offer is not None and offer.state(today.utc) is OfferState.OPEN:
        answer_by = f", answer by {moment_text(offer.answer_by, today)}" if offer.answer_by else ""
        verbal = ", not in writing yet" if offer.is_verbal else ""
        sentences.append(f"An offer is open{answer_by}{verbal}")
    if expected is not None and expected != application.decision_date:
        sentences.append(f"An answer is expected by {say_date(expected)}")
    return ". ".join(sentences) + "."


def _person(person: Person) -> str:
    return ", ".join(map(inline, (person.full_name, *person_details(person)))) + spelling_remark(person)


def _event(event: Event, today: Today) -> str:
    note = f"\n\n  {block(event.note, '  ')}" if event.note else ""
    details = f"; {', '.join(map(inline, event.details))}" if event.details else ""
    return f"{moment_text(event.at, today)}: {event.sentence(inline)}{details}{note}"
