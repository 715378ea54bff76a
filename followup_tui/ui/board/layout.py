"""The layout of the board: how wide each column is, and how many cards fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

CARD_ROWS = 4
"""The rows of a card: company, role, line, and an empty one."""

HEADING_ROWS = 2
"""The heading and the rule under it."""

MIN_ACTIVE_WIDTH = 28
"""How wide the active column is at least, where not all columns can be equal."""

EQUAL_COLUMNS_FROM = 23
"""From this width of a column on all columns are equally wide."""

ONE_COLUMN_BELOW = 60
"""Below this width of the board one column is shown at a time."""

NEXT_ROWS_FROM = 14
"""From this height of the terminal on the two rows that say what now stand over the board."""

SPACING_FROM = 30
"""From this height of the terminal on empty rows set the parts apart."""

MIN_SIZE = (20, 6)
"""The least width and height of a terminal the board can be used in."""


class Slot(NamedTuple):
    """Where a column is on the screen: its first cell and its width, the gap after it included."""

    left: int
    width: int

    @property
    def text_width(self) -> int:
        """How many cells the text of a card has, without the marker before it and the gap after it."""
        return max(1, self.width - (3 if self.width > EQUAL_COLUMNS_FROM else 2))


def column_slots(width: int, active: int, headings: Sequence[str]) -> tuple[Slot | None, ...]:
    """Lay out the columns. Below `ONE_COLUMN_BELOW` cells only the active one has a slot.

    Args:
        width: how many cells there are.
        active: the index of the active column.
        headings: each column's heading; all of them stay readable.
    """
    count = len(headings)
    if width < ONE_COLUMN_BELOW:
        return tuple(Slot(1, width - 1) if index == active else None for index in range(count))
    usable = width - 1
    if usable // count >= EQUAL_COLUMNS_FROM:
        widths = [usable // count] * count
        for index in range(usable % count):
            widths[index] += 1
    else:
        widths = [cell_len(heading) + 1 for heading in headings]
        spare = usable - sum(widths)
        growth = min(max(MIN_ACTIVE_WIDTH - widths[active], 0), max(spare, 0))
        widths[active] += growth
        rest = max(spare - growth, 0)
        for index in range(count):
            widths[index] += rest // count + (index < rest % count)
    lefts = [1 + sum(widths[:index]) for index in range(count)]
    return tuple(Slot(left, column_width) for left, column_width in zip(lefts, widths, strict=True))


def cards_per_page(rows: int, cards: int) -> int:
    """Return how many cards of a column are shown at once in so many rows below the heading."""
    without_last_gap = (rows + 1) // CARD_ROWS
    return max(1, without_last_gap if cards <= without_last_gap else rows // CARD_ROWS)
