"""How somebody is greeted: a table to read, and what holds for any name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.person import Person
from followup_tui.domain.salutation import family_name, salutation
from tests.strategies import line, name

GREETINGS = [
    # form of address, name, the family name, in English, in German
    ("", "Jana Novák", "Novák", "Dear Jana Novák,", "Guten Tag Jana Novák,"),
    ("Frau", "Jana Novák", "Novák", "Dear Ms Novák,", "Sehr geehrte Frau Novák,"),
    ("Herr", "Tom Reyes", "Reyes", "Dear Mr Reyes,", "Sehr geehrter Herr Reyes,"),
    ("Ms", "Jana Novák", "Novák", "Dear Ms Novák,", "Sehr geehrte Frau Novák,"),
    ("Ms.", "Jana Novák", "Novák", "Dear Ms. Novák,", "Sehr geehrte Frau Novák,"),
    ("Mrs", "Jana Novák", "Novák", "Dear Mrs Novák,", "Sehr geehrte Frau Novák,"),
    ("Mr.", "Tom Reyes", "Reyes", "Dear Mr. Reyes,", "Sehr geehrter Herr Reyes,"),
    ("Miss", "Jana Novák", "Novák", "Dear Miss Novák,", "Sehr geehrte Frau Novák,"),
    ("Mx.", "Alex Doe", "Doe", "Dear Mx. Doe,", "Guten Tag Alex Doe,"),
    ("frau", "Jana Novák", "Novák", "Dear Ms Novák,", "Sehr geehrte Frau Novák,"),
    # Titles.
    ("Dr.", "Jana Novák", "Novák", "Dear Dr. Novák,", "Guten Tag Dr. Jana Novák,"),
    ("Dr", "Jana Novák", "Novák", "Dear Dr Novák,", "Guten Tag Dr Jana Novák,"),
    ("Frau Dr.", "Jana Novák", "Novák", "Dear Dr. Novák,", "Sehr geehrte Frau Dr. Novák,"),
    ("Herr Dr.", "Otto von Berg", "von Berg", "Dear Dr. von Berg,", "Sehr geehrter Herr Dr. von Berg,"),
    ("Prof.", "Ada King", "King", "Dear Prof. King,", "Guten Tag Prof. Ada King,"),
    ("Professor", "Ada King", "King", "Dear Professor King,", "Guten Tag Professor Ada King,"),
    ("Prof. Dr.", "Ada King", "King", "Dear Prof. King,", "Guten Tag Prof. Dr. Ada King,"),
    ("Frau Prof. Dr.", "Ada King", "King", "Dear Prof. King,", "Sehr geehrte Frau Prof. Dr. King,"),
    ("Herr Prof. Dr. h.c.", "Ed King", "King", "Dear Prof. King,", "Sehr geehrter Herr Prof. Dr. King,"),
    ("Dr. rer. nat.", "Ada King", "King", "Dear Dr. King,", "Guten Tag Dr. Ada King,"),
    ("Dr. Frau", "Ada King", "King", "Dear Dr. King,", "Sehr geehrte Frau Dr. King,"),
    ("Sir", "Tim Berners-Lee", "Berners-Lee", "Dear Sir Tim,", "Guten Tag Sir Tim Berners-Lee,"),
    # Elsewhere.
    ("Mme", "Claire Dubois", "Dubois", "Dear Mme Dubois,", "Guten Tag Mme Claire Dubois,"),
    ("Sra.", "Ana Ruiz", "Ruiz", "Dear Sra. Ruiz,", "Guten Tag Sra. Ana Ruiz,"),
    ("dhr.", "Jan de Vries", "de Vries", "Dear Dhr. de Vries,", "Guten Tag Dhr. Jan de Vries,"),
    # Particles, hyphens, several names, initials.
    ("Mr", "Jan van der Berg", "van der Berg", "Dear Mr van der Berg,", "Sehr geehrter Herr van der Berg,"),
    ("Mr", "Vincent Van Gogh", "Van Gogh", "Dear Mr Van Gogh,", "Sehr geehrter Herr Van Gogh,"),
    ("Frau", "Anna Müller-Lüdenscheidt", "Müller-Lüdenscheidt",
     "Dear Ms Müller-Lüdenscheidt,", "Sehr geehrte Frau Müller-Lüdenscheidt,"),
    ("Mr", "Jean-Luc Picard", "Picard", "Dear Mr Picard,", "Sehr geehrter Herr Picard,"),
    ("Mr", "Conan O'Brien", "O'Brien", "Dear Mr O'Brien,", "Sehr geehrter Herr O'Brien,"),
    ("Mr", "Gabriel García Márquez", "",
     "Dear Mr Gabriel García Márquez,", "Sehr geehrter Herr Gabriel García Márquez,"),
    ("Ms", "Mary Ann Evans", "", "Dear Ms Mary Ann Evans,", "Sehr geehrte Frau Mary Ann Evans,"),
    ("Mr", "John R. Smith", "Smith", "Dear Mr Smith,", "Sehr geehrter Herr Smith,"),
    ("Mr", "J. R. Smith", "Smith", "Dear Mr Smith,", "Sehr geehrter Herr Smith,"),
    ("Mr", "J.-P. Weiss", "Weiss", "Dear Mr Weiss,", "Sehr geehrter Herr Weiss,"),
    ("Mr", "TJ Miller", "Miller", "Dear Mr Miller,", "Sehr geehrter Herr Miller,"),
    ("Mr", "Arjun R.", "", "Dear Mr Arjun R.,", "Sehr geehrter Herr Arjun R.,"),
    # The family name first, or perhaps.
    ("Ms", "KIM Minjun", "Kim", "Dear Ms Kim,", "Sehr geehrte Frau Kim,"),
    ("", "KIM Minjun", "Kim", "Dear KIM Minjun,", "Guten Tag KIM Minjun,"),
    ("Dr.", "NAGY Péter", "Nagy", "Dear Dr. Nagy,", "Guten Tag Dr. NAGY Péter,"),
    ("Mr", "LI Wei", "Li", "Dear Mr Li,", "Sehr geehrter Herr Li,"),
    ("M.", "Jean DUPONT", "Dupont", "Dear M. Dupont,", "Guten Tag M. Jean DUPONT,"),
    ("Herr", "Ludwig van BEETHOVEN", "van Beethoven",
     "Dear Mr van Beethoven,", "Sehr geehrter Herr van Beethoven,"),
    ("Ms", "Anna SMITH-O'NEIL", "Smith-O'Neil", "Dear Ms Smith-O'Neil,", "Sehr geehrte Frau Smith-O'Neil,"),
    ("Mr", "Ian MCDONALD", "MCDONALD", "Dear Mr MCDONALD,", "Sehr geehrter Herr MCDONALD,"),
    ("Ms", "Kim Minjun", "", "Dear Ms Kim Minjun,", "Sehr geehrte Frau Kim Minjun,"),
    ("Ms", "Minjun Kim", "", "Dear Ms Minjun Kim,", "Sehr geehrte Frau Minjun Kim,"),
    ("Mr", "Nagy Péter", "", "Dear Mr Nagy Péter,", "Sehr geehrter Herr Nagy Péter,"),
    ("Mr", "Nguyễn Văn Anh", "", "Dear Mr Nguyễn Văn Anh,", "Sehr geehrter Herr Nguyễn Văn Anh,"),
    ("Dr.", "山田 太郎", "山田", "Dear Dr. 山田,", "Guten Tag Dr. 山田 太郎,"),
    ("Dr.", "佐々木 太郎", "佐々木", "Dear Dr. 佐々木,", "Guten Tag Dr. 佐々木 太郎,"),
    ("Ms", "김 민준", "김", "Dear Ms 김,", "Sehr geehrte Frau 김,"),
    ("Ms", "山田太郎", "", "Dear Ms 山田太郎,", "Sehr geehrte Frau 山田太郎,"),
    ("Mr", "ジョン スミス", "", "Dear Mr ジョン スミス,", "Sehr geehrter Herr ジョン スミス,"),
    ("Mr", "Иванов Иван", "", "Dear Mr Иванов Иван,", "Sehr geehrter Herr Иванов Иван,"),
    # One name, what stands behind a name, a comma.
    ("", "Jana", "", "Dear Jana,", "Guten Tag Jana,"),
    ("Frau", "Novák", "", "Dear Ms Novák,", "Sehr geehrte Frau Novák,"),
    ("Frau", "von Berg", "", "Dear Ms von Berg,", "Sehr geehrte Frau von Berg,"),
    ("Mr", "John Smith, Jr.", "Smith", "Dear Mr Smith,", "Sehr geehrter Herr Smith,"),
    ("Mr", "John Smith III", "Smith", "Dear Mr Smith,", "Sehr geehrter Herr Smith,"),
    ("", "Ada King, PhD", "King", "Dear Ada King,", "Guten Tag Ada King,"),
    ("Dr.", "Ada King, Ph.D., MBA", "King", "Dear Dr. King,", "Guten Tag Dr. Ada King,"),
    ("Dr.", "Novák, Jana", "", "Dear Dr. Novák, Jana,", "Guten Tag Dr. Novák, Jana,"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "written", "family", "english", "german"), GREETINGS)
def test_each_is_greeted_rightly(form: str, written: str, family: str, english: str, german: str) -> None:
    """Form of address and family name where both are known, else the full name."""
    person = Person("p1", written, form)
    assert family_name(person) == family
    assert salutation(person, "en") == english
    assert salutation(person, "de") == german


@pytest.mark.parametrize(
    ("form", "written", "noted", "english", "german"),
    [
        ("Ms", "Kim Minjun", "Kim", "Dear Ms Kim,", "Sehr geehrte Frau Kim,"),
        ("Mr", "Gabriel García Márquez", "García Márquez", "Dear Mr García Márquez,",
         "Sehr geehrter Herr García Márquez,"),
        ("Ms", "Mary Ann Evans", "Evans", "Dear Ms Evans,", "Sehr geehrte Frau Evans,"),
        ("Dr.", "NAGY Péter", "NAGY", "Dear Dr. NAGY,", "Guten Tag Dr. NAGY Péter,"),
        ("", "Kim Minjun", "Kim", "Dear Kim Minjun,", "Guten Tag Kim Minjun,"),
        ("Dame", "Mary Ann Evans", "Evans", "Dear Dame Mary,", "Guten Tag Dame Mary Ann Evans,"),
    ],
)  # fmt: skip
def test_what_the_user_noted_counts(form: str, written: str, noted: str, english: str, german: str) -> None:
    """A family name that somebody wrote down is taken as it stands, whatever the name looks like."""
    person = Person("p1", written, form, family_name=noted)
    assert (salutation(person, "en"), salutation(person, "de")) == (english, german)


def test_nobody_known_is_greeted_too() -> None:
    """Whoever reads it there; a language without letters of its own greets as English does."""
    assert salutation(None, "en") == salutation(None, "fr") == "Dear hiring team,"
    assert salutation(None, "de") == "Sehr geehrte Damen und Herren,"


@given(form=line, written=name, noted=line, language=st.sampled_from(["en", "de", "fr", ""]))
def test_any_name_is_greeted_with_what_is_in_it(form: str, written: str, noted: str, language: str) -> None:
    """One line, a comma at its end, no space too many; a family name is a part of the name, or noted."""
    person = Person("p1", written, form, family_name=noted)
    greeting = salutation(person, language)
    assert greeting.endswith(",")
    assert greeting == " ".join(greeting.split())
    family = family_name(person)
    assert family == noted or set(family.casefold().split()) <= set(written.casefold().split())
