"""Fitting text into cells: truncated with a sign, or said more shortly before that."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from followup_tui.domain.people import FORMS_OF_ADDRESS
from followup_tui.ui.glyphs import GLYPHS


def fit(text: str, width: int) -> str:
    """Truncate a text to a width in cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    # A joiner left at the cut would join the ellipsis to the letter before it.
    cut = set_cell_size(text, max(width - 1, 0)).rstrip(" \u200c\u200d")
    return cut + GLYPHS.more if width > 0 else ""


def fit_first(wordings: Sequence[str], width: int) -> str:
    """Return the first of ever shorter wordings that fits; the last one, truncated, where none does."""
    return next((words for words in wordings if cell_len(words) <= width), None) or fit(wordings[-1], width)


def fit_sentence(text: str, width: int) -> str:
    """Shorten a text by its last sentences, then by its last clauses, before it is truncated."""
    if cell_len(text) <= width:
        return text
    for mark in (". ", "; ", ": ", ", "):
        parts = _split(text, mark)
        for count in range(len(parts) - 1, 0, -1):
            shorter = mark.join(parts[:count]).rstrip(".,;:") + "."
            if cell_len(shorter) <= width:
                return shorter
    return fit(text, width)


def short_count(number: int) -> str:
    """Write a count in at most four cells: `14`, `980`, `2.1k`, `10k`."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 9_950 else f"{round(number / 1_000)}k"


def _split(text: str, mark: str) -> list[str]:
    """Split a text at a mark, but not after `Dr.` and other abbreviations."""
    parts: list[str] = []
    for part in text.split(mark):
        last_word = parts[-1].rpartition(" ")[2] if parts else ""
        is_abbreviation = last_word.casefold() in FORMS_OF_ADDRESS or "." in last_word or len(last_word) == 1
        if mark == ". " and is_abbreviation:
            parts[-1] += mark + part
        else:
            parts.append(part)
    return parts
