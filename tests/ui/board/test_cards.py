"""The rows of a card."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.cells import text_width
from followup_tui.domain.advice.answer import Move, Verdict
from followup_tui.domain.application import Application
from followup_tui.domain.card_line import CardLine, card_line
from followup_tui.domain.look import OVER, look
from followup_tui.ui.board.cards import CardRows, line_runs
from followup_tui.ui.board.layout import Slot
from followup_tui.ui.pieces import runs_width, text_of
from tests.samples import NORTHWIND, ahead, today
from tests.strategies import applications

TODAY = today("2026-11-23 14:02")
DUE = look(Verdict.ACT, Move.THANK_YOU)


@given(applications(any_text=True), st.integers(10, 60), st.booleans())
def test_a_card_is_as_wide_as_its_column(application: Application, width: int, is_selected: bool) -> None:
    """Whatever is written on it, each of a card's three rows fills its column, without the gap after it."""
    line = card_line(application, TODAY)
    rows = CardRows().rows(application, line, Slot(1, width), is_selected=is_selected)
    assert len(rows) == 3
    for row in rows:
        assert row.width == width - 1
        assert text_width(text_of((row,))) == width - 1


@given(applications(any_text=True), applications(any_text=True), st.integers(10, 60))
def test_a_card_that_was_drawn_before_is_drawn_as_it_is_now(
    before: Application, now: Application, width: int
) -> None:
    """Of one id and revision: the file may have been edited by hand, or be an older copy with new changes."""
    now, line = replace(now, id=before.id, revision=before.revision), card_line(now, TODAY)
    cached, slot = CardRows(), Slot(1, width)
    for card in (before, now):
        drawn = cached.rows(card, line, slot, is_selected=False)
        assert drawn == CardRows().rows(card, line, slot, is_selected=False)


@given(applications(any_text=True))
def test_every_application_has_a_line_that_can_be_shortened(application: Application) -> None:
    """There is always something to say, and each wording is no longer than the one before."""
    wordings = card_line(application, TODAY).wordings
    assert wordings
    assert all(wordings)
    assert sorted(wordings, key=len, reverse=True) == list(wordings)


@given(applications(any_text=True), st.integers(9, 60))
@example(replace(NORTHWIND, interviews=(ahead("2027-01-01 10:00"),)), 9)
@example(replace(NORTHWIND, interviews=(ahead("2026-12-10 10:00"),)), 9)
def test_no_word_of_the_programs_own_is_cut(application: Application, width: int) -> None:
    """From the narrowest of five columns on, one of the wordings fits."""
    line = card_line(application, TODAY)
    said = " ".join(text.strip() for text, _ in line_runs(line, width) if text.strip())
    assert any(said.endswith(" ".join(filter(None, pair))) for pair in line.cells)


CELLS = (("2 letters due", "4 h left"), ("2 letters", "4 h"), ("2 letters", "4h"), ("2 letters", ""))


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (28, "2 letters due      4 h left "),
        (23, "2 letters          4 h "),
        (14, "2 letters  4h "),
        (13, "2 letters"),
    ],
)
def test_what_stands_at_the_left_and_when_at_the_right(width: int, row: str) -> None:
    """In the first wording that fits; a chip has a cell at either end of it."""
    runs = line_runs(CardLine(DUE, CELLS, is_chip=True), width)
    assert "".join(text for text, _ in runs) == row
    assert {style for text, style in runs if text.strip()} <= {"yours-bold", "yours-chip"}
    assert runs_width(runs) <= width


def test_a_time_that_is_no_chip_stands_below_the_text_of_one() -> None:
    """One cell before the end, where there is room; else at the end."""
    line = CardLine(OVER, (("silent", "2 Nov"),))
    assert "".join(text for text, _ in line_runs(line, 14)) == "silent  2 Nov"
    assert "".join(text for text, _ in line_runs(line, 12)) == "silent 2 Nov"
