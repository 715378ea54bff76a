"""The errors for a date that cannot be parsed: what is wrong with it, and what to write instead."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from followup_tui.domain import dates
from followup_tui.domain.wording import join_with_or, quoted
from followup_tui.errors import DateError

EXAMPLES: Final = ("fri", "tomorrow 14:30", "27 Nov", "in 3 days", "+5bd", "2026-11-27")


def date_error(wrong: str, *instead: str) -> DateError:
    """Return the error with what is wrong and what to write instead; only days in brackets are no input."""
    return DateError(wrong, f"Write {join_with_or(instead)}")


def ambiguous_date(phrase: str, one: date, other: date) -> DateError:
    """Return the error for a phrase that could mean two days; it names both."""
    readings = f"{dates.say_date(one)} or {dates.say_date(other)}"
    return date_error(f"{quoted(phrase)} could be {readings}", one.isoformat(), other.isoformat())


def no_such_time(time_text: str, day: str, *times: str) -> DateError:
    """Return the error for a time that no clock shows, or shows twice; its suggestions keep the typed day.

    Args:
        time_text: the time that was typed.
        day: the day that was typed; "" for none.
        times: what to suggest; two times of a working day where there is none.
    """
    wrong, times = f"there is no time {quoted(time_text)}", times or ("9:00", "14:30")
    if time_text == "midnight":
        wrong, times = "midnight could be the start of the day or its end", ("00:00", "23:59")
    return date_error(wrong, *(f"{day} {each}".strip() for each in times))


def no_such_day(year: int, month: int, day: int, *, has_year: bool) -> DateError:
    """Return the error for a day that its month lacks; a year that was not typed is named for February."""
    name, most = dates.MONTHS[month - 1], monthrange(year, month)[1]
    short, of_year = name[:3], f" {year}" if has_year or month == 2 else ""
    wrong = f"{day} {short}{of_year} does not exist: {name}{of_year} has {most} days"
    return date_error(wrong, f"{min(max(day, 1), most)} {short}{of_year}")
