"""Who is in an event of a calendar: people, without rooms, mailboxes, scheduling services and the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from followup_tui.domain.mail_address import is_address
from followup_tui.domain.person import Person
from followup_tui.exchange.imports.incoming import ImportOptions
from followup_tui.exchange.imports.mailboxes import is_service, is_user
from followup_tui.exchange.imports.shown_person import shown_person

_NO_PEOPLE: Final = frozenset({"ROOM", "RESOURCE", "GROUP"})
"""What CUTYPE says of an attendee who is nobody."""


class Attendees(NamedTuple):
    """Who is in an event.

    Attributes:
        people: the people, the organizer first, without ids.
        addresses: their addresses and those of mailboxes, without the user's own and those of services.
        is_own: whether the user is the organizer.
    """

    people: tuple[Person, ...]
    addresses: tuple[str, ...]
    is_own: bool


def attendees_of(event: Any, options: ImportOptions) -> Attendees:  # noqa: ANN401 - icalendar's
    """Return who is in an event.

    Args:
        event: as icalendar read it.
        options: the user's own addresses and name.
    """
    people: dict[str, Person] = {}
    addresses: dict[str, None] = {}
    is_own = False
    for is_organizer, entry in _entries(event):
        address = _address(entry)
        name = str(entry.params.get("CN", ""))
        if is_user(name, address, options):
            is_own |= is_organizer
            continue
        if str(entry.params.get("CUTYPE", "")).upper() in _NO_PEOPLE or is_service(address):
            continue
        if address:
            addresses[address] = None
        is_there = str(entry.params.get("ROLE", "")).upper() != "NON-PARTICIPANT"
        person = shown_person(name, address) if is_there else None
        if person is not None and not is_user(person.name, address, options):  # "King, Ada"
            people.setdefault(address.casefold() or name.casefold(), person)
    return Attendees(tuple(people.values()), tuple(addresses), is_own)


def _entries(event: Any) -> Iterator[tuple[bool, Any]]:  # noqa: ANN401 - icalendar's
    for name in ("ORGANIZER", "ATTENDEE"):
        values = event.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            if hasattr(value, "params"):
                yield name == "ORGANIZER", value


def _address(entry: Any) -> str:  # noqa: ANN401 - icalendar's
    """Return the address of somebody; empty where there is none that a mail program takes."""
    candidates: Iterable[str] = (str(entry), str(entry.params.get("EMAIL", "")))
    for candidate in candidates:
        address = re.sub("^mailto:", "", candidate.strip(), flags=re.IGNORECASE)
        if is_address(address):
            return address
    return ""
