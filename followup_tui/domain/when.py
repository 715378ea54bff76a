"""What people type for a day or an instant: understood in one way, or refused with a sentence.

A date read wrongly is worse than one refused: a letter goes out too early, an interview is missed. So
what could mean two things is never guessed at; the refusal shows both, and what to write instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from followup_tui.domain import dates
from followup_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_tui.domain.dates import Calendar

_LONGEST: Final = 100
_FIRST_YEAR: Final = 1970
_YEARS_AHEAD: Final = 20
_EVENING: Final = time(17)
_EXAMPLES: Final = ("fri", "tomorrow 14:30", "27 Nov", "in 3 days", "+5bd", "2026-11-27")

_WEEKDAY_NUMBERS: Final = {name.lower()[:3]: number for number, name in enumerate(dates.WEEKDAYS)}
_MONTH_NUMBERS: Final = {name.lower()[:3]: number for number, name in enumerate(dates.MONTHS, start=1)}
_NAMED_DAYS: Final = {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}
# A unit's spellings, without their spaces. Not "m": it could be minutes or months.
_UNITS: Final = {
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "minutes"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("bd", "businessday", "businessdays", "workingday", "workingdays"), "business days"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
    **dict.fromkeys(("mo", "month", "months"), "months"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "years"),
}
# At the least; what lies further away than any date may is refused before it is reckoned.
_DAYS_IN: Final = {"minutes": 1 / 1440, "hours": 1 / 24, "weeks": 7, "months": 28, "years": 365}
_TOO_MANY_DAYS: Final = 366 * (_YEARS_AHEAD + 1)

# Expressions for text in lower case. They are compiled when first asked for: the board is up before that.
_WEEKDAY_NAME: Final = (
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH_NAME: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_HALF: Final = r"[ap]\.?m\.?"
_COLONS: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?"
_TIME: Final = rf"noon|midnight|{_COLONS}(?: ?{_HALF})?|\d{{1,2}}h\d{{2}}|\d{{1,2}}(?:\.\d{{2}})? ?{_HALF}"
_DAY_THEN_TIME: Final = rf"(?:(?P<day>.+?)(?:,? at |, ?| |(?<=\d)t))?(?P<time>{_TIME})"
_TIME_THEN_DAY: Final = rf"(?P<time>{_TIME}),? (?:on )?(?P<day>.+)"
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,6}))?)?)?"
    r" ?(?P<half>[ap])?[.m]*"
)
_INSTANT: Final = (
    rf"(?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?)[t ](?P<time>{_COLONS}) ?"
    r"(?P<offset>z|[+-]\d\d(?::?\d\d(?::\d\d)?)?)"
)
_WEEKDAY: Final = rf"(?:(?P<which>this|next|last|coming) )?(?P<name>{_WEEKDAY_NAME})\.?"
_WEEKDAY_AND_DATE: Final = rf"(?P<name>{_WEEKDAY_NAME})\.?,? (?P<date>.*\d.*)"
_DATES: Final = (
    r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)",
    r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)(?:(?:\. ?| )(?P<year>\d{4})|\.(?P<short_year>\d\d)|\.)?",
    (
        r"(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th|\.)? ?(?:of )?"
        rf"(?P<month>{_MONTH_NAME})\.?(?:,? ?(?P<year>\d{{4}}))?"
    ),
    rf"(?P<month>{_MONTH_NAME})\.? ?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:(?:, ?| )(?P<year>\d{{4}}))?",
)
_SLASHED: Final = r"(?P<one>\d\d?)(?P<mark>[-/])(?P<two>\d\d?)(?:(?P=mark)(?P<year>\d{4}|\d\d))?"
_SPANS: Final = (
    r"(?P<way>[+-]) ?(?P<count>\d+) ?(?P<unit>[a-z ]+)",
    r"(?P<way>in) (?P<count>\d+|an?|one) ?(?P<unit>[a-z ]+)",
    r"(?P<count>\d+|an?|one) ?(?P<unit>[a-z ]+) (?P<way>ago|from now)",
    r"(?P<way>)(?P<count>\d+) ?(?P<unit>[a-z ]+)",
)
_STRETCH: Final = r"(?:this|next|last|end of|the| )*(?:week|weekend|month|year)"


class Lean(Enum):
    """Which way a weekday, or a day and month without a year, is taken."""

    FUTURE = auto()
    PAST = auto()


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the instant on it where one was meant.

    Attributes:
        day: in the user's zone.
        moment: aware, in the user's zone; None where only a day was given.
    """

    day: date
    moment: datetime | None = None

    def preview(self, now: datetime) -> str:
        """What was understood, to be shown while typing: "Tue 24 Nov 2026 14:30 · tomorrow"."""
        clock = f" {self.moment:%H:%M}" if self.moment else ""
        return f"{dates.say_date(self.day)}{clock} · {dates.say_distance(self.day, now.date())}"


