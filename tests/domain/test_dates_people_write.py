"""Dates as people, mails and invitations write them: each line of two tables has one meaning, or none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.domain import dates, zones
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.date_parser import ParsedDate, parse_date
from followup_tui.domain.relative_dates import Lean
from followup_tui.domain.time_defaults import END_OF_DAY
from followup_tui.domain.typed_zones import say_offset
from followup_tui.errors import DateError
from followup_tui.letters.languages import ENGLISH, GERMAN, Language

BERLIN = ZoneInfo("Europe/Berlin")
NOWS = {
    "Mon 23 Nov 14:02": datetime(2026, 11, 23, 14, 2, tzinfo=BERLIN),
    "Fri 27 Nov 10:00": datetime(2026, 11, 27, 10, 0, tzinfo=BERLIN),
    "Sat 31 Jan 09:00": datetime(2026, 1, 31, 9, 0, tzinfo=BERLIN),
    "Thu 2 Jul 01:30": datetime(2026, 7, 2, 1, 30, tzinfo=BERLIN),
    "Sat 28 Mar 12:00": datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN),
}
LEANS = {">": [Lean.FUTURE], "<": [Lean.PAST], "=": [Lean.FUTURE, Lean.PAST]}


def rows(name: str) -> list[list[str]]:
    """Return the cells of each line of a table; lines that begin with # are headings."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")
    ]


def read(text: str, now: datetime, lean: Lean = Lean.FUTURE) -> ParsedDate:
    """Read with Monday to Friday as business days."""
    return parse_date(text, now, Weekdays(), lean)


def said(parsed: ParsedDate) -> str:
    """Say what was understood as the table does."""
    if parsed.moment is None:
        return parsed.day.isoformat()
    words = [parsed.moment.isoformat(timespec="minutes")]
    words += [f"to {parsed.ends_at:%H:%M}"] if parsed.ends_at else []
    words += ["taken"] if parsed.assumed else []
    words += [parsed.elsewhere.removesuffix(" your time (Europe/Berlin)")] if parsed.elsewhere else []
    return " ".join(words)


@pytest.mark.parametrize(("text", "now", "lean", "expected"), rows("dates_understood.txt"))
def test_understood(text: str, now: str, lean: str, expected: str) -> None:
    """Each of these has one meaning, and gets it."""
    assert [said(read(text, NOWS[now], each)) for each in LEANS[lean]] == [expected] * len(LEANS[lean])


@pytest.mark.parametrize(("text", "now", "words"), rows("dates_refused.txt"))
def test_refused_with_its_readings(text: str, now: str, words: str) -> None:
    """Each of these is refused with what it could be, and what it offers instead is understood."""
    with pytest.raises(DateError) as refused:
        read(text, NOWS[now])
    assert words in str(refused.value)
    offers = re.sub(r" \([^)]*\)", "", refused.value.next_step.removeprefix("Write "))
    for offer in re.split(", | or ", offers):
        assert isinstance(read(offer, NOWS[now]), ParsedDate)


# Properties

LANGUAGES = (ENGLISH, GERMAN)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
    "UTC",
)
nows = st.builds(
    lambda zone, shown: shown.replace(tzinfo=ZoneInfo(zone)),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - the zone is put on it above
)
leans = st.sampled_from(Lean)
unhurried = settings(deadline=None)
"""The first reading compiles expressions, which on a busy machine takes longer than an example may."""


@unhurried
@given(nows, st.integers(-180, 180), leans)
def test_a_day_as_the_board_says_it_is_read_back(now: datetime, days: int, lean: Lean) -> None:
    """What stands on a card, without a year where it is this one, is that day, whichever way it leans."""
    day = now.date() + timedelta(days=days)
    assert read(dates.say_day(day, now.date()), now, lean).day == day


