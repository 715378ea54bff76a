"""How many cells of a terminal a text takes, and a text cut to so many. It loads neither Textual nor Rich."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_LATIN: Final = (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x300))

_ONE_CELL_EACH: Final = frozenset((*map(chr, _LATIN), *"–—‘’“”•…→─━│▌▶◆◇●"))  # noqa: RUF001 - these are meant
"""The letters and signs that most texts are written in: each of these takes one cell."""

_TWO_CELLS_EACH: Final = (("ぁ", "ゖ"), ("ァ", "ー"), ("一", "\u9fff"), ("가", "힣"))
"""The first and the last letters that China, Japan and Korea write in: each of these takes two cells."""

_CONTROLS: Final = "[\0-\x1f\x7f-\x9f]"


def is_one_cell_each(text: str) -> bool:
    """Return whether each character of a text is known to take one cell, whatever is around it."""
    return _ONE_CELL_EACH.issuperset(text)


def letter_widths(text: str) -> list[int] | None:
    """Return how many cells each character of a text takes; None where it needs a closer look."""
    widths = [
        1 if letter in _ONE_CELL_EACH else 2 * any(first <= letter <= last for first, last in _TWO_CELLS_EACH)
        for letter in text
    ]
    return widths if all(widths) else None


def text_width(text: str) -> int:
    """Return how many cells a text takes."""
    if is_one_cell_each(text):
        return len(text)
    if (widths := letter_widths(text)) is not None:
        return sum(widths)
    # Most texts are in such letters: neither `due` nor the first paint needs it.
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    # It returns -1 for texts with control characters. Those take no cells once they are made safe.
    return width if width >= 0 else text_width(re.sub(_CONTROLS, "", text))


def cut(text: str, width: int) -> str:
    """Return the longest beginning of a text that takes at most so many cells."""
    if text_width(text) <= width:
        return text
    # Each beginning is measured as a whole: an accent or a joined emoji may add nothing to what is before it.
    too_long = bisect_right(range(len(text) + 1), width, key=lambda end: text_width(text[:end]))
    return text[: max(too_long - 1, 0)]
