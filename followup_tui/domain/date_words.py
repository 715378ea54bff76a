"""The words that dates are typed with, in English and German, turned into the few that the patterns know.

A table a language: another one is another table. The patterns see lower case, no accents, figures for
numbers, and one English word for each thing.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize as normalize_unicode

from followup_tui.domain.date_errors import EXAMPLES, date_error
from followup_tui.domain.wording import quoted

_LONGEST: Final = 150
"""The most characters a date may have: a line of an invitation that spells its zone out has some 120."""

_ENGLISH: Final = {
    "today evening": "tonight",
    "noon": "midday",
    "end of week": "eow",
    "end of month": "eom",
}
_GERMAN: Final = {
    "today": "heute",
    "tomorrow": "morgen",
    "yesterday": "gestern",
    "day after tomorrow": "ubermorgen",
    "day before yesterday": "vorgestern",
    "now": "jetzt",
    "monday": "montag",
    "tuesday": "dienstag di",
    "wednesday": "mittwoch mi",
    "thursday": "donnerstag do",
    "friday": "freitag fr",
    "saturday": "samstag sonnabend sa",
    "sunday": "sonntag so",
    "january": "januar janner",
    "february": "februar feber",
    "march": "marz mrz",
    "may": "mai",
    "june": "juni",
    "july": "juli",
    "october": "oktober okt",
    "december": "dezember dez",
    "morning": "fruh vormittag morgens vormittags",
    "noon": "mittag mittags",
    "afternoon": "nachmittag nachmittags",
    "evening": "abend abends",
    "midnight": "mitternacht",
    "week": "woche",
    "weeks": "wochen",
    "weekend": "wochenende",
    "month": "monat monats",
    "months": "monate monaten",
    "year": "jahr jahres",
    "years": "jahre jahren",
    "hour": "stunde",
    "hours": "stunden",
    "minutes": "minuten",
    "business day": "arbeitstag",
    "business days": "arbeitstage arbeitstagen",
    "end": "ende",
    "end of month": "monatsende",
    "end of year": "jahresende",
    "mid": "mitte",
    "start": "anfang beginn",
    "by": "bis",
    "by the": "zum",
    "from": "ab von",
    "from the": "vom",
    "at": "um",
    "the": "der die das den dem des",
    "a": "ein eine einen einem einer eines",
    **{
        english: " ".join(stem + ending for stem in stems.split() for ending in ("e", "en", "er", "es", "em"))
        for english, stems in {
            "this": "dies",
            "next": "nachst",
            "coming": "kommend",
            "last": "letzt vergangen vorig",
        }.items()
    },
}
_NUMBERS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn",
)
_WORDS: Final = dict(
    [(word, english) for english, words in [*_ENGLISH.items(), *_GERMAN.items()] for word in words.split()]
    + [(word, str(number)) for words in _NUMBERS for number, word in enumerate(words.split(), start=1)]
)
"""What each word becomes. One that may be written with or without its umlaut stands here without."""

_GERMAN_DAYS: Final = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
_LETTERS: Final = str.maketrans(
    {
        # Full-width figures, letters and marks, as East Asian keyboards type them.
        **{chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
        "\N{LATIN SMALL LETTER SHARP S}": "ss",
        **dict.fromkeys(
            "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"
        ),
        # What calendars put between the day and the time of an invitation.
        **dict.fromkeys("\N{MIDDLE DOT}\N{DOT OPERATOR}\N{BULLET}", " "),
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)


def normalize(text: str) -> str:
    """Return a text as the patterns expect it: English, in lower case, ASCII, with single spaces.

    Raises:
        DateError: it is empty, too long, or has characters that no date is written with.
    """
    if len(text) > _LONGEST:
        raise date_error(f"{quoted(text)} is too long for a date", *EXAMPLES)
    stripped = text.strip()
    if not stripped:
        raise date_error("no date was given", *EXAMPLES)
    # Spaces of any kind are accepted, as web pages and phones put them in; control characters are not.
    spaced = " ".join(stripped.split())
    ascii_text = _without_accents(spaced)
    if not ascii_text.isascii() or not all(letter.isprintable() or ord(letter) > 159 for letter in stripped):
        raise date_error(f"{quoted(stripped)} has characters that no date is written with", *EXAMPLES)
    return _in_english(" ".join(ascii_text.lower().split()))


def _without_accents(text: str) -> str:
    """Return a text without the accents of its letters and in characters of usual width."""
    decomposed = normalize_unicode("NFD", text.translate(_LETTERS).lower())
    return re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", decomposed)


def _in_english(phrase: str) -> str:
    """Return a phrase with each word that is in the table replaced."""
    # After a day, and in "Freitagmorgen", "morgen" is the morning and not tomorrow.
    phrase = re.sub(rf"\b({_GERMAN_DAYS})(morgen|vormittag|mittag|nachmittag|abend)s?\b", r"\1 \2", phrase)
    phrase = re.sub(
        rf"\b(heute|u?e?bermorgen|(?:vor)?gestern|{_GERMAN_DAYS})(,? )morgen\b", r"\1\2morning", phrase
    )
    phrase = re.sub(r"[a-z]+", lambda match: _translated(match[0]), phrase.replace("o'clock", "uhr"))
    phrase = re.sub(r"\buhr am\b", "uhr on", phrase)
    return _without_uhr(_with_marks(phrase))


def _with_marks(phrase: str) -> str:
    """Return a phrase with "20261127t143000z", as calendars write it, as "2026-11-27t14:30:00z"."""
    phrase = re.sub(r"\b(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)", r"\1-\2-\3t\4:\5", phrase, flags=re.ASCII)
    return re.sub(r"(t\d\d:\d\d)(\d\d)", r"\1:\2", phrase, flags=re.ASCII)


def _without_uhr(phrase: str) -> str:
    """Return a phrase with "14 uhr 30" as 14:30. From 1 to 7 "uhr" stays: it could be of the afternoon."""
    phrase = re.sub(r"(\d:\d\d) ?h(?:rs)?\b", r"\1", phrase, flags=re.ASCII)
    phrase = re.sub(r"\b(\d{1,2})[.:](\d\d) ?uhr\b", r"\1:\2", phrase, flags=re.ASCII)
    phrase = re.sub(r"\b(\d{1,2}) ?uhr ?([0-5]\d)\b(?![.:]| ?[a-z])", r"\1:\2", phrase, flags=re.ASCII)
    phrase = re.sub(r"(?<![.:])\b(0|[89]|\d\d) ?uhr\b", r"\1:00", phrase, flags=re.ASCII)
    return phrase.replace("12:00 noon", "12:00")


def _translated(word: str) -> str:
    """Return what a word becomes; "maerz" is "marz" too. A word that is not in the table stays."""
    return _WORDS.get(word) or _WORDS.get(re.sub(r"([aou])e", r"\1", word), word)