def parse_when(text: str, now: datetime, calendar: Calendar, lean: Lean = Lean.FUTURE) -> When:
    """Understand what somebody typed for a day or an instant.

    Understood, in any case and with "on", "by" or "at" before it: now, today, tomorrow, yesterday; fri,
    next fri, last friday; 27.11., 27 Nov 2026, Nov 27, 2026-11-27, 27/11/2026; in 3 days, 2 weeks ago,
    +1 month, -5bd; each with a time after or before it (14:30, 2pm, 14h30, noon); a time alone, which is
    today's; in 2 hours, 30 min ago; ISO 8601 with an offset.

    Args:
        text: what was typed; anything at all.
        now: aware, in the user's zone, which must be a `ZoneInfo`.
        calendar: the user's business days, for `+5bd`.
        lean: whether `fri` is the coming or the latest one, and which year `27.11.` is of.

    Returns:
        The day, with a moment where a time was given. A weekday may be today only with a time that is
        still to come (FUTURE) or gone by (PAST); a day and month may be today.

    Raises:
        DateError: it cannot be understood, does not exist, could mean two things, or lies before 1970 or
            more than 20 years ahead. The sentence says which, and what to write instead.
    """
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("now must be aware, in the user's ZoneInfo")
    return _Reader(now, now.tzinfo, calendar, lean).read(_tidied(text))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one text, at one moment, for one user."""

    now: datetime
    zone: ZoneInfo
    calendar: Calendar
    lean: Lean

    @property
    def today(self) -> date:
        return self.now.date()

    def read(self, phrase: str) -> When:
        if instant := _fits(_INSTANT, phrase):
            return self._instant(instant)
        phrase = re.sub(r"^(?:on|by|at) ", "", phrase)
        split = _fits(_DAY_THEN_TIME, phrase) or _fits(_TIME_THEN_DAY, phrase)
        clock = _clock(split["time"]) if split else None
        named = split["day"] if split else phrase
        day = self._day(named, clock) if named else self.today
        if not isinstance(day, datetime):
            self._check_year(day.year)
            return When(day, dates.wall(day, clock, self.zone) if clock else None)
        if clock:
            raise _refusal(f"{dates.quoted(phrase)} names two times", "in 2 hours", "today 14:30")
        self._check_year(day.year)
        return When(day.date(), day)

    def _day(self, phrase: str, clock: time | None) -> date:
        """The day a phrase without a time of day names; a `datetime` where it names an instant."""
        if phrase == "now":
            return self.now
        if phrase in _NAMED_DAYS:
            return self.today + timedelta(days=_NAMED_DAYS[phrase])
        if phrase == "tonight":
            if clock and clock >= _EVENING:
                return self.today
            raise _refusal("tonight needs a time of the evening", "tonight 19:00", "today")
        forms: tuple[tuple[tuple[str, ...], Callable[[re.Match[str]], date]], ...] = (
            ((_WEEKDAY,), partial(self._weekday, clock=clock)),
            (_DATES, self._written),
            ((_SLASHED,), self._slashed),
            (_SPANS, self._span),
            ((_WEEKDAY_AND_DATE,), partial(self._weekday_and_date, clock=clock)),
        )
        for patterns, read in forms:
            for pattern in patterns:
                if found := _fits(pattern, phrase):
                    return read(found)
        raise _unreadable(phrase)

    def _weekday(self, found: re.Match[str], clock: time | None) -> date:
        today, number = self.today, _WEEKDAY_NUMBERS[found["name"][:3]]
        monday = today - timedelta(days=today.weekday())
        of_this_week = monday + timedelta(days=number)
        coming = today + timedelta(days=(number - today.weekday()) % 7 or 7)
        latest = today - timedelta(days=(today.weekday() - number) % 7 or 7)
        towards = coming if self.lean is Lean.FUTURE else latest
        week = timedelta(days=7)
        match found["which"]:
            # Some say "next Friday" for the first one to come, some for the one of next week.
            case "next" if coming < monday + week:
                raise _two_readings(found[0], coming, coming + week)
            case "last" if latest >= monday:
                raise _two_readings(found[0], latest, latest - week)
            case "this" if of_this_week not in (today, towards):
                raise _two_readings(found[0], of_this_week, towards)
            case "next" | "coming":
                return coming
            case "last":
                return latest
            case "this":
                return of_this_week
        if clock and of_this_week == today and (clock <= self.now.time()) == (self.lean is Lean.PAST):
            return today
        return towards

    def _written(self, found: re.Match[str]) -> date:
        """A date in figures or with its month's name, with or without a year."""
        groups = found.groupdict()
        year, month = groups["year"], groups["month"]
        if short := groups.get("short_year"):
            year = f"{'19' if int(short) >= _FIRST_YEAR % 100 else '20'}{short}"
        return self._dated(
            year, _MONTH_NUMBERS[month[:3]] if month.isalpha() else int(month), int(groups["day"])
        )

    def _slashed(self, found: re.Match[str]) -> date:
        """The date 27/11/2026, which some write 11/27/2026: taken where only one reading is possible."""
        one, two, year = int(found["one"]), int(found["two"]), found["year"]
        if year and len(year) == 2:
            raise _refusal(f"{dates.quoted(found[0])} needs a year of four digits", "2026-11-27", "27.11.26")
        if two > 12:
            return self._dated(year, one, two)
        day_first = self._dated(year, two, one)
        if one > 12 or one == two:
            return day_first
        raise _two_readings(found[0], day_first, self._dated(year, one, two))

    def _dated(self, year: str | None, month: int, day: int) -> date:
        if year is None:
            return self._of_some_year(month, day)
        self._check_year(int(year))
        return _existing(int(year), month, day)

    def _of_some_year(self, month: int, day: int) -> date:
        """The coming or the latest day of this month and number; today is either."""
        _existing(2000, month, day, said_year=False)
        step = 1 if self.lean is Lean.FUTURE else -1
        # A 29 February may be eight years away, where a century is no leap year.
        for year in range(self.today.year, self.today.year + 9 * step, step):
            if day <= monthrange(year, month)[1]:
                found = date(year, month, day)
                if found == self.today or (found > self.today) == (self.lean is Lean.FUTURE):
                    return found
        # Only where the calendar itself ends.
        raise _refusal(f"no such day lies near {dates.say_date(self.today)}", *_EXAMPLES)

    def _span(self, found: re.Match[str]) -> date:
        """A day, or an instant for hours and minutes, this far from now."""
        spelled = found["unit"].replace(" ", "")
        unit = _UNITS.get(spelled, "minutes" if spelled == "m" else "")
        if not unit:
            raise _unreadable(found[0])
        count = int(found["count"]) if found["count"].isdigit() else 1
        said, back = dates.quoted(found[0]), found["way"] in ("-", "ago")
        if count > _TOO_MANY_DAYS / _DAYS_IN.get(unit, 1):
            raise _refusal(f"{said} is more than {_YEARS_AHEAD} years away", *_EXAMPLES)
        units = [unit, "months"] if spelled == "m" and count <= 12 * _YEARS_AHEAD else [unit]
        meant = [f"{count} {each.removesuffix('s') if count == 1 else each}" for each in units]
        if spelled == "m":
            ways = [f"{each} ago" if back else f"in {each}" for each in meant]
            raise _refusal(f"{said} could be minutes or months", *ways)
        if not found["way"]:
            raise _refusal(f"{said} could lie ahead or behind", f"in {meant[0]}", f"{meant[0]} ago")
        return self._moved(-count if back else count, unit)

    def _moved(self, count: int, unit: str) -> date:
        match unit:
            case "minutes" | "hours":
                # Reckoned in UTC: two hours are two hours, even where the clocks change in between.
                return (self.now.astimezone(UTC) + timedelta(**{unit: count})).astimezone(self.zone)
            case "business days":
                return self.calendar.after(self.today, count)
            case "months" | "years":
                return dates.months_after(self.today, count if unit == "months" else 12 * count)
            case _:
                return self.today + timedelta(**{unit: count})

    def _weekday_and_date(self, found: re.Match[str], clock: time | None) -> date:
        """A date with its weekday before it, as the program itself says dates: they must agree."""
        day = self._day(found["date"], clock)
        said, right = dates.WEEKDAYS[_WEEKDAY_NUMBERS[found["name"][:3]]], dates.WEEKDAYS[day.weekday()]
        if said != right:
            full = dates.say_date(day)
            raise _refusal(f"{full[4:]} is a {right}, not a {said}", full)
        return day

    def _instant(self, found: re.Match[str]) -> When:
        """ISO 8601 with an offset: the instant is kept, and said in the user's zone."""
        day = self._dated(found["year"], int(found["month"]), int(found["day"]))
        written = f"{day}T{_clock(found['time'])}{found['offset'].upper()}"
        try:
            moment = datetime.fromisoformat(written).astimezone(self.zone)
        except ValueError:
            raise _refusal(f"there is no offset {found['offset']}", f"{day} 14:30", f"{day}T14:30Z") from None
        self._check_year(moment.year)
        return When(moment.date(), moment)

    def _check_year(self, year: int) -> None:
        """Refuse years that are slips of the finger."""
        if year < _FIRST_YEAR or year > self.today.year + _YEARS_AHEAD:
            where = f"before {_FIRST_YEAR}" if year < _FIRST_YEAR else f"over {_YEARS_AHEAD} years ahead"
            raise _refusal(f"the year {year} lies {where}, which looks like a slip", *_EXAMPLES)