@unhurried
@given(nows, st.integers(-180 * 1440, 180 * 1440), leans)
def test_a_moment_as_the_program_writes_it_is_read_back(now: datetime, minutes: int, lean: Lean) -> None:
    """As a card, a form, JSON and a mail write it; a time the clocks show twice only with its offset."""
    moment = (now.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    here = moment.astimezone(now.tzinfo)
    header = f"{dates.WEEKDAYS[here.weekday()][:3]}, {here.day} {dates.MONTHS[here.month - 1][:3]}"
    exact = [
        here.isoformat(),
        moment.isoformat().replace("+00:00", "Z"),
        f"{moment:%Y%m%dT%H%M%SZ}",
        f"{header} {here:%Y %H:%M:%S %z}",
    ]
    assert [read(text, now, lean).moment for text in exact] == [here] * 4
    offset = here.utcoffset() or timedelta()
    assert read(f"{here:%Y-%m-%d %H:%M} {say_offset(offset)}", now, lean).moment == here
    for text in (
        *(dates.say_instant(here, now), dates.say_dated_instant(here, now), f"{here:%Y-%m-%d %H:%M}"),
        *(language.moment(here) for language in LANGUAGES),
        *(language.until(here) for language in LANGUAGES if here.time() != END_OF_DAY),
    ):
        try:
            assert read(text, now, lean).moment == here.replace(fold=0)
        except DateError as refused:
            assert "twice" in str(refused)  # noqa: PT017 - either is right


@unhurried
@given(nows, st.integers(0, 180), st.sampled_from(LANGUAGES))
def test_a_past_day_as_a_letter_says_it_is_read_back(now: datetime, days: int, language: Language) -> None:
    """A day in the sentence of a letter: yesterday, on Thursday, am 12. November."""
    day = now.date() - timedelta(days=days)
    assert read(language.day(day, now.date()), now, Lean.PAST).day == day


@unhurried
@given(nows, st.integers(0, 5000), st.times(), st.sampled_from(ZONES))
def test_a_time_in_another_zone_keeps_its_instant(now: datetime, days: int, clock: time, zone: str) -> None:
    """With a place after it, it is what the clocks there show then, or refused as a time of that place is."""
    day, clock = now.date() + timedelta(days=days), clock.replace(second=0, microsecond=0)
    place = zone.rpartition("/")[2].replace("_", " ")
    text = f"{day} {clock:%H:%M} {place}"
    try:
        expected = zones.local_moment(day, clock, ZoneInfo(zone))
    except DateError:
        with pytest.raises(DateError):
            read(text, now)
        return
    moment = read(text, now).moment
    assert moment is not None
    assert moment.astimezone(UTC) == expected.astimezone(UTC)
    assert moment.tzinfo == now.tzinfo


ANY_WORDS = (
    "in vor zwei drei acht Tagen Wochen Monat ende anfang mitte der nächsten kommenden Montag Freitag morgen",
    "früh heute übermorgen abend nachmittag tonight this afternoon morning night 8 14 3 Uhr 30 um am bis von",
    "14:30 2pm 11am - to PST CST ET CET utc +2 +0100 -0000 (CET) (IST) ( ) New York Berlin time Zeit UTC+25",
    "the 17th 31st 0th 17. mid late early november März 29.2. Thu, Fri Nov 26, 2026 27.11. week month . ,",
)
words = st.sampled_from([word for line in ANY_WORDS for word in line.split()])


@unhurried
@given(st.lists(words, max_size=7).map(" ".join), nows, leans)
def test_any_words_are_a_date_or_refused(text: str, now: datetime, lean: Lean) -> None:
    """Nothing but a DateError with a safe sentence comes of words in any order; an end follows its start."""
    read_as: ParsedDate | DateError
    try:
        read_as = read(text, now, lean)
    except DateError as refused:
        read_as = refused
    if isinstance(read_as, DateError):
        assert str(read_as).isprintable()
        assert read_as.next_step.startswith("Write ")
        return
    moment, end = read_as.moment, read_as.ends_at
    assert moment is None or (moment.date(), moment.tzinfo) == (read_as.day, now.tzinfo)
    assert end is None or (moment is not None and moment < end)
