"""Days, business days, zones, and how a day is said on the screen.

The only module that knows `arrow` and `holidays`. Both are imported where they are used: a board that
needs neither for its first paint does not wait for them.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo, available_timezones

from followup_tui.domain.text import either, quoted
from followup_tui.errors import CallError, DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holidays import HolidayBase

# `strftime` and `calendar` would say these in the machine's language; the screen is in English.
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})
_DAYS_A_MONTH: Final = 365.2425 / 12
_NO_DAY: Final = "that is before the year 1 or after 9999"
_LOCALTIME: Final = Path("/etc/localtime")
_TIMEZONE: Final = Path("/etc/timezone")
# Files beside the real zones: copies, variants that count leap seconds, and "no zone at all".
_NOT_ZONES: Final = frozenset({"posix", "right", "localtime", "posixrules", "Factory"})


class Calendar(Protocol):
    """Which days people work, and counting in those days."""

    def is_business_day(self, day: date) -> bool:
        """Whether people work on this day."""
        ...

    def after(self, day: date, business_days: int) -> date:
        """The business day that lies this many business days after `day`.

        Counting starts the day after: one business day after a Friday, and after the Saturday that
        follows it, is Monday. A negative number counts backwards, and 0 is `day` itself, whether people
        work on it or not.

        Raises:
            DateError: the day would lie outside the years 1 to 9999.
        """
        ...

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start`, up to and including `end`.

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

    def __init__(self, weekend: frozenset[int] = _SATURDAY_AND_SUNDAY) -> None:
        self.weekend = _checked_weekend(weekend)
        self._open = tuple(weekday for weekday in range(7) if weekday not in weekend)
        # How many business days a week has had by the end of each of its days.
        self._worked = tuple(sum(day <= weekday for day in self._open) for weekday in range(7))

    def is_business_day(self, day: date) -> bool:
        """Whether `day` is none of the weekend's."""
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
            raise DateError(_NO_DAY) from None

    def between(self, start: date, end: date) -> int:
        """See `Calendar.between`."""
        return self._number(end) - self._number(start)

    def _number(self, day: date) -> int:
        """How many business days there were from the start of the year 1 (a Monday) to the end of `day`."""
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        return weeks * len(self._open) + self._worked[weekday]


class NationalCalendar:
    """Business days of a country: its weekend, its public holidays, its moved working days.

    Which day is worked is the `holidays` package's own answer. The answers are kept a year at a time, so
    that counting is a look-up: a board of 10,000 applications asks for as many spans.

    Args:
        country: ISO 3166-1 code such as "DE", in any case.
        region: ISO 3166-2 part such as "BY" ("DE-BY" and "Bayern" will do); None for the country as a whole.
        weekend: days off instead of the country's own, 0 for Monday to 6 for Sunday.

    Raises:
        CallError: a country or region nobody knows, or a weekend that leaves no day to work.
    """

    __slots__ = ("_days_by_year", "_holidays", "_weekend")

    def __init__(
        self, country: str, region: str | None = None, weekend: frozenset[int] | None = None
    ) -> None:
        self._weekend = None if weekend is None else _checked_weekend(weekend)
        self._holidays = _national_holidays(country, region)
        self._days_by_year: dict[int, tuple[date, ...]] = {}

    def is_business_day(self, day: date) -> bool:
        """Whether the country (and region) works on `day`."""
        if self._weekend is None:
            return self._holidays.is_working_day(day)
        # Asked first, because asking is what makes `holidays` work out the year and its moved days.
        off = day in self._holidays
        return day in self._holidays.weekend_workdays or not (off or day.weekday() in self._weekend)

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
        """The days worked in a year, in order."""
        days = self._days_by_year.get(year)
        if days is None:
            if not date.min.year <= year <= date.max.year:
                raise DateError(_NO_DAY)
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            every = map(date.fromordinal, range(first, last + 1))
            days = self._days_by_year[year] = tuple(filter(self.is_business_day, every))
        return days


