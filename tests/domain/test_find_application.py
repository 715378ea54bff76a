"""An application is found by what a person would call it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.find_application import find_application
from followup_tui.domain.ids import unused_id
from followup_tui.errors import CallError
from tests.samples import NORTHWIND


def applications(*companies: str) -> Mapping[str, Application]:
    """Return an application at each of these companies, with the ids they would get."""
    by_id: dict[str, Application] = {}
    for company in companies:
        application_id = unused_id(company, by_id)
        by_id[application_id] = replace(NORTHWIND, id=application_id, company=company)
    return by_id


ALL = applications(
    "Northwind",
    "Northwind",
    "Northern Light",
    "AT&T",
    "Müller & Söhne",
    "Łódź Power",
    "Łódź",
    "Groß",
    "東京電力",
)


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("AT&T", "AT&T"),
        ("at&t", "AT&T"),
        ("at-t", "AT&T"),
        ("Müller & Söhne", "Müller & Söhne"),
        ("muller & so", "Müller & Söhne"),
        ("MULLER-S", "Müller & Söhne"),
        ("lodz", "Łódź"),
        ("łódź", "Łódź"),
        ("lodz p", "Łódź Power"),
        ("gross", "Groß"),
        ("GROSS", "Groß"),
        ("東京", "東京電力"),
        (" northern ", "Northern Light"),
    ],
)
def test_the_name_of_a_company_is_enough(text: str, company: str) -> None:
    """Its own name works as its id, on any keyboard."""
    assert find_application(ALL, text).company == company


def test_an_id_counts_before_a_name() -> None:
    """`northwind` is that id, though two applications are at a company of this name."""
    assert find_application(ALL, "northwind").id == "northwind"
    assert find_application(ALL, "Northwind-2").id == "northwind-2"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("north", "'north' could be northern-light, northwind, northwind-2. Write more of it"),
        ("", "There is no application ''. followup list shows them"),
        ("nothing", "There is no application 'nothing'. followup list shows them"),
        ("wind", "There is no application 'wind'. followup list shows them"),
    ],
)
def test_what_is_not_clear_is_refused(text: str, sentence: str) -> None:
    """What could be several, or is none, is answered with a sentence that says so."""
    with pytest.raises(CallError, match=r"Write|list") as refused:
        find_application(ALL, text)
    assert str(refused.value) == sentence


def test_two_at_one_company_are_named() -> None:
    """A company's name that stands for two applications says which two."""
    both = applications("AT&T", "AT&T")
    with pytest.raises(CallError, match="could be at-t, at-t-2"):
        find_application(both, "AT&T")
