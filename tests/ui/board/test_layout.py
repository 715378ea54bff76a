"""The layout of the board."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from followup_tui.ui.board.layout import MIN_ACTIVE_WIDTH, cards_per_page, column_slots
from followup_tui.ui.fitting import short_count

counts = st.lists(st.integers(0, 99_999), min_size=5, max_size=5)


def headings(numbers: list[int]) -> list[str]:
    """Return the headings of columns with so many cards."""
    names = ("Interviewed", "Thanked", "Waiting", "Overdue", "Closed")
    return [f"{name} {short_count(number)}" for name, number in zip(names, numbers, strict=True)]


@given(st.integers(80, 400), st.integers(0, 4), counts)
def test_every_heading_has_room_and_no_column_leaves_the_screen(
    width: int, active: int, numbers: list[int]
) -> None:
    """From 80 cells on all five columns stand side by side with their whole headings."""
    words = headings(numbers)
    placed = column_slots(width, active, words)
    end = 1
    for slot, heading in zip(placed, words, strict=True):
        assert slot is not None
        assert slot.left == end
        assert slot.width > cell_len(heading)
        end += slot.width
    assert end <= width


@given(st.integers(80, 114), st.integers(0, 4))
def test_the_column_with_the_cursor_is_wide_enough_to_read(width: int, active: int) -> None:
    """Where not all columns can be roomy, the one with the cursor has 28 cells or more."""
    slot = column_slots(width, active, headings([2, 1, 2, 1, 14]))[active]
    assert slot is not None
    assert slot.width >= MIN_ACTIVE_WIDTH


@given(st.integers(20, 59), st.integers(0, 4))
def test_a_narrow_screen_shows_one_column(width: int, active: int) -> None:
    """Under 60 cells the column with the cursor has the whole width."""
    placed = column_slots(width, active, headings([2, 1, 2, 1, 14]))
    assert [slot is not None for slot in placed] == [index == active for index in range(5)]


@given(st.integers(1, 60), st.integers(0, 100))
def test_a_page_always_shows_a_card(rows: int, cards: int) -> None:
    """However low the window, there is a card to see, and a page never takes more rows than there are."""
    page = cards_per_page(rows, cards)
    assert page >= 1
    assert page == 1 or page * 4 - 1 <= rows
