"""The words a letter needs beside its template, in the languages letters are shipped in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from followup_tui.domain.dates import in_language
from followup_tui.domain.letter import language_code
from followup_tui.domain.text import ordinal


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says what differs from letter to letter.

    Attributes:
        code: `en`, `de`.
        near: today and yesterday.
        weekday: a day within the last week, in arrow's tokens.
        full: any other day, in arrow's tokens.
        agreed: an agreed time, in arrow's tokens.
        which: says which of several it was, counted from 1, as it stands behind `in the`, `im`: `second`.
    """

    code: str
    near: tuple[str, str]
    weekday: str
    full: str
    agreed: str
    which: Callable[[int], str]

    def day(self, day: date, today: date) -> str:
        """Say a past day as a part of a sentence: `yesterday`, `on Thursday`, `on 12 November`."""
        ago = (today - day).days
        if ago in (0, 1):
            return self.near[ago]
        return in_language(day, self.weekday if 0 < ago < 7 else self.full, self.code)

    def moment(self, at: datetime) -> str:
        """Say an agreed time, behind `on`, `am`: `Friday 20 November at 15:00`."""
        return in_language(at, self.agreed, self.code)


def _german_ordinal(number: int) -> str:
    words = ("ersten", "zweiten", "dritten", "vierten", "fünften")
    return words[number - 1] if 1 <= number <= len(words) else f"{number}."


ENGLISH: Final = Language(
    "en",
    ("today", "yesterday"),
    "[on] dddd",
    "[on] D MMMM",
    "dddd D MMMM [at] HH:mm",
    ordinal,
)

GERMAN: Final = Language(
    "de",
    ("heute", "gestern"),
    "[am] dddd",
    "[am] D. MMMM",
    "dddd, [den] D. MMMM[, um] HH:mm [Uhr]",
    _german_ordinal,
)


def language_of(letters: str) -> Language:
    """Give the language of a set of templates, as `language_code` tells it."""
    return GERMAN if language_code(letters) == GERMAN.code else ENGLISH
