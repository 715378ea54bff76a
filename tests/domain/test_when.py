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
from followup_tui.domain.dates import Weekdays, calendar_for
from followup_tui.domain.when import Lean, When, parse_when
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
# The first reading compiles expressions, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)


def read(text: str, now: datetime = MONDAY, lean: Lean = Lean.FUTURE) -> When:
    """Read with Monday to Friday as business days, on an ordinary Monday unless another moment is given."""
    return parse_when(text, now, WEEKDAYS_ONLY, lean)


def written(when: When) -> str:
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
    ("soon", MONDAY, "not understood"),
    ("tommorow", MONDAY, "Write tomorrow"),
    ("wendesday 9:00", MONDAY, "Write wednesday"),
    ("next fri", MONDAY, "Fri 27 Nov 2026 or Fri 4 Dec 2026"),
    ("last fri", SATURDAY, "Fri 27 Nov 2026 or Fri 20 Nov 2026"),
    ("this mon", FRIDAY, "Mon 23 Nov 2026 or Mon 30 Nov 2026"),
    ("next week", MONDAY, "more than one day"),
    ("end of the month", MONDAY, "more than one day"),
    ("tonight", MONDAY, "19:00"),
    ("midnight", MONDAY, "23:59"),
    ("3 days", MONDAY, "in 3 days or 3 days ago"),
    ("5bd", MONDAY, "ahead or behind"),
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
    ("30.2.", MONDAY, "February has 29 days"),
    ("30 Feb 2026", MONDAY, "February 2026 has 28 days"),
    ("29.2.2027", MONDAY, "February 2027 has 28 days"),
    ("31 apr", MONDAY, "April has 30 days"),
    ("0.5.", MONDAY, "0 May"),
    ("14.30", MONDAY, "no month 30"),
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
    ("tomorrow at 2", MONDAY, "not understood"),
    ("12:30 14:30", MONDAY, "not understood"),
    ("2026-11-27T14:30+99:00", MONDAY, "no offset"),
    ("29.3. 2:30", BEFORE_SPRING, "from 02:00 to 03:00"),
    ("25.10. 2:30", BEFORE_SPRING, "twice"),
    ("fri\x00", MONDAY, "characters"),
    ("\x1b]0;x\x07", MONDAY, "characters"),
    ("fr\N{RIGHT-TO-LEFT OVERRIDE}i", MONDAY, "characters"),
    ("\N{DEVANAGARI DIGIT TWO}\N{DEVANAGARI DIGIT SEVEN}.11.", MONDAY, "characters"),
    ("\N{FULLWIDTH DIGIT TWO}.11.", MONDAY, "characters"),
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
    offers = re.split(", | or ", refused.value.next_step.removeprefix("Write "))
    assert offers
    for offer in offers:
        assert isinstance(read(offer, now), When)


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
    assert parse_when("+1bd", christmas_eve, calendar_for("DE", None)).day == date(2026, 12, 28)


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
    when: When | DateError
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
    assert read(day.isoformat(), now, lean) == When(day) or day.year < 1970


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
