"""`followup search`: words in everything, with the line they stand in."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Followup


def test_the_line_that_matches_is_shown_with_its_id_what_it_is_and_its_date(northwind: Followup) -> None:
    """Capitals and accents do not matter; the columns of all lines begin beneath each other."""
    northwind(
        "contact", "northwind", "received", "--at", "9:00", "--note", "Hello.\nBudget approved by Novák."
    )
    assert northwind("search", "NOVAK").out == (
        "northwind  person p1          Dr. Jana Novák, Head of Data, jana@northwind.example\n"
        "northwind  contact c1  today  Budget approved by Novák.\n"
    )
    (hit,) = northwind("search", "novak", "budg", "--json").json
    assert hit == {
        "id": "northwind",
        "company": "Northwind",
        "role": "Data engineer",
        "kind": "contact",
        "entry": "c1",
        "date": "2026-11-23",
        "line": "Budget approved by Novák.",
    }


def test_what_is_nowhere_is_said(northwind: Followup) -> None:
    """Nothing found is an answer: exit 0, and an empty list for scripts."""
    result = northwind("search", "novak", "zebra")
    assert (result.code, result.err) == (0, "")
    assert "try fewer words" in result.out
    assert northwind("search", "zebra", "--json").json == []


@pytest.mark.parametrize("words", [(" ",), ("", "")])
def test_no_words_are_refused(northwind: Followup, words: tuple[str, ...]) -> None:
    """Everything would match."""
    result = northwind("search", *words)
    assert (result.code, result.out) == (2, "")
    assert "no words" in result.err
