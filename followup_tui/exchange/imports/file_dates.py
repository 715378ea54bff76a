"""The dates of one file. Whether the day or the month comes first, all its dates show together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, NamedTuple

from followup_tui.domain.dates import MONTHS
from followup_tui.domain.instant import Instant
from followup_tui.exchange.imports.date_text import DateOrder, DateText, NoDateError, shorten_cell
from followup_tui.exchange.imports.incoming import Choice, ImportOptions, Question

DATES_QUESTION: Final = "dates"

_MONTH_FIRST_COUNTRIES: Final = frozenset({"US", "PR", "GU", "AS", "VI", "MP", "UM", "FM", "MH", "PW", "PH"})
_UNDECIDED_COUNTRIES: Final = frozenset({"CA", "CN", "JP", "KR", "KP", "TW", "MN", "HU", "LT", "SE", "ZA"})
"""Where both are written, or the year comes first."""

_NUMBERS: Final = re.compile(
    r"(?<![\d.:/-])(?P<one>\d{1,2})(?P<mark>[-/.]) ?(?P<two>\d{1,2})"
    r"(?:(?P=mark) ?(?P<year>\d{4}|'?\d{2}))?(?![\d:/.-])"
)
"""A date of two or three numbers, the year last."""

_RANGE: Final = re.compile(
    r" ?\u2192 ?| ?[\u2013\u2014] ?| - | (?:bis|to|until|till) |(?<=[ap]m)-(?=\d)"
    r"|(?<=\d:\d\d)(?<!T\d\d:\d\d)(?<!:\d\d:\d\d)-(?=\d)"
)
_MOST_WORDS: Final = 12
"""A date with its weekday, time and zone has no more."""

_BETWEEN_DATES: Final = re.compile(r"\n|;|\|| (?:&|\+|und|and) ")


class Span(NamedTuple):
    """When something starts, and ends where that is said.

    Attributes:
        starts: a moment; a day where no time is said.
        ends: None where it is not said, or is not later.
    """

    starts: Instant | date
    ends: Instant | date | None = None


class FileDates:
    """Reads the dates of one file.

    Args:
        cells: all cells of the file that hold a date, of all columns.
        options: what is told beside the file: whether the day comes first, the user's zone.
        usual_order: what comes first in dates of this program, where the file does not show another.

    Attributes:
        order: what comes first; None where that makes no difference, or is not known yet.
        question: what has to be asked before the dates can be read; None where nothing has.
    """

    def __init__(
        self, cells: Iterable[str], options: ImportOptions, usual_order: DateOrder | None = None
    ) -> None:
        self._zone = options.today.zone
        self._text = DateText(options.today)
        self._spans: dict[str, tuple[Span | None, tuple[str, ...]]] = {}
        self.question: Question | None = None
        self.order = self._find_order(cells, options, usual_order)
        self._text.order = self.order or DateOrder.DAY_FIRST

    def span(self, cell: str, remarks: list[str]) -> Span | None:
        """Return when something is; None where the cell is empty or no date, which a remark then says."""
        if cell not in self._spans:
            cell_remarks: list[str] = []
            span = self._read(cell, cell_remarks)
            if span is None and cell_remarks:
                beginning_remarks: list[str] = []
                if span := self._read_beginning(cell, beginning_remarks):
                    cell_remarks = beginning_remarks
            self._spans[cell] = span, tuple(cell_remarks)
        span, all_remarks = self._spans[cell]
        remarks += (remark for remark in all_remarks if remark not in remarks)
        return span

    def spans(self, cell: str, remarks: list[str]) -> tuple[Span, ...]:
        """Return all dates of a cell that may have several, each on a line, behind a mark or a comma."""
        parts = [part.strip() for part in _BETWEEN_DATES.split(cell) if part.strip()]
        if self._read(cell, []):
            parts = [cell]
        elif len(parts) < 2:
            parts = [part.strip() for part in cell.split(",") if part.strip()]
            if not parts or not all(self._read(part, []) for part in parts):
                parts = [cell]
        return tuple(span for part in parts if (span := self.span(part, remarks)))

    def moment(self, cell: str, remarks: list[str]) -> Instant | date | None:
        """Return when something starts, as `span` does."""
        span = self.span(cell, remarks)
        return span.starts if span else None

    def day(self, cell: str, remarks: list[str]) -> date | None:
        """Return the day of something in the user's zone, as `span` does."""
        starts = self.moment(cell, remarks)
        return starts.day(self._zone) if isinstance(starts, Instant) else starts

    def _find_order(
        self, cells: Iterable[str], options: ImportOptions, usual_order: DateOrder | None
    ) -> DateOrder | None:
        orders, undecided = _evidence(cells)
        answer = options.answers.get(DATES_QUESTION)
        if len(orders) == 1:
            return orders.pop()
        if usual_order is not None:
            return usual_order
        if answer in set(DateOrder):
            return DateOrder(answer)
        if orders:
            self._ask("4/10/2026", "Some dates of the file begin with the day and some with the month")
        elif undecided and options.month_comes_first is not None:
            return DateOrder.MONTH_FIRST if options.month_comes_first else DateOrder.DAY_FIRST
        elif undecided:
            self._ask(undecided, "No date of the file shows whether it begins with the day or the month")
        return None

    def _ask(self, example: str, text: str) -> None:
        days = []
        for order in DateOrder:
            self._text.order = order
            day = self._read(example, [])
            days.append(_say_day(day.starts) if day else order)
        choices = tuple(
            Choice(order, f"{example} is {day}") for order, day in zip(DateOrder, days, strict=True)
        )
        self.question = Question(
            DATES_QUESTION,
            f"{text}: {example} is {' or '.join(days)}.",
            choices,
            f"--dates {' or --dates '.join(DateOrder)}",
        )

    def _read(self, cell: str, remarks: list[str]) -> Span | None:
        """Return when something is; None where the cell as a whole is no date."""
        text = " ".join(unicodedata.normalize("NFKC", cell).split())
        if not text:
            return None
        parts = _RANGE.split(text, maxsplit=1)
        try:
            starts, zone = self._text.moment(parts[0], None, None, remarks)
        except NoDateError as error:
            remarks.append(f"{shorten_cell(cell)} is no {error}: left empty")
            return None
        ends: Instant | date | None = None
        if len(parts) > 1:
            first_day = starts.local().date() if isinstance(starts, Instant) else starts
            try:
                ends, _ = self._text.moment(parts[1], first_day, zone, [])
            except NoDateError:
                remarks.append(f"{shorten_cell(parts[1])} is no date: the end is left empty")
        is_later = type(ends) is type(starts) and _utc(ends) > _utc(starts) if ends else False
        return Span(starts, ends if is_later else None)

    def _read_beginning(self, cell: str, remarks: list[str]) -> Span | None:
        """Return when something is whose cell has words behind the date: `24.11.2026 (second round)`."""
        words = cell.split()[:_MOST_WORDS]
        for count in range(len(words) - 1, 0, -1):
            beginning = " ".join(words[:count]).rstrip(",;:-")
            own_remarks: list[str] = []
            span = self._read(beginning, own_remarks)
            if span and not own_remarks:
                remarks.append(f"of {shorten_cell(cell)} only the date is taken")
                return span
        return None


