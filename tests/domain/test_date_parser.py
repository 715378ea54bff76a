"""What people type for a day or an instant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from followup_tui.domain import dates
from followup_tui.domain.business_days import Calendar, Weekdays, calendar_for
from followup_tui.domain.date_parser import ParsedDate, parse_date
from followup_tui.domain.relative_dates import Lean
from followup_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "UTC",
)
MONDAY = datetime(2026, 11, 23, 14, 2, tzinfo=BERLIN)
FRIDAY = datetime(2026, 11, 27, 14, 2, tzinfo=BERLIN)
SATURDAY = datetime(2026, 11, 28, 14, 2, tzinfo=BERLIN)
SUNDAY = datetime(2026, 11, 29, 14, 2, tzinfo=BERLIN)
LEAP_DAY = datetime(2028, 2, 29, 9, 0, tzinfo=BERLIN)
BEFORE_SPRING = datetime(2026, 3, 28, 14, 0, tzinfo=BERLIN)
SPRING_NIGHT = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)
WEEKDAYS_ONLY = Weekdays()
CALENDARS: dict[str, Calendar] = {
    "Monday to Friday": WEEKDAYS_ONLY,
    "Germany": calendar_for("DE", None),
    "China": calendar_for("CN", None),
    "Sunday to Thursday": Weekdays(frozenset({4, 5})),
    "one day a week": Weekdays(frozenset(range(6))),
}
# The first reading compiles expressions, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)


def read(text: str, now: datetime = MONDAY, lean: Lean = Lean.FUTURE) -> ParsedDate:
    """Read with Monday to Friday as business days, on an ordinary Monday unless another moment is given."""
    return parse_date(text, now, WEEKDAYS_ONLY, lean)


def written(when: ParsedDate) -> str:
    """The day, or the instant with its offset, as ISO 8601 says it."""
    return when.moment.isoformat(timespec="minutes") if when.moment else when.day.isoformat()


UNDERSTOOD = [
    # Named days.
    ("now", MONDAY, "2026-11-23T14:02+01:00"),
    ("today", MONDAY, "2026-11-23"),
    ("Tomorrow", MONDAY, "2026-11-24"),
    ("  YESTERDAY  ", MONDAY, "2026-11-22"),
    ("day after tomorrow", MONDAY, "2026-11-25"),
    ("tonight 20:00", MONDAY, "2026-11-23T20:00+01:00"),
    ("tonight 8", MONDAY, "2026-11-23T20:00+01:00"),
    ("just now", MONDAY, "2026-11-23T14:02+01:00"),
    ("heute", MONDAY, "2026-11-23"),
    ("Morgen", MONDAY, "2026-11-24"),
    ("gestern", MONDAY, "2026-11-22"),
    # Weekdays: strictly after today, unless a time makes today possible.
    ("fri", MONDAY, "2026-11-27"),
    ("on Friday", MONDAY, "2026-11-27"),
    ("by thurs", MONDAY, "2026-11-26"),
    ("mon", MONDAY, "2026-11-30"),
    ("mon 15:00", MONDAY, "2026-11-23T15:00+01:00"),
    ("mon 14:02", MONDAY, "2026-11-30T14:02+01:00"),
    ("mon 9:00", MONDAY, "2026-11-30T09:00+01:00"),
    ("coming tue", MONDAY, "2026-11-24"),
    ("this fri", MONDAY, "2026-11-27"),
    ("this mon", MONDAY, "2026-11-23"),
    ("next mon", MONDAY, "2026-11-30"),
    ("next fri", FRIDAY, "2026-12-04"),
    ("next fri", SATURDAY, "2026-12-04"),
    ("next tue 9:30", SUNDAY, "2026-12-01T09:30+01:00"),
    ("last fri", MONDAY, "2026-11-20"),
    ("last monday", MONDAY, "2026-11-16"),
    ("Montag", MONDAY, "2026-11-30"),
    ("Dienstag", MONDAY, "2026-11-24"),
    ("Mittwoch", MONDAY, "2026-11-25"),
    ("Donnerstag", MONDAY, "2026-11-26"),
    ("on Freitag 10:00", MONDAY, "2026-11-27T10:00+01:00"),
    ("Samstag", MONDAY, "2026-11-28"),
    ("Sonntag", MONDAY, "2026-11-29"),
    ("friday next week", MONDAY, "2026-12-04"),
    ("fri next week", MONDAY, "2026-12-04"),
    ("fri of next week", FRIDAY, "2026-12-04"),
    ("next week friday", MONDAY, "2026-12-04"),
    ("next week, on fri 10", MONDAY, "2026-12-04T10:00+01:00"),
    ("fri next week", SATURDAY, "2026-12-04"),
    ("sun next week", SUNDAY, "2026-12-06"),
    ("fri this week", MONDAY, "2026-11-27"),
    ("mon this week", MONDAY, "2026-11-23"),
    ("fri last week", MONDAY, "2026-11-20"),
    # Parts of weeks, months and years.
    ("end of week", MONDAY, "2026-11-27"),
    ("end of week", FRIDAY, "2026-11-27"),
    ("end of week", SATURDAY, "2026-12-04"),
    ("end of the week", SUNDAY, "2026-12-04"),
    ("end of this week", MONDAY, "2026-11-27"),
    ("end of this week", SATURDAY, "2026-12-04"),
    ("end of next week", MONDAY, "2026-12-04"),
    ("end of next week", SUNDAY, "2026-12-04"),
    ("by the end of next week", MONDAY, "2026-12-04"),
    ("end of next week 17:00", MONDAY, "2026-12-04T17:00+01:00"),
    ("end of last week", MONDAY, "2026-11-20"),
    ("end of month", MONDAY, "2026-11-30"),
    ("end of the month", SUNDAY, "2026-11-30"),
    ("end of this month", LEAP_DAY, "2028-02-29"),
    ("end of next month", MONDAY, "2026-12-31"),
    ("end of last month", MONDAY, "2026-10-31"),
    ("end of the year", MONDAY, "2026-12-31"),
    ("beginning of next week", MONDAY, "2026-11-30"),
    ("start of next week", SUNDAY, "2026-11-30"),
    ("mid next week", MONDAY, "2026-12-02"),
    ("mid-next week", MONDAY, "2026-12-02"),
    ("middle of next week", SATURDAY, "2026-12-02"),
    # Dates.
    ("27.11.", MONDAY, "2026-11-27"),
    ("27.11", MONDAY, "2026-11-27"),
    ("27. 11. 2026", MONDAY, "2026-11-27"),
    ("27.11.2026", MONDAY, "2026-11-27"),
    ("27.11.26", MONDAY, "2026-11-27"),
    ("1.2.99", MONDAY, "1999-02-01"),
    ("23.11.", MONDAY, "2026-11-23"),
    ("22.11.", MONDAY, "2027-11-22"),
    ("27 Nov", MONDAY, "2026-11-27"),
    ("27. Nov.", MONDAY, "2026-11-27"),
    ("27nov2026", MONDAY, "2026-11-27"),
    ("27 November 2027", MONDAY, "2027-11-27"),
    ("Nov 27", MONDAY, "2026-11-27"),
    ("November 27th, 2026", MONDAY, "2026-11-27"),
    ("the 27th of november", MONDAY, "2026-11-27"),
    ("1 sept", MONDAY, "2027-09-01"),
    ("27\N{NO-BREAK SPACE}Nov", MONDAY, "2026-11-27"),
    ("29.2.", MONDAY, "2028-02-29"),
    ("29 Feb", LEAP_DAY, "2028-02-29"),
    ("Fri 27 Nov", MONDAY, "2026-11-27"),
    ("fri, 27.11.2026 14:30", MONDAY, "2026-11-27T14:30+01:00"),
    ("27/11/2026", MONDAY, "2026-11-27"),
    ("11/27/2026", MONDAY, "2026-11-27"),
    ("11/11/2026", MONDAY, "2026-11-11"),
    ("27/11", MONDAY, "2026-11-27"),
    ("27-11-2026", MONDAY, "2026-11-27"),
    ("2026/11/27", MONDAY, "2026-11-27"),
    # From now.
    ("in 3 days", MONDAY, "2026-11-26"),
    ("in 2 weeks", MONDAY, "2026-12-07"),
    ("in a week", MONDAY, "2026-11-30"),
    ("in 1 month", MONDAY, "2026-12-23"),
    ("in a year", LEAP_DAY, "2029-02-28"),
    ("3 days ago", MONDAY, "2026-11-20"),
    ("2 days ago", MONDAY, "2026-11-21"),
    ("2 days from now", MONDAY, "2026-11-25"),
    ("+3d", MONDAY, "2026-11-26"),
    ("+ 2 w", MONDAY, "2026-12-07"),
    ("-1d", MONDAY, "2026-11-22"),
    ("+5bd", MONDAY, "2026-11-30"),
    ("-5bd", MONDAY, "2026-11-16"),
    ("+1bd", SATURDAY, "2026-11-30"),
    ("in 5 business days", MONDAY, "2026-11-30"),
    ("5 business days ago", MONDAY, "2026-11-16"),
    ("+5bd 10:00", MONDAY, "2026-11-30T10:00+01:00"),
    ("in 2 hours", MONDAY, "2026-11-23T16:02+01:00"),
    ("in 30 min", MONDAY, "2026-11-23T14:32+01:00"),
    ("an hour ago", MONDAY, "2026-11-23T13:02+01:00"),
    ("in a fortnight", MONDAY, "2026-12-07"),
    ("2 fortnights ago", MONDAY, "2026-10-26"),
    ("a week", MONDAY, "2026-11-30"),
    ("2 weeks", MONDAY, "2026-12-07"),
    ("3 days", MONDAY, "2026-11-26"),
    ("10 business days", MONDAY, "2026-12-07"),
    ("5bd", MONDAY, "2026-11-30"),
    ("a month", MONDAY, "2026-12-23"),
    ("3 days 9:00", MONDAY, "2026-11-26T09:00+01:00"),
    ("+10h", MONDAY, "2026-11-24T00:02+01:00"),
    ("in 2 hours", SPRING_NIGHT, "2026-03-29T04:30+02:00"),
    # Times.
    ("14:30", MONDAY, "2026-11-23T14:30+01:00"),
    ("at 9:00", MONDAY, "2026-11-23T09:00+01:00"),
    ("2pm", MONDAY, "2026-11-23T14:00+01:00"),
    ("2:30 p.m.", MONDAY, "2026-11-23T14:30+01:00"),
    ("2.30pm", MONDAY, "2026-11-23T14:30+01:00"),
    ("12am", MONDAY, "2026-11-23T00:00+01:00"),
    ("12pm", MONDAY, "2026-11-23T12:00+01:00"),
    ("14h30", MONDAY, "2026-11-23T14:30+01:00"),
    ("tomorrow noon", MONDAY, "2026-11-24T12:00+01:00"),
    ("tomorrow 14:30", MONDAY, "2026-11-24T14:30+01:00"),
    ("fri at 2 pm", MONDAY, "2026-11-27T14:00+01:00"),
    ("at 14:30 tomorrow", MONDAY, "2026-11-24T14:30+01:00"),
    ("2pm on fri", MONDAY, "2026-11-27T14:00+01:00"),
    ("27.11. 14:30", MONDAY, "2026-11-27T14:30+01:00"),
    ("27 nov 2 pm", MONDAY, "2026-11-27T14:00+01:00"),
    # Times as people write them.
    ("15.30", MONDAY, "2026-11-23T15:30+01:00"),
    ("at 15.00", MONDAY, "2026-11-23T15:00+01:00"),
    ("0.30", MONDAY, "2026-11-23T00:30+01:00"),
    ("15.10", MONDAY, "2027-10-15"),
    ("today 15.30", MONDAY, "2026-11-23T15:30+01:00"),
    ("today 15.10", MONDAY, "2026-11-23T15:10+01:00"),
    ("15.30 tomorrow", MONDAY, "2026-11-24T15:30+01:00"),
    ("fri 15.30", MONDAY, "2026-11-27T15:30+01:00"),
    ("fri 27.11", MONDAY, "2026-11-27"),
    ("27.11. 15.30", MONDAY, "2026-11-27T15:30+01:00"),
    ("fri 10", MONDAY, "2026-11-27T10:00+01:00"),
    ("fri at 10", MONDAY, "2026-11-27T10:00+01:00"),
    ("mon 15", MONDAY, "2026-11-23T15:00+01:00"),
    ("mon 13", MONDAY, "2026-11-30T13:00+01:00"),
    ("fri next week 10", MONDAY, "2026-12-04T10:00+01:00"),
    ("tomorrow 9", MONDAY, "2026-11-24T09:00+01:00"),
    ("tomorrow 0", MONDAY, "2026-11-24T00:00+01:00"),
    ("tomorrow 02", MONDAY, "2026-11-24T02:00+01:00"),
    ("tomorrow 23", MONDAY, "2026-11-24T23:00+01:00"),
    ("27.11. 14", MONDAY, "2026-11-27T14:00+01:00"),
    ("27. 11. 14", MONDAY, "2026-11-27T14:00+01:00"),
    ("27.11.14", MONDAY, "2014-11-27"),
    ("27 nov 14", MONDAY, "2026-11-27T14:00+01:00"),
    ("nov 27", MONDAY, "2026-11-27"),
    ("2026-11-27 14", MONDAY, "2026-11-27T14:00+01:00"),
    # ISO 8601.
    ("2026-11-27", MONDAY, "2026-11-27"),
    ("2026-11-27 14:30", MONDAY, "2026-11-27T14:30+01:00"),
    ("2026-11-27T14:30", MONDAY, "2026-11-27T14:30+01:00"),
    ("2026-07-01t14:30:59", MONDAY, "2026-07-01T14:30+02:00"),
    ("2026-11-27T14:30Z", MONDAY, "2026-11-27T15:30+01:00"),
    ("2026-11-27T23:30:00-05:00", MONDAY, "2026-11-28T05:30+01:00"),
    ("2026-11-27 14:30 +0530", MONDAY, "2026-11-27T10:00+01:00"),
    ("2026-10-25T02:30+02:00", MONDAY, "2026-10-25T02:30+02:00"),
    ("2026-10-25T02:30+01:00", MONDAY, "2026-10-25T02:30+01:00"),
]


@pytest.mark.parametrize(("text", "now", "expected"), UNDERSTOOD)
def test_understood(text: str, now: datetime, expected: str) -> None:
    """Each of these has one meaning, and gets it."""
    assert written(read(text, now)) == expected


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("fri", MONDAY, "2026-11-20"),
        ("mon", MONDAY, "2026-11-16"),
        ("mon 9:00", MONDAY, "2026-11-23T09:00+01:00"),
        ("mon 15:00", MONDAY, "2026-11-16T15:00+01:00"),
        ("this mon", FRIDAY, "2026-11-23"),
        ("27.11.", MONDAY, "2025-11-27"),
        ("22.11.", MONDAY, "2026-11-22"),
        ("23 Nov", MONDAY, "2026-11-23"),
        ("29.2.", MONDAY, "2024-02-29"),
        ("27/11", MONDAY, "2025-11-27"),
        ("in 3 days", MONDAY, "2026-11-26"),
        ("3 days", MONDAY, "2026-11-20"),
        ("a week", MONDAY, "2026-11-16"),
        ("10 business days", MONDAY, "2026-11-09"),
        ("20.11. 14", MONDAY, "2026-11-20T14:00+01:00"),
        ("fri 10", MONDAY, "2026-11-20T10:00+01:00"),
        ("mon this week", FRIDAY, "2026-11-23"),
        ("end of week", MONDAY, "2026-11-27"),
        ("end of week", SATURDAY, "2026-11-27"),
        ("tomorrow", MONDAY, "2026-11-24"),
        ("14:30", MONDAY, "2026-11-23T14:30+01:00"),
    ],
)
def test_leaning_to_the_past(text: str, now: datetime, expected: str) -> None:
    """What leaves its week or year open is taken backwards; what says its direction keeps it."""
    assert written(read(text, now, Lean.PAST)) == expected


REFUSED = [
    ("", MONDAY, "no date"),
    ("   ", MONDAY, "no date"),
    ("soon", MONDAY, "Write fri, tomorrow 14:30"),
    ("noone", MONDAY, "Write fri, tomorrow 14:30"),
    ("tommorow", MONDAY, "Write tomorrow"),
    ("wendesday 9:00", MONDAY, "Write wednesday 09:00"),
    ("tommorow 25", MONDAY, "Write tomorrow 14:30"),
    ("next fri", MONDAY, "Fri 27 Nov 2026 or Fri 4 Dec 2026"),
    ("last fri", SATURDAY, "Fri 27 Nov 2026 or Fri 20 Nov 2026"),
    ("this mon", FRIDAY, "Mon 23 Nov 2026 or Mon 30 Nov 2026"),
    ("next week", MONDAY, "end of next week (Fri 4 Dec 2026) or start of next week (Mon 30 Nov 2026)"),
    ("next week 10:00", MONDAY, "end of next week 10:00 (Fri 4 Dec 2026)"),
    ("this week", MONDAY, "end of this week (Fri 27 Nov 2026) or tomorrow (Tue 24 Nov 2026)"),
    ("last week", MONDAY, "end of last week (Fri 20 Nov 2026)"),
    ("next month", MONDAY, "end of next month (Thu 31 Dec 2026)"),
    ("start of the week", MONDAY, "more than one day"),
    ("weekend", MONDAY, "coming sat (Sat 28 Nov 2026)"),
    ("last weekend", MONDAY, "more than one day"),
    ("sun next week", MONDAY, "Sun 29 Nov 2026 or Sun 6 Dec 2026"),
    ("fri this week", SATURDAY, "Fri 27 Nov 2026 or Fri 4 Dec 2026"),
    ("mon this week", FRIDAY, "Mon 23 Nov 2026 or Mon 30 Nov 2026"),
    ("midnight", MONDAY, "23:59"),
    ("tomorrow midnight", MONDAY, "tomorrow 00:00 or tomorrow 23:59"),
    ("4 months", MONDAY, "in 4 months or 4 months ago"),
    ("2 hours", MONDAY, "in 2 hours or 2 hours ago"),
    ("in ad", MONDAY, "not understood"),
    ("+1m", MONDAY, "in 1 minute or in 1 month"),
    ("+300m", MONDAY, "Write in 300 minutes"),
    ("30.2.9999", MONDAY, "over 20 years"),
    ("-3m", MONDAY, "3 minutes ago or 3 months ago"),
    ("in 2 hours 14:30", MONDAY, "two times"),
    ("now 14:30", MONDAY, "two times"),
    ("5", MONDAY, "only a number"),
    ("2026", MONDAY, "only a number"),
    ("20261127", MONDAY, "only a number"),
    ("2026-W48-5", MONDAY, "week"),
    ("11/12/2026", MONDAY, "Fri 11 Dec 2026 or Thu 12 Nov 2026"),
    ("1/2", MONDAY, "Mon 1 Feb 2027 or Sat 2 Jan 2027"),
    ("11/12/26", MONDAY, "four digits"),
    ("30.2.", MONDAY, "February 2027 has 28 days. Write 28 Feb 2027"),
    ("31.2.", MONDAY, "Write 28 Feb 2027"),
    ("31.2.", LEAP_DAY, "Write 29 Feb 2028"),
    ("30 Feb 2026", MONDAY, "February 2026 has 28 days"),
    ("29.2.2027", MONDAY, "February 2027 has 28 days"),
    ("31 apr", MONDAY, "April has 30 days"),
    ("0.5.", MONDAY, "0 May"),
    ("32.30", MONDAY, "no month 30"),
    ("2026-13-01", MONDAY, "no month 13"),
    ("13/13/2026", MONDAY, "no month 13"),
    ("0000-01-01", MONDAY, "year 0 lies before 1970"),
    ("31.12.1969", MONDAY, "before 1970"),
    ("1.1.2047", MONDAY, "over 20 years"),
    ("9999-12-31T23:59-12:00", MONDAY, "over 20 years"),
    ("0001-01-01T00:00+14:00", MONDAY, "before 1970"),
    ("1970-01-01T00:00+14:00", MONDAY, "before 1970"),
    ("11/12/1950", MONDAY, "before 1970"),
    ("+99999999d", MONDAY, "more than 20 years"),
    ("in 999999999999999999999999999999 hours", MONDAY, "more than 20 years"),
    ("-99999999bd", MONDAY, "more than 20 years"),
    ("Thu 27 Nov", MONDAY, "is a Friday, not a Thursday"),
    ("25:00", MONDAY, "no time"),
    ("24:00", MONDAY, "no time"),
    ("12:60", MONDAY, "no time"),
    ("14:30 pm", MONDAY, "no time"),
    ("0am", MONDAY, "no time"),
    ("tomorrow at 2", MONDAY, "tomorrow 02:00 or tomorrow 14:00"),
    ("tomorrow 25", MONDAY, "Write tomorrow 9:00 or tomorrow 14:30"),
    ("tomorrow 24", MONDAY, "Write tomorrow 9:00 or tomorrow 14:30"),
    ("tomorrow 25:00", MONDAY, "Write tomorrow 9:00 or tomorrow 14:30"),
    ("tonight 25", MONDAY, "tonight 19:00"),
    ("foo 10", MONDAY, "not understood"),
    ("fri 11", datetime(2026, 12, 9, 9, 0, tzinfo=BERLIN), "fri 11:00 or Fri 11 Dec 2026"),
    ("mon 14", MONDAY, "mon 14:00 or Mon 14 Dec 2026"),
    ("tue 1", MONDAY, "tue 01:00, tue 13:00 or Tue 1 Dec 2026"),
    ("fri 27", MONDAY, "no hour 27. Write Fri 27 Nov 2026"),
    ("27.11. 26", MONDAY, "no hour 26. Write 27.11. 2026"),
    ("27.11. 24", MONDAY.replace(year=2024), "27.11. 2024"),
    ("27.11. 14", MONDAY.replace(year=2014), "27.11. 14:00 or 27.11. 2014"),
    ("fri 10.10", MONDAY, "10 Oct 2027 is a Sunday, not a Friday. Write Sun 10 Oct 2027 or fri 10:10"),
    ("2026-11-27T25:00Z", MONDAY, "2026-11-27 14:30"),
    ("now 10", MONDAY, "two times"),
    ("12:30 14:30", MONDAY, "not understood"),
    ("2026-11-27T14:30+99:00", MONDAY, "no offset"),
    ("29.3. 2:30", BEFORE_SPRING, "from 02:00 to 03:00"),
    ("25.10. 2:30", BEFORE_SPRING, "twice"),
    ("fri\x00", MONDAY, "characters"),
    ("\x1b]0;x\x07", MONDAY, "characters"),
    ("fr\N{RIGHT-TO-LEFT OVERRIDE}i", MONDAY, "characters"),
    ("\N{DEVANAGARI DIGIT TWO}\N{DEVANAGARI DIGIT SEVEN}.11.", MONDAY, "characters"),
    ("\ud800", MONDAY, "characters"),
    ("9" * 1_000_000, MONDAY, "too long"),
]


@pytest.mark.parametrize(
    ("text", "now", "word"), REFUSED, ids=lambda value: str(value)[:30].encode("ascii", "replace")
)
def test_refused(text: str, now: datetime, word: str) -> None:
    """Each of these is refused with one line that says why, in words a terminal shows as they are."""
    with pytest.raises(DateError) as refused:
        read(text, now)
    sentence = str(refused.value)
    assert word in sentence
    assert len(sentence) < 250
    assert sentence.isprintable()
    assert not refused.value.happened.endswith(".")


@pytest.mark.parametrize(
    ("text", "now", "word"), REFUSED, ids=lambda value: str(value)[:30].encode("ascii", "replace")
)
def test_what_a_refusal_offers_is_understood(text: str, now: datetime, word: str) -> None:
    """Whoever writes what the refusal says to write is not refused again."""
    with pytest.raises(DateError) as refused:
        read(text, now)
    without_brackets = re.sub(r" \([^)]*\)", "", refused.value.next_step.removeprefix("Write "))
    offers = re.split(", | or ", without_brackets)
    assert offers
    for offer in offers:
        assert isinstance(read(offer, now), ParsedDate)


@pytest.mark.parametrize(
    ("text", "preview"),
    [
        ("27.11.", "Fri 27 Nov 2026 · in 4 days"),
        ("tomorrow 14:30", "Tue 24 Nov 2026 14:30 · tomorrow"),
        ("2 hours ago", "Mon 23 Nov 2026 12:02 · today"),
        ("2026-09-01", "Tue 1 Sep 2026 · 3 months ago"),
    ],
)
def test_preview(text: str, preview: str) -> None:
    """The preview says the day in full, and how far away it is."""
    assert read(text).preview(MONDAY) == preview


def test_business_days_are_those_of_the_country() -> None:
    """`+1bd` on Christmas Eve is after the holidays in Germany."""
    christmas_eve = datetime(2026, 12, 24, 12, 0, tzinfo=BERLIN)
    assert parse_date("+1bd", christmas_eve, calendar_for("DE", None)).day == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("calendar", "text", "now", "expected"),
    [
        # Good Friday is 3 April 2026, Easter Monday the 6th.
        ("Germany", "end of week", "2026-03-30", "2026-04-02"),
        ("Germany", "end of week", "2026-04-03", "2026-04-10"),
        ("Germany", "start of next week", "2026-03-30", "2026-04-07"),
        ("Germany", "mid next week", "2026-03-30", "2026-04-08"),
        ("Germany", "mid next week", "2025-12-17", "2025-12-24"),
        ("Germany", "mid next week", "2030-12-18", "2030-12-27"),  # the Wednesday is Christmas Day
        ("Sunday to Thursday", "end of week", "2026-11-23", "2026-11-26"),
        ("Sunday to Thursday", "end of week", "2026-11-27", "2026-12-03"),
        ("Sunday to Thursday", "end of next week", "2026-11-29", "2026-12-10"),
        ("Sunday to Thursday", "start of next week", "2026-11-23", "2026-11-29"),
        ("Sunday to Thursday", "sun next week", "2026-11-23", "2026-11-29"),
        ("China", "end of week", "2024-02-01", "2024-02-04"),  # a Sunday, worked
        ("China", "end of next week", "2024-02-01", "2024-02-09"),
        ("China", "end of next week", "2024-02-08", "2024-02-18"),
        ("one day a week", "end of next week", "2026-11-23", "2026-11-29"),
    ],
)
def test_a_week_is_that_of_the_calendar(calendar: str, text: str, now: str, expected: str) -> None:
    """It starts after the weekend, and its first and last day are days people work on there."""
    moment = datetime.fromisoformat(now).replace(hour=12, tzinfo=BERLIN)
    assert parse_date(text, moment, CALENDARS[calendar]).day == date.fromisoformat(expected)


def test_a_week_of_holidays_ends_where_others_do() -> None:
    """Where nobody works for a whole week, its last day is the usual one."""

    class Closed(Weekdays):
        def is_business_day(self, day: date) -> bool:
            return super().is_business_day(day) and not date(2026, 11, 30) <= day <= date(2026, 12, 6)

    assert parse_date("end of next week", MONDAY, Closed()).day == date(2026, 12, 4)


def test_now_without_a_zone_is_a_slip_of_the_program() -> None:
    """Without the user's zone nothing can be said; that is no fault of what was typed."""
    with pytest.raises(TypeError, match="ZoneInfo"):
        read("fri", MONDAY.replace(tzinfo=UTC))


