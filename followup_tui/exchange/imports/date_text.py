"""Reads one date, with its time and zone, as programs and people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from followup_tui.domain.dates import MONTHS, WEEKDAYS
from followup_tui.domain.instant import Instant
from followup_tui.domain.stages import Today


class DateOrder(StrEnum):
    """What comes first in a date of three numbers. The values are those of `--dates`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_YEARS: Final = range(1990, 2100)
"""A year that is none of these is one of a program that writes zero for nothing: `0001-01-01`."""

_GERMAN_MONTHS: Final = (
    *("januar", "februar", "marz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
_MONTH_NUMBERS: Final = {
    name[:length]: number
    for names in (map(str.casefold, MONTHS), _GERMAN_MONTHS)
    for number, name in enumerate(names, start=1)
    for length in range(3, len(name) + 1)
} | {"janner": 1, "feber": 2, "maerz": 3, "mrz": 3}
_WEEKDAY: Final = "|".join(
    [name.casefold()[:length] for name in WEEKDAYS for length in range(len(name), 2, -1)]
    + [
        "(?:mon|diens|donners|frei|sams|sonn)tag",
        "mittwoch",
        "sonnabend",
        "(?:mo|di|mi|do|fr|sa|so)(?=[., ])",
    ]
)
_ABBREVIATED_ZONES: Final = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mesz", "eet"), 2),
    "eest": 3,
    "edt": -4,
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
}

_OFFSET: Final = re.compile(
    r"[ (\[]*(?:(?:gmt|utc)(?P<named>[+-]\d{1,2}(?::?\d{2})?)"
    r"|(?<=[\d ])(?P<bare>[+-]\d{2}:?\d{2}|(?<=:\d\d)[+-]\d{2}))"
    r"[)\]]*(?: ?\([^)]*\))?"
)
_ZONE_NAME: Final = re.compile(rf"(?<=[\d m])[ (]*(?<![a-z])({'|'.join(_ABBREVIATED_ZONES)})(?![a-z\d])\)?")
_IANA: Final = re.compile(r"[ (\[]+([A-Za-z]+/[A-Za-z_/+-]+)[)\]]*")
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d{2})(?:(?P=mark)(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?P<hours> ?uhr\b| ?h\b)?"
)
_DAYS: Final = (
    re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(
        r"(?P<one>\d{1,2})(?P<mark>[-/.]) ?(?P<two>\d{1,2})(?:(?P=mark) ?(?P<year>\d{4}|'?\d{2})|(?P=mark))?"
    ),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ /-]*(?:of )?(?P<name>[a-z]{3,9})"
        r"\.?,?[ /-]*(?P<year>\d{4}|'?\d{2})?"
    ),
    re.compile(r"(?P<name>[a-z]{3,9})\.?[ /-]*(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:,? ?(?P<year>\d{4}))?"),
    re.compile(r"(?P<year>\d{4})[ -](?P<name>[a-z]{3,9})[ -](?P<day>\d{1,2})"),
    re.compile(r"(?P<serial>[345]\d{4})(?:[.,]\d+)?"),
    re.compile(r"(?P<epoch>1\d{9}|1\d{12})"),
)
_SPREADSHEET_EPOCH: Final = date(1899, 12, 30)
_AROUND: Final = re.compile(r"^(?:am|on|at|den|the|um|@)\b ?|[ ,]*(?:\b(?:at|um|from|von|ab)|@)?[ ,]*$")


class NoDateError(ValueError):
    """Says why a text is no date, as the user reads it."""


