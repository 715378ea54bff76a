"""How somebody is greeted: a table to read, and what holds for any name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.forms_of_address import (
    FORMS_OF_ADDRESS,
    WITH_GIVEN_NAME,
    is_form_of_address,
    is_suffix,
)
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.salutation import family_name, first_name, salutation
from tests.strategies import line, name

TABLE = Path(__file__).with_name("names_greeted.txt")
GREETINGS = [
    re.split(r"\s{2,}", row)
    for row in TABLE.read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


def test_the_table_is_long_enough() -> None:
    """At least 150 names, each once, each with its four greetings."""
    assert len(GREETINGS) >= 150
    assert len({row[0] for row in GREETINGS}) == len(GREETINGS)
    assert {len(row) for row in GREETINGS} == {4}


@pytest.mark.parametrize(("typed", "english", "german", "by_first_name"), GREETINGS, ids=lambda text: text)
def test_each_is_greeted_rightly(typed: str, english: str, german: str, by_first_name: str) -> None:
    """Form of address and family name where both are certain, else the whole name, without what is none."""
    person = parse_person(typed)
    assert salutation(person, "en") == english
    assert salutation(person, "de") == german
    assert salutation(person, "de", by_first_name=True) == by_first_name


@pytest.mark.parametrize(("typed", "english", "german", "by_first_name"), GREETINGS, ids=lambda text: text)
def test_a_name_that_was_noted_as_it_is_greets_the_same(
    typed: str, english: str, german: str, by_first_name: str
) -> None:
    """All of it in the name, as other programs and older files have it: no other greeting for that."""
    if "@" in typed.replace("@ ", "") or typed.startswith("?"):
        return  # an address stands in a field of its own everywhere
    person = Person("p1", typed)
    assert salutation(person, "de") == german
    assert salutation(person, "en") == english
    assert salutation(person, "de", by_first_name=True) == by_first_name


@pytest.mark.parametrize(
    ("form", "written", "noted", "english", "german"),
    [
        ("Ms", "Kim Minjun", "Kim", "Dear Ms Kim,", "Sehr geehrte Frau Kim,"),
        ("Mr", "Gabriel García Márquez", "García Márquez", "Dear Mr García Márquez,",
         "Sehr geehrter Herr García Márquez,"),
        ("Ms", "Mary Ann Evans", "Evans", "Dear Ms Evans,", "Sehr geehrte Frau Evans,"),
        ("Dr.", "Nagy Péter", "NAGY", "Dear Dr. NAGY,", "Guten Tag Dr. Nagy Péter,"),
        ("", "Kim Minjun", "Kim", "Dear Kim Minjun,", "Guten Tag Kim Minjun,"),
        ("Dame", "Mary Ann Evans", "Evans", "Dear Dame Mary Ann,", "Guten Tag Dame Mary Ann Evans,"),
        ("Frau", "Jana", "Novák", "Dear Ms Novák,", "Sehr geehrte Frau Novák,"),
    ],
)  # fmt: skip
def test_what_the_user_noted_counts(form: str, written: str, noted: str, english: str, german: str) -> None:
    """A family name that somebody wrote down is taken as it stands, whatever the name looks like."""
    person = Person("p1", written, form, family_name=noted)
    assert (salutation(person, "en"), salutation(person, "de")) == (english, german)


@pytest.mark.parametrize(
    ("written", "noted", "expected"),
    [
        ("Jana Novák", "", "Jana"),
        ("Novák, Jana", "", "Jana"),
        ("Mary Ann Evans", "", ""),
        ("Mary Ann Evans", "Evans", "Mary Ann"),
        ("Kim Minjun", "Kim", "Minjun"),
        ('William "Bill" Gates', "", "Bill"),
        ("J. Smith", "", ""),
        ("Xi Jinping", "", ""),
        ("jana novák", "", "Jana"),
        ("Ludwig van Beethoven", "", "Ludwig"),
        ("Björk Guðmundsdóttir", "", "Björk"),
    ],
)
def test_the_first_name_is_known_where_it_is_certain(written: str, noted: str, expected: str) -> None:
    """Where the family name is certain or noted, what is left is the first name, if it is one."""
    assert first_name(Person("p1", written, family_name=noted)) == expected


def test_an_address_in_place_of_a_name_is_nobody() -> None:
    """Mail programs write the address where they know no name; nobody is called Jana.Novak."""
    assert salutation(Person("p1", "jana.novak@acme.example"), "en") == "Dear hiring team,"


def test_nobody_known_is_greeted_too() -> None:
    """Whoever reads it there; a language without letters of its own greets as English does."""
    assert salutation(None, "en") == salutation(None, "fr") == "Dear hiring team,"
    assert salutation(None, "de") == "Sehr geehrte Damen und Herren,"
    assert salutation(None, "de", by_first_name=True) == "Sehr geehrte Damen und Herren,"
    assert salutation(Person("p1", "", position="CTO"), "en") == "Dear hiring team,"


_PARTS = st.one_of(
    st.sampled_from(["Jana", "Novák", "jana", "Lee", "Kim", "Xi", "van", "Van", "de", "O'Brien", "J.", "Ó"]),
    st.sampled_from(
        ["Dr.", "Prof.", "Frau", "Hr.", "Ms", "Dipl.-Ing.", "(FH)", "Mag.a", "Graf", "Sir", "St."]
    ),
    st.sampled_from(
        ["CTO", "OBE", "PMP", "LL.M.", "PhD", "Jr.", "III", "HR", "MBA", "XYZ", "CTPO", "B. Sc."]
    ),
    st.sampled_from(
        ["(HR)", "[x]", "(she/her)", "she/her", "| Head of Data", "@ ACME", "- HR", "🚀", "(", "]"]
    ),
    st.sampled_from(
        [",", '"', "“", "&", "and", "/", "<", ">", "@", "|", "·", "(née", "\u202e", "\u200d", "1"]
    ),
    st.text(max_size=5),
)
_CRAMMED = st.lists(_PARTS, max_size=8).map(" ".join)


@given(form=_CRAMMED | line, written=_CRAMMED | name, language=st.sampled_from(["en", "de", "fr", ""]))
@pytest.mark.parametrize("by_first_name", [False, True])
def test_no_greeting_holds_what_is_no_name(
    form: str, written: str, language: str, by_first_name: bool
) -> None:
    """No bracket, no @ and no other mark, no degree, one comma, no space too many, whatever was noted."""
    person = Person("p1", written, form)
    greeting = salutation(person, language, by_first_name=by_first_name)
    assert greeting == " ".join(greeting.split())
    assert greeting.endswith(",")
    assert greeting.count(",") == 1
    assert not set(greeting) & set('()[]{}<>@|/\\"“”&;:_#*~+=')
    assert greeting.rstrip(",").split()[-1] not in {"CTO", "OBE", "PMP", "LL.M.", "PhD", "HR", "MBA", "CTPO"}


@given(form=_CRAMMED | line, written=_CRAMMED | name)
def test_no_part_of_a_title_is_a_family_name(form: str, written: str) -> None:
    """A family name has no form of address, no degree and no mark in it, and is in the name."""
    person = Person("p1", written, form)
    family = family_name(person)
    words = family.split()
    assert not any(is_form_of_address(word) and word.casefold() not in {"dr", "di"} for word in words[-1:])
    assert not any(is_suffix(word) and word.isupper() for word in words)
    assert not set(family) & set('()[]{}<>@|/\\"“”&;:,')
    assert "".join(family.casefold().split()) == "" or family.casefold().split()[-1] in written.casefold()


@given(form=line, written=name, noted=line, language=st.sampled_from(["en", "de", "fr", ""]))
def test_any_name_is_greeted(form: str, written: str, noted: str, language: str) -> None:
    """One line, a comma at its end, no space too many, whatever family name was noted."""
    person = Person("p1", written, form, family_name=noted)
    greeting = salutation(person, language)
    assert greeting.endswith(",")
    assert greeting == " ".join(greeting.split())


def test_every_form_of_address_is_known_for_one() -> None:
    """No form of address is ever taken for a name that stands behind it."""
    for form in sorted(FORMS_OF_ADDRESS - WITH_GIVEN_NAME):
        assert family_name(Person("p1", f"{form} Jana Novák")) == "Novák", form
        assert "Novák" in salutation(Person("p1", f"{form} Jana Novák"), "en"), form
