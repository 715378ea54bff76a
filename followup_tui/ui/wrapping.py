"""Words wrapped to so many cells, by words; the lines after the first can have another width."""

from __future__ import annotations

from typing import Final

from followup_tui.cells import cut, text_width

MAX_WIDTH: Final = 76
"""How many cells a line has at most: longer ones are hard to read."""

WIDEST_ROW: Final = 120
"""How many cells a row of a list has at most: farther off, what ends it is not seen as part of it."""


def wrap(text: str, width: int, first_width: int | None = None) -> list[str]:
    """Wrap a text, its words set apart by one space; a word that is too long itself is cut.

    Args:
        text: the text, in one line.
        width: how many cells a line has.
        first_width: how many the first line has, where that is another number.
    """
    width = max(width, 1)
    room = width if first_width is None else max(first_width, 1)
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = width
        rest = word
        while text_width(rest) > room:
            part = cut(rest, room) or rest[:1]
            lines.append(part)
            rest, room = rest[len(part) :], width
        line = rest
    return [*lines, line] if line or not lines else lines
