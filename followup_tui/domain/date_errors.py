"""The sentences that refuse a date: what is wrong with it, and what to write instead."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from followup_tui.domain import dates
from followup_tui.domain.wording import join_with_or, quoted
from followup_tui.errors import DateError

EXAMPLES: Final = ("fri", "tomorrow 14:30", "27 Nov", "in 3 days", "+5bd", "2026-11-27")


def date_error(wrong: str, *instead: str) -> DateError:
    """What is wrong, and what to write instead: each is understood as it stands, but for days in brackets."""
    return DateError(wrong, f"Write {join_with_or(instead)}")


def ambiguous_date(phrase: str, one: date, other: date) -> DateError:
    """The refusal of what could be two days; it says both."""
    readings = f"{dates.say_date(one)} or {dates.say_date(other)}"
    return date_error(f"{quoted(phrase)} could be {readings}", one.isoformat(), other.isoformat())


def no_such_time(told: str, day: str) -> DateError:
    """The refusal of a time that no clock shows, or shows twice; the day it was told with is kept.

    Args:
        told: the time, as it was typed.
        day: the day, as it was typed; "" where there was none.
    """
    wrong, times = f"there is no time {quoted(told)}", ("9:00", "14:30")
    if told == "midnight":
        wrong, times = "midnight could be the start of the day or its end", ("00:00", "23:59")
    if day == "tonight":
        times = ("19:00", "23:59")
    return date_error(wrong, *(f"{day} {each}".strip() for each in times))


def no_such_day(year: int, month: int, day: int, *, said_year: bool) -> DateError:
    """The refusal of a day that its month does not have.

    Args:
        year: the year it would lie in.
        month: 1 to 12.
        day: what is no day of this month.
        said_year: whether the year was typed. If not, only a February needs it.
    """
    name, most = dates.MONTHS[month - 1], monthrange(year, month)[1]
    short, of_year = name[:3], f" {year}" if said_year or month == 2 else ""
    wrong = f"{day} {short}{of_year} does not exist: {name}{of_year} has {most} days"
    return date_error(wrong, f"{min(max(day, 1), most)} {short}{of_year}")
