"""How many cells of a terminal a text takes, and a text cut to so many. It loads neither Textual nor Rich."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_ONE_CELL_EACH: Final = re.compile("[ -~\xa1-\xac\xae-\u02ff–—‘’“”•…→─━│▌▶◆◇●]*")  # noqa: RUF001 - these are meant
"""Texts in the letters and signs that most are written in: each of these takes one cell."""

_CONTROLS: Final = re.compile("[\0-\x1f\x7f-\x9f]")


def is_one_cell_each(text: str) -> bool:
    """Return whether each character of a text is known to take one cell, whatever is around it."""
    return _ONE_CELL_EACH.fullmatch(text) is not None


def text_width(text: str) -> int:
    """Return how many cells a text takes."""
    if is_one_cell_each(text):
        return len(text)
    # Most texts are in plain letters: neither `due` nor the first paint needs it.
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    # It returns -1 for texts with control characters. Those take no cells once they are made safe.
    return width if width >= 0 else text_width(_CONTROLS.sub("", text))


def cut(text: str, width: int) -> str:
    """Return the longest beginning of a text that takes at most so many cells."""
    if text_width(text) <= width:
        return text
    # Each beginning is measured as a whole: an accent or a joined emoji may add nothing to what is before it.
    too_long = bisect_right(range(len(text) + 1), width, key=lambda end: text_width(text[:end]))
    return text[: max(too_long - 1, 0)]
