"""Business days, checked against examples and against what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.domain.business_days import Calendar, NationalCalendar, calendar_for
from followup_tui.errors import CallError, DateError

# The first look at a country loads it, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)
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
