"""People as somebody types them: `Dr. Jana Novák, Head of Data <jana@northwind.example>`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from followup_tui.domain.application import Application, Person
from followup_tui.domain.ids import next_id
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError

_FORMS = (
    "dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx mx. miss sir dame lord lady rev. herr frau"
    " madame mme monsieur mlle señor señora sr. sra. signor signora dott. dott.ssa dhr. mevr."
    " ing. dipl.-ing. dr.-ing. mag."
)
_DEGREE_WORDS = "h.c. med. rer. nat. phil. jur. pol. oec. habil. mult. -ing."

FORMS_OF_ADDRESS = frozenset(_FORMS.split())
"""Words that address somebody and are no part of the name, in small letters."""

_DEGREES = frozenset(_DEGREE_WORDS.split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "esq", "cpa"))
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def split_name(text: str) -> tuple[str, str]:
    """Split a name into its form of address and the name: `Prof. Dr. Ada King` gives both halves."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and (
        words[count].casefold() in FORMS_OF_ADDRESS or (count and words[count].casefold() in _DEGREES)
    ):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def is_suffix(word: str) -> bool:
    """Return whether a word stands behind names and is no part of them: `Jr.`, `PhD`."""
    return word.casefold().replace(".", "") in _SUFFIXES


def clean_address(text: str) -> str:
    """Check an e-mail address as far as one can without writing to it: one `@`, something on both sides.

    Raises:
        CallError: it cannot be an address.
    """
    address = clean_line(text, "The e-mail address")
    if address and not _ADDRESS.fullmatch(address):
        raise CallError(
            f"{address[:60]!r} is no e-mail address", "Write it like jana@northwind.example, or leave it out"
        )
    return address


def parse_person(text: str) -> Person:
    """Read `NAME, POSITION <mail>`; position and address can be left out, the form of address is recognised.

    The person has no id yet; `add_person` gives it one.

    Raises:
        CallError: there is no name, or what stands in `<>` is no e-mail address.
    """
    line = clean_line(text, "A person", limit=500)
    address = ""
    if "<" in line or ">" in line:
        found = re.fullmatch(r"([^<>]*)<([^<>]*)>[\s,;]*", line)
        if found is None:
            raise CallError(
                f"{line[:60]!r}: the e-mail address goes at the end, like <jana@northwind.example>"
            )
        line, address = found[1], clean_address(found[2])
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if not address and parts and _ADDRESS.fullmatch(parts[-1]):
        address = parts.pop()
    name = parts.pop(0) if parts else ""
    while parts and is_suffix(parts[0]):
        name = f"{name}, {parts.pop(0)}"
    if not any(char.isalnum() for char in name):
        raise CallError(
            "A person needs a name" if not address else f"Who is {address}? A person needs a name",
            "Write it like Dr. Jana Novák, Head of Data <jana@northwind.example>",
        )
    form_of_address, name = split_name(name)
    return Person(
        id="",
        name=clean_line(name, "The name"),
        form_of_address=form_of_address,
        position=clean_line(", ".join(parts), "The position"),
        email=address,
    )


def parse_people(text: str) -> tuple[Person, ...]:
    """Read several people, one a line. Empty lines are passed over.

    Raises:
        CallError: one of them cannot be read; the sentence says which.
    """
    return tuple(parse_person(line) for line in text.splitlines() if line.strip())


def write_person(person: Person) -> str:
    """Write a person as `parse_person` reads it."""
    position = f", {person.position}" if person.position else ""
    address = f" <{person.email}>" if person.email else ""
    return f"{person.full_name}{position}{address}"


def person_details(person: Person) -> tuple[str, ...]:
    """Return what is known of a person beside the name: position, e-mail address, phone number."""
    return tuple(filter(None, (person.position, person.email, person.phone)))


def spelling_status(person: Person) -> str:
    """Return whether the user has checked the spelling of the name, in words."""
    return "spelling checked" if person.checked else "spelling not checked"


def add_person(application: Application, person: Person) -> tuple[Application, str]:
    """Add somebody, or add what is new to the one of that name. Gives the application and the person's id.

    What is known and not said again stays; a changed name is to be checked again.
    """
    known = next((p for p in application.people if p.name.casefold() == person.name.casefold()), None)
    if known is None:
        person = replace(person, id=next_id("p", tuple(p.id for p in application.people)))
    else:
        person = replace(
            known,
            name=person.name,
            form_of_address=person.form_of_address or known.form_of_address,
            position=person.position or known.position,
            email=person.email or known.email,
            phone=person.phone or known.phone,
            checked=person.checked or (known.checked and person.name == known.name),
        )
    return application.with_person(person), person.id


def note_people_met(
    application: Application, known: Sequence[str], written: Sequence[Person]
) -> tuple[Application, tuple[str, ...]]:
    """Take it from a list who was met in an interview, where the list began with whom one knew.

    A name that stands there still is that person; the other names are, in order, the people whose names
    are gone: their spelling was put right. What is left are new people, or ones not met after all.

    Args:
        application: the application.
        known: ids of the people the list began with.
        written: the people it holds now.

    Returns:
        The application with these people in it, and the ids of those met.
    """
    before = [person for person in map(application.person, known) if person is not None]
    names = {person.name.casefold() for person in written}
    renamed = iter([person for person in before if person.name.casefold() not in names])
    there = {person.name.casefold() for person in application.people}
    ids = []
    for person in written:
        old = None if person.name.casefold() in there else next(renamed, None)
        if old is not None:
            application = application.with_person(replace(old, name=person.name, checked=False))
        application, person_id = add_person(application, person)
        ids.append(person_id)
    return application, tuple(dict.fromkeys(ids))


def find_person(application: Application, text: str) -> Person:
    """Find the person somebody means: by id, name, or a part of the name that fits one person only.

    Raises:
        CallError: nobody or more than one fits; the sentence names who is there.
    """
    wanted = split_name(clean_line(text, "The name"))[1].casefold()
    exact = [p for p in application.people if wanted in (p.id, p.name.casefold())]
    found = exact or [p for p in application.people if wanted and wanted in p.name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(p.full_name for p in found or application.people)
    if found:
        raise CallError(f"{text[:60]!r} could be {names}", "Write more of the name")
    raise CallError(
        f"Nobody called {clean_line(text, 'The name')[:60]!r} at {application.company}",
        f"There is {names}" if names else "Nobody is noted there yet",
    )
