"""Parses dates as they are written: in figures, with the name of a month, with a weekday before them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from followup_tui.domain import date_patterns, dates
from followup_tui.domain.date_errors import EXAMPLES, ambiguous_date, date_error, no_such_day
from followup_tui.domain.date_patterns import match_whole
from followup_tui.domain.relative_dates import YEARS_AHEAD, Lean, Reference, part_of_month
from followup_tui.domain.wording import quoted
from followup_tui.errors import DateError

_FIRST_YEAR: Final = 1970


def written(match: re.Match[str], reference: Reference) -> date:
    """Return the date in figures or with its month's name, with or without a year."""
    groups = match.groupdict()
    year, month = groups["year"], groups["month"]
    if short := groups.get("short_year"):
        year = f"{'19' if int(short) >= _FIRST_YEAR % 100 else '20'}{short}"
    return date_in_range(year, date_patterns.month_number(month), int(groups["day"]), reference)


def slashed(match: re.Match[str], reference: Reference) -> date:
    """Return the day of 27/11/2026, also written 11/27/2026, where only one reading is possible."""
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    if year and len(year) == 2:
        raise date_error(f"{quoted(match[0])} needs a year of four digits", "2026-11-27", "27.11.26")
    if two > 12:
        return date_in_range(year, one, two, reference)
    day_first = date_in_range(year, two, one, reference)
    if one > 12 or one == two:
        return day_first
    raise ambiguous_date(match[0], day_first, date_in_range(year, one, two, reference))


def part_of_named_month(match: re.Match[str], reference: Reference) -> date:
    """Return the day of `mid november`, `end of next month`; without a year, of the month that lean says."""
    part, step = match["part"], 1 if reference.lean is Lean.FUTURE else -1
    latest = {"mid": 15, "middle": 15, "end": 31, "late": 31}.get(part, 10)
    this_month = reference.today.replace(day=1)
    if match["month"] is None:
        ahead = {"next": 1, "coming": 1, "last": -1}.get(match["which"], 0)
        months = [dates.months_after(this_month, ahead)]
        if match["which"] is None and part != "end":
            months.append(dates.months_after(this_month, step))
    else:
        number = date_patterns.month_number(match["month"])
        first_year = int(match["year"] or reference.today.year)
        check_year(first_year, reference)
        months = [date(first_year, number, 1)]
        if not match["year"]:
            months.append(date(first_year + step, number, 1))
    near = (
        month
        for month in months
        if reference.leans_to(month.replace(day=min(latest, monthrange(month.year, month.month)[1])))
    )
    day = part_of_month(match, reference, next(near, months[0]))
    if match["which"] == "this" and not reference.leans_to(day) and part != "end":
        raise ambiguous_date(reference.typed, day, dates.months_after(day, step))
    return day


def wrong_weekday(match: re.Match[str], day: date) -> DateError:
    """Return the error for a date with another weekday in front: it has the date, and what else was meant.

    That is the day of this name nearest to the date; or a time: "fri 10.10" may be ten past ten.
    """
    number = date_patterns.weekday_number(match["name"])
    full, typed, right = dates.say_date(day), dates.WEEKDAYS[number], dates.WEEKDAYS[day.weekday()]
    time_of_day = match_whole(match["date"], date_patterns.HOUR_AND_MINUTES)
    away = (number - day.weekday() + 3) % 7 - 3
    other = (
        f"{match['name']} {time_of_day['hour']}:{time_of_day['minute']}"
        if time_of_day
        else dates.say_date(day + timedelta(days=away))
    )
    return date_error(f"{full[4:]} is a {right}, not a {typed}", full, other)


def date_in_range(year: str | None, month: int, day: int, reference: Reference) -> date:
    """Return a date; without a year the coming or the latest one.

    Raises:
        DateError: there is no such day, or its year looks like a slip.
    """
    if year is None:
        return _date_without_year(month, day, reference)
    check_year(int(year), reference)
    existing = _date_or_none(int(year), month, day)
    if existing is None:
        raise no_such_day(int(year), month, day, has_year=True)
    return existing


def check_year(year: int, reference: Reference) -> None:
    """Raise a DateError for a year that looks like a typing mistake."""
    if year < _FIRST_YEAR or year > reference.today.year + YEARS_AHEAD:
        where = f"before {_FIRST_YEAR}" if year < _FIRST_YEAR else f"over {YEARS_AHEAD} years ahead"
        raise date_error(f"the year {year} lies {where}, which looks like a slip", *EXAMPLES)


def _date_without_year(month: int, day: int, reference: Reference) -> date:
    """Return the coming or the latest day of this month and number; today counts as both."""
    today, step = reference.today, 1 if reference.lean is Lean.FUTURE else -1
    # A leap year has every day there is; the error names the year that was meant.
    if _date_or_none(2000, month, day) is None:
        is_past = (month - today.month) * step < 0
        raise no_such_day(today.year + step * is_past, month, day, has_year=False)
    # A 29 February may be eight years away, where a century is no leap year.
    for year in range(today.year, today.year + 9 * step, step):
        if day <= monthrange(year, month)[1] and reference.leans_to(date(year, month, day)):
            return date(year, month, day)
    # Only where the calendar itself ends.
    raise date_error(f"no such day lies near {dates.say_date(today)}", *EXAMPLES)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where its month has no such day.

    Raises:
        DateError: there is no such month.
    """
    if not 1 <= month <= 12:
        raise date_error(f"there is no month {month}", "27.11.", "27 Nov 2026", "14:30")
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
