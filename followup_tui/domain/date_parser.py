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

from followup_tui.domain import date_patterns, dates, zones
from followup_tui.domain.date_errors import EXAMPLES, ambiguous_date, date_error, no_such_day, no_such_time
from followup_tui.domain.date_patterns import match_whole, normalize
from followup_tui.domain.periods import days_of, last_day, week_start, worked_week
from followup_tui.domain.wording import quoted
from followup_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_tui.domain.business_days import Calendar

_FIRST_YEAR: Final = 1970
_YEARS_AHEAD: Final = 20
# What lies further away than any date may is refused before it is reckoned.
_TOO_MANY_DAYS: Final = 366 * (_YEARS_AHEAD + 1)
# Up to here a span without a direction is taken as the lean says; nobody means "8 months" lightly.
_NEAR_BY: Final = 92
_EVENING: Final = time(17)
_AHEAD: Final = {"this": 0, "next": 1, "last": -1}


class Lean(Enum):
    """Which way a weekday, a span without "in" or "ago", or a day and month without a year, is taken."""

    FUTURE = auto()
    PAST = auto()


@dataclass(frozen=True, slots=True)
class ParsedDate:
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


def parse_date(text: str, now: datetime, calendar: Calendar, lean: Lean = Lean.FUTURE) -> ParsedDate:
    """Understand what somebody typed for a day or an instant.

    Understood, in any case and with "on", "by" or "at" before it:

    - now, just now, today, tomorrow, yesterday; heute, morgen, gestern
    - fri, next fri, last friday, Freitag; fri this week, friday next week, next week friday
    - 27.11., 27 Nov 2026, Nov 27, 2026-11-27, 27/11/2026; fri 27 nov
    - in 3 days, in a fortnight, 2 weeks ago, +1 month, -5bd; without a direction 3 days, a week, 10 business
      days, up to three months
    - end of week, end of next week: the last business day of the week; start of next week: its first; middle
      of next week: its third day, a Wednesday from Monday to Friday, or the next business day
    - end of month, end of next month, end of the year: its last day, whether people work on it or not
    - each of these with a time after or before it: 14:30, 2pm, 14h30, noon, 15.30; after it also a bare hour:
      fri 10, tomorrow 9, 20.11. 14, but not 1 to 7, which could be of the afternoon (write 07 or 7 am)
    - a time alone, which is today's: 14:30, 2pm, 15.30 (but 15.10 is a day in October)
    - in 2 hours, 30 min ago; ISO 8601 with an offset

    Args:
        text: what was typed; anything at all.
        now: aware, in the user's zone, which must be a `ZoneInfo`.
        calendar: the user's business days, for `+5bd` and `end of week`. A week starts after its weekend.
        lean: whether `fri` is the coming or the latest one, `3 days` is ahead or ago, which year `27.11.` is
            of, and whether `end of week` may be over already.

    Returns:
        The day, with a moment where a time was given. A weekday may be today only with a time that is
        still to come (FUTURE) or gone by (PAST); a day and month, and the end of a week, may be today.

    Raises:
        DateError: it cannot be understood, does not exist, could mean two things (`next week`, `tomorrow 2`),
            or lies before 1970 or more than 20 years ahead. The sentence says which, and what to write
            instead.
    """
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("now must be aware, in the user's ZoneInfo")
    return _Reader(now, now.tzinfo, calendar, lean).read(normalize(text))


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

    def read(self, phrase: str) -> ParsedDate:
        if instant := match_whole(phrase, date_patterns.INSTANT):
            return self._instant(instant)
        phrase = re.sub(r"^(?:on|by|at) ", "", phrase)
        named, told = self._parted(phrase)
        # Read before the time is known, so that a wrong day is not mistaken for a wrong time.
        day = self._day(named, _EVENING if told else None) if named else self.today
        if day is None:
            raise self._unreadable(phrase, named, told)
        if told and isinstance(day, datetime):
            raise date_error(f"{quoted(phrase)} names two times", "in 2 hours", "today 14:30")
        clock = None
        if told:
            clock = self._hour(named, told, day) if told.isdigit() else date_patterns.parse_time(told)
            if clock is None:
                raise no_such_time(told, named)
            day = self._day(named, clock) or day
        self._check_year(day.year)
        if isinstance(day, datetime):
            return ParsedDate(day.date(), day)
        return ParsedDate(day, zones.local_moment(day, clock, self.zone) if clock else None)

    def _parted(self, phrase: str) -> tuple[str, str]:
        """The day and the time a phrase is made of, either maybe "". What is a day as a whole has no time."""
        found = match_whole(phrase, *date_patterns.TIMED)
        if not found and self._day(phrase, None) is None:
            found = match_whole(phrase, *date_patterns.AMBIGUOUSLY_TIMED)
        return (found["day"] or "", found["time"]) if found else (phrase, "")

    def _day(self, phrase: str, clock: time | None) -> date | None:
        """The day a phrase without a time names, if it names one; a `datetime` where it is an instant."""
        if phrase in date_patterns.NOW:
            return self.now
        if phrase in date_patterns.NAMED_DAYS:
            return self.today + timedelta(days=date_patterns.NAMED_DAYS[phrase])
        if phrase == "tonight":
            if clock and clock >= _EVENING:
                return self.today
            raise date_error("tonight needs a time of the evening", "tonight 19:00", "today")
        forms: tuple[tuple[tuple[str, ...], Callable[[re.Match[str]], date | None]], ...] = (
            (date_patterns.WEEKDAY, partial(self._weekday, clock=clock)),
            (date_patterns.WEEKDAY_OF_WEEK, self._weekday_of_week),
            (date_patterns.DATES, self._written),
            (date_patterns.SLASHED, self._slashed),
            (date_patterns.SPANS, self._span),
            (date_patterns.ENDS, self._end),
            (date_patterns.NEXT_WEEK, self._in_next_week),
            (date_patterns.WEEKDAY_AND_DATE, self._weekday_and_date),
        )
        for expressions, read in forms:
            if found := match_whole(phrase, *expressions):
                return read(found)
        return None

    def _hour(self, named: str, figures: str, day: date) -> time | None:
        """The hour a bare number after a day means; None if it is none, a refusal if it could be two."""
        hour = int(figures)
        if named == "tonight":
            hour += 12 if 5 <= hour < 12 else 0
            return time(hour) if hour < 24 else None
        # "tomorrow 2" is no interview at night, and "tomorrow 02" is written by those who count to 24.
        hours = [hour, hour + 12] if figures in set("1234567") else [hour] if hour < 24 else []
        readings = [f"{named} {each:02}:00" for each in hours] + self._no_hours(named, hour, day)
        if len(readings) == 1 and hours:
            return time(hour)
        if not readings:
            return None
        wrong = f"{quoted(f'{named} {figures}')} has more than one meaning"
        raise date_error(wrong if hours else f"there is no hour {hour}", *readings)

    def _no_hours(self, named: str, number: int, day: date) -> list[str]:
        """What a number after a day may mean but an hour: Friday the 10th, or this year in two figures."""
        step = timedelta(days=1 if self.lean is Lean.FUTURE else -1)
        if match_whole(named, *date_patterns.WEEKDAY):
            near = (self.today + step * away for away in range(62))
            numbered = next((each for each in near if each.day == number), None)
            return [dates.say_date(numbered)] if numbered and numbered.weekday() == day.weekday() else []
        year = 2000 + number
        written = f"{named} {year}"
        likely = abs(year - self.today.year) <= 1 and match_whole(written, *date_patterns.DATES)
        return [written] if likely and day.day <= monthrange(year, day.month)[1] else []

    def _weekday(self, found: re.Match[str], clock: time | None) -> date:
        today, number = self.today, date_patterns.weekday_number(found["name"])
        monday = today - timedelta(days=today.weekday())
        of_this_week = monday + timedelta(days=number)
        coming = today + timedelta(days=(number - today.weekday()) % 7 or 7)
        latest = today - timedelta(days=(today.weekday() - number) % 7 or 7)
        towards = coming if self.lean is Lean.FUTURE else latest
        week = timedelta(days=7)
        match found["which"]:
            # Some say "next Friday" for the first one to come, some for the one of next week.
            case "next" if coming < monday + week:
                raise ambiguous_date(found[0], coming, coming + week)
            case "last" if latest >= monday:
                raise ambiguous_date(found[0], latest, latest - week)
            case "this" if of_this_week not in (today, towards):
                raise ambiguous_date(found[0], of_this_week, towards)
            case "next" | "coming":
                return coming
            case "last":
                return latest
            case "this":
                return of_this_week
        if clock and of_this_week == today and (clock <= self.now.time()) == (self.lean is Lean.PAST):
            return today
        return towards

    def _weekday_of_week(self, found: re.Match[str]) -> date:
        number, ahead = date_patterns.weekday_number(found["name"]), _AHEAD[found["which"]]
        start = week_start(self.today, self.calendar) + timedelta(weeks=ahead)
        day = start + timedelta(days=(number - start.weekday()) % 7)
        # Some start their weeks on Sunday, so that their Sunday of next week comes first.
        theirs = self.today + timedelta(days=7 * ahead - (self.today.weekday() + 1) % 7)
        if number == theirs.weekday() and theirs != day and ahead:
            raise ambiguous_date(found[0], theirs, day)
        if day < self.today and not ahead and self.lean is Lean.FUTURE:
            raise ambiguous_date(found[0], day, day + timedelta(weeks=1))
        return day

    def _end(self, found: re.Match[str]) -> date:
        """The last business day of a week, or the last day of a month or a year."""
        unit, ahead = found["unit"], _AHEAD[found["which"] or "this"]
        end = last_day(unit, self.today, self.calendar, ahead)
        if end < self.today and not ahead and self.lean is Lean.FUTURE:
            return last_day(unit, self.today, self.calendar, 1)
        return end

    def _in_next_week(self, found: re.Match[str]) -> date:
        days = worked_week(self.today, self.calendar, 1)
        if not found["part"].startswith("mid"):
            return days[0]
        third = week_start(self.today, self.calendar) + timedelta(days=7 + 2)
        return next((day for day in days if day >= third), days[-1])

    def _written(self, found: re.Match[str]) -> date:
        """A date in figures or with its month's name, with or without a year."""
        groups = found.groupdict()
        year, month = groups["year"], groups["month"]
        if short := groups.get("short_year"):
            year = f"{'19' if int(short) >= _FIRST_YEAR % 100 else '20'}{short}"
        return self._dated(year, date_patterns.month_number(month), int(groups["day"]))

    def _slashed(self, found: re.Match[str]) -> date:
        """The date 27/11/2026, which some write 11/27/2026: taken where only one reading is possible."""
        one, two, year = int(found["one"]), int(found["two"]), found["year"]
        if year and len(year) == 2:
            raise date_error(f"{quoted(found[0])} needs a year of four digits", "2026-11-27", "27.11.26")
        if two > 12:
            return self._dated(year, one, two)
        day_first = self._dated(year, two, one)
        if one > 12 or one == two:
            return day_first
        raise ambiguous_date(found[0], day_first, self._dated(year, one, two))

    def _dated(self, year: str | None, month: int, day: int) -> date:
        if year is None:
            return self._of_some_year(month, day)
        self._check_year(int(year))
        found = _existing(int(year), month, day)
        if found is None:
            raise no_such_day(int(year), month, day, said_year=True)
        return found

    def _of_some_year(self, month: int, day: int) -> date:
        """The coming or the latest day of this month and number; today is either."""
        step = 1 if self.lean is Lean.FUTURE else -1
        # A leap year takes every day there is; where it does not, the refusal names the year that was meant.
        if _existing(2000, month, day) is None:
            over = (month - self.today.month) * step < 0
            raise no_such_day(self.today.year + step * over, month, day, said_year=False)
        # A 29 February may be eight years away, where a century is no leap year.
        for year in range(self.today.year, self.today.year + 9 * step, step):
            if day <= monthrange(year, month)[1]:
                found = date(year, month, day)
                if found == self.today or (found > self.today) == (self.lean is Lean.FUTURE):
                    return found
        # Only where the calendar itself ends.
        raise date_error(f"no such day lies near {dates.say_date(self.today)}", *EXAMPLES)

    def _span(self, found: re.Match[str]) -> date:
        """A day, or an instant for hours and minutes, this far from now."""
        unit, count = date_patterns.unit_of(found["unit"]), int(found.groupdict().get("count") or 1)
        said, way = quoted(found[0]), found["way"]
        back = way in ("-", "ago") or (not way and self.lean is Lean.PAST)
        days = date_patterns.DAYS_IN.get(unit, 1)
        if count > _TOO_MANY_DAYS / days:
            raise date_error(f"{said} is more than {_YEARS_AHEAD} years away", *EXAMPLES)
        units = unit.split(" or ")
        if count > 12 * _YEARS_AHEAD:
            units = units[:1]
        meant = [f"{count} {each.removesuffix('s') if count == 1 else each}" for each in units]
        if unit == "minutes or months":
            ways = [f"{each} ago" if back else f"in {each}" for each in meant]
            raise date_error(f"{said} could be minutes or months", *ways)
        # What is said in hours may also be how long something took.
        if not way and (days < 1 or count * days > _NEAR_BY):
            raise date_error(f"{said} could lie ahead or behind", f"in {meant[0]}", f"{meant[0]} ago")
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
            case "fortnights":
                return self.today + timedelta(weeks=2 * count)
            case _:
                return self.today + timedelta(**{unit: count})

    def _weekday_and_date(self, found: re.Match[str]) -> date | None:
        """A date with its weekday before it, as the program itself says dates: they must agree."""
        if not match_whole(found["date"], *date_patterns.DATES, *date_patterns.SLASHED):
            return None
        day = self._day(found["date"], None)
        number = date_patterns.weekday_number(found["name"])
        if day is not None and day.weekday() != number:
            full, said, right = dates.say_date(day), dates.WEEKDAYS[number], dates.WEEKDAYS[day.weekday()]
            clock = match_whole(found["date"], date_patterns.HOUR_AND_MINUTES)
            timed = [f"{found['name']} {clock['hour']}:{clock['minute']}"] if clock else []
            raise date_error(f"{full[4:]} is a {right}, not a {said}", full, *timed)
        return day

    def _instant(self, found: re.Match[str]) -> ParsedDate:
        """ISO 8601 with an offset: the instant is kept, and said in the user's zone."""
        day = self._dated(found["year"], int(found["month"]), int(found["day"]))
        clock = date_patterns.parse_time(found["time"])
        if clock is None:
            raise no_such_time(found["time"], str(day))
        written = f"{day}T{clock}{found['offset'].upper()}"
        try:
            moment = datetime.fromisoformat(written).astimezone(self.zone)
        except ValueError:
            raise date_error(
                f"there is no offset {found['offset']}", f"{day} 14:30", f"{day}T14:30Z"
            ) from None
        self._check_year(moment.year)
        return ParsedDate(moment.date(), moment)

    def _check_year(self, year: int) -> None:
        """Refuse years that are slips of the finger."""
        if year < _FIRST_YEAR or year > self.today.year + _YEARS_AHEAD:
            where = f"before {_FIRST_YEAR}" if year < _FIRST_YEAR else f"over {_YEARS_AHEAD} years ahead"
            raise date_error(f"the year {year} lies {where}, which looks like a slip", *EXAMPLES)

    def _unreadable(self, phrase: str, named: str, told: str) -> DateError:
        """The refusal of what is none of the forms; it says why where people expect to be understood."""
        said = quoted(phrase)
        if phrase.isdigit():
            wrong = f"{said} is only a number, which could be a day, a year or a time"
            return date_error(wrong, "27.11.", "2026-11-27", "14:30")
        # A time that was told is kept, so that nobody loses it with the advice.
        clock = (date_patterns.parse_time(told) or time(14, 30)) if told else None
        timed = f" {clock:%H:%M}" if clock else ""
        if stretch := match_whole(named, date_patterns.PERIOD):
            days = {
                each: self._day(each, None) for each in days_of(stretch["which"] or "this", stretch["unit"])
            }
            instead = [f"{each}{timed} ({dates.say_date(day)})" for each, day in days.items() if day]
            return date_error(f"{said} has more than one day in it", *instead)
        if re.match(r"\d{4}-?w\d", phrase):
            return date_error(f"{said} is a week, and weeks are not read by number", "2026-11-27", "27 Nov")
        near = date_patterns.closest_word(named)
        instead = [f"{near}{timed}"] if near else [*EXAMPLES]
        return date_error(f"{said} is not understood as a date", *instead)


def _existing(year: int, month: int, day: int) -> date | None:
    """The date, if its month has such a day."""
    if not 1 <= month <= 12:
        raise date_error(f"there is no month {month}", "27.11.", "27 Nov 2026", "14:30")
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
