"""Fitting text into cells: truncated with a sign, or said more shortly before that."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.cells import cut, text_width
from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.advice.shorter import shorter_reasons, shorter_sentences
from followup_tui.ui.glyphs import GLYPHS


def fit(text: str, width: int) -> str:
    """Truncate a text to a width in cells, with an ellipsis where something was cut."""
    if text_width(text) <= width:
        return text
    # A joiner left at the cut would join the ellipsis to the letter before it.
    return cut(text, width - 1).rstrip(" \u200c\u200d") + GLYPHS.more if width > 0 else ""


def fit_words(text: str, width: int) -> str:
    """Shorten a text by whole words, with an ellipsis; only a first word that is too long itself is cut."""
    if text_width(text) <= width:
        return text
    words = cut(text, width - 1)
    if not text[len(words) :].startswith(" ") and " " in words:
        words = words.rpartition(" ")[0]
    # What only joined the words that are left out, as in `Research & …`, says nothing by itself.
    kept = words.rstrip(" \u200c\u200d&/,;:·-(\u2013\u2014")
    return kept + GLYPHS.more if width > 0 else ""


def fit_first(wordings: Iterable[str], width: int) -> str:
    """Return the first of ever shorter wordings that fits; the last one, truncated, where none does."""
    words = ""
    for words in wordings:
        if text_width(words) <= width:
            break
    return fit(words, width)


def fit_sentence(text: str, width: int) -> str:
    """Shorten a text by its last sentences, then by its last clauses, before it is truncated."""
    return _fit_or_truncate(shorter_sentences(text), text, width)


def fit_clauses(text: str, width: int) -> str:
    """Shorten a text that is no sentence by its last clauses, before it is shortened by words."""
    wordings = {words.rstrip(".") for words in shorter_sentences(text) if words != text}
    longest_first = sorted(wordings, key=len, reverse=True)
    return _first_that_fits((text, *longest_first), width) or fit_words(text, width)


def fit_reason(advice: Advice, width: int) -> str:
    """Say an advice in as many words as fit, people counted before they are left out."""
    return _fit_or_truncate(shorter_reasons(advice), advice.reason, width)


def short_count(number: int) -> str:
    """Write a count in at most four cells: `14`, `980`, `2.1k`, `10k`."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 9_950 else f"{round(number / 1_000)}k"


def _fit_or_truncate(wordings: Iterable[str], text: str, width: int) -> str:
    return _first_that_fits(wordings, width) or fit(text, width)


def _first_that_fits(wordings: Iterable[str], width: int) -> str | None:
    return next((words for words in wordings if text_width(words) <= width), None)
