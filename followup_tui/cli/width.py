"""How many columns of a terminal a text takes, and there are: the standard library's knowledge is enough."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})


def room() -> int | None:
    """How many columns there are; None in a pipe, where nothing needs to be cut.

    `COLUMNS` says how much room there is wherever the output goes.
    """
    # Digits are many to Python, and numbers of thousands of them none.
    set_so = re.fullmatch("0*[1-9][0-9]{0,5}", os.environ.get("COLUMNS", ""))
    if set_so is None and not (sys.stdout is not None and sys.stdout.isatty()):
        return None
    if set_so is not None:
        return int(set_so[0])
    import shutil  # only a terminal has a size

    return shutil.get_terminal_size().columns


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


def wrap(text: str, width: int | None, indent: str = "") -> str:
    """Break a text between its words, each line indented and no wider than that; None breaks nowhere.

    A word that is too wide for a line of its own is cut.
    """
    if width is None:
        return f"{indent}{text}"
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(fit(f"{indent}{word}", width))
    return "\n".join(lines)


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
