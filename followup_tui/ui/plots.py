"""Plots made of Braille dots by plotille, which is imported with the first plot.

plotille is given numbers only. A plot has no colours of its own; where the terminal cannot show Braille,
ASCII characters replace it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

from followup_tui.ui.glyphs import GLYPHS, PLAIN, Glyphs

FEELINGS = 5
"""How many rows the plot of feelings has: one for each feeling."""

POINT = "●"

_DOTS = range(0x2801, 0x2900)
_EMPTY = {0x2800: " "}
_DOTS_AS_BARS = _EMPTY | dict.fromkeys(_DOTS, "=")
_DOTS_AS_DOTS = _EMPTY | dict.fromkeys(_DOTS, ".") | {ord(POINT): "*"}


def bars(counts: Sequence[int], width: int, full: int = 1, glyphs: Glyphs | None = None) -> list[str]:
    """Draw a horizontal bar for each number, in proportion to the greatest.

    Args:
        counts: the numbers, none negative. A number above 0 has a bar, however short.
        width: how many cells the longest bar has.
        full: the least number whose bar has the whole width.
        glyphs: the signs the terminal can show; this terminal's where None.

    Returns:
        A row for each number.
    """
    greatest = max(counts, default=0)
    if not greatest:
        return [""] * len(counts)
    from plotille import Canvas

    dots, rows = width * 2, len(counts)
    greatest = max(greatest, full)
    canvas = Canvas(width, rows, 0, 0, dots, rows * 4)
    for row, count in enumerate(counts):
        if count:
            # In integers: a quotient of two floats may be infinite.
            last = max(1, dots * count // greatest) - 1
            bottom = (rows - 1 - row) * 4 + 1
            for dot in (bottom, bottom + 1):
                canvas.line(0, dot, last, dot)
    return _rows(canvas.plot("\n"), _DOTS_AS_BARS if _is_plain(glyphs) else _EMPTY)


def over_time(points: Sequence[tuple[float, float]], width: int, glyphs: Glyphs | None = None) -> list[str]:
    """Draw feelings from 1 to 5 over time, as points with a line through them.

    Args:
        points: a moment in seconds and a feeling each, in order of time.
        width: how many cells the plot has.
        glyphs: the signs the terminal can show; this terminal's where None.

    Returns:
        `FEELINGS` rows, the one of the best feeling first.
    """
    from plotille import Canvas

    canvas = Canvas(width, FEELINGS, 0, 0, width * 2, FEELINGS * 4)
    first, last = (points[0][0], points[-1][0]) if points else (0.0, 0.0)
    span = last - first
    # One point, or several of one moment, are drawn in the middle.
    places = [
        (
            2 * round((moment - first) / span * (width - 1)) if span else width // 2 * 2,
            round((feeling - 1) * 4) + 1,
        )
        for moment, feeling in points
    ]
    for before, after in pairwise(places):
        canvas.line(*before, *after)
    for place in places:
        canvas.point(*place, marker=POINT)
    return _rows(canvas.plot("\n"), _DOTS_AS_DOTS if _is_plain(glyphs) else _EMPTY)


def _rows(plot: str, substitutes: dict[int, str]) -> list[str]:
    return [row.rstrip() for row in str(plot).translate(substitutes).split("\n")]


def _is_plain(glyphs: Glyphs | None) -> bool:
    # The font of the Linux console has no Braille, whatever its locale is.
    return (glyphs or GLYPHS) is PLAIN or os.environ.get("TERM") == "linux"