def _fits(expression: str, phrase: str) -> re.Match[str] | None:
    """What an expression finds in the whole of a phrase; a digit is one of 0 to 9."""
    return re.fullmatch(expression, phrase, re.ASCII)


def _tidied(text: str) -> str:
    """The text in lower case with single spaces, if dates are written with such characters at all."""
    if len(text) > _LONGEST:
        raise _refusal(f"{dates.quoted(text)} is too long for a date", *_EXAMPLES)
    stripped = text.strip()
    if not stripped:
        raise _refusal("no date was given", *_EXAMPLES)
    # Spaces that a web page or a phone put in are forgiven; what a terminal would obey is not.
    phrase = " ".join(stripped.split())
    if not phrase.isascii() or not all(letter.isprintable() or ord(letter) > 159 for letter in stripped):
        raise _refusal(f"{dates.quoted(stripped)} has characters that no date is written with", *_EXAMPLES)
    return phrase.lower()


def _clock(text: str) -> time:
    """A time of day, already seen to look like one."""
    if text == "noon":
        return time(12)
    if text == "midnight":
        raise _refusal("midnight could be the start of the day or its end", "00:00", "23:59")
    found = _fits(_CLOCK, text)
    if found is None:
        raise _unreadable(text)
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    microsecond = int((found["fraction"] or "").ljust(6, "0"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0) if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute, second, microsecond)
    except ValueError:
        raise _refusal(f"there is no time {dates.quoted(text)}", "14:30", "2:30 pm") from None


