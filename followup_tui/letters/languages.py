"""The words a letter needs beside its template, in the languages letters are shipped in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from followup_tui.domain.dates import in_language


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says what differs from letter to letter.

    Attributes:
        code: `en`, `de`.
        near: today and yesterday.
        weekday: a day within the last week, in arrow's tokens.
        full: any other day, in arrow's tokens.
        agreed: an agreed time, in arrow's tokens.
        ordinals: first to fifth, as they stand behind `in the`, `im`.
        later: any other, its number for `{}`.
    """

    code: str
    near: tuple[str, str]
    weekday: str
    full: str
    agreed: str
    ordinals: tuple[str, ...]
    later: str

    def day(self, day: date, today: date) -> str:
        """Say a past day as a part of a sentence: `yesterday`, `on Thursday`, `on 12 November`."""
        ago = (today - day).days
        if ago in (0, 1):
            return self.near[ago]
        return in_language(day, self.weekday if 0 < ago < 7 else self.full, self.code)

    def moment(self, at: datetime) -> str:
        """Say an agreed time, behind `on`, `am`: `Friday 20 November at 15:00`."""
        return in_language(at, self.agreed, self.code)

    def which(self, number: int) -> str:
        """Say which of several interviews it was, counted from 1: `second`."""
        return self.ordinals[number - 1] if number <= len(self.ordinals) else self.later.format(number)


ENGLISH: Final = Language(
    "en",
    ("today", "yesterday"),
    "[on] dddd",
    "[on] D MMMM",
    "dddd D MMMM [at] HH:mm",
    ("first", "second", "third", "fourth", "fifth"),
    "{}th",
)

GERMAN: Final = Language(
    "de",
    ("heute", "gestern"),
    "[am] dddd",
    "[am] D. MMMM",
    "dddd, [den] D. MMMM[, um] HH:mm [Uhr]",
    ("ersten", "zweiten", "dritten", "vierten", "fünften"),
    "{}.",
)


def language_of(letters: str) -> Language:
    """Give the language of a set of templates, by the beginning of its name: `de`, `de-informal`."""
    return GERMAN if letters.partition("-")[0].casefold() == "de" else ENGLISH
