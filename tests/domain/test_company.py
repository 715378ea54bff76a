"""Which company an application is at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.company import company_key, company_of
from followup_tui.domain.same_company import (
    as_other_company,
    as_same_company,
    group_by_name,
    renamed,
    say_known,
)
from tests.samples import NORTHWIND, instant, today

ONE_COMPANY = [
    ("Acme", "ACME", "acme", "Acmé", "Acme GmbH", "The Acme Corp.", "Acme, Inc.", "acme.com", "www.acme.io"),
    ("Müller & Söhne", "Muller Söhne GmbH & Co. KG", "MÜLLER&SÖHNE", "Müller & Söhne OHG"),
    ("Łódź Data", "Lodz Data Sp. z o.o.", "lodz-data"),
    ("Northwind Traders", "NorthwindTraders", "northwind-traders S.A.", "The Northwind Traders Company"),
    ("Booking", "Booking.com", "Booking.com B.V."),
    ("SAP", "SAP SE", "S.A.P."),
    ("AT&T", "AT & T Inc", "ATT"),
    ("Tiffany & Co.", "Tiffany and Co", "Tiffany"),
    ("Monzo", "monzo.co.uk", "Monzo Ltd."),
    ("Verein", "Verein e.V."),
    ("楽天", "株式会社楽天", "楽天株式会社", "(株)楽天"),
    ("Bimbo", "Bimbo S.A. de C.V."),
    ("The", "The Inc."),
]

TWO_COMPANIES = [
    ("Acme", "Acme Payments"),
    ("Northwind", "Northwind EV"),
    ("Theta", "Ta"),
    ("Inc", "AG"),
    ("Bank of Spain", "Bank"),
    ("Node.js", "Node"),
    ("???", "!!!"),
]


@pytest.mark.parametrize("spellings", ONE_COMPANY, ids=lambda spellings: spellings[0])
def test_spellings_of_one_company_have_one_key(spellings: tuple[str, ...]) -> None:
    """Case, accents, spaces, signs, legal form, a leading The, a domain's ending: none makes another."""
    assert {company_key(spelling) for spelling in spellings} == {company_key(spellings[0])}


@pytest.mark.parametrize(("one", "other"), TWO_COMPANIES)
def test_other_names_are_other_companies(one: str, other: str) -> None:
    """A word more is another company, and a name of nothing but a legal form or signs is still a name."""
    assert company_key(one) != company_key(other)
    assert company_key(one)
    assert company_key(other)


# No legal form is made of these letters alone: "łłc" is an LLC.
_NAMES = st.lists(st.text("abhäéł", min_size=3, max_size=8), min_size=1, max_size=3).map(" ".join)


@given(
    _NAMES,
    st.sampled_from(["", "The "]),
    st.sampled_from(["", " GmbH", ", Inc.", " S.A.", " Ltd", " AG & Co. KG"]),
)
def test_what_is_around_a_name_does_not_make_another_company(name: str, before: str, behind: str) -> None:
    """For any name, The before it, a legal form behind it and capitals make no difference."""
    assert company_key(f"{before}{name}{behind}") == company_key(name.upper())


@given(st.text(max_size=30))
def test_every_name_has_a_key(name: str) -> None:
    """Whatever is typed, the key is there, and spaces around the name do not count."""
    assert company_key(f" {name} ") == company_key(name)
    assert bool(company_key(name)) == bool(name.strip()) or not name.isprintable()


def _card(application_id: str, company: str) -> Application:
    return replace(NORTHWIND, id=application_id, company=company)


def _companies(cards: dict[str, Application]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for card in cards.values():
        groups.setdefault(company_of(card), []).append(card.id)
    return list(groups.values())


def test_the_user_says_that_two_companies_are_one() -> None:
    """It counts for all applications at either, and still does once one is renamed."""
    cards = {card.id: card for card in map(_card, "abcd", ["Acme", "Acme Payments", "ACME Payments", "Bolt"])}
    cards |= as_same_company(cards["b"], cards["a"], cards.values())
    assert _companies(cards) == [["a", "b", "c"], ["d"]]
    assert at_company(cards["c"], cards.values()) == (cards["c"], cards["a"], cards["b"])
    cards["a"] = renamed(cards["a"], "Acme Holding", cards)
    assert _companies(cards)[0] == ["a", "b", "c"]
    assert group_by_name("acme payments", cards) == company_of(cards["a"])
    cards["a"] = renamed(cards["a"], "Bolt AG", cards)
    assert _companies(cards) == [["a", "d"], ["b", "c"]]


def test_the_user_says_that_one_name_is_two_companies() -> None:
    """The one it is said of is alone then; a new one of that name is at the other; a new name ends it."""
    cards = {card.id: card for card in map(_card, "abc", ["Acme", "Acme Inc", "ACME"])}
    cards |= as_other_company(cards["b"], cards["a"], cards.values())
    assert _companies(cards) == [["a", "c"], ["b"]]
    assert group_by_name("Acme", cards) == ""
    assert renamed(cards["b"], "Bolt", cards).company_group == ""
    cards |= as_same_company(cards["b"], cards["a"], cards.values())
    assert _companies(cards) == [["a", "b", "c"]]
    assert as_same_company(cards["b"], cards["a"], cards.values()) == {}


def test_what_was_said_to_be_one_is_taken_back() -> None:
    """Two names that the user joined part again, with all applications of the one it is said of."""
    cards = {card.id: card for card in map(_card, "abc", ["Acme", "Acme Payments", "Acme Payments"])}
    cards |= as_same_company(cards["b"], cards["a"], cards.values())
    cards |= as_other_company(cards["b"], cards["a"], cards.values())
    assert _companies(cards) == [["a"], ["b", "c"]]
    assert as_other_company(cards["b"], cards["a"], cards.values()) == {}


def test_it_is_said_what_is_known_of_a_company() -> None:
    """The newest application there, how it stands, and how many more there are."""
    rejected = replace(
        _card("a", "Acme"),
        role="Backend",
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        closed_at=instant("2026-11-12"),
    )
    cards = {"a": rejected, "b": _card("b", "Bolt")}
    assert say_known("ACME GmbH", cards, today("2026-11-23")) == "You know Acme: rejected Thu 12 Nov, Backend"
    assert say_known("Bolt", cards, today("2026-11-23")) == "You know Bolt: interviewed, Data engineer"
    assert say_known("Cora", cards, today("2026-11-23")) == ""
    assert say_known(" ", cards, today("2026-11-23")) == ""
    cards["c"] = replace(rejected, id="c", created_at=instant("2026-10-01"))
    assert say_known("acme", cards, today("2026-11-23")).endswith("Backend and 1 more")