# Properties


words = st.sampled_from(
    [
        *(
            "on",
            "by",
            "at",
            "in",
            "ago",
            "next",
            "last",
            "this",
            "a",
            "now",
            "today",
            "tomorrow",
            "tonight",
            "noon",
        ),
        *(
            "end of",
            "start of",
            "mid",
            "week",
            "fortnight",
            "just",
            "10",
            "15.30",
            "heute",
            "fri",
            "monday",
            "nov",
            "february",
            "29",
            "2",
            "0",
            "14:30",
            "2pm",
            "11.",
            "29.2.",
            "11/12",
            "/2026",
            "-",
        ),
        *(
            "+",
            "5bd",
            "3d",
            "m",
            "weeks",
            "months",
            "2026-11-27",
            "T",
            "Z",
            "+01:00",
            "9999",
            "99999999",
            ".",
            ",",
        ),
    ]
)
almost_dates = st.lists(words, max_size=6).flatmap(
    lambda said: st.sampled_from([" ".join(said), "".join(said)])
)
nows = st.builds(
    lambda zone, shown: shown.replace(tzinfo=ZoneInfo(zone)),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - the zone is put on it above
)
leans = st.sampled_from(Lean)


@unhurried
@given(st.one_of(st.text(), almost_dates), nows, leans)
@example("29.2.", LEAP_DAY, Lean.PAST)
def test_any_text_is_a_date_or_refused(text: str, now: datetime, lean: Lean) -> None:
    """Nothing anybody can type does anything but name a likely day or be refused with a safe sentence."""
    when: ParsedDate | DateError
    try:
        when = read(text, now, lean)
    except DateError as refusal:
        when = refusal
    if isinstance(when, DateError):
        assert when.next_step.startswith("Write ")
        assert str(when).isprintable()
    else:
        assert 1970 <= when.day.year <= now.year + 20
        assert when.moment is None or (when.moment.date(), when.moment.tzinfo) == (when.day, now.tzinfo)


