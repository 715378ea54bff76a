"""How many columns of a terminal a text takes: the standard library's knowledge is enough for a list."""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})


def width_of(text: str) -> int:
    """Count the columns a text takes, a sequence of joined emoji as the two of its first."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in _measured(text))


def fit(text: str, width: int) -> str:
    """Cut a text to a width, with `…` where something is missing."""
    if width_of(text) <= width:
        return text
    kept, used = [], 0
    for char, columns in _measured(text):
        if used + columns > width - 1:
            break
        kept.append(char)
        used += columns
    return "".join(kept).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces to a width."""
    return text + " " * (width - width_of(text))


def _measured(text: str) -> list[tuple[str, int]]:
    """Each character with the columns it adds to what stands before it."""
    measured = []
    before = ""
    for char in text:
        if unicodedata.category(char) in _NOTHING or before == _JOINER or ord(char) in _SKIN_TONES:
            columns = 0
        else:
            columns = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        measured.append((char, columns))
        before = char
    return measured
