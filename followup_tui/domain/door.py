"""The door: what a change brings into an application, made safe in one place, whichever way it came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from followup_tui.domain.people import clean_address
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from followup_tui.domain.application import Application, Person

LINK_LIMIT = 2_000
"""The most characters a link holds: what browsers and mail programs agree on."""


def let_in(after: Application, before: Application | None = None) -> Application:
    """Clean every text that a change brings, and drop tags and links that are empty or there twice.

    What stood there before stays as it is: a text somebody made longer than the limit in the file itself
    is no reason to refuse another change.

    Raises:
        CallError: a text is too long, a person has no name, or an e-mail address is none.
    """
    known = before or replace(
        after, company="", role="", notes="", people=(), rounds=(), touches=(), tags=(), links=(), unasked=()
    )
    return replace(
        after,
        company=after.company if after.company == known.company else clean_line(after.company, "The company"),
        role=after.role if after.role == known.role else clean_line(after.role, "The role"),
        notes=after.notes if after.notes == known.notes else clean_text(after.notes, "The notes"),
        people=tuple(person if person in known.people else _person(person) for person in after.people),
        touches=tuple(
            touch if touch in known.touches else replace(touch, note=clean_text(touch.note, "The note"))
            for touch in after.touches
        ),
        tags=_words(after.tags, known.tags, "A tag"),
        unasked=_words(after.unasked, known.unasked, "A question"),
        rounds=tuple(
            held if held in known.rounds else replace(held, said=clean_text(held.said, "What was said"))
            for held in after.rounds
        ),
        links=_words(after.links, known.links, "A link", LINK_LIMIT),
    )


def _person(person: Person) -> Person:
    name = clean_line(person.name, "The name")
    if not name:
        raise CallError("A person needs a name", "Write it, or take the person out")
    return replace(
        person,
        name=name,
        form_of_address=clean_line(person.form_of_address, "The form of address"),
        position=clean_line(person.position, "The position"),
        email=clean_address(person.email),
        phone=clean_line(person.phone, "The phone number"),
    )


def _words(after: tuple[str, ...], known: tuple[str, ...], field: str, limit: int = 200) -> tuple[str, ...]:
    if after == known:
        return after
    clean = (word if word in known else clean_line(word, field, limit) for word in after)
    return tuple(dict.fromkeys(word for word in clean if word))
