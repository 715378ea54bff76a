"""Whether a recording of what a terminal was sent paints any of its cells twice."""

from __future__ import annotations

import re

import pyte

_PIECE = re.compile(r"\x1b(?:\[[0-9;?<>=$ ]*[a-zA-Z]|\].*?(?:\x07|\x1b\\)|.)|[^\x1b]+", re.DOTALL)
"""An escape sequence, or the text up to the next one: what an emulator draws in one go."""


def painted_twice(recording: bytes, size: tuple[int, int]) -> list[str]:
    """Return what was painted over: the row, what stood in the cell, and what came there.

    A cell may go from blank to what it shows; and the clock may go on.
    """
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    shown: dict[tuple[int, int], tuple[object, ...]] = {}
    twice = []
    for piece in _PIECE.findall(recording.decode("utf-8", "replace")):
        screen.dirty.clear()
        # Emulators do not know all of them, nor do they draw: reports of keys, and of the cursor's shape.
        if not re.match(r"\x1b\[[<>=]", piece):
            stream.feed(piece)
        for y in screen.dirty:
            for x in range(size[0]):
                cell = screen.buffer[y][x]
                before, now = shown.get((x, y)), (cell.data, cell.fg, cell.bg, cell.bold, cell.reverse)
                if now == before or (before is None and now == (" ", "default", "default", False, False)):
                    continue
                if before is not None and not f"{before[0]}{cell.data}".isdigit():
                    twice.append(f"row {y}: {before} -> {now}")
                shown[x, y] = now
    return twice
