"""How wide texts and the terminal are, in columns; and texts shortened, padded and wrapped to a width."""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable


def available_columns() -> int | None:
    """Return how wide the output is; None in a pipe, where nothing needs to be cut.

    `COLUMNS` says how wide it is wherever it goes.
    """
    # Not int() alone: it takes digits of any script, and refuses thousands of them.
    set_width = re.fullmatch("0*[1-9][0-9]{0,5}", os.environ.get("COLUMNS", ""))
    if set_width is not None:
        return int(set_width[0])
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # only a terminal has a size

    return shutil.get_terminal_size().columns


def text_width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # `due` does without, for companies in plain letters

    width: int = wcswidth(text)
    # It returns -1 for texts with control characters. Those take no columns once they are made safe.
    return width if width >= 0 else text_width("".join(filter(str.isprintable, text)))


def shorten(text: str, width: int | None) -> str:
    """Cut a text to a width, with `…` where something is missing; None cuts nothing."""
    if width is None or text_width(text) <= width:
        return text
    # Each beginning is measured as a whole: an accent or a joined emoji may add nothing to what is before it.
    too_long = bisect_right(range(len(text)), width - 1, key=lambda end: text_width(text[:end]))
    return f"{text[: max(too_long - 1, 0)].rstrip()}…"


def fit_first(wordings: Iterable[str], width: int | None) -> str:
    """Return the first of some wordings that fits a width; empty where none does."""
    return next((words for words in wordings if width is None or text_width(words) <= width), "")


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces to a width."""
    return text + " " * (width - text_width(text))


def wrap(text: str, width: int | None, indent: str = "") -> str:
    """Break a text between its words into lines of a width, each indented; None breaks nowhere.

    A word that is too wide for a line of its own is shortened.
    """
    if width is None:
        return f"{indent}{text}"
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and text_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(shorten(f"{indent}{word}", width))
    return "\n".join(lines)