@unhurried
@given(nows, st.integers(-7000, 7000), leans)
def test_a_day_as_iso_is_itself(now: datetime, days: int, lean: Lean) -> None:
    """A day written as ISO 8601 is read as that day, whatever the lean."""
    day = now.date() + timedelta(days=days)
    assert read(day.isoformat(), now, lean) == ParsedDate(day) or day.year < 1970


@unhurried
@given(nows, nows)
def test_an_instant_as_iso_is_itself(now: datetime, moment: datetime) -> None:
    """An instant written with its offset is that instant, even where the clocks show its time twice."""
    assume(moment.year < now.year + 20)
    read_back = read(moment.isoformat(), now).moment
    assert read_back is not None
    assert read_back.astimezone(UTC) == moment.astimezone(UTC)


@unhurried
@given(nows, st.integers(0, 3000), st.booleans(), leans)
def test_a_day_as_the_screen_says_it_is_itself(now: datetime, days: int, behind: bool, lean: Lean) -> None:
    """What the program shows can be typed back in."""
    day = now.date() + timedelta(days=-days if behind else days)
    assert read(dates.say_date(day), now, lean).day == day
    assert read(f"{dates.say_date(day)} 12:30", now, lean).day == day


@unhurried
@given(
    nows,
    st.one_of(
        st.sampled_from(dates.WEEKDAYS),
        st.dates().map(lambda day: f"{day.day}.{day.month}."),
        st.dates().map(lambda day: f"{day.day} {dates.MONTHS[day.month - 1]}"),
    ),
)
def test_leans_keep_to_their_side(now: datetime, text: str) -> None:
    """A weekday or a date without a year is never behind in one lean and never ahead in the other."""
    today = now.date()
    ahead, behind = read(text, now, Lean.FUTURE).day, read(text, now, Lean.PAST).day
    assert behind <= today <= ahead
    if text in dates.WEEKDAYS:
        assert timedelta(0) < ahead - today <= timedelta(days=7)
        assert timedelta(0) < today - behind <= timedelta(days=7)


