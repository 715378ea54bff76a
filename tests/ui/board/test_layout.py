"""The layout of the board."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.cells import text_width
from followup_tui.domain.application import Stage
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.headings import headings
from followup_tui.ui.board.layout import cards_per_page, column_slots
from followup_tui.ui.fitting import short_count
from followup_tui.ui.pieces import Row, text_of

counts = st.lists(st.integers(0, 99_999), min_size=5, max_size=5).map(
    lambda numbers: dict(zip(STAGES, numbers, strict=True))
)
stages = st.sampled_from(STAGES)


def heading_rows(width: int, active: Stage, numbers: dict[Stage, int]) -> list[Row]:
    """Return the headings of columns with so many cards."""
    slots = column_slots(width, STAGES.index(active), len(STAGES))
    return headings(numbers.__getitem__, active, slots, width)


@given(st.integers(60, 400), stages)
def test_the_columns_are_equally_wide_wherever_the_cursor_is(width: int, active: Stage) -> None:
    """From 60 cells on, side by side and over the whole width: none moves with the cursor."""
    slots = column_slots(width, STAGES.index(active), len(STAGES))
    assert slots == column_slots(width, 0, len(STAGES))
    widths, end = [], 0
    for slot in slots:
        assert slot is not None
        assert slot.left == end
        end += slot.width
        widths.append(slot.width)
    assert end == width
    assert max(widths) - min(widths) <= 1


@given(st.integers(60, 400), stages, counts)
def test_every_column_has_its_whole_name(width: int, active: Stage, numbers: dict[Stage, int]) -> None:
    """With its count where both have room, and neither is ever cut."""
    names, rule = heading_rows(width, active, numbers)
    words = text_of(names).split()
    for stage in STAGES:
        assert stage.value.title() in words
    assert set(words) <= {stage.value.title() for stage in STAGES} | set(map(short_count, numbers.values()))
    assert text_width(text_of(names)) == text_width(text_of(rule)) == width


@given(st.integers(20, 59), stages)
def test_a_narrow_screen_shows_one_column(width: int, active: Stage) -> None:
    """Under 60 cells the column with the cursor has the whole width."""
    placed = column_slots(width, STAGES.index(active), len(STAGES))
    assert [slot is not None for slot in placed] == [stage is active for stage in STAGES]


@given(st.integers(20, 59), stages, counts)
def test_a_narrow_screen_names_all_five_columns(width: int, active: Stage, numbers: dict[Stage, int]) -> None:
    """No number stands there by itself; the active name is underlined, and Overdue is red."""
    rows = heading_rows(width, active, numbers)
    words = " ".join(map(text_of, rows)).split()
    names = [stage.value.title() for stage in STAGES]
    assert [word for word in words if word in names] == names
    for index, word in enumerate(words):
        assert not word[0].isdigit() or words[index - 1] in names
    assert all(text_width(text_of(row)) == width for row in rows)
    runs = [run for row in rows for piece in row for run in piece.runs]
    assert any(("underlined" in style or "━" in text) for text, style in runs)
    if numbers[Stage.OVERDUE]:
        assert any(text.startswith("Overdue") and style.startswith("overdue") for text, style in runs)


@given(st.integers(1, 60), st.integers(0, 100))
def test_a_page_always_shows_a_card(rows: int, cards: int) -> None:
    """However low the window, there is a card to see, and a page never takes more rows than there are."""
    page = cards_per_page(rows, cards)
    assert page >= 1
    assert page == 1 or page * 4 - 1 <= rows
