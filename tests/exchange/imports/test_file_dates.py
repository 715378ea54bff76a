"""Dates of files: every way to write one, and the order of day and month that a whole file shows."""

from __future__ import annotations

import string
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.instant import Instant
from followup_tui.exchange.imports.date_text import DateOrder
from followup_tui.exchange.imports.file_dates import FileDates, month_comes_first
from followup_tui.exchange.imports.incoming import ImportOptions
from tests.samples import today

OPTIONS = ImportOptions(today=today("2026-11-23 14:02"))
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> Instant:
    """Return a moment in Berlin."""
    return Instant.of(datetime.fromisoformat(text).replace(tzinfo=BERLIN))


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026/11/24", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24. 11. 2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24.11.99", date(1999, 11, 24)),
        ("24-Nov-26", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("11/24/2026", date(2026, 11, 24)),
        ("Di., 24.11.2026", date(2026, 11, 24)),
        ("Dienstag, 24. November 2026", date(2026, 11, 24)),
        ("Tue, Nov 24th, 2026", date(2026, 11, 24)),
        ("5. März 2024", date(2024, 3, 5)),
        ("05 Mar 2024", date(2024, 3, 5)),
        ("1. Dezember 2026", date(2026, 12, 1)),
        ("So, 31. Mai 2026", date(2026, 5, 31)),
        ("46350", date(2026, 11, 24)),  # a spreadsheet's number of the day
        ("2026-10-02T00:00:00.000Z", date(2026, 10, 2)),  # midnight stands for no time
        ("2026-11-24T14:30:00.123Z", at("2026-11-24 15:30")),
        ("20261124T143000Z", at("2026-11-24 15:30")),
        ("2026-11-24T14:30:00-08:00", at("2026-11-24 23:30")),
        ("2026-11-24 14:30 (America/New_York)", at("2026-11-24 20:30")),
        ("24.11.2026 14:30", at("2026-11-24 14:30")),
        ("am 24.11.2026 um 14.30 Uhr", at("2026-11-24 14:30")),
        ("24.11.2026, 14 Uhr", at("2026-11-24 14:00")),
        ("10/25/26, 2:15\u202fPM", at("2026-10-25 14:15")),
        ("11/24/2026 12 a.m.", date(2026, 11, 24)),
        ("Nov 24, 2026 at 12:30 pm", at("2026-11-24 12:30")),
        ("November 24, 2026 2:30 PM (GMT-5)", at("2026-11-24 20:30")),
        ("Tue, 24 Nov 2026 14:30:00 +0100", at("2026-11-24 14:30")),
        ("Tue Nov 24 2026 14:30:00 GMT+0100 (Central European Standard Time)", at("2026-11-24 14:30")),
        ("Tue Nov 24 14:30:00 CET 2026", at("2026-11-24 14:30")),
        ("2026-11-24 2:30 PM PST", at("2026-11-24 23:30")),
    ],
)
def test_ways_to_write_a_date(cell: str, moment: Instant | date) -> None:
    """Each of these is read without a remark."""
    remarks: list[str] = []
    assert FileDates([cell], OPTIONS).moment(cell, remarks) == moment
    assert remarks == []


@pytest.mark.parametrize(
    ("cell", "moment", "remark"),
    [
        ("31.02.2026", None, "31.02.2026 is no day: left empty"),
        ("2026-02-30T10:00:00Z", None, "2026-02-30T10:00:00Z is no day: left empty"),
        ("0001-01-01T00:00:00Z", None, "0001-01-01T00:00:00Z is no date: left empty"),
        ("soon", None, "soon is no date: left empty"),
        ("May", None, "May is no date: left empty"),
        ("2-3", None, "2-3 is no date: left empty"),
        ("24.11.2026 25:99", date(2026, 11, 24), "25:99 is no time of day: only the day is taken"),
        ("24.12.", date(2026, 12, 24), "24.12. has no year: 2026 is taken"),
        ("Jan 7", date(2027, 1, 7), "Jan 7 has no year: 2027 is taken"),
        ("24.11.2026 (Runde 2)", date(2026, 11, 24), "of 24.11.2026 (Runde 2) only the date is taken"),
    ],
)
def test_what_cannot_be_taken_is_said(cell: str, moment: date | None, remark: str) -> None:
    """A date that cannot be read is empty, and a remark says so; one that was completed is said, too."""
    remarks: list[str] = []
    assert FileDates([cell], OPTIONS).moment(cell, remarks) == moment
    assert remarks == [remark]


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("November 24, 2026 2:30 PM (GMT+1) → 3:30 PM", at("2026-11-24 15:30")),
        ("24.11.2026 14:30 - 15:30 Uhr", at("2026-11-24 15:30")),
        ("24.11.2026, 14:30\u201315:30", at("2026-11-24 15:30")),
        ("24.11.2026 14:30 bis 25.11.2026 09:00", at("2026-11-25 09:00")),
        ("24.11.2026 14:30 - 13:30", None),
        ("2026-11-24T14:30:00+01:00", None),
    ],
)
def test_ranges(cell: str, ends: Instant | None) -> None:
    """A range has an end, where it lies behind the start."""
    span = FileDates([], OPTIONS).span(cell, [])
    assert span == (at("2026-11-24 14:30"), ends)


