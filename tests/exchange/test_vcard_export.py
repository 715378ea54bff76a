"""The people as vCards: what an address book reads of them is what is noted."""

from __future__ import annotations

import re
from typing import Any

import pytest
import vobject
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.person import Person
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions
from followup_tui.exchange.imports.vcard_file import read_vcards
from followup_tui.exchange.vcard_export import export_vcf
from tests.every_field import several_whole, whole_applications
from tests.samples import NORTHWIND, NOW, instant, today

TODAY = today(f"{NOW:%Y-%m-%d %H:%M}")
CARD = replace(NORTHWIND, uid="1" * 32)
JANA = Person("p1", "Jana Novák", "Dr.", "Head of Data", "jana@northwind.example", "+49 89 1234")


def cards(*applications: Application) -> list[Any]:
    """Return the cards as an address book reads them."""
    return list(vobject.readComponents(export_vcf(applications, TODAY)))


@given(whole_applications())
def test_every_text_is_read_back(application: Application) -> None:
    """Another reader finds each value, in lines of at most 75 bytes that end with CRLF."""
    text = export_vcf([application], TODAY)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert sorted(map(values_of, cards(application))) == sorted(
        (
            person.full_name if person.name else f"{person.position}, {employer}",
            employer,
            person.position,
            person.email,
            person.phone,
        )
        for person in application.people
        for employer in [application.via if person.at_agency and application.via else application.company]
    )


def values_of(card: Any) -> tuple[str, ...]:  # noqa: ANN401 - a component of vobject's
    """Return what a card says of somebody; no note is among it."""
    assert "note" not in card.contents
    (employer,) = card.org.value
    texts = (getattr(getattr(card, name, None), "value", "") for name in ("title", "email", "tel"))
    return (card.fn.value, employer, *texts)


@given(several_whole())
def test_each_card_has_a_uid_of_its_own(applications: list[Application]) -> None:
    """And keeps it: the same whatever the order of the applications."""
    uids = [card.uid.value for card in cards(*applications)]
    assert len(uids) == len({*uids})
    assert sorted(uids) == sorted(card.uid.value for card in cards(*reversed(applications)))


def test_a_card_as_it_is_written() -> None:
    """The form of address is a prefix, and the line ends are those of the standard."""
    assert export_vcf([replace(CARD, company="Müller, Söhne; Co", people=(JANA,))], TODAY) == (
        "BEGIN:VCARD\r\n"
        "VERSION:3.0\r\n"
        "UID:urn:uuid:f4cf6ecf-e091-51c5-b9f6-5e7a5afa361d\r\n"
        "FN:Dr. Jana Novák\r\n"
        "N:Novák;Jana;;Dr.;\r\n"
        "ORG:Müller\\, Söhne\\; Co\r\n"
        "TITLE:Head of Data\r\n"
        "EMAIL;TYPE=INTERNET,WORK:jana@northwind.example\r\n"
        "TEL;TYPE=WORK,VOICE:+49 89 1234\r\n"
        "END:VCARD\r\n"
    )


@pytest.mark.parametrize(
    ("person", "name_line"),
    [
        (Person("p1", "Anna von Berg", "Frau"), "N:von Berg;Anna;;Frau;"),
        (Person("p1", "NAGY Péter"), "N:Nagy;Péter;;;"),
        (Person("p1", "Jana Maria Novák", family_name="Novák"), "N:Novák;Jana Maria;;;"),
        (Person("p1", "Jana", family_name="Novák"), "N:Novák;Jana;;;"),
        (Person("p1", "Minh Anh"), "N:;Minh Anh;;;"),
        (Person("p1", "Sam Lee, PhD"), "N:Lee;Sam;;;PhD"),
        (Person("p1", "", position="CTO"), "N:;;;;"),
    ],
)
def test_a_name_is_split_where_that_is_certain(person: Person, name_line: str) -> None:
    """Else all of it stands as the given name, which an address book shows as it is."""
    assert f"\r\n{name_line}\r\n" in export_vcf([replace(CARD, people=(person,))], TODAY)


def test_one_person_at_one_company_has_one_card() -> None:
    """What was noted later counts, and the UID stays that of the first; another company is another card."""
    later = replace(
        CARD,
        id="northwind-2",
        uid="2" * 32,
        company="Northwind GmbH",
        created_at=instant("2026-11-10"),
        people=(Person("p7", "Jana Novak", position="Head of Data", phone="+49 89 99"),),
    )
    elsewhere = replace(CARD, id="acme", uid="3" * 32, company="Acme", people=(JANA,))
    first = replace(CARD, people=(JANA,))
    one, other = cards(later, first, elsewhere)
    assert (one.fn.value, one.org.value, one.tel.value) == ("Dr. Jana Novák", ["Northwind"], "+49 89 99")
    assert one.uid.value == cards(first)[0].uid.value
    assert other.org.value == ["Acme"]


def test_two_of_one_name_in_one_application_are_two() -> None:
    """The user said so."""
    assert len(cards(replace(CARD, people=(JANA, replace(JANA, id="p2"))))) == 2


def test_a_consultant_works_for_the_agency() -> None:
    """One card, whichever companies the agency is between."""
    petra = Person("p1", "Petra Klein", email="petra@hays.example", at_agency=True)
    two = [
        replace(CARD, id=company, uid=company, company=company, via="Hays", people=(petra,))
        for company in ("Solvex", "Acme")
    ]
    (card,) = cards(*two)
    assert card.org.value == ["Hays"]


def test_nobody_is_no_card() -> None:
    """Without people there is nothing to import, and no error."""
    assert cards(CARD) == []


def test_followup_reads_its_own_cards() -> None:
    """Name, form of address, position, address and number come back."""
    content = Content(export_vcf([replace(CARD, people=(JANA,))], TODAY).encode(), "people.vcf")
    (incoming,) = read_vcards(content, ImportOptions(today=TODAY)).people
    assert (incoming.company, incoming.person.email, incoming.person.phone, incoming.person.position) == (
        "Northwind",
        JANA.email,
        JANA.phone,
        JANA.position,
    )
    assert re.sub("^Dr. ", "", incoming.person.name) == JANA.name