def _existing(year: int, month: int, day: int, *, said_year: bool = True) -> date:
    """The date, if there is one of these numbers; its year is said in the refusal unless it was not given."""
    if not 1 <= month <= 12:
        raise _refusal(f"there is no month {month}", "27.11.", "27 Nov 2026", "14:30")
    if 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    name = dates.MONTHS[month - 1]
    of_year, most = (f" {year}" if said_year else ""), monthrange(year, month)[1]
    wrong = f"{day} {name[:3]}{of_year} does not exist: {name}{of_year} has {most} days"
    raise _refusal(wrong, f"{most} {name[:3]}{of_year}")


def _unreadable(phrase: str) -> DateError:
    """The refusal of what is none of the forms; it says why where people would expect to be understood."""
    from difflib import get_close_matches

    said = dates.quoted(phrase)
    if phrase.isdigit():
        wrong = f"{said} is only a number, which could be a day, a year or a time"
        return _refusal(wrong, "27.11.", "2026-11-27", "14:30")
    if _fits(_STRETCH, phrase):
        return _refusal(f"{said} has more than one day in it", "coming mon", "in 1 week", "27 Nov")
    if re.match(r"\d{4}-?w\d", phrase):
        return _refusal(f"{said} is a week, and weeks are not read by number", "2026-11-27", "27 Nov")
    words = [*_NAMED_DAYS, *map(str.lower, dates.WEEKDAYS), "now", "noon"]
    near = get_close_matches(phrase, words, n=1, cutoff=0.7)
    return _refusal(f"{said} is not understood as a date", *(near or _EXAMPLES))


def _two_readings(phrase: str, one: date, other: date) -> DateError:
    """The refusal of what could be two days; it says both."""
    readings = f"{dates.say_date(one)} or {dates.say_date(other)}"
    return _refusal(f"{dates.quoted(phrase)} could be {readings}", one.isoformat(), other.isoformat())


def _refusal(wrong: str, *instead: str) -> DateError:
    """What is wrong, and what to write instead: each of these is understood as it stands."""
    return DateError(wrong, f"Write {dates.either(instead)}")