def test_several_dates_in_a_cell() -> None:
    """Dates on lines, behind commas and words are several; the comma of one date does not part it."""
    dates = FileDates([], OPTIONS)
    for cell in (
        "3.11.2026, 24.11.2026",
        "3.11.2026\n24.11.2026",
        "3 Nov 2026 & Nov 24, 2026",
        "Nov 3, 2026 and Nov 24, 2026",
    ):
        assert [span.starts for span in dates.spans(cell, [])] == [date(2026, 11, 3), date(2026, 11, 24)]
    assert len(dates.spans("Nov 3, 2026", [])) == 1
    remarks: list[str] = []
    assert len(dates.spans("3.11.2026; then by phone", remarks)) == 1
    assert remarks == ["then by phone is no date: left empty"]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["10/4/2026", "4/10/2026", "25/12/2026"], DateOrder.DAY_FIRST),
        (["10/4/26", "12/25/26 2:00 PM"], DateOrder.MONTH_FIRST),
        (["10-04-2026", "10-25-2026"], DateOrder.MONTH_FIRST),
        (["01.10.26", "2026-10-04"], DateOrder.DAY_FIRST),
        (["01.10.26", "12.25.26"], DateOrder.MONTH_FIRST),
        (["01.10.26", "10/4/2026"], DateOrder.DAY_FIRST),
        (["4/4/2026", "2026-10-04", "9.15 Uhr", ""], None),
    ],
)
def test_one_file_has_one_order(cells: list[str], order: DateOrder | None) -> None:
    """One date that can be read in one way only decides for all of the file."""
    dates = FileDates(cells, OPTIONS)
    assert (dates.order, dates.question) == (order, None)


def test_what_stays_open_is_asked_with_an_example() -> None:
    """Where nothing decides, the question shows both readings; an answer or the country decides."""
    cells = ["10/4/2026", "4/10/2026"]
    question = FileDates(cells, OPTIONS).question
    assert question
    assert question.key == "dates"
    assert [tuple(choice) for choice in question.choices] == [
        ("day-first", "10/4/2026 is 10 April 2026"),
        ("month-first", "10/4/2026 is 4 October 2026"),
    ]
    assert question.option == "--dates day-first or --dates month-first"
    for order, is_month_first in ((DateOrder.DAY_FIRST, False), (DateOrder.MONTH_FIRST, True)):
        answered = ImportOptions(today=OPTIONS.today, answers={"dates": order})
        in_a_country = ImportOptions(today=OPTIONS.today, month_comes_first=is_month_first)
        for options in (answered, in_a_country):
            dates = FileDates(cells, options)
            assert (dates.order, dates.question) == (order, None)
            assert dates.day("4/10/2026", []) == date(2026, *((4, 10) if is_month_first else (10, 4)))


def test_contradicting_dates_are_asked_about_and_one_of_them_left_empty() -> None:
    """Of two dates that cannot have one order, the answer takes one, and the other is said."""
    cells = ["10/25/2026", "25/10/2026"]
    options = ImportOptions(today=OPTIONS.today, month_comes_first=True)
    assert FileDates(cells, options).question
    dates = FileDates(cells, ImportOptions(today=OPTIONS.today, answers={"dates": "day-first"}))
    remarks: list[str] = []
    assert [dates.day(cell, remarks) for cell in cells] == [None, date(2026, 10, 25)]
    assert remarks == ["10/25/2026 is no day: left empty"]


@pytest.mark.parametrize(
    ("country", "answer"), [("US", True), ("DE", False), ("GB", False), ("CA", None), ("", None)]
)
def test_countries(country: str, answer: bool | None) -> None:
    """A country decides where one order is usual in it."""
    assert month_comes_first(country) is answer


@given(
    st.text(alphabet=string.digits + "./-:, TZ+()apmNovAugUhr→\u202f", max_size=40) | st.text(max_size=40),
    st.sampled_from(DateOrder),
)
def test_any_cell_is_a_date_or_a_remark(cell: str, order: DateOrder) -> None:
    """No cell breaks it, and none is lost without a word."""
    dates = FileDates([cell], OPTIONS, order)
    remarks: list[str] = []
    assert dates.spans(cell, remarks) or remarks or not any(map(str.isalnum, cell))
    FileDates([cell], OPTIONS)


@given(
    st.datetimes(datetime.fromisoformat("1995-01-01"), datetime.fromisoformat("2046-01-01")),
    st.sampled_from(DateOrder),
)
def test_a_date_is_read_as_it_was_written(moment: datetime, order: DateOrder) -> None:
    """Whatever the order, a written date comes back."""
    pattern = "%d/%m/%y %H:%M" if order is DateOrder.DAY_FIRST else "%m/%d/%y %I:%M %p"
    span = FileDates([], OPTIONS, order).span(moment.strftime(pattern), [])
    assert span
    starts = span.starts
    assert (starts.local().date() if isinstance(starts, Instant) else starts) == moment.date()
