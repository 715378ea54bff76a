"""The open card laid out: every row fits, whatever is written in it and however narrow the place is."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.cells import text_width
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.stages import Today
from followup_tui.ui.pieces import runs_width, text_of
from followup_tui.ui.story_rows import StoryOf, lay_out_story
from followup_tui.ui.wrapping import MAX_WIDTH, wrap
from tests.samples import NORTHWIND, REFLECTION, ZONE, held, instant, today
from tests.strategies import applications, instants


def story_of(application: Application, moment: Today) -> StoryOf:
    """Return what a story is told of, with keys of one letter."""
    return StoryOf(application, (application,), moment, lambda key_id: key_id[5])


@given(applications(), instants.map(lambda moment: moment.utc), st.integers(30, MAX_WIDTH))
def test_no_row_is_wider_than_its_place(application: Application, now: datetime, width: int) -> None:
    """Everything is in sight, and each entry that can be selected has rows of its own."""
    moment = Today(now.astimezone(ZONE), STANDARD, Weekdays())
    laid = lay_out_story(story_of(application, moment), width)
    for row in laid.rows:
        for piece in row:
            assert runs_width(piece.runs) <= width
    assert len(laid.spans) == len(laid.entries)
    assert all(first < end <= len(laid.rows) for first, end in laid.spans)


def test_a_long_answer_goes_on_in_the_next_row() -> None:
    """What to do after a rejection has more words than a narrow place has room for beside the key."""
    rejection = Contact(instant("2026-11-20"), Direction.RECEIVED, ContactKind.REJECTION)
    rows = lay_out_story(
        story_of(replace(NORTHWIND, contacts=(rejection,)), today("2026-11-23 14:02")), 30
    ).rows
    lines = [text_of(row).rstrip() for row in rows]
    assert lines[:2] == ["Nothing to send. Close it,   c", "if you want to."]


def test_a_long_line_goes_on_below_its_own_text() -> None:
    """What went well hangs behind its sign, in a narrow place, too."""
    reflection = replace(REFLECTION, well="I had read everything, and it showed in each of the answers")
    card = replace(NORTHWIND, interviews=(replace(held("2026-11-12 10:00"), reflection=reflection),))
    rows = lay_out_story(story_of(card, today("2026-11-23 14:02")), 40).rows
    lines = [text_of(row).rstrip() for row in rows]
    [first] = [number for number, line in enumerate(lines) if "+ I had read" in line]
    column = lines[first].index("I had read")
    assert lines[first + 1][:column].strip(" │") == ""
    assert lines[first + 1][column] != " "


@given(st.text(), st.integers(1, 30))
def test_wrapped_lines_have_all_words_and_room(text: str, width: int) -> None:
    """Nothing but white space is lost, and nothing is wider than a line but a letter that is so by itself."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= max(width, 2) for line in lines)
