"""The layout of the board: what stands over it, how wide each column is, and how many cards fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

CARD_ROWS: Final = 4
"""The rows of a card: company, role, line, and an empty one."""

ONE_COLUMN_BELOW: Final = 60
"""Below this width of the board one column is shown at a time."""

HEADER_FROM: Final = 9
"""From this height of the terminal on the name of the program and the time stand over the board."""

NEXT_ROWS_FROM: Final = 14
"""From this height on the two rows that say what now do, too."""

GAP_FROM: Final = 20
"""From this height on an empty row sets those apart from the cards."""

STRIP_FROM: Final = 30
"""From this height on there is the strip of the next days, and more room between all of them."""

MIN_SIZE: Final = (20, 6)
"""The least width and height of a terminal the board can be used in."""


class Slot(Struct, frozen=True):
    """Where a column is on the screen: its first cell, and its width.

    The first cell is for the marker of the selected card, and the last is a gap.
    """

    left: int
    width: int

    @property
    def text_width(self) -> int:
        """How many cells the text of a card has."""
        return max(1, self.width - 2)


def column_slots(width: int, active: int, count: int) -> tuple[Slot | None, ...]:
    """Lay out the columns: all equally wide, wherever the cursor is.

    Below `ONE_COLUMN_BELOW` cells only the active one has a slot.

    Args:
        width: how many cells there are.
        active: the index of the active column.
        count: how many columns there are.
    """
    if width < ONE_COLUMN_BELOW:
        return tuple(Slot(0, width) if index == active else None for index in range(count))
    lefts = [(width * index + count - 1) // count for index in range(count + 1)]
    return tuple(Slot(left, right - left) for left, right in pairwise(lefts))


def lines_of_words(widths: Sequence[int], gap: int, width: int) -> list[list[int]]:
    """Put words into as few lines as they need, in order.

    Args:
        widths: how wide each word is.
        gap: how many cells set two of them apart.
        width: how wide a line is.

    Returns:
        The indexes of the words of each line.
    """
    lines: list[list[int]] = []
    room = 0
    for index, word in enumerate(widths):
        if lines and word + gap <= room:
            lines[-1].append(index)
            room -= word + gap
        else:
            lines.append([index])
            room = width - word
    return lines


def cards_per_page(rows: int, cards: int) -> int:
    """Return how many cards of a column are shown at once in so many rows below the heading."""
    without_last_gap = (rows + 1) // CARD_ROWS
    return max(1, without_last_gap if cards <= without_last_gap else rows // CARD_ROWS)