@unhurried
@given(nows, st.sampled_from(dates.WEEKDAYS), st.times().map(lambda clock: clock.replace(microsecond=0)))
def test_a_weekday_with_a_time_keeps_to_its_side(now: datetime, weekday: str, clock: time) -> None:
    """With a time a weekday may be today, but then the time lies on the side of the lean."""
    compare: dict[Lean, Callable[[datetime, datetime], bool]] = {
        Lean.FUTURE: lambda moment, present: moment > present,
        Lean.PAST: lambda moment, present: moment <= present,
    }
    for lean, is_beyond in compare.items():
        try:
            moment = read(f"{weekday} {clock}", now, lean).moment
        except DateError:  # the clocks skip it, or show it twice
            continue
        assert moment is not None
        assert is_beyond(moment.replace(tzinfo=None), now.replace(tzinfo=None))


@unhurried
@given(nows, st.integers(-5000, 5000))
def test_hours_are_hours(now: datetime, minutes: int) -> None:
    """`in 90 min` is 90 minutes away, also across a change of the clocks."""
    moment = read(f"{minutes:+}min", now).moment
    assert moment is not None
    assert moment.astimezone(UTC) - now.astimezone(UTC) == timedelta(minutes=minutes)


@unhurried
@given(nows, st.integers(-300, 300).filter(bool))
def test_business_days_lead_to_business_days(now: datetime, count: int) -> None:
    """`+5bd` is what the calendar says, and a day people work on."""
    day = read(f"{count:+}bd", now).day
    assert day == WEEKDAYS_ONLY.after(now.date(), count)
    assert WEEKDAYS_ONLY.is_business_day(day)


