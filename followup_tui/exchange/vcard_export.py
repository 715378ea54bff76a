"""The people as vCards, for the phone and the mail program.

Of version 3.0 (RFC 2426): phones, Google Contacts, Outlook and the address books of Apple and Thunderbird all
import it, and some of them nothing newer. A person has one card at each company, whatever the number of
applications there, with nothing in it that the user noted of what was said.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.company import company_key, company_of
from followup_tui.domain.names import read_name
from followup_tui.domain.people import with_details
from followup_tui.domain.person import Person
from followup_tui.domain.salutation import family_name
from followup_tui.domain.same_person import Likeness, likeness
from followup_tui.domain.stages import Today
from followup_tui.exchange.ics_text import content_line, escape_text


@dataclass(slots=True)
class _Card:
    """A person at a company or an agency, with all that is noted of them there.

    Attributes:
        employer: the company or the agency.
        uid: identifies the card: an address book replaces the one that it imported before.
        application_ids: the applications in which they are noted.
    """

    person: Person
    employer: str
    uid: str
    application_ids: set[str] = field(default_factory=set)


def export_vcf(applications: Iterable[Application], _: Today) -> str:
    """Write the people as vCards, one a person and company."""
    lines = [line for card in _cards(applications) for line in _lines(card)]
    return "".join(f"{line}\r\n" for line in lines) or "\r\n"


def _cards(applications: Iterable[Application]) -> list[_Card]:
    """Return the cards, of the oldest application first; what was noted later counts."""
    by_employer: dict[str, list[_Card]] = {}
    for application in sorted(applications, key=lambda each: (each.created_at.utc, each.uid)):
        for person in application.people:
            is_of_agency = person.at_agency and bool(application.via)
            employer = application.via if is_of_agency else application.company
            key = company_key(application.via) if is_of_agency else company_of(application)
            cards = by_employer.setdefault(key, [])
            same = [
                card
                for card in cards
                # Two of one name in one application are two people: the user said so.
                if application.id not in card.application_ids
                and likeness(card.person, person) is Likeness.SAME
            ]
            if len(same) == 1:
                card = same[0]
                card.person = with_details(card.person, replace(person, id=""))
            else:
                uid = uuid.uuid5(
                    uuid.NAMESPACE_URL, f"followup:{application.uid or application.id}/{person.id}"
                )
                card = _Card(person, employer, uid.urn)
                cards.append(card)
            card.application_ids.add(application.id)
    return [card for cards in by_employer.values() for card in cards]


def _lines(card: _Card) -> Iterator[str]:
    """Yield the lines of a card, folded."""
    person = card.person
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield content_line("UID", escape_text(card.uid))
    name = person.full_name if person.name else f"{person.position}, {card.employer}"
    yield content_line("FN", escape_text(name))
    yield content_line("N", ";".join(map(escape_text, _name_parts(person))))
    yield content_line("ORG", escape_text(card.employer))
    for label, text in (
        ("TITLE", person.position),
        ("EMAIL;TYPE=INTERNET,WORK", person.email),
        ("TEL;TYPE=WORK,VOICE", person.phone),
    ):
        if text:
            yield content_line(label, escape_text(text))
    yield "END:VCARD"


def _name_parts(person: Person) -> tuple[str, str, str, str, str]:
    """Return family name, given name, further names, form of address and suffixes.

    Where it is not certain which is the family name, all of the name stands as the given one: an address book
    shows it as it is.
    """
    parts = read_name(person.name)
    whole, family = parts.whole or person.name, family_name(person)
    words, family_words = whole.split(), family.split()
    for start in range(len(words) - len(family_words) + 1):
        end = start + len(family_words)
        if [word.casefold() for word in words[start:end]] == [word.casefold() for word in family_words]:
            words = words[:start] + words[end:]
            break
    return family, " ".join(words), "", person.form_of_address or parts.forms, " ".join(parts.suffixes)