def calendar_for(country: str | None, region: str | None, weekend: frozenset[int] | None = None) -> Calendar:
    """The calendar for what the settings say.

    Making one for a country costs about 100 ms (the package is imported): make it once and keep it.

    Args:
        country: ISO 3166-1 code in any case ("DE"); None or "" for Monday to Friday without holidays.
        region: ISO 3166-2 part in any case ("BY"), or its name ("Bayern"); None or "" for none.
        weekend: days off instead of the usual ones, 0 for Monday to 6 for Sunday.

    Raises:
        CallError: unknown country or region, a region without a country, or no day left to work.
    """
    if country and country.strip():
        return NationalCalendar(country, region, weekend)
    if region and region.strip():
        raise CallError(f"the region {quoted(region)} has no country", 'Set the country too, such as "DE"')
    return Weekdays() if weekend is None else Weekdays(weekend)


def zone(name: str | None) -> ZoneInfo:
    """The zone of this IANA name, capitals and spaces forgiven; the machine's own for None or "".

    Raises:
        CallError: there is no such zone; names that come near are in the sentence.
    """
    wanted = (name or "").strip().replace(" ", "_")
    if not wanted:
        return machine_zone()
    found = _zone_or_none(wanted)
    if found is not None:
        return found
    names = {known.casefold(): known for known in available_timezones() - _NOT_ZONES}
    if wanted.casefold() in names:
        return ZoneInfo(names[wanted.casefold()])
    cities = sorted(known for known in names.values() if known.casefold().endswith(f"/{wanted.casefold()}"))
    near = cities or [names[match] for match in _near(wanted.casefold(), names)]
    raise CallError(
        f"unknown zone {quoted(wanted)}",
        f"Did you mean {either(near)}?" if near else "Write an IANA name such as Europe/Berlin",
    )


def machine_zone() -> ZoneInfo:
    """The zone the machine's clock is set to; UTC where it does not say.

    Looked for in TZ, then where /etc/localtime points, which is what other programs go by, then in
    /etc/timezone, which images and hand-made links often leave stale. Not `tzlocal`: it takes 25 ms
    to import and refuses where the two disagree. Not `arrow`: its local zone is a fixed offset.
    """
    names = [_below_zoneinfo(os.environ.get("TZ", "").removeprefix(":"))]
    with suppress(OSError):  # absent, or a copy, which has no name
        names.append(_below_zoneinfo(str(_LOCALTIME.readlink())))
    with suppress(OSError, ValueError):  # absent, or no text
        names.append(_TIMEZONE.read_text(encoding="ascii").strip())
    found = (_zone_or_none(name) for name in names if name)
    return next((known for known in found if known is not None), ZoneInfo("UTC"))


