"""Parses what people type for a day or a moment, in one way or not at all.

A date read wrongly is worse than one refused: a letter goes out too early, an interview is missed. So
a text that could mean two things is never guessed at; the error shows both, and what to write instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from followup_tui.domain import date_patterns, dates, zones
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.date_errors import EXAMPLES, ambiguous_date, date_error, no_such_day, no_such_time
from followup_tui.domain.date_patterns import match_whole, normalize
from followup_tui.domain.periods import day_suggestions
from followup_tui.domain.relative_dates import (
    YEARS_AHEAD,
    Lean,
    Reference,
    end_of_period,
    part_of_next_week,
    span,
    weekday,
    weekday_of_week,
)
from followup_tui.domain.wording import quoted
from followup_tui.errors import DateError

_FIRST_YEAR: Final = 1970
_EVENING: Final = time(17)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A day, and the moment on it where a time was typed.

    Attributes:
        day: in the user's zone.
        moment: aware, in the user's zone; None where only a day was given.
    """

    day: date
    moment: datetime | None = None

    def preview(self, now: datetime) -> str:
        """Say what was understood, for the preview while typing: "Tue 24 Nov 2026 14:30 · tomorrow"."""
        clock = f" {self.moment:%H:%M}" if self.moment else ""
        return f"{dates.say_date(self.day)}{clock} · {dates.say_distance(self.day, now.date())}"