class DateText:
    """Reads the dates of a file, one at a time.

    Args:
        today: the present moment: its zone is that of a time without one, its year the nearest to others.

    Attributes:
        order: what comes first in a date of three numbers.
    """

    def __init__(self, today: Today, order: DateOrder = DateOrder.DAY_FIRST) -> None:
        self._today = today
        self.order = order

    def moment(
        self, text: str, day: date | None, zone: tzinfo | None, remarks: list[str]
    ) -> tuple[Instant | date, tzinfo | None]:
        """Return a moment or a day, and the zone that stands with it.

        Args:
            text: what is written.
            day: the day where only a time is written; None where a day has to be.
            zone: the zone where none is written; None for the user's.
            remarks: what is taken that is not written is added to them.

        Raises:
            NoDateError: the text is none.
        """
        rest = re.sub(r"\A(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?", r"\1-\2-\3T\4:\5", text)
        rest, zone = _without_zone(rest, zone)
        rest = _plain(rest)
        rest = re.sub(rf"^(?:{_WEEKDAY})\b[., ]*", "", rest)
        rest, clock = _without_clock(rest)
        rest = _AROUND.sub("", _AROUND.sub("", rest.strip(" ,")))
        if rest or day is None:
            day = self._day(rest, text, remarks)
        if clock is None:
            return day, zone
        try:
            time_of_day = _time(clock)
        except ValueError:
            remarks.append(f"{clock[0].strip()} is no time of day: only the day is taken")
            return day, zone
        if time_of_day == time(0):
            return day, zone  # midnight is what programs write where there is no time
        moment = datetime.combine(day, time_of_day, zone or self._today.zone)
        return Instant.of(moment.astimezone(self._today.zone)), zone

    def _day(self, text: str, shown: str, remarks: list[str]) -> date:
        """Return a day.

        Raises:
            NoDateError: the text is none.
        """
        match = next((match for pattern in _DAYS if (match := pattern.fullmatch(text))), None)
        if match is None:
            raise NoDateError("date")
        parts = match.groupdict()
        if parts.get("serial"):
            return _SPREADSHEET_EPOCH + timedelta(days=int(parts["serial"]))
        if parts.get("epoch"):
            return datetime.fromtimestamp(int(parts["epoch"][:10]), UTC).astimezone(self._today.zone).date()
        if parts.get("name"):
            month, day = _MONTH_NUMBERS.get(parts["name"], 0), int(parts["day"])
            if not month:
                raise NoDateError("date")
        elif "one" in parts:
            month, day = self._month_and_day(parts)
        else:
            month, day = int(parts["month"]), int(parts["day"])
        if not parts["year"]:
            year = self._nearest_year(month, day)
            remarks.append(f"{shorten_cell(shown)} has no year: {year} is taken")
        else:
            year = self._year(parts["year"].strip("'"))
        if year not in _YEARS:
            raise NoDateError("date")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise NoDateError("day") from error

    def _month_and_day(self, parts: dict[str, str]) -> tuple[int, int]:
        """Return month and day of two numbers.

        Raises:
            NoDateError: they are none.
        """
        one, two = int(parts["one"]), int(parts["two"])
        if parts["mark"] == "-" and not parts["year"]:
            raise NoDateError("date")  # 2-3 are rather rounds
        return (one, two) if self.order is DateOrder.MONTH_FIRST else (two, one)

    def _year(self, digits: str) -> int:
        """Return a year of four or two digits, of which the latter lie at most twenty years ahead."""
        if len(digits) == 4:
            return int(digits)
        century = self._today.day.year // 100 * 100
        year = century + int(digits)
        return year if year <= self._today.day.year + 20 else year - 100

    def _nearest_year(self, month: int, day: int) -> int:
        today = self._today.day
        days = []
        for year in (today.year, today.year - 1, today.year + 1):
            try:
                days.append(date(year, month, day))
            except ValueError:
                continue
        return min(days, key=lambda each: abs(each - today)).year if days else today.year


def shorten_cell(text: str) -> str:
    """Return a cell as a remark names it: one line, and not a long one."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}\u2026"


def _plain(text: str) -> str:
    """Return a text in small letters without accents: `Mär` is `mar`."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _without_zone(text: str, zone: tzinfo | None) -> tuple[str, tzinfo | None]:
    """Take the zone off a text."""
    if match := _IANA.search(text):
        try:
            zone = ZoneInfo(match[1])
            text = text[: match.start()] + text[match.end() :]
        except (KeyError, ValueError, OSError):
            pass
    text = text.casefold()
    if (match := _OFFSET.search(text)) and (":" in text[: match.start()] or match["named"]):
        written = match["named"] or match["bare"]
        hours, colon, minutes = written[1:].partition(":")
        if not colon:  # +1, +01 or +0100
            hours, minutes = hours[:2], hours[2:]
        if int(hours) <= 15 and int(minutes or 0) < 60:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return _cut(text, match), timezone(-offset if written[0] == "-" else offset)
    if match := _ZONE_NAME.search(text):
        return _cut(text, match), timezone(timedelta(hours=_ABBREVIATED_ZONES[match[1]]))
    return text, zone


def _without_clock(text: str) -> tuple[str, re.Match[str] | None]:
    """Take the time of day off a text: what has a colon, or says that it is an hour."""
    for match in _clocks(text):
        is_time = match["mark"] == ":" or match["half"] or match["hours"] or match["mark"] == "h"
        if is_time and (match["minute"] or match["half"] or match["hours"]):
            before = text[: match.start()]
            before = before.removesuffix("t") if before[-2:-1].isdigit() else before
            return f"{before.strip()} {text[match.end() :].strip()}".strip(), match
    return text, None


def _clocks(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _CLOCK.search(text, position):
        yield match
        position = match.start() + 1
        while position < len(text) and text[position - 1].isdigit() and text[position].isdigit():
            position += 1


def _time(match: re.Match[str]) -> time:
    """Return a time of day.

    Raises:
        ValueError: there is no such time.
    """
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("a half of the day has twelve hours")
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip()
