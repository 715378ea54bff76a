"""Text from outside is safe once it is inside."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text, is_safe, slug
from followup_tui.errors import CallError
from tests.strategies import NASTY, raw_text


def _controls(text: str) -> list[str]:
    """Find what a terminal obeys, by Unicode's own categories; joiners shape letters and stay."""
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return [
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in bidi
        or char in "\u200e\u200f\u061c\ufeff"
    ]


@given(raw_text)
def test_no_control_gets_into_a_line(text: str) -> None:
    """A cleaned line holds no control, no line break and no tab, whatever it was made of."""
    assert _controls(clean_line(text, "The text")) == []


@given(raw_text)
def test_no_control_but_the_newline_gets_into_a_text(text: str) -> None:
    """A cleaned text holds newlines and no other control."""
    clean = clean_text(text, "The text")
    assert _controls(clean.replace("\n", "")) == []
    assert is_safe(clean)


@given(raw_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is clean stays as it is, so a file that is read and written does not creep."""
    line, lines = clean_line(text, "The text"), clean_text(text, "The text")
    assert clean_line(line, "The text") == line
    assert clean_text(lines, "The text") == lines


@given(st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), max_size=40))
def test_letters_and_digits_stay(text: str) -> None:
    """Of letters and digits nothing is taken away."""
    assert clean_line(text, "The text") == clean_text(text, "The text") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("char", NASTY.replace("\t", "").replace("\n", ""))
def test_every_kind_of_control_is_unsafe(char: str) -> None:
    """`is_safe` knows each kind of character that must not reach a screen."""
    assert not is_safe(f"North{char}wind")


def test_what_is_printable_is_safe() -> None:
    """Of a printable text `is_safe` asks no more: no character that it refuses may be printable."""
    refused = [chr(code) for code in range(sys.maxunicode + 1) if not is_safe(f"\n{chr(code)}")]
    assert len(refused) > 2_000
    assert not any(map(str.isprintable, refused))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Northwind \t Ltd ", "Northwind Ltd"),
        ("North\nwind", "North wind"),
        ("North\r\nwind", "North wind"),
        ("a \x00 b", "a b"),
        ("\x1b]0;x\x07Northwind", "]0;xNorthwind"),
        ("\x9b31mNorthwind", "31mNorthwind"),
        ("North\u202edniw", "Northdniw"),
        ("[/b] Ünïcødé 株式会社 👩🏽‍💻", "[/b] Ünïcødé 株式会社 👩🏽‍💻"),
        ("Nova\u0301k", "Novák"),
        ("Z" + "\u0300" * 30, "Z" + "\u0300" * 4),
        ("lone \ud800 half", "lone half"),
        ("ก" + "\u0e49" * 50, "ก" + "\u0e49" * 4),
        ("a\u206ab\U000e0001c\U000e0041", "abc"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("\ufeffNorthwind", "Northwind"),
        ("", ""),
    ],
)
def test_a_line_is_kept_as_a_person_would_write_it(typed: str, kept: str) -> None:
    """White space, controls and towers of marks go; names in any script stay."""
    assert clean_line(typed, "The company") == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a    b"),
        ("  first  \n  second  \n\n", "first\n  second"),
        ("keep\n\n\nthe gap", "keep\n\n\nthe gap"),
        ("bell\x07", "bell"),
    ],
)
def test_a_text_keeps_its_lines(typed: str, kept: str) -> None:
    """Line breaks of every kind become newlines, indentation stays, white space at the ends goes."""
    assert clean_text(typed, "The notes") == kept


def test_a_long_text_is_refused_and_not_cut() -> None:
    """A text over the limit is refused with what it is, how long it is, and how much fits."""
    assert len(clean_line("x" * LINE_LIMIT, "The role")) == LINE_LIMIT
    assert len(clean_text("x" * TEXT_LIMIT, "The notes")) == TEXT_LIMIT
    with pytest.raises(CallError, match="The role is 201 characters long; 200 fit"):
        clean_line("x" * (LINE_LIMIT + 1), "The role")
    with pytest.raises(CallError, match="The notes is 20,001 characters long; 20,000 fit"):
        clean_text("x" * (TEXT_LIMIT + 1), "The notes")


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Northwind", "northwind"),
        ("Müller & Söhne", "muller-sohne"),
        ("株式会社 テスト", "株式会社-テスト"),
        ("A very long company name that goes on and on", "a-very-long-company-name"),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "donaudampfschifffahrtsel"),
        ("Straße 9", "strasse-9"),
        ("???", "application"),
        ("", "application"),
    ],
)
def test_an_id_is_readable(company: str, expected: str) -> None:
    """An id begins like the company's name, small, without accents, short enough to type."""
    assert slug(company) == expected


@given(raw_text)
def test_an_id_can_be_typed_in_a_shell(text: str) -> None:
    """An id is never empty, never long, and has no white space, quote or control in it."""
    made = slug(text)
    assert 0 < len(made) <= 32
    assert all(char == "-" or char.isalnum() for char in made)
    assert not made.startswith("-")


def test_marks_without_end_are_cut_before_they_are_put_in_order() -> None:
    """A megabyte of marks on one letter, which would take minutes to put in order, is that letter."""
    assert len(clean_line("a" + "\u0301\u0323" * 500_000, "The company")) <= 5
