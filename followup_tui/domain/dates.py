"""Days and moments as the screen says them, in English or in a letter's language, and months counted on.

The only module that knows `arrow`, which is imported where it is used: the first paint does not wait for it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from followup_tui.errors import DateError

# `strftime` and `calendar` would say these in the machine's language; the screen is in English.
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_SUCH_YEAR: Final = "that is before the year 1 or after 9999"
"""What a `DateError` says of a day outside the calendar."""

_DAYS_A_MONTH: Final = 365.2425 / 12


def months_after(day: date, months: int) -> date:
    """Return the same day of the month, `months` later (earlier if negative); a shorter month's last day.

    Raises:
        DateError: the day would lie outside the years 1 to 9999.
    """
    import arrow

    try:
        return arrow.Arrow.fromdate(day).shift(months=months).date()
    except (OverflowError, ValueError):
        raise DateError(NO_SUCH_YEAR) from None


def weekday_number(name: object) -> int | None:
    """Return the number of a weekday, named by three letters or more of it; None if it names no day."""
    word = name.strip().casefold() if isinstance(name, str) else ""
    numbers = (number for number, day in enumerate(WEEKDAYS) if day.casefold().startswith(word))
    return next(numbers, None) if len(word) >= 3 else None


@lru_cache(maxsize=1_000)
def say_date(day: date) -> str:
    """Say a day in full: "Fri 27 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@lru_cache(maxsize=1_000)
def hours(count: int) -> timedelta:
    """Return so many hours, made once: the rules ask for the same few of each card."""
    return timedelta(hours=count)


def say_time(moment: datetime) -> str:
    """Say a moment's time of day, by its own clock: "14:02"."""
    return f"{moment.hour:02}:{moment.minute:02}"  # strftime takes five times as long


@lru_cache(maxsize=1_000)
def say_day(day: date, today: date) -> str:
    """Say a day in short: "today", "tomorrow", "yesterday", "Fri 27 Nov"; with the year if it is another."""
    days = (day - today).days
    if -1 <= days <= 1:
        return ("today", "tomorrow", "yesterday")[days]
    return say_dated(day, today)


def format_in_language(day: date, pattern: str, language: str) -> str:
    """Format a day, or a moment by its own clock, by a pattern of arrow's tokens in a language: `de`."""
    import arrow

    return arrow.get(day).format(pattern, locale=language)


def say_dated(day: date, today: date) -> str:
    """Say a day by its date, whenever it is: "Fri 27 Nov"; with the year if it is another."""
    full = say_date(day)
    return full if day.year != today.year else full.rpartition(" ")[0]


def say_distance(day: date, today: date) -> str:
    """Say how far a day is, in calendar days: "today", "tomorrow", "in 4 days", "3 days ago", "in 2 months".

    Exact up to 45 days; beyond that in whole months, and from two years on in whole years, rounded.
    """
    days = (day - today).days
    if abs(days) <= 1:
        return say_day(day, today)
    if abs(days) <= 45:
        return f"in {days} days" if days > 0 else f"{-days} days ago"

    import arrow

    months = round(abs(days) / _DAYS_A_MONTH)
    years = round(abs(days) / _DAYS_A_MONTH / 12)
    rounded = years * 12 if months >= 24 else months
    # arrow cuts fractions off ("a month" for 59 days), so it is handed a whole number and a day to spare.
    span = timedelta(days=round(rounded * _DAYS_A_MONTH) + 1)
    # Counted from the first of all days, a span of any length ends before the last one.
    early = arrow.Arrow(1, 1, 1)
    late = early + span
    moment, reference = (late, early) if days > 0 else (early, late)
    return moment.humanize(reference, granularity="year" if months >= 24 else "month")


def say_instant(moment: datetime, now: datetime) -> str:
    """Say a moment in short, in the zone of `now`: "today 14:02", "Fri 27 Nov 14:02". Both must be aware."""
    here = moment.astimezone(now.tzinfo)
    return f"{say_day(here.date(), now.date())} {say_time(here)}"


def say_at(moment: datetime, now: datetime) -> str:
    """Say a moment in a sentence, in the zone of `now`: "today at 14:02". Both must be aware."""
    here = moment.astimezone(now.tzinfo)
    return f"{say_day(here.date(), now.date())} at {say_time(here)}"


def say_deadline(moment: datetime, now: datetime) -> str:
    """Say a moment after "by" or "until": "20:12 today", "Fri 27 Nov at 17:00".

    One at the end of a day, 23:59, is that of the day: "the end of today", "Fri 27 Nov". Both must be aware.
    """
    here = moment.astimezone(now.tzinfo)
    day, time_of_day = here.date(), say_time(here)
    if time_of_day == "23:59":
        return say_last_day(day, now.date())
    is_near = abs((day - now.date()).days) <= 1
    return f"{time_of_day} {say_day(day, now.date())}" if is_near else say_at(moment, now)


def say_last_day(day: date, today: date) -> str:
    """Say a day after "by" or "until": "the end of today", "tomorrow", "Fri 27 Nov"."""
    return "the end of today" if day == today else say_day(day, today)


def say_snooze_end(moment: datetime, now: datetime) -> str:
    """Say the end of a snooze as `say_deadline` says a moment; the beginning of a day is the day."""
    here = moment.astimezone(now.tzinfo)
    return say_day(here.date(), now.date()) if here.time() == time() else say_deadline(moment, now)


def say_start(moment: datetime, now: datetime) -> str:
    """Say a moment after "from" or "since": "20:12 today", "Fri 27 Nov" for the beginning of that day.

    One at the end of a day, 23:59, is not that day: "the end of tomorrow".
    """
    here = moment.astimezone(now.tzinfo)
    if say_time(here) == "23:59":
        return f"the end of {say_day(here.date(), now.date())}"
    return say_snooze_end(moment, now)


def say_dated_instant(moment: datetime, now: datetime) -> str:
    """Say a moment as `say_instant`, but always by its date: "Thu 26 Nov 10:00". What stays is read later."""
    here = moment.astimezone(now.tzinfo)
    return f"{say_dated(here.date(), now.date())} {say_time(here)}"
