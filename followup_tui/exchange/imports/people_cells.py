"""The people in a cell of a table: one or several, with addresses, positions and links to other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.mail_address import is_address
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.positions import looks_like_position
from followup_tui.errors import CallError

_LINK: Final = re.compile(r"\s*\(\s*(?:https?://|www\.)[^()\s]*\s*\)")
"""Where a cell names another page: `Ngozi Okafor (https://...)`."""

_BETWEEN: Final = re.compile(r"\n|;| (?:&|\+|/|and|und|u\.|y|ve) ")
_COMMA: Final = re.compile(r",(?![^(<\"]*[)>\"])")
_FORMS: Final = (
    (re.compile(r"\bFr\.\s*(?=\S)"), "Frau "),
    (re.compile(r"\bHrn?\.\s*(?=\S)"), "Herr "),
)
_PHONE: Final = re.compile(r"(?<![\w@.])(?:tel\.?:? ?)?(\+?\(?\d[\d ()/.-]{5,}\d)(?!\w)", re.IGNORECASE)
_LIST_IN_BRACKETS: Final = re.compile(r"\(([^()]*,[^()]*)\)")
_FORM_FIRST: Final = re.compile(r"(?:Frau|Herrn?|Mrs?|Ms|Mx|Dr|Prof|Sra?)\b\.?\s", re.IGNORECASE)
_MOST_PEOPLE: Final = 20


def without_links(cell: str) -> str:
    """Return a cell without the addresses of the pages it names, as Notion writes them behind each name."""
    return _LINK.sub("", cell) if "://" in cell or "www." in cell else cell


def read_people(cell: str, own_addresses: frozenset[str]) -> tuple[tuple[Person, ...], str]:
    """Return the people of a cell, without the user, and what of it is nobody."""
    people: list[Person] = []
    others: list[str] = []
    for part in _parts(without_links(cell))[:_MOST_PEOPLE]:
        try:
            person = _person(part)
        except CallError:
            others.append(part)
            continue
        if person.email.casefold() not in own_addresses:
            people.append(person)
    return tuple(people), ", ".join(others)


def with_details(
    people: Sequence[Person], emails: str, phones: str, position: str
) -> tuple[tuple[Person, ...], list[str]]:
    """Give people what other columns say of them, and return what belongs to none of them.

    An address or a number for each, in their order; a position only where there is one of them.
    """
    left: list[str] = []
    addresses = [part.strip(" <>") for part in re.split(r"[\s,;]+", emails) if part.strip(" <>")]
    numbers = [part.strip() for part in re.split(r"[\n,;]+", phones) if part.strip()]
    people = list(people)
    if len(addresses) == len(people) and all(map(is_address, addresses)):
        people = [
            replace(person, email=person.email or address)
            for person, address in zip(people, addresses, strict=True)
        ]
    elif emails.strip():
        left.append(emails.strip())
    if len(numbers) == len(people):
        people = [
            replace(person, phone=person.phone or number)
            for person, number in zip(people, numbers, strict=True)
        ]
    elif phones.strip():
        left.append(phones.strip())
    if position.strip() and len(people) == 1:
        people = [replace(people[0], position=people[0].position or position.strip())]
    elif position.strip():
        left.append(position.strip())
    return tuple(people), left


def _parts(cell: str) -> list[str]:
    parts = [part.strip(" ,\t\r") for part in _BETWEEN.split(cell)]
    return [each for part in parts if part for each in _divided(part)]


def _divided(text: str) -> list[str]:
    """Divide a text at its commas where what stands between them are plainly several people."""
    for pattern, form in _FORMS:
        text = pattern.sub(form, text)
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    return parts if len(parts) > 1 and all(map(_is_person, parts)) else [text]


def _is_person(text: str) -> bool:
    """Return whether a text is plainly somebody: of two names, with a form of address, or an address."""
    name = re.sub(r"[(<].*", "", text).strip()
    if not name or looks_like_position(name):
        return False
    return bool(_FORM_FIRST.match(name)) or len(name.split()) in {2, 3} or "<" in text


def _person(text: str) -> Person:
    """Parse one person.

    Raises:
        CallError: the text names nobody.
    """
    phone = ""
    if match := _PHONE.search(text):
        phone = match[1].strip()
        text = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;()")
    if match := _LIST_IN_BRACKETS.search(text):  # `Ada Byron (HR, Berlin)`
        person = parse_person(f"{text[: match.start()]} {text[match.end() :]}")
        return replace(person, phone=phone, position=person.position or match[1].strip())
    return replace(parse_person(text), phone=phone)
