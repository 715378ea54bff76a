"""How wide texts and the terminal are, in columns; and texts shortened, padded and wrapped to a width."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from followup_tui.cells import cut, text_width


def available_columns() -> int | None:
    """Return how wide the output is; None in a pipe, where nothing needs to be cut.

    `COLUMNS` says how wide it is wherever it goes.
    """
    # Not int() alone: it takes digits of any script, and refuses thousands of them.
    set_width = os.environ.get("COLUMNS", "").lstrip("0")
    if set_width.isdecimal() and set_width.isascii() and len(set_width) <= 6:
        return int(set_width)
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # only a terminal has a size

    return shutil.get_terminal_size().columns


def shorten(text: str, width: int | None) -> str:
    """Cut a text to a width, with `…` where something is missing; None cuts nothing."""
    if width is None or text_width(text) <= width:
        return text
    return f"{cut(text, width - 1).rstrip()}…"


def fit_first(wordings: Iterable[str], width: int | None) -> str:
    """Return the first of some wordings that fits a width; empty where none does."""
    return next((words for words in wordings if width is None or text_width(words) <= width), "")


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces to a width."""
    return text + " " * (width - text_width(text))


def column_widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return how wide each column of some rows is."""
    return [max(map(text_width, column)) for column in zip(*rows, strict=True)]


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