def _evidence(cells: Iterable[str]) -> tuple[set[DateOrder], str]:
    """Return which orders some date is only possible in, and a date that can be read in both.

    With points the day comes first, where no date says otherwise.
    """
    orders: set[DateOrder] = set()
    undecided, has_points = "", False
    for cell in set(cells):
        text = unicodedata.normalize("NFKC", cell).strip()
        for match in _NUMBERS.finditer(text):
            if not match["year"] and (match["mark"] != "/" or match[0] != text):
                continue
            one, two = int(match["one"]), int(match["two"])
            if one > 12 >= two:
                orders.add(DateOrder.DAY_FIRST)
            elif two > 12 >= one:
                orders.add(DateOrder.MONTH_FIRST)
            elif match["mark"] == ".":
                has_points = True
            elif one != two and max(one, two) <= 12:
                undecided = min(undecided, match[0]) or match[0]
    if not orders and has_points:
        orders.add(DateOrder.DAY_FIRST)
    return orders, undecided


def month_comes_first(country: str) -> bool | None:
    """Return whether `10/4` is in October in a country, `US`; None where both are usual, or none is set."""
    if not country or country in _UNDECIDED_COUNTRIES:
        return None
    return country in _MONTH_FIRST_COUNTRIES


def _say_day(day: Instant | date) -> str:
    local = day.local() if isinstance(day, Instant) else day
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def _utc(moment: Instant | date) -> datetime | date:
    return moment.utc if isinstance(moment, Instant) else moment
