"""Sanitizes everything that a change brings into an application, in one place for all ways in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.interview import CalendarEntry, Interview, Reflection
from followup_tui.domain.mail_address import clean_noted_address
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.text import LINE_LIMIT, TEMPLATE_SET_NAME, clean_line, clean_text
from followup_tui.domain.wording import quoted
from followup_tui.errors import CallError

_Item = TypeVar("_Item")

LESSON_LIMIT = 500
"""The most characters of a lesson: it comes back as one line or two."""

LINK_LIMIT = 2_000
"""The most characters a link holds: what browsers and mail programs agree on."""

_EMPTY: dict[str, Any] = dict.fromkeys(
    ("people", "interviews", "contacts", "promises", "tags", "links", "unasked", "source_ids"), ()
)


def sanitize_application(after: Application, before: Application | None = None) -> Application:
    """Sanitize every text that a change brings, and drop tags and links that are empty or repeated.

    What was there before stays as it is: a text that somebody made longer than the limit in the file itself
    is no reason to refuse another change.

    Args:
        after: the application with the change.
        before: the application before it; None for a new one.

    Raises:
        CallError: a text is too long, a person has no name, or an e-mail address is not one.
    """
    before = before or replace(after, company="", role="", via="", notes="", letters="", offer=None, **_EMPTY)
    return replace(
        after,
        company=_line(after.company, before.company, "The company"),
        role=_line(after.role, before.role, "The role"),
        via=_line(after.via, before.via, "The agency"),
        notes=after.notes if after.notes == before.notes else clean_text(after.notes, "The notes"),
        people=_clean_new(after.people, before.people, clean_person),
        contacts=_clean_new(after.contacts, before.contacts, _clean_contact),
        tags=_words(after.tags, before.tags, "A tag"),
        unasked=_words(after.unasked, before.unasked, "A question"),
        interviews=_clean_new(after.interviews, before.interviews, _clean_interview),
        links=_words(after.links, before.links, "A link", LINK_LIMIT),
        letters=after.letters if after.letters == before.letters else _check_template_set_name(after.letters),
        offer=_clean_offer(after.offer, before.offer),
        promises=_clean_new(after.promises, before.promises, _clean_promise),
        source_ids=_words(after.source_ids, before.source_ids, "The id of another program", LINK_LIMIT),
    )


def _line(after: str, before: str, field: str) -> str:
    return after if after == before else clean_line(after, field)


def _clean_new(
    after: tuple[_Item, ...], before: tuple[_Item, ...], clean: Callable[[_Item], _Item]
) -> tuple[_Item, ...]:
    """Sanitize the items that a change brings; one that was there before stays as it is, wherever it was."""
    if after == before:
        return after
    unchanged = set(before)  # a card may hold thousands of contacts
    return tuple(item if item in unchanged else clean(item) for item in after)


def _clean_contact(contact: Contact) -> Contact:
    return replace(
        contact,
        note=clean_text(contact.note, "The note"),
        message_id=clean_line(contact.message_id, "The Message-ID", LINK_LIMIT),
    )


def _clean_offer(after: Offer | None, before: Offer | None) -> Offer | None:
    if after is None or after == before:
        return after
    return replace(after, terms=_words(after.terms, before.terms if before else (), "A term"))


def _clean_promise(promise: Promise) -> Promise:
    return replace(promise, text=clean_line(promise.text, "The promise"))


def _clean_interview(interview: Interview) -> Interview:
    return replace(
        interview,
        place=clean_line(interview.place, "The place"),
        link=clean_line(interview.link, "The link", LINK_LIMIT),
        said=clean_text(interview.said, "What was said"),
        reflection=interview.reflection and clean_reflection(interview.reflection),
        calendar=interview.calendar and _clean_calendar(interview.calendar),
    )


def _clean_calendar(entry: CalendarEntry) -> CalendarEntry:
    return replace(
        entry,
        uid=clean_line(entry.uid, "The UID of an invitation", LINK_LIMIT),
        recurrence_id=clean_line(entry.recurrence_id, "The RECURRENCE-ID of an invitation"),
    )


def clean_reflection(reflection: Reflection) -> Reflection:
    """Sanitize every text of a reflection, and drop lessons that are empty or repeated.

    Raises:
        CallError: a text is too long, or the feeling is not from 1 to 5.
    """
    if reflection.feeling is not None and not 1 <= reflection.feeling <= 5:
        raise CallError("How it felt is a number from 1 to 5", "1 bad, 5 good; leave it out to skip it")
    lessons = [
        replace(lesson, text=clean_line(lesson.text, "What to change", LESSON_LIMIT))
        for lesson in reflection.lessons
    ]
    return replace(
        reflection,
        well=clean_text(reflection.well, "What went well"),
        badly=clean_text(reflection.badly, "What did not go well"),
        notes=clean_text(reflection.notes, "What stands above the prompts"),
        lessons=tuple({lesson.text: lesson for lesson in reversed(lessons) if lesson.text}.values())[::-1],
    )


def clean_person(person: Person) -> Person:
    """Sanitize every text of a person.

    Raises:
        CallError: a text is too long, there is neither name nor position, or the e-mail address is not one.
    """
    person = clean_person_lines(person)
    if not person.name and not person.position:
        raise CallError("A person needs a name, or at least a position", "Write one, or take the person out")
    return replace(person, email=clean_noted_address(person.email))


def clean_person_lines(person: Person) -> Person:
    """Sanitize every text of a person, and do not ask whether they can be noted so.

    Raises:
        CallError: a text is too long.
    """
    return replace(
        person,
        name=clean_line(person.name, "The name"),
        form_of_address=clean_line(person.form_of_address, "The form of address"),
        position=clean_line(person.position, "The position"),
        email=clean_line(person.email, "The e-mail address"),
        phone=clean_line(person.phone, "The phone number"),
        family_name=clean_line(person.family_name, "The family name"),
    )


def _check_template_set_name(name: str) -> str:
    """Return the name of a template set, which is a folder's name or empty, unchanged.

    Raises:
        CallError: it is no such name.
    """
    if name and not re.fullmatch(TEMPLATE_SET_NAME, name):
        raise CallError(f"No set of letters is called {quoted(name)}", "Such as en, de or de-informal")
    return name


def clean_tags(text: str) -> tuple[str, ...]:
    """Parse and sanitize tags separated by commas, each once.

    Raises:
        CallError: one of them is too long.
    """
    return _words(tuple(text.split(",")), (), "A tag")


def clean_terms(text: str) -> tuple[str, ...]:
    """Parse and sanitize the terms of an offer, one a line, each once.

    Raises:
        CallError: one of them is too long.
    """
    return _words(tuple(text.splitlines()), (), "A term")


def clean_links(text: str) -> tuple[str, ...]:
    """Parse and sanitize links, one a line, each once.

    Raises:
        CallError: one of them is too long.
    """
    return _words(tuple(text.splitlines()), (), "A link", LINK_LIMIT)


def _words(
    after: tuple[str, ...], before: tuple[str, ...], field: str, limit: int = LINE_LIMIT
) -> tuple[str, ...]:
    if after == before:
        return after
    clean = _clean_new(after, before, lambda word: clean_line(word, field, limit))
    return tuple(dict.fromkeys(word for word in clean if word))
