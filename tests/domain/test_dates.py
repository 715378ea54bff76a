"""Business days, zones, and how days are said."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.domain import dates
from followup_tui.domain.dates import Calendar, NationalCalendar, calendar_for
from followup_tui.errors import CallError, DateError

BERLIN = ZoneInfo("Europe/Berlin")
# The first look at a country loads it, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)
MONDAY = date(2026, 11, 23)
SOME_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
EARLY_DAYS = st.dates(date(1900, 1, 1), date(1980, 12, 31))
FEW_OR_MANY = st.integers(-600, 600)

CALENDARS = {
    "Monday to Friday": ("", "", None),
    "Germany": ("DE", "", None),
    "Bavaria": ("DE", "BY", None),
    "Israel": ("IL", "", None),
    "China, with working Saturdays": ("CN", "", None),
    "Malaysia, whose weekend differs by region": ("MY", "KDH", None),
    "Sunday to Thursday": ("", "", frozenset({4, 5})),
    "Germany, but Sunday to Thursday": ("DE", "", frozenset({4, 5})),
    "one day a week": ("", "", frozenset(range(6))),
}


@cache
def calendar(name: str) -> Calendar:
    """One of the calendars above, made once."""
    return calendar_for(*CALENDARS[name])


any_calendar = st.sampled_from(list(CALENDARS)).map(calendar)


# Business days


@pytest.mark.parametrize(
    ("name", "start", "business_days", "expected"),
    [
        ("Monday to Friday", "2026-11-23", 0, "2026-11-23"),
        ("Monday to Friday", "2026-11-23", 1, "2026-11-24"),
        ("Monday to Friday", "2026-11-27", 1, "2026-11-30"),
        ("Monday to Friday", "2026-11-28", 0, "2026-11-28"),
        ("Monday to Friday", "2026-11-28", 1, "2026-11-30"),
        ("Monday to Friday", "2026-11-28", -1, "2026-11-27"),
        ("Monday to Friday", "2026-11-23", -1, "2026-11-20"),
        ("Monday to Friday", "2026-11-23", 5, "2026-11-30"),
        ("Monday to Friday", "2026-12-24", 1, "2026-12-25"),
        ("Germany", "2026-12-24", 1, "2026-12-28"),
        ("Germany", "2026-12-23", 5, "2026-12-31"),
        ("Germany", "2026-12-31", 1, "2027-01-04"),
        ("Germany", "2027-01-04", -1, "2026-12-31"),
        ("Germany", "2027-01-05", 1, "2027-01-06"),
        ("Bavaria", "2027-01-05", 1, "2027-01-07"),  # Epiphany is a holiday in Bavaria
        ("Bavaria", "2026-06-03", 1, "2026-06-05"),  # Corpus Christi too
        ("Israel", "2026-11-26", 1, "2026-11-29"),  # Thursday, then Sunday
        ("Israel", "2026-11-29", -1, "2026-11-26"),
        ("Sunday to Thursday", "2026-11-26", 1, "2026-11-29"),
        ("China, with working Saturdays", "2024-02-03", 1, "2024-02-04"),  # a Sunday, worked
        ("one day a week", "2026-11-23", 2, "2026-12-06"),
    ],
)
def test_business_days_after(name: str, start: str, business_days: int, expected: str) -> None:
    """Counting starts the day after, skips what is free there, and 0 stays where it is."""
    assert calendar(name).after(date.fromisoformat(start), business_days) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        ("Monday to Friday", "2026-11-23", "2026-11-23", 0),
        ("Monday to Friday", "2026-11-23", "2026-11-30", 5),
        ("Monday to Friday", "2026-11-27", "2026-11-29", 0),
        ("Monday to Friday", "2026-11-30", "2026-11-23", -5),
        ("Monday to Friday", "2026-12-18", "2027-01-01", 10),
        ("Germany", "2026-12-18", "2027-01-01", 8),
        ("Germany", "2026-12-31", "2027-01-08", 5),
        ("Bavaria", "2026-12-31", "2027-01-08", 4),
        ("Israel", "2026-11-26", "2026-11-29", 1),
        ("Germany", "2025-12-31", "2027-12-31", 510),
    ],
)
def test_business_days_between(name: str, start: str, end: str, expected: int) -> None:
    """The first day does not count, the last does, and backwards is negative."""
    assert calendar(name).between(date.fromisoformat(start), date.fromisoformat(end)) == expected


@unhurried
@given(any_calendar, SOME_DAYS, FEW_OR_MANY.filter(bool))
def test_after_lands_on_a_business_day(calendar: Calendar, day: date, count: int) -> None:
    """Any number of business days but 0 leads to a business day, on the side the sign says."""
    landed = calendar.after(day, count)
    assert calendar.is_business_day(landed)
    assert (landed > day) == (count > 0)


@unhurried
@given(any_calendar, SOME_DAYS, FEW_OR_MANY)
def test_between_undoes_after(calendar: Calendar, day: date, count: int) -> None:
    """From a business day, as many business days lie between as were counted, and back leads back."""
    start = calendar.after(day, 1)
    landed = calendar.after(start, count)
    assert calendar.between(start, landed) == count
    assert calendar.after(landed, -count) == start


@unhurried
@given(any_calendar, SOME_DAYS, SOME_DAYS, SOME_DAYS)
def test_spans_add_up(calendar: Calendar, one: date, two: date, three: date) -> None:
    """A span is the sum of its parts, whatever the order of the days."""
    assert calendar.between(one, two) + calendar.between(two, three) == calendar.between(one, three)
    assert calendar.between(one, two) == -calendar.between(two, one)


@unhurried
@given(any_calendar, SOME_DAYS)
def test_one_more_day_counts_where_it_is_worked(calendar: Calendar, day: date) -> None:
    """A day adds one to a span where it is a business day, and nothing where it is free."""
    assert calendar.between(day - timedelta(days=1), day) == calendar.is_business_day(day)


# The package knows Germany's holidays from 1990 on: before that only the week is left.
@unhurried
@given(EARLY_DAYS, EARLY_DAYS, st.integers(-1000, 1000))
def test_week_and_country_agree_where_there_are_no_holidays(one: date, two: date, count: int) -> None:
    """Both kinds of calendar count alike once holidays are out of the picture."""
    week, germany = calendar("Monday to Friday"), calendar("Germany")
    assert germany.after(one, count) == week.after(one, count)
    assert germany.between(one, two) == week.between(one, two)


@unhurried
@given(
    st.sampled_from([("DE", "BY"), ("IL", None), ("CN", None), ("AE", None), ("US", "CA")]),
    SOME_DAYS,
    st.integers(-30, 30).filter(bool),
    st.integers(0, 60),
)
def test_country_counts_as_the_package_does(
    place: tuple[str, str | None], day: date, count: int, length: int
) -> None:
    """The kept years give what `holidays` itself reckons day by day."""
    ours, theirs = country(place), package(place)
    end = day + timedelta(days=length)
    assert ours.after(day, count) == theirs.get_nth_working_day(day, count)
    assert ours.between(day - timedelta(days=1), end) == theirs.get_working_days_count(day, end)


@cache
def country(place: tuple[str, str | None]) -> Calendar:
    """Our calendar of a country and region, made once."""
    return NationalCalendar(*place)


@cache
def package(place: tuple[str, str | None]) -> holidays.HolidayBase:
    """What the package itself knows of them."""
    return holidays.country_holidays(place[0], subdiv=place[1])


@pytest.mark.parametrize("name", ["Monday to Friday", "Germany"])
@pytest.mark.parametrize(("day", "count"), [(date(9999, 12, 30), 9), (date(1, 1, 2), -9)])
def test_beyond_every_calendar(name: str, day: date, count: int) -> None:
    """A count that leaves the years 1 to 9999 is refused with a sentence."""
    with pytest.raises(DateError, match="9999"):
        calendar(name).after(day, count)


@pytest.mark.parametrize(
    ("country", "region"),
    [("de", "by"), ("DE", "DE-BY"), (" De ", "bayern"), ("DEU", "BY")],
)
def test_country_and_region_in_any_case(country: str, region: str) -> None:
    """Codes may be typed in any case, regions also by name or in full."""
    assert not calendar_for(country, region).is_business_day(date(2027, 1, 6))


@pytest.mark.parametrize(
    ("country", "region", "words"),
    [
        ("XX", None, ["unknown country", "XX", "DE"]),
        ("Germany", None, ["unknown country", "DE (Germany)"]),
        ("NYSE", None, ["unknown country"]),  # the package knows it, as a stock exchange
        ("FRI", None, ["unknown country"]),  # and this is a constant of its
        ("DE", "Bayer", ["unknown region", "Bayern"]),
        ("DE", "ZZ", ["unknown region", "DE", "BW"]),
        ("SG", "ZZ", ["unknown region", "Leave it out"]),
        (None, "BY", ["no country"]),
        ("\x1b[31m" + "x" * 1000, None, ["?[31m", "…"]),
    ],
)
def test_unknown_places(country: str | None, region: str | None, words: list[str]) -> None:
    """An unknown country or region is refused with what comes near, and nothing a terminal would obey."""
    with pytest.raises(CallError) as refused:
        calendar_for(country, region)
    sentence = str(refused.value)
    assert all(word in sentence for word in words)
    assert sentence.isprintable()


@pytest.mark.parametrize("weekend", [frozenset(range(7)), frozenset({7})])
@pytest.mark.parametrize("country", [None, "DE"])
def test_impossible_weekends(country: str | None, weekend: frozenset[int]) -> None:
    """A week without a working day would count for ever, so it is refused."""
    with pytest.raises(CallError, match="weekend"):
        calendar_for(country, None, weekend)


# Zones


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
    ],
)
def test_zone_by_name(typed: str, key: str) -> None:
    """Capitals and spaces in a zone's name are forgiven."""
    assert dates.zone(typed).key == key


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Mars/Phobos", "IANA"),
        ("Europe", "unknown"),  # a folder of the zone database
        ("posixrules", "unknown"),
        ("localtime", "unknown"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        ("../../etc/passwd", "unknown"),
        ("/etc/passwd", "unknown"),
        ("a" * 5000, "…"),
        ("\x00", "unknown"),
        ("\ud800", "unknown"),
    ],
)
def test_unknown_zones(typed: str, word: str) -> None:
    """What is no zone is refused with near names, whatever it does to the zone database's reader."""
    with pytest.raises(CallError) as refused:
        dates.zone(typed)
    assert word in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("variable", "link", "file", "key"),
    [
        ("Europe/Paris", "/usr/share/zoneinfo/Europe/Berlin", "Asia/Tokyo", "Europe/Paris"),
        (":Europe/Paris", None, None, "Europe/Paris"),
        (":/usr/share/zoneinfo/Europe/Paris", None, None, "Europe/Paris"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "/usr/share/zoneinfo/Europe/Berlin", None, "Europe/Berlin"),
        (None, "../usr/share/zoneinfo/Europe/Berlin", "Etc/UTC", "Europe/Berlin"),
        (None, "/var/db/timezone/zoneinfo/Europe/Berlin", None, "Europe/Berlin"),
        (None, None, "Asia/Tokyo\n", "Asia/Tokyo"),
        ("", "/somewhere/else", "Not/A_Zone", "UTC"),
        (None, None, None, "UTC"),
    ],
)
def test_machine_zone(
    variable: str | None,
    link: str | None,
    file: str | None,
    key: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The machine's zone has a name: from TZ, the link, the file, in this order, and else UTC."""
    if variable is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(dates, "_LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(dates, "_TIMEZONE", tmp_path / "timezone")
    if link is not None:
        (tmp_path / "localtime").symlink_to(link)
    if file is not None:
        (tmp_path / "timezone").write_text(file)
    assert dates.machine_zone().key == key
    assert dates.zone(None) == dates.machine_zone()


# Times on the wall


@pytest.mark.parametrize(
    ("zone", "day", "clock", "words"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", ["does not exist", "from 02:00 to 03:00", "Write 03:30"]),
        ("Europe/Berlin", "2026-03-29", "02:00", ["from 02:00 to 03:00", "Write 03:00"]),
        ("America/New_York", "2026-03-08", "02:59", ["from 02:00 to 03:00", "Write 03:59"]),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", ["from 02:00 to 02:30", "Write 02:40"]),
        (
            "Pacific/Apia",
            "2011-12-30",
            "12:00",
            ["2011-12-30 00:00 to 2011-12-31 00:00", "Write 2011-12-31 12:00"],
        ),
        (
            "Europe/Berlin",
            "2026-10-25",
            "02:30",
            ["twice", "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"],
        ),
        ("America/New_York", "2026-11-01", "01:00", ["twice", "01:00-04:00 or 2026-11-01T01:00-05:00"]),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", ["twice", "+11:00", "+10:30"]),
    ],
)
def test_times_the_clocks_skip_or_repeat(zone: str, day: str, clock: str, words: list[str]) -> None:
    """A time that is skipped or comes twice is refused with what to write instead."""
    with pytest.raises(DateError) as refused:
        dates.wall(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    assert all(word in str(refused.value) for word in words)


@unhurried
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - what a wall shows has no zone
    st.sampled_from(
        ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
    ),
)
def test_wall_is_exact_or_refused(shown: datetime, zone: str) -> None:
    """Where a wall time is taken, exactly one instant shows it; where it is refused, none or two do."""
    place = ZoneInfo(zone)
    instants = {shown.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)}
    showing = {moment for moment in instants if moment.astimezone(place).replace(tzinfo=None) == shown}
    try:
        taken = dates.wall(shown.date(), shown.time(), place)
    except DateError:
        assert len(showing) != 1
    else:
        assert {taken.astimezone(UTC)} == showing


# How days are said


@pytest.mark.parametrize(
    ("days", "day", "distance"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (-1, "yesterday", "yesterday"),
        (4, "Fri 27 Nov", "in 4 days"),
        (-3, "Fri 20 Nov", "3 days ago"),
        (13, "Sun 6 Dec", "in 13 days"),
        (-13, "Tue 10 Nov", "13 days ago"),
        (45, "Thu 7 Jan 2027", "in 45 days"),
        (46, "Fri 8 Jan 2027", "in 2 months"),
        (-59, "Fri 25 Sep", "2 months ago"),
        (80, "Thu 11 Feb 2027", "in 3 months"),
        (-365, "Sun 23 Nov 2025", "12 months ago"),
        (1000, "Sun 19 Aug 2029", "in 3 years"),
    ],
)
def test_how_days_are_said(days: int, day: str, distance: str) -> None:
    """Days near by have names, others a date; distances are exact up to 45 days, then rounded."""
    assert dates.say_day(MONDAY + timedelta(days=days), MONDAY) == day
    assert dates.say_distance(MONDAY + timedelta(days=days), MONDAY) == distance


@unhurried
@given(SOME_DAYS, st.integers(46, 7000))
def test_long_distances_mirror(today: date, days: int) -> None:
    """What lies ahead and what lies behind are as far away in words, too."""
    ahead = dates.say_distance(today + timedelta(days=days), today)
    behind = dates.say_distance(today - timedelta(days=days), today)
    assert ahead.removeprefix("in ") == behind.removesuffix(" ago")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 23, 13, 2, tzinfo=UTC), "today 14:02"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "tomorrow 00:30"),
        (datetime(2026, 11, 27, 13, 2, tzinfo=UTC), "Fri 27 Nov 14:02"),
        (datetime(2027, 7, 1, 12, 0, tzinfo=UTC), "Thu 1 Jul 2027 14:00"),
    ],
)
def test_how_instants_are_said(moment: datetime, said: str) -> None:
    """An instant is said in the zone of the one who reads it."""
    assert dates.say_instant(moment, datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)) == said


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-11-23", 14, "2028-01-23")],
)
def test_months_after(day: str, months: int, expected: str) -> None:
    """A month later is the same day, or the last where the month is shorter."""
    assert dates.months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_months_beyond_every_calendar() -> None:
    """Months that leave the years 1 to 9999 are refused with a sentence."""
    with pytest.raises(DateError, match="9999"):
        dates.months_after(MONDAY, 12 * 9999)


def test_nothing_slow_is_imported_before_it_is_needed() -> None:
    """Neither arrow nor holidays is loaded by importing, by counting weekdays, or by naming a near day."""
    program = (
        "import sys; from datetime import date; from followup_tui.domain import dates, when;"
        "day = dates.Weekdays().after(date(2026, 11, 23), 5); dates.say_distance(day, date(2026, 11, 23));"
        "print({'arrow', 'holidays', 'dateutil', 'difflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
