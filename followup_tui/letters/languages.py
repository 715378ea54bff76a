"""The words that a letter needs beside its template, in each language that has shipped templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from followup_tui.domain.dates import format_in_language
from followup_tui.domain.letter import language_code
from followup_tui.domain.time_defaults import END_OF_DAY
from followup_tui.domain.wording import ordinal


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes days, times and numbers.

    Attributes:
        code: `en`, `de`.
        near: the words for today and yesterday.
        weekday: the format of a day within the last week, in arrow's tokens.
        full: the format of any other day, in arrow's tokens.
        agreed: the format of an agreed time, in arrow's tokens.
        deadline: the format of a deadline, and of one at the end of a day, in arrow's tokens.
        which: writes which of several it was, counted from 1, as it stands behind `in the`, `im`: `second`.
    """

    code: str
    near: tuple[str, str]
    weekday: str
    full: str
    agreed: str
    deadline: tuple[str, str]
    which: Callable[[int], str]

    def day(self, day: date, today: date) -> str:
        """Write a past day as a part of a sentence: `yesterday`, `on Thursday`, `on 12 November`."""
        ago = (today - day).days
        if ago in (0, 1):
            return self.near[ago]
        return format_in_language(day, self.weekday if 0 < ago < 7 else self.full, self.code)

    def moment(self, at: datetime) -> str:
        """Write an agreed time as it stands behind `on`, `am`: `Friday 20 November at 15:00`."""
        return format_in_language(at, self.agreed, self.code)

    def until(self, at: datetime) -> str:
        """Write a deadline as it stands behind `by`, `bis`: `Friday 20 November`, or with the time."""
        return format_in_language(at, self.deadline[at.time() == END_OF_DAY], self.code)


def _german_ordinal(number: int) -> str:
    words = ("ersten", "zweiten", "dritten", "vierten", "fünften")
    return words[number - 1] if 1 <= number <= len(words) else f"{number}."


ENGLISH: Final = Language(
    code="en",
    near=("today", "yesterday"),
    weekday="[on] dddd",
    full="[on] D MMMM",
    agreed="dddd D MMMM [at] HH:mm",
    deadline=("dddd D MMMM[,] HH:mm", "dddd D MMMM"),
    which=ordinal,
)

GERMAN: Final = Language(
    code="de",
    near=("heute", "gestern"),
    weekday="[am] dddd",
    full="[am] D. MMMM",
    agreed="dddd, [den] D. MMMM[, um] HH:mm [Uhr]",
    deadline=("dddd, [den] D. MMMM[,] HH:mm [Uhr]", "dddd, [den] D. MMMM"),
    which=_german_ordinal,
)


def language_of(template_set: str) -> Language:
    """Return the language of a template set, as `language_code` tells it."""
    return GERMAN if language_code(template_set) == GERMAN.code else ENGLISH
