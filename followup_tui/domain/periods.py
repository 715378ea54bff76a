"""Weeks as people work them, months and years: where they start and end, and how to write their days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from followup_tui.domain.business_days import Calendar


def week_start(day: date, calendar: Calendar) -> date:
    """Return the day on which the week of `day` starts: a Monday where Saturday and Sunday are the weekend.

    It is the day after the weekend, so that a week from Sunday to Thursday ends on its Thursday.
    """
    worked = _worked_weekdays(day, calendar)
    days_off_before = {
        weekday: next((count for count in range(7) if (weekday - 1 - count) % 7 in worked), 0)
        for weekday in worked
    }
    # After the longest run of days off; Monday where two are as long, or there are none.
    first = max(sorted(days_off_before), key=lambda weekday: days_off_before[weekday], default=0)
    return day - timedelta(days=(day.weekday() - first) % 7)


def business_days_of_week(day: date, calendar: Calendar, ahead: int = 0) -> list[date]:
    """Return the business days of the week of `day`, or of the one so many weeks ahead, in order.

    Where all of them are holidays, the days are those that are worked in other weeks.
    """
    start = week_start(day, calendar) + timedelta(weeks=ahead)
    days = [start + timedelta(days=number) for number in range(7)]
    usual = _worked_weekdays(day, calendar)
    return [each for each in days if calendar.is_business_day(each)] or [
        each for each in days if each.weekday() in usual
    ]


def last_day(unit: str, day: date, calendar: Calendar, ahead: int = 0) -> date:
    """Return the last business day of the week of `day`, or the last day of its month or year.

    Args:
        unit: "week", "month" or "year".
        day: a day in it.
        calendar: the business days.
        ahead: 1 for the next one, -1 for the one before.
    """
    if unit == "week":
        return business_days_of_week(day, calendar, ahead)[-1]
    if unit == "year":
        return date(day.year + ahead, 12, 31)
    year, month = divmod(day.year * 12 + day.month - 1 + ahead, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def day_suggestions(which: str, unit: str) -> tuple[str, ...]:
    """Return what to type for a day of "this", "next", "coming" or "last" week, weekend, month or year."""
    which = "next" if which == "coming" else which
    if unit == "weekend":
        return ("last sat", "last sun") if which == "last" else ("coming sat", "coming sun")
    if (which, unit) == ("next", "week"):
        return ("end of next week", "start of next week")
    near = {"this": "tomorrow", "next": f"in 1 {unit}", "last": f"1 {unit} ago"}[which]
    return (f"end of {which} {unit}", near)


def _worked_weekdays(day: date, calendar: Calendar) -> frozenset[int]:
    """Return the weekdays worked in most of the weeks around: a single holiday does not change them."""
    monday = day - timedelta(days=day.weekday())
    weeks = [monday + timedelta(weeks=number) for number in range(-4, 5)]
    return frozenset(
        weekday
        for weekday in range(7)
        if 2 * sum(calendar.is_business_day(week + timedelta(days=weekday)) for week in weeks) > len(weeks)
    )