def parse_date(text: str, now: datetime, calendar: Calendar, lean: Lean = Lean.FUTURE) -> ParsedDate:
    """Parse what somebody typed for a day or a moment.

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
    return _Parser(Reference(now, now.tzinfo, calendar, lean)).parse(normalize(text))


@dataclass(frozen=True, slots=True)
class _Parser:
    """Parses one text, at one moment, for one user."""

    reference: Reference

    def parse(self, phrase: str) -> ParsedDate:
        if instant := match_whole(phrase, date_patterns.INSTANT):
            return self._parse_instant(instant)
        phrase = re.sub(r"^(?:on|by|at) ", "", phrase)
        day_text, time_text = self._split_time(phrase)
        # Parsed before the time is known, so that a wrong day is not mistaken for a wrong time.
        day = self._parse_day(day_text, _EVENING if time_text else None) if day_text else self.reference.today
        if day is None:
            raise self._unreadable_error(phrase, day_text, time_text)
        if time_text and isinstance(day, datetime):
            raise date_error(f"{quoted(phrase)} names two times", "in 2 hours", "today 14:30")
        time_of_day = None
        if time_text:
            time_of_day = (
                self._parse_hour(day_text, time_text, day)
                if time_text.isdigit()
                else date_patterns.parse_time(time_text)
            )
            if time_of_day is None:
                raise no_such_time(time_text, day_text)
            day = self._parse_day(day_text, time_of_day) or day
        self._check_year(day.year)
        if isinstance(day, datetime):
            return ParsedDate(day.date(), day)
        return ParsedDate(
            day, zones.local_moment(day, time_of_day, self.reference.zone) if time_of_day else None
        )

    def _split_time(self, phrase: str) -> tuple[str, str]:
        """Split a phrase into its day and its time; either may be "". A phrase that is a day has no time."""
        match = match_whole(phrase, *date_patterns.TIMED)
        if not match and self._parse_day(phrase, None) is None:
            match = match_whole(phrase, *date_patterns.AMBIGUOUSLY_TIMED)
        return (match["day"] or "", match["time"]) if match else (phrase, "")

    def _parse_day(self, phrase: str, time_of_day: time | None) -> date | None:
        """Return the day of a phrase without a time, or None; a `datetime` where it is a moment."""
        if phrase in date_patterns.NOW:
            return self.reference.now
        if phrase in date_patterns.NAMED_DAYS:
            return self.reference.today + timedelta(days=date_patterns.NAMED_DAYS[phrase])
        if phrase == "tonight":
            if time_of_day and time_of_day >= _EVENING:
                return self.reference.today
            raise date_error("tonight needs a time of the evening", "tonight 19:00", "today")
        parsers: tuple[tuple[tuple[str, ...], Callable[[re.Match[str]], date | None]], ...] = (
            (date_patterns.WEEKDAY, partial(weekday, reference=self.reference, time_of_day=time_of_day)),
            (date_patterns.WEEKDAY_OF_WEEK, partial(weekday_of_week, reference=self.reference)),
            (date_patterns.DATES, self._parse_written),
            (date_patterns.SLASHED, self._parse_slashed),
            (date_patterns.SPANS, partial(span, reference=self.reference)),
            (date_patterns.ENDS, partial(end_of_period, reference=self.reference)),
            (date_patterns.NEXT_WEEK, partial(part_of_next_week, reference=self.reference)),
            (date_patterns.WEEKDAY_AND_DATE, self._parse_weekday_and_date),
        )
        for patterns, parse in parsers:
            if match := match_whole(phrase, *patterns):
                return parse(match)
        return None

    def _parse_hour(self, day_text: str, figures: str, day: date) -> time | None:
        """Return the hour that a bare number after a day means, or None.

        Raises:
            DateError: it could mean two hours, or something else.
        """
        hour = int(figures)
        if day_text == "tonight":
            hour += 12 if 5 <= hour < 12 else 0
            return time(hour) if hour < 24 else None
        # "tomorrow 2" is hardly meant at night, and "tomorrow 02" is written by people who count to 24.
        hours = [hour, hour + 12] if figures in set("1234567") else [hour] if hour < 24 else []
        readings = [f"{day_text} {each:02}:00" for each in hours] + self._other_readings(day_text, hour, day)
        if len(readings) == 1 and hours:
            return time(hour)
        if not readings:
            return None
        wrong = f"{quoted(f'{day_text} {figures}')} has more than one meaning"
        raise date_error(wrong if hours else f"there is no hour {hour}", *readings)

    def _other_readings(self, day_text: str, number: int, day: date) -> list[str]:
        """Return what a number after a day may mean other than an hour: Friday the 10th, the year 2026."""
        step = timedelta(days=1 if self.reference.lean is Lean.FUTURE else -1)
        if match_whole(day_text, *date_patterns.WEEKDAY):
            near = (self.reference.today + step * away for away in range(62))
            same_number = next((each for each in near if each.day == number), None)
            is_day = same_number is not None and same_number.weekday() == day.weekday()
            return [dates.say_date(same_number)] if same_number and is_day else []
        year = 2000 + number
        with_year = f"{day_text} {year}"
        is_likely = abs(year - self.reference.today.year) <= 1 and match_whole(
            with_year, *date_patterns.DATES
        )
        return [with_year] if is_likely and day.day <= monthrange(year, day.month)[1] else []

    def _parse_written(self, match: re.Match[str]) -> date:
        """Parse a date in figures or with its month's name, with or without a year."""
        groups = match.groupdict()
        year, month = groups["year"], groups["month"]
        if short := groups.get("short_year"):
            year = f"{'19' if int(short) >= _FIRST_YEAR % 100 else '20'}{short}"
        return self._date_in_range(year, date_patterns.month_number(month), int(groups["day"]))

    def _parse_slashed(self, match: re.Match[str]) -> date:
        """Parse 27/11/2026, which some people write 11/27/2026, where only one reading is possible."""
        one, two, year = int(match["one"]), int(match["two"]), match["year"]
        if year and len(year) == 2:
            raise date_error(f"{quoted(match[0])} needs a year of four digits", "2026-11-27", "27.11.26")
        if two > 12:
            return self._date_in_range(year, one, two)
        day_first = self._date_in_range(year, two, one)
        if one > 12 or one == two:
            return day_first
        raise ambiguous_date(match[0], day_first, self._date_in_range(year, one, two))

    def _date_in_range(self, year: str | None, month: int, day: int) -> date:
        if year is None:
            return self._date_without_year(month, day)
        self._check_year(int(year))
        existing = _date_or_none(int(year), month, day)
        if existing is None:
            raise no_such_day(int(year), month, day, has_year=True)
        return existing

    def _date_without_year(self, month: int, day: int) -> date:
        """Return the coming or the latest day of this month and number; today counts as both."""
        step = 1 if self.reference.lean is Lean.FUTURE else -1
        # A leap year has every day there is; the error names the year that was meant.
        if _date_or_none(2000, month, day) is None:
            is_past = (month - self.reference.today.month) * step < 0
            raise no_such_day(self.reference.today.year + step * is_past, month, day, has_year=False)
        # A 29 February may be eight years away, where a century is no leap year.
        for year in range(self.reference.today.year, self.reference.today.year + 9 * step, step):
            if day <= monthrange(year, month)[1]:
                candidate = date(year, month, day)
                if candidate == self.reference.today or (candidate > self.reference.today) == (
                    self.reference.lean is Lean.FUTURE
                ):
                    return candidate
        # Only where the calendar itself ends.
        raise date_error(f"no such day lies near {dates.say_date(self.reference.today)}", *EXAMPLES)

    def _parse_weekday_and_date(self, match: re.Match[str]) -> date | None:
        """Parse a date with its weekday in front, as the program itself shows dates: they must agree."""
        if not match_whole(match["date"], *date_patterns.DATES, *date_patterns.SLASHED):
            return None
        day = self._parse_day(match["date"], None)
        number = date_patterns.weekday_number(match["name"])
        if day is not None and day.weekday() != number:
            full, typed, right = dates.say_date(day), dates.WEEKDAYS[number], dates.WEEKDAYS[day.weekday()]
            time_of_day = match_whole(match["date"], date_patterns.HOUR_AND_MINUTES)
            timed = [f"{match['name']} {time_of_day['hour']}:{time_of_day['minute']}"] if time_of_day else []
            raise date_error(f"{full[4:]} is a {right}, not a {typed}", full, *timed)
        return day

    def _parse_instant(self, match: re.Match[str]) -> ParsedDate:
        """Parse ISO 8601 with an offset into a moment in the user's zone."""
        day = self._date_in_range(match["year"], int(match["month"]), int(match["day"]))
        time_of_day = date_patterns.parse_time(match["time"])
        if time_of_day is None:
            raise no_such_time(match["time"], str(day))
        iso = f"{day}T{time_of_day}{match['offset'].upper()}"
        try:
            moment = datetime.fromisoformat(iso).astimezone(self.reference.zone)
        except ValueError:
            raise date_error(
                f"there is no offset {match['offset']}", f"{day} 14:30", f"{day}T14:30Z"
            ) from None
        self._check_year(moment.year)
        return ParsedDate(moment.date(), moment)

    def _check_year(self, year: int) -> None:
        """Raise a DateError for a year that looks like a typing mistake."""
        if year < _FIRST_YEAR or year > self.reference.today.year + YEARS_AHEAD:
            where = f"before {_FIRST_YEAR}" if year < _FIRST_YEAR else f"over {YEARS_AHEAD} years ahead"
            raise date_error(f"the year {year} lies {where}, which looks like a slip", *EXAMPLES)

    def _unreadable_error(self, phrase: str, day_text: str, time_text: str) -> DateError:
        """Return the error for a phrase that nothing parses, with the reason where people would expect it."""
        shown = quoted(phrase)
        if phrase.isdigit():
            wrong = f"{shown} is only a number, which could be a day, a year or a time"
            return date_error(wrong, "27.11.", "2026-11-27", "14:30")
        # The suggestions keep the time that was typed.
        time_of_day = (date_patterns.parse_time(time_text) or time(14, 30)) if time_text else None
        time_suffix = f" {time_of_day:%H:%M}" if time_of_day else ""
        if period := match_whole(day_text, date_patterns.PERIOD):
            days = {
                each: self._parse_day(each, None)
                for each in day_suggestions(period["which"] or "this", period["unit"])
            }
            instead = [f"{each}{time_suffix} ({dates.say_date(day)})" for each, day in days.items() if day]
            return date_error(f"{shown} has more than one day in it", *instead)
        if re.match(r"\d{4}-?w\d", phrase):
            return date_error(f"{shown} is a week, and weeks are not read by number", "2026-11-27", "27 Nov")
        near = date_patterns.closest_word(day_text)
        instead = [f"{near}{time_suffix}"] if near else [*EXAMPLES]
        return date_error(f"{shown} is not understood as a date", *instead)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where its month has no such day.

    Raises:
        DateError: there is no such month.
    """
    if not 1 <= month <= 12:
        raise date_error(f"there is no month {month}", "27.11.", "27 Nov 2026", "14:30")
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
