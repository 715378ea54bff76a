"""Address books: vCards of every version complete the people that are noted, or add them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.vcard_file import read_vcards
from tests.exchange.imports.importing import imported, options, planned
from tests.samples import NORTHWIND, instant

CARD = replace(NORTHWIND, company="Northwind GmbH", people=(Person("p1", "Karl Weiß", checked=True),))
CARDS = {"northwind": CARD}


def vcard(*lines: str, version: str = "3.0") -> str:
    """Write a vCard."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


KARL = ("N:Weiß;Karl;;Dr.;", "FN:Dr. Karl Weiß", "ORG:Northwind")


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (
            vcard(
                *KARL, "TITLE:Head of Data", "EMAIL:karl@northwind.example", "TEL;TYPE=WORK:+49 30 1234567"
            ),
            ("Karl Weiß", "Dr.", "Weiß", "Head of Data", "karl@northwind.example", "+49 30 1234567"),
        ),
        (
            vcard(
                "N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Wei=DF;Karl;;Dr.",
                "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Dr. Karl Wei=DF",
                "ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Northwind;B=FCro",
                "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Leiter =C3=9Cbersetzung =",
                "und Satz",
                "TEL;CELL:+49 170 1",
                "TEL;WORK;VOICE:+49 30 1234567",
                "EMAIL;PREF;INTERNET:karl@northwind.example",
                version="2.1",
            ),
            (
                "Karl Weiß",
                "Dr.",
                "Weiß",
                "Leiter Übersetzung und Satz",
                "karl@northwind.example",
                "+49 170 1",
            ),
        ),
        (
            vcard(
                *KARL,
                "EMAIL;TYPE=HOME:karl@private.example",
                "item1.EMAIL;TYPE=pref:karl@northwind.example",
                "item1.X-ABLabel:_$!<Work>!$_",
                "TEL;TYPE=HOME:1",
                "TEL;TYPE=CELL:+49 170 1",
                "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAAA",
                " AAAA",
            ),
            ("Karl Weiß", "Dr.", "Weiß", "", "karl@northwind.example", "+49 170 1"),
        ),
        (
            vcard(
                *KARL,
                "EMAIL;PREF=2:old@northwind.example",
                "EMAIL;PREF=1:karl@northwind.example",
                'TEL;VALUE=uri;TYPE="voice,work":tel:+49-30-1;ext=12',
                version="4.0",
            ),
            ("Karl Weiß", "Dr.", "Weiß", "", "karl@northwind.example", "+49-30-1 ext. 12"),
        ),
    ],
    ids=["3.0", "2.1", "apple", "4.0"],
)
def test_a_card_completes_who_is_noted(card: str, expected: tuple[str, ...]) -> None:
    """The address and the number for work; the spelling stays checked."""
    (karl,) = imported(card, CARDS)["northwind"].people
    assert (
        karl.name,
        karl.form_of_address,
        karl.family_name,
        karl.position,
        karl.email,
        karl.phone,
    ) == expected
    assert (karl.id, karl.checked) == ("p1", True)


def test_what_is_noted_stays() -> None:
    """Only what is missing is added."""
    noted = replace(CARD, people=(Person("p1", "Karl Weiß", position="CTO", email="karl@northwind.example"),))
    card = vcard(*KARL, "TITLE:Head of Data", "EMAIL:karl@northwind.example", "TEL:+49 30 1")
    (karl,) = imported(card, {"northwind": noted})["northwind"].people
    assert (karl.position, karl.phone) == ("CTO", "+49 30 1")


def test_somebody_new_joins_the_one_live_application_there() -> None:
    """Where there are several, an option says which; a closed one gets nobody."""
    card = vcard("FN:Ana María López", "ORG:Northwind\\, Inc.;Data")
    assert [person.name for person in imported(card, CARDS)["northwind"].people] == [
        "Karl Weiß",
        "Ana María López",
    ]
    two = {**CARDS, "northwind-2": replace(CARD, id="northwind-2", uid="2" * 32)}
    (item,) = planned(card, two).items
    assert item.reason == "several live applications there: --to ID says which"
    assert list(planned(card, two, target_id="northwind-2").changed) == ["northwind-2"]
    over = replace(CARD, stage=Stage.CLOSED, outcome=Outcome.REJECTED, closed_at=instant("2026-11-20"))
    assert planned(card, {"northwind": over}).changed == {}


