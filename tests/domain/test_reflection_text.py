"""A reflection as one text in somebody's editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.interview import Lesson
from followup_tui.domain.reflection_text import PROMPTS, ReflectionText, parse_markdown, to_markdown
from followup_tui.domain.text import clean_text
from followup_tui.errors import CallError
from tests.samples import instant
from tests.strategies import lines

NOW = instant("2026-11-12 16:00")

# Lines like headings are among them; only a line that is one of the remarks would be taken for one.
_texts = (
    st.lists(lines | st.sampled_from(["# a", "## What was said", "\\\\# b", "#", "<!-- c -->"]))
    .map("\n".join)
    .map(lambda text: clean_text(text, "The text"))
)
_written = st.builds(
    ReflectionText,
    well=_texts,
    badly=_texts,
    change=_texts,
    said=_texts,
    feeling=st.sampled_from(["", "1", "3", "5"]),
    notes=_texts,
)


@given(_written)
def test_what_was_written_comes_back(written: ReflectionText) -> None:
    """The text the editor begins with, saved as it is, changes nothing."""
    assert parse_markdown(to_markdown(written, "Northwind, Thu 12 Nov 2026")) == written


@given(lines)
def test_no_word_is_lost_whatever_is_saved(text: str) -> None:
    """What stands under no prompt becomes the notes."""
    kept = "\n".join(vars_of(parse_markdown(f"A title\n{text}")))
    headings = {prompt.casefold() for prompt, _ in PROMPTS.values()}
    for line in text.splitlines():
        heading = line.strip("# ").rstrip(":?").casefold() in headings
        if line.strip() and not heading:
            assert line.strip().removeprefix("\\") in kept


def vars_of(written: ReflectionText) -> list[str]:
    """Return the texts under all prompts."""
    return [written.well, written.badly, written.change, written.said, written.feeling, written.notes]


def test_each_line_to_change_is_a_lesson_and_bullets_are_none() -> None:
    """Somebody who writes a list means its items."""
    reflection = ReflectionText(change="- Drink water.\n\n* Ask first.").reflection(NOW)
    assert reflection.lessons == (Lesson("Drink water."), Lesson("Ask first."))


def test_headings_are_known_however_they_are_written() -> None:
    """Another level, another case, a colon at the end."""
    written = parse_markdown("<!-- Northwind -->\nloose\n### what went well:\nAll\n## HOW IT FELT\n4\n")
    assert written == ReflectionText(well="All", notes="loose", feeling="4")


def test_another_heading_stays_where_it_was_written_unless_it_ends_the_prompt() -> None:
    """In the editor it is a line like any other; in a text from elsewhere it begins something else."""
    text = "## What went well\nAll\n#1 was pay\nGood"
    assert parse_markdown(text) == ReflectionText(well="All\n#1 was pay\nGood")
    assert parse_markdown(text, headings_end_prompts=True) == ReflectionText(
        well="All", notes="#1 was pay\nGood"
    )


def test_the_notes_stand_above_the_first_heading() -> None:
    """There they can be edited; without any, the text begins with the first prompt."""
    text = to_markdown(ReflectionText(notes="My diary\n# of today", said="A laptop"), "Northwind")
    assert text.startswith("<!-- Northwind -->\n\nMy diary\n\\# of today\n\n## What went well\n")
    assert to_markdown(ReflectionText(), "Northwind").startswith("<!-- Northwind -->\n\n## What went well\n")


def test_a_lesson_is_cleaned_before_it_is_compared() -> None:
    """Two spaces and an accent apart from its letter are no other lesson."""
    assert ReflectionText(change="Speak  slower, Jose\u0301").reflection(NOW).lessons == (
        Lesson("Speak slower, Jos\u00e9"),
    )


@pytest.mark.parametrize("feeling", ["0", "6", "good", "4.5", "٣"])
def test_a_feeling_is_one_of_five_numbers(feeling: str) -> None:
    """Anything else is refused with a sentence."""
    with pytest.raises(CallError, match="a number from 1 to 5"):
        ReflectionText(feeling=feeling).reflection(NOW)
