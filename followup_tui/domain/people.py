"""Parses people as they are typed, `Jana Novák, Head of Data <jana@northwind.example>`, and finds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from followup_tui.domain.application import Application
from followup_tui.domain.ids import next_id
from followup_tui.domain.person import Person
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError

_FORMS = (
    "dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx mx. miss sir dame lord lady rev. herr frau"
    " madame mme monsieur mlle señor señora sr. sra. signor signora dott. dott.ssa dhr. mevr."
    " ing. dipl.-ing. dr.-ing. mag."
)
_DEGREE_WORDS = "h.c. med. rer. nat. phil. jur. pol. oec. habil. mult. -ing."

FORMS_OF_ADDRESS = frozenset(_FORMS.split())
"""Words that address somebody and are not part of the name, in small letters."""

_DEGREES = frozenset(_DEGREE_WORDS.split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "esq", "cpa"))
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def split_name(text: str) -> tuple[str, str]:
    """Split a name into its form of address and the name: `Prof. Dr.` and `Ada King`."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and (
        words[count].casefold() in FORMS_OF_ADDRESS or (count and words[count].casefold() in _DEGREES)
    ):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def is_suffix(word: str) -> bool:
    """Return whether a word follows names without being part of them: `Jr.`, `PhD`."""
    return word.casefold().replace(".", "") in _SUFFIXES


def clean_address(text: str) -> str:
    """Sanitize an e-mail address, and check that it has one `@` with text on both sides. It may be empty.

    Raises:
        CallError: it is not an address.
    """
    address = clean_line(text, "The e-mail address")
    if address and not _ADDRESS.fullmatch(address):
        raise CallError(
            f"{address[:60]!r} is no e-mail address", "Write it like jana@northwind.example, or leave it out"
        )
    return address


def parse_person(text: str) -> Person:
    """Parse `NAME, POSITION <mail>`; position and address are optional, the form of address is recognized.

    The person has no id yet; `add_person` gives it one.

    Raises:
        CallError: there is no name, or the text in `<>` is not an e-mail address.
    """
    line = clean_line(text, "A person", limit=500)
    address = ""
    if "<" in line or ">" in line:
        match = re.fullmatch(r"([^<>]*)<([^<>]*)>[\s,;]*", line)
        if match is None:
            raise CallError(
                f"{line[:60]!r}: the e-mail address goes at the end, like <jana@northwind.example>"
            )
        line, address = match[1], clean_address(match[2])
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
    """Parse several people, one a line. Blank lines are skipped.

    Raises:
        CallError: one of them cannot be parsed; the sentence says which.
    """
    return tuple(parse_person(line) for line in text.splitlines() if line.strip())


def write_person(person: Person) -> str:
    """Write a person as `parse_person` parses it."""
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
    """Add a person, or add what is new to the existing one of that name.

    Details that the new person lacks stay; a name spelled differently counts as unchecked.

    Returns:
        The application, and the person's id in it.
    """
    existing = next(
        (other for other in application.people if other.name.casefold() == person.name.casefold()), None
    )
    if existing is None:
        person = replace(person, id=next_id("p", tuple(other.id for other in application.people)))
    else:
        person = replace(
            existing,
            name=person.name,
            form_of_address=person.form_of_address or existing.form_of_address,
            position=person.position or existing.position,
            email=person.email or existing.email,
            phone=person.phone or existing.phone,
            checked=person.checked or (existing.checked and person.name == existing.name),
        )
    return application.with_person(person), person.id


def note_people_met(
    application: Application, ids_before: Sequence[str], people: Sequence[Person]
) -> tuple[Application, tuple[str, ...]]:
    """Note the people of an interview from a list that the user edited; it began with those of `ids_before`.

    A name that is still in the list is that person. The new names are, in order, corrections of the names
    that are gone; further new names are new people, and further names that are gone were not met.

    Returns:
        The application with these people, and the ids of those in the list.
    """
    people_before = [person for person in map(application.person, ids_before) if person is not None]
    names = {person.name.casefold() for person in people}
    to_rename = iter([person for person in people_before if person.name.casefold() not in names])
    existing_names = {person.name.casefold() for person in application.people}
    ids = []
    for person in people:
        renamed = None if person.name.casefold() in existing_names else next(to_rename, None)
        if renamed is not None:
            application = application.with_person(replace(renamed, name=person.name, checked=False))
        application, person_id = add_person(application, person)
        ids.append(person_id)
    return application, tuple(dict.fromkeys(ids))


def find_person(application: Application, text: str) -> Person:
    """Find a person by id, by name, or by a part of the name that only one person has.

    Raises:
        CallError: nobody or more than one matches; the sentence names the people there are.
    """
    name_part, people = split_name(clean_line(text, "The name"))[1].casefold(), application.people
    exact = [person for person in people if name_part in (person.id, person.name.casefold())]
    matches = exact or [person for person in people if name_part and name_part in person.name.casefold()]
    if len(matches) == 1:
        return matches[0]
    names = ", ".join(person.full_name for person in matches or people)
    if matches:
        raise CallError(f"{text[:60]!r} could be {names}", "Write more of the name")
    raise CallError(
        f"Nobody called {clean_line(text, 'The name')[:60]!r} at {application.company}",
        f"There is {names}" if names else "Nobody is noted there yet",
    )