@unhurried
@given(
    nows,
    st.sampled_from(list(CALENDARS)).map(CALENDARS.__getitem__),
    st.sampled_from(
        [
            *(
                "fri this week",
                "mon this week",
                "tue next week",
                "next week sun",
                "fri 10",
                "mon 9",
                "sat 14",
            ),
            *("end of week", "end of this week", "end of next week", "end of month", "end of the year"),
            *(
                "start of next week",
                "mid next week",
                "a week",
                "3 days",
                "10 business days",
                "in a fortnight",
            ),
            *("end of week 9", "3 days at 10", "Freitag", "coming mon", "this wed", "next thu"),
        ]
    ),
)
def test_nothing_that_leans_ahead_lies_behind(now: datetime, calendar: Calendar, text: str) -> None:
    """A weekday, a span without a direction and a part of a week or month is today or later, or refused."""
    try:
        day = parse_date(text, now, calendar).day
    except DateError:
        return
    assert day >= now.date()


@unhurried
@given(nows, st.sampled_from(list(CALENDARS)), leans)
def test_parts_of_weeks_are_worked_and_in_order(now: datetime, name: str, lean: Lean) -> None:
    """Next week starts, has its middle and ends on days people work on, after this week's end."""
    parts = ("end of last week", "start of next week", "mid next week", "end of next week")
    days = [parse_date(part, now, CALENDARS[name], lean).day for part in parts]
    assert days == sorted(days)
    assert name in ("Germany", "China") or all(CALENDARS[name].is_business_day(day) for day in days)
