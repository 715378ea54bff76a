"""Which set of templates a letter is written from, by whom it goes to."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.person import Person
from followup_tui.letters.template_sets import SHIPPED, is_by_first_name, set_for
from tests.letters.samples import MET, written

JANA = Person("p1", "Jana Novák", "Frau Dr.")
LEE = Person("p2", "Lee", "Frau")
RULES = [
    # the set, the setting, what the person says   the set of the letter
    ("de",            False,  None,                "de"),
    ("de",            True,   None,                "de-informal"),
    ("de",            False,  True,                "de-informal"),
    ("de",            True,   False,               "de"),
    ("de-informal",   False,  None,                "de-informal"),
    ("de-informal",   False,  False,               "de"),
    ("en",            True,   None,                "en"),
    ("mine",          True,   None,                "mine"),
    ("mine-informal", False,  False,               "mine-informal"),
    ("mine-informal", False,  None,                "mine-informal"),
]  # fmt: skip


@pytest.mark.parametrize(("template_set", "first_names", "by_first_name", "expected"), RULES)
def test_friends_get_the_informal_set_and_others_the_other(
    tmp_path: Path, template_set: str, first_names: bool, by_first_name: bool | None, expected: str
) -> None:
    """What the person says goes before the set, and both before the settings; only sets that are there."""
    person = replace(JANA, by_first_name=by_first_name)
    assert set_for(person, template_set, tmp_path, first_names=first_names) == expected


def test_an_informal_set_of_the_users_own_counts(tmp_path: Path) -> None:
    """A folder `mine-informal` beside `mine` is taken for those who are greeted by the first name."""
    (tmp_path / "mine-informal").mkdir()
    assert set_for(JANA, "mine", tmp_path, first_names=True) == "mine-informal"


def test_nobody_is_called_by_a_first_name_that_is_not_known(tmp_path: Path) -> None:
    """Of Frau Lee only the family name is known, and of nobody none: both get the formal letter."""
    for person in (LEE, None, Person("p3", "", position="CTO"), Person("p4", "the recruiter")):
        assert not is_by_first_name(person, "de-informal", first_names=True)
        assert set_for(person, "de-informal", tmp_path, first_names=True) == "de"


def test_every_kind_is_shipped_in_every_set() -> None:
    """A letter is never half in one set and half in another."""
    folder = files("followup_tui.letters") / "shipped"
    for template_set in SHIPPED:
        names = {file.name for file in (folder / template_set).iterdir()}
        assert names == {f"{kind}.txt" for kind in LetterKind}


@pytest.mark.parametrize("kind", LetterKind)
def test_an_informal_letter_is_informal_throughout(kind: LetterKind) -> None:
    """No formal word stands outside of the blanks, whose words are for the user."""
    letter = written(MET, kind, MET.people[0], "de-informal")
    text = re.sub(r"\[\[.*?\]\]", "", f"{letter.subject}\n{letter.body}")
    assert "Hallo Jana," in text
    assert "Viele Grüße" in text
    assert not re.search(r"\b(Sie|Ihnen|Ihre[mnrs]?)\b", text)
    assert not re.search(r"\bIhr\b(?! (?:wolltet|habt|bietet|hattet)\b)", text)
