"""Parses days relative to today: weekdays, ends of weeks and months, spans such as `in 3 days`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from followup_tui.domain import date_patterns, dates
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.date_errors import EXAMPLES, ambiguous_date, date_error, no_such_day
from followup_tui.domain.periods import business_days_of_week, last_day, week_start
from followup_tui.domain.wording import quoted

YEARS_AHEAD: Final = 20
"""No date lies further ahead than this."""

HALF_A_YEAR: Final = 183
"""The number of days from which the same date of the year before is nearer."""

# A span longer than any date allows is refused before it is calculated.
_TOO_MANY_DAYS: Final = 366 * (YEARS_AHEAD + 1)
# Up to this many days a span without "in" or "ago" is taken as `lean` says; a longer one is ambiguous.
_NEAR_BY: Final = 92
_AHEAD: Final = {"this": 0, "next": 1, "coming": 1, "last": -1}


class Lean(Enum):
    """Which way a weekday, a span without "in" or "ago", or a day and month without a year, is taken."""

    FUTURE = auto()
    PAST = auto()


class Reference(Struct, frozen=True):
    """What a typed date is relative to.

    Attributes:
        now: the moment, aware, in the zone.
        zone: the user's zone, or the one that was typed with the time.
        calendar: the user's business days.
        lean: which way a date is taken that could lie ahead or behind.
        typed: the whole text, for an error to quote.
    """

    now: datetime
    zone: tzinfo
    calendar: Calendar
    lean: Lean
    typed: str

    @property
    def today(self) -> date:
        """The calendar day in the zone."""
        return self.now.date()

    def leans_to(self, day: date) -> bool:
        """Return whether a day lies on the side that dates are taken on; today counts as both."""
        return day >= self.today if self.lean is Lean.FUTURE else day <= self.today


def weekday(match: re.Match[str], reference: Reference, time_of_day: time | None) -> date:
    """Return the day of `fri`, `next friday`: today only with a time that is still to come or gone by."""
    which = match["which"]
    today, number = reference.today, date_patterns.weekday_number(match["name"])
    monday = today - timedelta(days=today.weekday())
    of_this_week = monday + timedelta(days=number)
    coming = today + timedelta(days=(number - today.weekday()) % 7 or 7)
    latest = today - timedelta(days=(today.weekday() - number) % 7 or 7)
    leaning = coming if reference.lean is Lean.FUTURE else latest
    week = timedelta(days=7)
    match which:
        # "Next Friday" is the first one to come to some people, and the one of next week to others.
        case "next" if coming < monday + week:
            raise ambiguous_date(reference.typed, coming, coming + week)
        case "last" if latest >= monday:
            raise ambiguous_date(reference.typed, latest, latest - week)
        case "this" if of_this_week not in (today, leaning):
            raise ambiguous_date(reference.typed, of_this_week, leaning)
        case "next" | "coming":
            return coming
        case "last":
            return latest
        case "this":
            return of_this_week
    if (
        time_of_day
        and of_this_week == today
        and (time_of_day <= reference.now.time()) == (reference.lean is Lean.PAST)
    ):
        return today
    return leaning


def weekday_of_week(match: re.Match[str], reference: Reference) -> date:
    """Return the day of `friday next week`."""
    number, ahead = date_patterns.weekday_number(match["name"]), _AHEAD[match["which"]]
    start = week_start(reference.today, reference.calendar) + timedelta(weeks=ahead)
    day = start + timedelta(days=(number - start.weekday()) % 7)
    # Where a week starts on Sunday, the Sunday of next week comes first.
    from_sunday = reference.today + timedelta(days=7 * ahead - (reference.today.weekday() + 1) % 7)
    if number == from_sunday.weekday() and from_sunday != day and ahead:
        raise ambiguous_date(reference.typed, from_sunday, day)
    if day < reference.today and not ahead and reference.lean is Lean.FUTURE:
        raise ambiguous_date(reference.typed, day, day + timedelta(weeks=1))
    return day


def end_of_period(match: re.Match[str], reference: Reference) -> date:
    """Return the last business day of a week, or the last day of a month or a year."""
    unit, ahead = match["unit"], _AHEAD[match["which"] or "this"]
    end = last_day(unit, reference.today, reference.calendar, ahead)
    if end < reference.today and not ahead and reference.lean is Lean.FUTURE:
        return last_day(unit, reference.today, reference.calendar, 1)
    return end


def part_of_next_week(match: re.Match[str], reference: Reference) -> date:
    """Return the first business day of next week, or one in its middle."""
    days = business_days_of_week(reference.today, reference.calendar, 1)
    if not match["part"].startswith("mid"):
        return days[0]
    third = week_start(reference.today, reference.calendar) + timedelta(days=7 + 2)
    return next((day for day in days if day >= third), days[-1])


def day_of_month(match: re.Match[str], reference: Reference) -> date:
    """Return the coming or the latest day of this number: `the 17th`. It may be today."""
    number, step = int(match["day"]), 1 if reference.lean is Lean.FUTURE else -1
    if not 1 <= number <= 31:
        raise no_such_day(reference.today.year, reference.today.month, number, has_year=False)
    for ahead in range(3):
        first = dates.months_after(reference.today.replace(day=1), ahead * step)
        if number <= monthrange(first.year, first.month)[1] and reference.leans_to(first.replace(day=number)):
            return first.replace(day=number)
    raise AssertionError("of three months in a row, one has every number")


def part_of_month(match: re.Match[str], reference: Reference, first_day: date) -> date:
    """Return the middle of a month, its 15th, or its last day.

    Args:
        match: of `MONTH_PART`.
        reference: what it is relative to.
        first_day: of that month.

    Raises:
        DateError: its beginning or its late days, of which there are many.
    """
    last = monthrange(first_day.year, first_day.month)[1]
    match match["part"]:
        case "end":
            return first_day.replace(day=last)
        case "mid" | "middle":
            return first_day.replace(day=15)
        case "late":
            raise ambiguous_date(reference.typed, first_day.replace(day=21), first_day.replace(day=last))
        case _:
            raise ambiguous_date(reference.typed, first_day, first_day.replace(day=10))


def span(match: re.Match[str], reference: Reference) -> date:
    """Return the day, or the moment for hours and minutes, this far from now."""
    unit, count = date_patterns.unit_of(match["unit"]), int(match.groupdict().get("count") or 1)
    shown, way = quoted(reference.typed), match["way"]
    is_back = way in ("-", "ago", "vor") or (not way and reference.lean is Lean.PAST)
    days = date_patterns.DAYS_IN.get(unit, 1)
    if count > _TOO_MANY_DAYS / days:
        raise date_error(f"{shown} is more than {YEARS_AHEAD} years away", *EXAMPLES)
    units = unit.split(" or ")
    if count > 12 * YEARS_AHEAD:
        units = units[:1]
    spans = [f"{count} {each.removesuffix('s') if count == 1 else each}" for each in units]
    if unit == "minutes or months":
        ways = [f"{each} ago" if is_back else f"in {each}" for each in spans]
        raise date_error(f"{shown} could be minutes or months", *ways)
    # A span in hours may also be how long something took.
    if not way and (days < 1 or count * days > _NEAR_BY):
        raise date_error(f"{shown} could lie ahead or behind", f"in {spans[0]}", f"{spans[0]} ago")
    day = _shifted(-count if is_back else count, unit, reference)
    if count == 8 and match["unit"].startswith("tag"):
        # "In acht Tagen" is in a week to most people who say it, and in eight days to others.
        raise ambiguous_date(reference.typed, day + timedelta(days=1 if is_back else -1), day)
    return day


def _shifted(count: int, unit: str, reference: Reference) -> date:
    match unit:
        case "minutes" | "hours":
            # In UTC: two hours are two hours, even where the clocks change in between.
            return (reference.now.astimezone(UTC) + timedelta(**{unit: count})).astimezone(reference.zone)
        case "business days":
            return reference.calendar.after(reference.today, count)
        case "months" | "years":
            return dates.months_after(reference.today, count if unit == "months" else 12 * count)
        case "fortnights":
            return reference.today + timedelta(weeks=2 * count)
        case _:
            return reference.today + timedelta(**{unit: count})