def wall(day: date, time: time, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks of `zone` show `time` on `day`.

    Raises:
        DateError: the clocks skip that time that day, or show it twice. The sentence says what to write.
    """
    shown = datetime.combine(day, time.replace(tzinfo=None, fold=0), tzinfo=zone)
    first, second = shown, shown.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return shown
    said = f"{shown:%H:%M} on {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    if before > after:
        raise DateError(
            f"{said} happens twice in {zone.key}, because the clocks go back",
            "Write {} or {}".format(*(moment.isoformat(timespec="minutes") for moment in (first, second))),
        )
    change = _clock_change(second.astimezone(UTC), first.astimezone(UTC), zone)
    left, met = change + before, change + after
    form = "%H:%M" if left.date() == met.date() else "%Y-%m-%d %H:%M"
    # Read with the offset from before the change, the skipped time is the one that far after it.
    meant = first.astimezone(UTC).astimezone(zone)
    raise DateError(
        f"{said} does not exist in {zone.key}: clocks go from {left:{form}} to {met:{form}}",
        f"Write {meant:%H:%M}" if meant.date() == day else f"Write {meant:%Y-%m-%d %H:%M}",
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier if negative); the month's last where it is shorter.

    Raises:
        DateError: the day would lie outside the years 1 to 9999.
    """
    import arrow

    try:
        return arrow.Arrow.fromdate(day).shift(months=months).date()
    except (OverflowError, ValueError):
        raise DateError(_NO_DAY) from None


def say_date(day: date) -> str:
    """A day in full: "Fri 27 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_day(day: date, today: date) -> str:
    """A day in short: "today", "tomorrow", "yesterday", "Fri 27 Nov"; with the year where it is another."""
    full = say_date(day)
    short = full if day.year != today.year else full.rpartition(" ")[0]
    return {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days, short)


def in_language(day: date, pattern: str, language: str) -> str:
    """A day or a moment by its own clock, in a pattern of arrow's tokens, in a language: `de`."""
    import arrow

    return arrow.get(day).format(pattern, locale=language)


def say_distance(day: date, today: date) -> str:
    """How far a day is, in calendar days: "today", "tomorrow", "in 4 days", "3 days ago", "in 2 months".

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
    said, other = (late, early) if days > 0 else (early, late)
    return said.humanize(other, granularity="year" if months >= 24 else "month")


def say_instant(moment: datetime, now: datetime) -> str:
    """An instant in short, in the zone of `now`: "today 14:02", "Fri 27 Nov 14:02". Both must be aware."""
    here = moment.astimezone(now.tzinfo)
    return f"{say_day(here.date(), now.date())} {here:%H:%M}"


def _checked_weekend(weekend: frozenset[int]) -> frozenset[int]:
    """The weekend, if it is made of weekdays and leaves one to work."""
    if not weekend < frozenset(range(7)):
        raise CallError("a weekend is made of weekdays, 0 for Monday to 6 for Sunday, and leaves one to work")
    return weekend


def _national_holidays(country: str, region: str | None) -> HolidayBase:
    """What the `holidays` package knows of a country and region, or a sentence on what it does not."""
    import holidays
    from holidays.registry import COUNTRIES, EntityLoader

    code = country.strip().upper()
    # Checked here, because the package would also take stock exchanges ("NYSE") and its own constants.
    if code not in set(EntityLoader.get_country_codes()):
        codes = {module.replace("_", " "): names[1] for module, names in COUNTRIES.items()}
        near = [f"{codes[name]} ({name.title()})" for name in _near(country.strip().casefold(), codes)]
        raise CallError(
            f"unknown country {quoted(country)}",
            f"Did you mean {either(near)}?" if near else "Write a two-letter code such as DE, US or GB",
        )
    national = holidays.country_holidays(code)
    wanted = (region or "").strip().casefold().removeprefix(f"{code.casefold()}-")
    if not wanted:
        return national
    known = {name.casefold(): name for name in (*national.subdivisions, *national.subdivisions_aliases)}
    if wanted in known:
        return holidays.country_holidays(code, subdiv=known[wanted])
    near = [known[match] for match in _near(wanted, known)] or sorted(national.subdivisions)
    advice = f"Write {either(near)}" if near else f"Leave it out: {code} has no holidays by region"
    raise CallError(f"unknown region {quoted(region or '')} of {code}", advice)


def _zone_or_none(name: str) -> ZoneInfo | None:
    """The zone of exactly this name."""
    if name.partition("/")[0] in _NOT_ZONES:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder, a path, too long, no zone: each raises another
        return None


def _below_zoneinfo(path: str) -> str:
    """What follows the zone database's folder in a path; the whole of it where it names no such folder."""
    return path.rpartition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


def _clock_change(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The instant (in UTC) at which the offset of `zone` changes, to the second, between two instants."""
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def _near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three known words that look like this one."""
    from difflib import get_close_matches

    return get_close_matches(word[:60], list(known), n=3)
