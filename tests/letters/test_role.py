"""The name of a job as a letter says it."""

# ruff: noqa: RUF001 - the dashes that people write

from __future__ import annotations

import pytest
from hypothesis import given

from followup_tui.letters.role import role_in_letters
from tests.strategies import line

ROLES = [
    ("Data Engineer (m/w/d)",              "Data Engineer"),
    ("Data Engineer (mwd)",                "Data Engineer"),
    ("Data Engineer (f/m/x)",              "Data Engineer"),
    ("Data Engineer (M/F/D)",              "Data Engineer"),
    ("Data Engineer [all genders]",        "Data Engineer"),
    ("Data Engineer (m|w|d)",              "Data Engineer"),
    ("Data Engineer (m, w, d)",            "Data Engineer"),
    ("Data Engineer (m/w/divers)",         "Data Engineer"),
    ("Data Engineer (gn)",                 "Data Engineer"),
    ("Data Engineer m/w/d",                "Data Engineer"),
    ("Data Engineer - m/f/d",              "Data Engineer"),
    ("Data Engineer (f/m/*) Remote",       "Data Engineer Remote"),
    ("Entwickler (w/m/d), Berlin",         "Entwickler, Berlin"),
    ("Ingenieur (m/w/x) – Hamburg",        "Ingenieur – Hamburg"),
    ("Softwareentwickler:in (m/w/d)",      "Softwareentwickler:in"),
    ("Développeur (H/F)",                  "Développeur"),
    ("Tester (m/k)",                       "Tester"),
    ("Engineer (I/O)",                     "Engineer (I/O)"),
    ("Engineer (Java/Go)",                 "Engineer (Java/Go)"),
    ("Nurse (F/T)",                        "Nurse (F/T)"),
    ("Head of R/D",                        "Head of R/D"),
    ("Data Engineer (C/D)",                "Data Engineer (C/D)"),
    ("(m/w/d)",                            "(m/w/d)"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "expected"), ROLES)
def test_letters_for_everybody_are_left_out(role: str, expected: str) -> None:
    """`(m/w/d)` belongs in an advertisement; what else stands in brackets stays."""
    assert role_in_letters(role) == expected


@given(line)
def test_something_is_always_left(role: str) -> None:
    """A role keeps a text of its own, and to leave out twice leaves out no more."""
    shown = role_in_letters(role)
    assert bool(shown) == bool(role)
    assert shown == role or len(shown) < len(role)
