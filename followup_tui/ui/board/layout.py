"""How wide each column is and how many cards fit: the board's arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from followup_tui.domain.people import FORMS_OF_ADDRESS
from followup_tui.ui.glyphs import GLYPHS

CARD_ROWS = 4
"""Company, role, line, and a blank row."""

HEADING_ROWS = 2
"""The heading and the rule under it."""

READABLE = 28
"""How wide the column with the cursor is at least, where not all can be."""

ROOMY = 23
"""From this width on all columns are alike."""

ONE_COLUMN_BELOW = 60
"""Under this width one column is shown at a time."""

ROOM_FOR_NEXT = 14
"""From this height on the two rows that say what now stand over the board."""

ROOM_TO_BREATHE = 30
"""From this height on empty rows set the parts apart."""

SMALLEST = (20, 6)
"""The least width and height the board can be used in."""


class Slot(NamedTuple):
    """The place of a column on the screen: its first cell and its width, with the gap after it."""

    left: int
    width: int

    @property
    def text(self) -> int:
        """How many cells a card's text has: without the marker before it and the gap after it."""
        return max(1, self.width - (3 if self.width > ROOMY else 2))


def slots(width: int, active: int, headings: Sequence[str]) -> tuple[Slot | None, ...]:
    """Lay out the columns in a width. Under 60 cells only the active one has a place.

    Args:
        width: the cells there are.
        active: the place of the column with the cursor.
        headings: what each column's heading says; all of them stay readable.
    """
    count = len(headings)
    if width < ONE_COLUMN_BELOW:
        return tuple(Slot(1, width - 1) if index == active else None for index in range(count))
    usable = width - 1
    if usable // count >= ROOMY:
        widths = [usable // count] * count
        for index in range(usable % count):
            widths[index] += 1
    else:
        widths = [cell_len(heading) + 1 for heading in headings]
        spare = usable - sum(widths)
        grown = min(max(READABLE - widths[active], 0), max(spare, 0))
        widths[active] += grown
        left = max(spare - grown, 0)
        for index in range(count):
            widths[index] += left // count + (index < left % count)
    lefts = [1 + sum(widths[:index]) for index in range(count)]
    return tuple(Slot(start, wide) for start, wide in zip(lefts, widths, strict=True))


def page_size(rows: int, cards: int) -> int:
    """How many cards of a column are shown at once in so many rows under the heading."""
    without_last_gap = (rows + 1) // CARD_ROWS
    return max(1, without_last_gap if cards <= without_last_gap else rows // CARD_ROWS)


def fit(text: str, width: int) -> str:
    """Shorten a text to a width in cells, with a sign where something was cut."""
    if cell_len(text) <= width:
        return text
    # A joiner left at the cut would join the sign to the letter before it.
    cut = set_cell_size(text, max(width - 1, 0)).rstrip(" \u200c\u200d")
    return cut + GLYPHS.more if width > 0 else ""


def fit_first(wordings: Sequence[str], width: int) -> str:
    """Give the first of ever shorter wordings that fits; the last one is cut where none does."""
    return next((words for words in wordings if cell_len(words) <= width), None) or fit(wordings[-1], width)


def fit_sentence(text: str, width: int) -> str:
    """Shorten a text by leaving out its last sentences, then its last clauses, before it is cut."""
    if cell_len(text) <= width:
        return text
    for mark in (". ", "; ", ": ", ", "):
        parts = _parts(text, mark)
        for count in range(len(parts) - 1, 0, -1):
            shorter = mark.join(parts[:count]).rstrip(".,;:") + "."
            if cell_len(shorter) <= width:
                return shorter
    return fit(text, width)


def _parts(text: str, mark: str) -> list[str]:
    """Split at a mark, but not after `Dr.` and its like."""
    parts: list[str] = []
    for part in text.split(mark):
        before = parts[-1].rpartition(" ")[2] if parts else ""
        if mark == ". " and (before.casefold() in FORMS_OF_ADDRESS or "." in before or len(before) == 1):
            parts[-1] += mark + part
        else:
            parts.append(part)
    return parts


def short_count(number: int) -> str:
    """Say a count in at most four cells: `14`, `980`, `2.1k`, `10k`."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 9_950 else f"{round(number / 1_000)}k"
