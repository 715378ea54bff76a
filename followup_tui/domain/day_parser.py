"""Parses a phrase for a day, without its time: the patterns in order, each with what makes a day of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

from msgspec.structs import replace

from followup_tui.domain import date_patterns, dates, relative_dates, written_dates
from followup_tui.domain.date_errors import EXAMPLES, date_error
from followup_tui.domain.date_patterns import match_whole
from followup_tui.domain.periods import day_suggestions
from followup_tui.domain.relative_dates import HALF_A_YEAR, Lean, Reference
from followup_tui.domain.wording import quoted
from followup_tui.errors import DateError


def parse_day(phrase: str, reference: Reference, time_of_day: time | None = None) -> date | None:
    """Return the day of a phrase without a time, or None; a `datetime` where it is a moment.

    Args:
        phrase: as `date_words.normalize` returns it.
        reference: what it is relative to.
        time_of_day: the time that was typed with it, by which a weekday may be today.

    Raises:
        DateError: it could be several days, or there is no such day.
    """
    if phrase in date_patterns.NOW:
        return reference.now
    if phrase in date_patterns.NAMED_DAYS:
        return reference.today + timedelta(days=date_patterns.NAMED_DAYS[phrase])
    parsers: tuple[tuple[tuple[str, ...], Callable[[re.Match[str], Reference], date | None]], ...] = (
        (date_patterns.WEEKDAY, partial(relative_dates.weekday, time_of_day=time_of_day)),
        (date_patterns.WEEKDAY_OF_WEEK, relative_dates.weekday_of_week),
        (date_patterns.DATES, written_dates.written),
        (date_patterns.DAY_OF_MONTH, relative_dates.day_of_month),
        (date_patterns.SLASHED, written_dates.slashed),
        (date_patterns.SPANS, relative_dates.span),
        (date_patterns.ENDS, relative_dates.end_of_period),
        (date_patterns.NEXT_WEEK, relative_dates.part_of_next_week),
        ((date_patterns.MONTH_PART,), written_dates.part_of_named_month),
        (date_patterns.WEEKDAY_AND_DATE, _weekday_and_date),
    )
    for patterns, parse in parsers:
        if match := match_whole(phrase, *patterns):
            return parse(match, reference)
    return None


def _weekday_and_date(match: re.Match[str], reference: Reference) -> date | None:
    """Return the day of a date with its weekday in front, as the program itself shows dates."""
    patterns = (*date_patterns.DATES, *date_patterns.DAY_OF_MONTH, *date_patterns.SLASHED)
    if not match_whole(match["date"], *patterns):
        return None
    number = date_patterns.weekday_number(match["name"])
    # On which side of today a date without a year lies, its weekday tells.
    for lean in (reference.lean, *Lean):
        day = parse_day(match["date"], replace(reference, lean=lean))
        is_near = day is not None and abs((day - reference.today).days) <= HALF_A_YEAR
        if day is not None and day.weekday() == number and (is_near or lean is reference.lean):
            return day
    day = parse_day(match["date"], reference)
    raise written_dates.wrong_weekday(match, day or reference.today)


def unreadable(day_text: str, time_text: str, reference: Reference) -> DateError:
    """Return the error for a phrase that nothing parses, with the reason where people would expect it."""
    shown = quoted(reference.typed)
    if day_text.isdigit() and not time_text:
        wrong = f"{shown} is only a number, which could be a day, a year or a time"
        return date_error(wrong, "27.11.", "2026-11-27", "14:30")
    # The suggestions keep the time that was typed.
    time_of_day = (date_patterns.parse_time(time_text) or time(14, 30)) if time_text else None
    time_suffix = f" {time_of_day:%H:%M}" if time_of_day else ""
    suggestions: tuple[str, ...] = ()
    if period := match_whole(day_text, date_patterns.PERIOD):
        suggestions = day_suggestions(period["which"] or "this", period["unit"])
    elif month := match_whole(day_text, date_patterns.WHOLE_MONTH):
        name = " ".join(filter(None, (month["month"], month["year"])))
        suggestions = (f"mid {name}", f"end of {name}")
    if suggestions:
        days = {each: parse_day(each, reference) for each in suggestions}
        instead = [f"{each}{time_suffix} ({dates.say_date(day)})" for each, day in days.items() if day]
        return date_error(f"{shown} has more than one day in it", *instead)
    if re.match(r"(?:\d{4}-?w|kw ?|calendar week )\d", f"{day_text} {time_text}"):
        return date_error(f"{shown} is a week, and weeks are not read by number", "2026-11-27", "27 Nov")
    near = date_patterns.closest_word(day_text)
    instead = [f"{near}{time_suffix}"] if near else [*EXAMPLES]
    return date_error(f"{shown} is not understood as a date", *instead)
