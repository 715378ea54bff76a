"""How days and moments are said, and months counted."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.domain import dates
from followup_tui.errors import DateError

BERLIN = ZoneInfo("Europe/Berlin")
# The first distance loads arrow, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)
MONDAY = date(2026, 11, 23)
SOME_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


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
    ("moment", "deadline", "snooze_end", "start"),
    [
        ("2026-11-23 20:12", "20:12 today", "20:12 today", "20:12 today"),
        ("2026-11-24 09:00", "09:00 tomorrow", "09:00 tomorrow", "09:00 tomorrow"),
        ("2026-11-22 17:00", "17:00 yesterday", "17:00 yesterday", "17:00 yesterday"),
        ("2026-11-27 17:00", "Fri 27 Nov at 17:00", "Fri 27 Nov at 17:00", "Fri 27 Nov at 17:00"),
        ("2026-11-23 23:59", "the end of today", "the end of today", "the end of today"),
        ("2026-11-24 23:59", "tomorrow", "tomorrow", "the end of tomorrow"),
        ("2026-11-27 23:59", "Fri 27 Nov", "Fri 27 Nov", "the end of Fri 27 Nov"),
        ("2026-11-27 00:00", "Fri 27 Nov at 00:00", "Fri 27 Nov", "Fri 27 Nov"),
        ("2026-11-24 00:00", "00:00 tomorrow", "tomorrow", "tomorrow"),
    ],
)
def test_how_deadlines_the_end_of_a_snooze_and_beginnings_are_said(
    moment: str, deadline: str, snooze_end: str, start: str
) -> None:
    """As a person says them after "by", "until" and "from": near by, the time of day comes first."""
    then = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    now = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
    assert dates.say_deadline(then.astimezone(UTC), now) == deadline
    assert dates.say_snooze_end(then.astimezone(UTC), now) == snooze_end
    assert dates.say_start(then.astimezone(UTC), now) == start


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
        "import sys; from datetime import date;"
        "from followup_tui.domain import business_days, date_parser, dates; monday = date(2026, 11, 23);"
        "dates.say_distance(business_days.Weekdays().after(monday, 5), monday);"
        "print({'arrow', 'holidays', 'dateutil', 'difflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