def test_cards_that_are_nobody_here_say_why() -> None:
    """A company, another company, no company, no name."""
    cards = [
        vcard("KIND:org", "FN:Northwind GmbH", version="4.0"),
        vcard("FN:Ana López", "ORG:Acme"),
        vcard("FN:Ana López"),
        vcard("ORG:Northwind"),
        vcard("FN:Northwind", "N:;;;;", "ORG:Northwind;"),
        vcard("FN:Northwind GmbH", "ORG:Northwind", "X-ABShowAs:COMPANY"),
    ]
    assert [item.reason for item in planned("".join(cards), CARDS).items] == [
        "no application at Acme",
        "no company to match",
        "KIND:org is no person",
        "there is no name in it",
        "a company is no person",
        "a company is no person",
    ]


def test_a_card_without_a_company_is_at_that_of_its_address() -> None:
    """By its domain; not by one where anybody has an address."""
    after = imported(vcard("FN:Ana López", "EMAIL:ana@northwind.example"), CARDS)["northwind"]
    assert [person.name for person in after.people] == ["Karl Weiß", "Ana López"]
    assert planned(vcard("FN:Ana López", "EMAIL:ana@gmail.com"), CARDS).changed == {}


def test_a_damaged_file_is_refused() -> None:
    """With a sentence."""
    with pytest.raises(CallError, match="damaged address book"):
        planned("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n", CARDS)


@given(st.data())
def test_no_file_breaks_the_reader(data: st.DataObject) -> None:
    """Any piece of it may be missing, doubled or changed."""
    original = vcard(*KARL, "TITLE:Head of Data", "EMAIL:karl@northwind.example", "TEL:+49 30 1").encode()
    start = data.draw(st.integers(12, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 30)))
    mutated = original[:start] + data.draw(st.binary(max_size=8)) + original[end:]
    try:
        planned(mutated, CARDS)
    except CallError:
        return


@pytest.mark.parametrize(
    ("lines", "name", "company"),
    [
        (
            ("N:Roth;Ana;Maria;Dr.;", "FN:Dr. Ana Roth", "ORG:Northwind\\, Inc."),
            "Ana Roth",
            "Northwind, Inc.",
        ),
        (
            ("N:Roth;Ana;Maria;;", "FN:Ana Maria Roth", "ORG:Northwind, Inc.;IT"),
            "Ana Maria Roth",
            "Northwind, Inc.",
        ),
    ],
)
def test_names_are_those_that_are_shown(lines: tuple[str, ...], name: str, company: str) -> None:
    """A middle name that nobody uses is left out; a comma is part of a company's name."""
    content = Content(vcard(*lines, version="2.1").encode(), "it")
    (incoming,) = read_vcards(content, options()).people
    assert (incoming.person.name, incoming.company) == (name, company)


def test_a_family_name_is_taken_as_it_is_spelled_in_the_name() -> None:
    """Letters address them by it."""
    noted = replace(CARD, people=(Person("p1", "Karl Weiß", email="karl@northwind.example"),))
    card = vcard("FN:Karl Weiss", "N:Weiss;Karl;;;", "EMAIL:karl@northwind.example", "TEL:+49 30 1")
    (karl,) = imported(card, {"northwind": noted})["northwind"].people
    assert (karl.name, karl.family_name, karl.phone) == ("Karl Weiß", "", "+49 30 1")


def test_an_address_at_a_company_with_a_longer_name_is_there() -> None:
    """The domain is only the beginning of its name."""
    longer = replace(CARD, company="Wingtip Versicherung AG", company_group="")
    card = vcard("FN:Eva Green", "EMAIL:eva@wingtip.example")
    assert [person.name for person in imported(card, {"northwind": longer})["northwind"].people][
        -1
    ] == "Eva Green"
