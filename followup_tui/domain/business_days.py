"""Business days: which days people work in a country and region, and counting in those days.

The only module that knows `holidays`, which is imported where a country is set.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from followup_tui.domain.dates import NO_SUCH_YEAR
from followup_tui.domain.wording import join_with_or, quoted, similar_words
from followup_tui.errors import CallError, DateError

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


class Calendar(Protocol):
    """Which days people work, and counting in those days."""

    @property
    def place(self) -> str:
        """The country and its region, `CA-ON`; the country alone without a region, else empty."""
        ...

    def is_business_day(self, day: date) -> bool:
        """Return whether people work on this day."""
        ...

    def after(self, day: date, business_days: int) -> date:
        """Return the business day that lies this many business days after `day`.

        Counting starts the day after: one business day after a Friday, and after the Saturday that
        follows it, is Monday. A negative number counts backwards, and 0 is `day` itself, whether people
        work on it or not.

        Raises:
            DateError: the day would lie outside the years 1 to 9999.
        """
        ...

    def between(self, start: date, end: date) -> int:
        """Return how many business days lie after `start`, up to and including `end`.

        Negative where `end` comes first: `between(a, b) == -between(b, a)`.
        """
        ...


class Weekdays:
    """Business days by the week alone: every day but the weekend, without holidays.

    Args:
        weekend: the days off, 0 for Monday to 6 for Sunday; Saturday and Sunday unless given.

    Raises:
        CallError: a number that is no weekday, or a weekend that leaves no day to work.
    """

    __slots__ = ("_open", "_worked", "weekend")

    place: Final = ""

    def __init__(self, weekend: frozenset[int] = _SATURDAY_AND_SUNDAY) -> None:
        self.weekend = _checked_weekend(weekend)
        self._open = tuple(weekday for weekday in range(7) if weekday not in weekend)
        # How many business days a week has had by the end of each of its days.
        self._worked = tuple(sum(day <= weekday for day in self._open) for weekday in range(7))

    def is_business_day(self, day: date) -> bool:
        """Return whether `day` is not in the weekend."""
        return day.weekday() not in self.weekend

    def after(self, day: date, business_days: int) -> date:
        """See `Calendar.after`."""
        if business_days == 0:
            return day
        # Business days are numbered from 1, which is the first one of the year 1.
        number = self._number(day) + business_days
        if business_days < 0 and not self.is_business_day(day):
            number += 1
        weeks, position = divmod(number - 1, len(self._open))
        try:
            return date.fromordinal(weeks * 7 + self._open[position] + 1)
        except (OverflowError, ValueError):
            raise DateError(NO_SUCH_YEAR) from None

    def between(self, start: date, end: date) -> int:
        """See `Calendar.between`."""
        return self._number(end) - self._number(start)

    def _number(self, day: date) -> int:
        """Return how many business days there were from the start of the year 1, a Monday, to `day`."""
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        return weeks * len(self._open) + self._worked[weekday]


class NationalCalendar:
    """Business days of a country: its weekend, its public holidays, its moved working days.

    Which day is worked is the `holidays` package's own answer. The answers are kept a year at a time, so
    that counting is a look-up: a board of 10,000 applications asks for as many spans.

    Args:
        country: ISO 3166-1 code such as "DE", in any case.
        region: ISO 3166-2 part such as "BY" ("DE-BY", "Bayern" will do); None or "" for the whole country.
        weekend: days off instead of the country's own, 0 for Monday to 6 for Sunday.

    Raises:
        CallError: an unknown country or region, or a weekend that leaves no day to work.
    """

    __slots__ = ("_days_by_year", "_holidays", "_weekend")

    def __init__(
        self, country: str, region: str | None = None, weekend: frozenset[int] | None = None
    ) -> None:
        self._weekend = None if weekend is None else _checked_weekend(weekend)
        self._holidays = _national_holidays(country, region)
        self._days_by_year: dict[int, tuple[date, ...]] = {}

    @property
    def place(self) -> str:
        """See `Calendar.place`."""
        return "-".join(filter(None, (self._holidays.country, self._holidays.subdiv)))

    def is_business_day(self, day: date) -> bool:
        """Return whether the country (and region) works on `day`."""
        if self._weekend is None:
            return self._holidays.is_working_day(day)
        # First, because the look-up makes `holidays` work out the year and its moved working days.
        is_holiday = day in self._holidays
        return day in self._holidays.weekend_workdays or not (is_holiday or day.weekday() in self._weekend)

    def after(self, day: date, business_days: int) -> date:
        """See `Calendar.after`; `get_nth_working_day` of `holidays`, but that 0 stays on a free day."""
        if business_days == 0:
            return day
        year = day.year
        days = self._business_days(year)
        forward = business_days > 0
        position = business_days + (bisect_right(days, day) - 1 if forward else bisect_left(days, day))
        while position >= len(days):
            position -= len(days)
            year += 1
            days = self._business_days(year)
        while position < 0:
            year -= 1
            days = self._business_days(year)
            position += len(days)
        return days[position]

    def between(self, start: date, end: date) -> int:
        """See `Calendar.between`; `get_working_days_count` of `holidays` without the first day."""
        if end < start:
            return -self.between(end, start)
        before = bisect_right(self._business_days(start.year), start)
        whole_years = sum(len(self._business_days(year)) for year in range(start.year, end.year))
        return whole_years + bisect_right(self._business_days(end.year), end) - before

    def _business_days(self, year: int) -> tuple[date, ...]:
        """Return the days worked in a year, in order."""
        days = self._days_by_year.get(year)
        if days is None:
            if not date.min.year <= year <= date.max.year:
                raise DateError(NO_SUCH_YEAR)
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            all_days = map(date.fromordinal, range(first, last + 1))
            days = self._days_by_year[year] = tuple(filter(self.is_business_day, all_days))
        return days


def calendar_for(country: str | None, region: str | None, weekend: frozenset[int] | None = None) -> Calendar:
    """Return the calendar for what the settings say.

    A country's takes about 100 ms (the package is imported): make it once and keep it. The arguments are as
    in `NationalCalendar`; without a country, people work from Monday to Friday, or what the weekend leaves.

    Raises:
        CallError: unknown country or region, a region without a country, or no day left to work.
    """
    if country and country.strip():
        return NationalCalendar(country, region, weekend)
    if region and region.strip():
        raise CallError(f"the region {quoted(region)} has no country", 'Set the country too, such as "DE"')
    return Weekdays() if weekend is None else Weekdays(weekend)


def _checked_weekend(weekend: frozenset[int]) -> frozenset[int]:
    """Return the weekend, if it is made of weekdays and leaves a day to work.

    Raises:
        CallError: it does not.
    """
    if not weekend < frozenset(range(7)):
        raise CallError("a weekend is made of weekdays, 0 for Monday to 6 for Sunday, and leaves one to work")
    return weekend


def _national_holidays(country: str, region: str | None) -> HolidayBase:
    """Return what the `holidays` package knows of a country and region.

    Raises:
        CallError: it does not know the country or the region; the sentence has names that come near.
    """
    import holidays
    from holidays.registry import COUNTRIES, EntityLoader

    code = country.strip().upper()
    # Checked here, because the package would also take stock exchanges ("NYSE") and its own constants.
    if code not in set(EntityLoader.get_country_codes()):
        codes = {module.replace("_", " "): names[1] for module, names in COUNTRIES.items()}
        near = [
            f"{codes[name]} ({name.title()})" for name in similar_words(country.strip().casefold(), codes)
        ]
        raise CallError(
            f"unknown country {quoted(country)}",
            f"Did you mean {join_with_or(near)}?" if near else "Write a two-letter code such as DE, US or GB",
        )
    national = holidays.country_holidays(code)
    region_name = (region or "").strip().casefold().removeprefix(f"{code.casefold()}-")
    if not region_name:
        return national
    subdivisions = {
        name.casefold(): name for name in (*national.subdivisions, *national.subdivisions_aliases)
    }
    if region_name in subdivisions:
        return holidays.country_holidays(code, subdiv=subdivisions[region_name])
    near = [subdivisions[match] for match in similar_words(region_name, subdivisions)] or sorted(
        national.subdivisions
    )
    advice = f"Write {join_with_or(near)}" if near else f"Leave it out: {code} has no holidays by region"
    raise CallError(f"unknown region {quoted(region or '')} of {code}", advice)
