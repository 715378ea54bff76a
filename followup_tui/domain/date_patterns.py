"""The words and patterns that days, times and spans are written in.

The patterns are for a phrase as `date_words.normalize` returns it. They are compiled when first used, which
is after the board's first paint.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from followup_tui.domain.dates import MONTHS, WEEKDAYS

_WEEKDAY_NUMBERS: Final = {"mo": 0} | {name.lower()[:3]: number for number, name in enumerate(WEEKDAYS)}
_MONTH_NUMBERS: Final = {name.lower()[:3]: number for number, name in enumerate(MONTHS, start=1)}
NOW: Final = frozenset({"now", "just now", "right now"})
NAMED_DAYS: Final = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
WORDS: Final = (*NAMED_DAYS, *map(str.lower, WEEKDAYS))
"""The words that a mistyped one is compared with."""

_UNITS: Final = {
    r"min(?:ute)?s?": "minutes",
    r"h|hrs?|hours?": "hours",
    r"d|days?|tage?n?": "days",
    r"bd|(?:business|working) ?days?": "business days",
    r"w|wks?|weeks?": "weeks",
    r"fortnights?": "fortnights",
    r"mo|months?": "months",
    r"y|yrs?|years?": "years",
    r"m": "minutes or months",
}
DAYS_IN: Final = {
    **dict.fromkeys(("minutes", "minutes or months"), 1 / 1440),
    "hours": 1 / 24,
    "weeks": 7,
    "fortnights": 14,
    "months": 28,
    "years": 365,
}
"""How many days a unit has at the least; one where it is not listed."""

_WEEKDAY_NAME: Final = (
    r"mon(?:day)?|mo|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH_NAME: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)

# Times.
_AM_PM: Final = r"[ap]\.?m\.?"
_COLONS: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?"
_TIME: Final = (
    rf"noon|midnight|{_COLONS}(?: ?{_AM_PM})?|\d{{1,2}}h\d{{2}}|"
    rf"\d{{1,2}}(?:\.\d{{2}})? ?{_AM_PM}|\d{{1,2}} ?uhr"
)
_BETWEEN: Final = r"(?:,? at |, ?| |(?<=\d)t)"
TIMED: Final = (
    rf"(?:(?P<day>.+?){_BETWEEN})?(?P<time>{_TIME})",
    rf"(?P<time>{_TIME}),? (?:on )?(?P<day>.+)",
)
"""A time, with or without a day."""
# An hour and minutes that cannot be a day and a month: 15.30, but not 15.10.
_HOUR_NOT_DATE: Final = r"(?:[01]?\d|2[0-3])\.(?:00|1[3-9]|[2-5]\d)"
AMBIGUOUSLY_TIMED: Final = (
    rf"(?P<day>)(?P<time>{_HOUR_NOT_DATE})",
    rf"(?P<day>.+?){_BETWEEN}(?P<time>\d{{1,2}}(?:\.\d{{2}})?)",
    r"(?P<time>\d{1,2}\.\d{2}),? (?:on )?(?P<day>.+)",
)
"""A time that looks like something else: only for a phrase that as a whole is no day."""
HOUR_AND_MINUTES: Final = r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)"
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,6}))?)?)?"
    r" ?(?P<half>[ap])?[.m]*"
)
INSTANT: Final = (
    rf"(?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?)[t ](?P<time>{_COLONS}) ?"
    r"(?P<offset>z|[+-]\d\d(?::?\d\d(?::\d\d)?)?)"
)

RANGE: Final = (
    rf"(?P<day>(?:.*?[ ,])??)(?P<from>from )?(?P<start>{_TIME}|\d{{1,2}})(?P<mark> ?- ?| to | until | by )"
    rf"(?P<end>{_TIME})(?P<rest>(?:,? .*)?)"
)
"""A start and an end: 2pm - 3pm, 14 bis 15 Uhr, from 9 to 10:30."""
_PART: Final = r"(?:in the |at the |at |am )?(?P<part>morning|afternoon|evening|night)"
PARTED: Final = (
    rf"(?P<day>.*?)(?:^|,? ){_PART}(?P<rest>(?:,? (?:at )?\d.*)?)",
    rf"(?P<day>){_PART}(?P<rest>,? .*)",
)
"""A part of a day, and what else was typed before and after it."""

# Days.
_WHICH: Final = r"(?P<which>this|next|last|coming)"
WEEKDAY: Final = (rf"(?:(?:this (?=coming))?{_WHICH} )?(?P<name>{_WEEKDAY_NAME})\.?",)
WEEKDAY_OF_WEEK: Final = (
    rf"(?P<name>{_WEEKDAY_NAME})\.?,? (?:of )?(?:the )?{_WHICH} week",
    rf"{_WHICH} week,? (?:on )?(?P<name>{_WEEKDAY_NAME})\.?",
)
DATES: Final = (
    r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)",
    (
        rf"(?!{_HOUR_NOT_DATE}\Z)(?P<day>\d\d?)\. ?(?P<month>\d\d?)"
        r"(?:(?:\. ?| )(?P<year>\d{4})|\.(?P<short_year>\d\d)|\.)?"
    ),
    (
        r"(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th|\.)? ?(?:of )?"
        rf"(?P<month>{_MONTH_NAME})\.?(?:,? ?(?P<year>\d{{4}}))?"
    ),
    rf"(?P<month>{_MONTH_NAME})\.? ?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:(?:, ?| )(?P<year>\d{{4}}))?",
)
DAY_OF_MONTH: Final = (r"(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th|\.)",)
SLASHED: Final = (r"(?P<one>\d\d?)(?P<mark>[-/])(?P<two>\d\d?)(?:(?P=mark)(?P<year>\d{4}|\d\d))?",)
WEEKDAY_AND_DATE: Final = (rf"(?P<name>{_WEEKDAY_NAME})\.?,? (?P<date>.*\d.*)",)
_COUNT: Final = r"(?:(?P<count>\d+) ?|(?:an?|one) )"
_UNIT: Final = f"(?P<unit>{'|'.join(_UNITS)})"
SPANS: Final = (
    rf"(?P<way>[+-]) ?(?P<count>\d+) ?{_UNIT}",
    rf"(?:today )?(?P<way>in|vor) {_COUNT}{_UNIT}",
    rf"{_COUNT}{_UNIT} (?P<way>ago|from (?:now|today))",
    rf"(?P<way>){_COUNT}{_UNIT}",
)
ENDS: Final = (
    rf"(?:the )?end (?:of )?(?:the )?(?:{_WHICH} )?(?P<unit>week|month|year)",
    r"late (?P<which>this|next|last|coming) (?P<unit>week)",
)
NEXT_WEEK: Final = (
    r"(?:the )?(?P<part>beginning|start|early|middle|mid)[ -](?:of )?(?:the )?(?:next|coming) week",
)
MONTH_PART: Final = (
    r"(?:the )?(?P<part>beginning|start|early|middle|mid|late|end)[ -](?:(?:of|in) )?(?:the )?"
    rf"(?:(?P<month>{_MONTH_NAME})\.?(?: (?P<year>\d{{4}}))?|(?:{_WHICH} )?month)"
)
PERIOD: Final = (
    r"(?:(?:early|late|sometime|during|the|end|start|beginning|middle|mid|of|in) )*"
    rf"(?:{_WHICH} )?(?P<unit>week|weekend|month|year)"
)
WHOLE_MONTH: Final = rf"(?:in |during |sometime in )?(?P<month>{_MONTH_NAME})\.?(?: (?P<year>\d{{4}}))?"


def match_whole(phrase: str, *patterns: str) -> re.Match[str] | None:
    """Return the match of the first pattern that matches the whole phrase; digits are 0 to 9."""
    matches = (re.fullmatch(pattern, phrase, re.ASCII) for pattern in patterns)
    return next(filter(None, matches), None)


def weekday_number(name: str) -> int:
    """Return the number of a weekday by its name, 0 for Monday."""
    return _WEEKDAY_NUMBERS[name[:3]]


def month_number(month: str) -> int:
    """Return the number of a month by its name or its digits, which may be those of no month."""
    return int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3]]


def unit_of(word: str) -> str:
    """Return the unit that a word means. "m" could mean two, and has a name of its own."""
    return next(unit for pattern, unit in _UNITS.items() if match_whole(word, pattern))


def parse_time(text: str) -> time | None:
    """Return a time of day; None where there is no such time, or for "midnight", which could be two."""
    if text == "noon":
        return time(12)
    text = text.removesuffix("uhr").rstrip()
    match = match_whole(text, _CLOCK)
    if match is None:
        return None
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    microsecond = int((match["fraction"] or "").ljust(6, "0"))
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0) if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute, second, microsecond)
    except ValueError:
        return None


def closest_word(phrase: str) -> str | None:
    """Return the word of `WORDS` that a phrase of five letters or more misses by at most two."""
    if len(phrase) < 5:
        return None
    from difflib import SequenceMatcher

    def differing_letters(word: str) -> int:
        changes = SequenceMatcher(None, phrase, word).get_opcodes()
        return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")

    word = min(WORDS, key=differing_letters)
    return word if differing_letters(word) <= 2 else None
