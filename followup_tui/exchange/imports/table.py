"""The table of a text: its separator, where its headings are, and its rows with their line numbers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.imports.headings import KNOWN_KEYS, heading_key
from followup_tui.exchange.imports.incoming import SkippedEntry

SEPARATORS: Final = (",", ";", "\t")

MOST_COLUMNS: Final = 1_000
"""The most cells of a row: an export of a database with all its properties has some hundred."""

MOST_ROWS: Final = 1_100_000
"""The most rows, empty ones too: a spreadsheet ends at 1,048,576."""

MOST_CELLS: Final = 4_000_000
"""The most cells with something in them, which take some 300 MB: 20,000 rows of 30 have 600,000."""

MOST_FILLED_ROWS: Final = 200_000
"""The most rows with something in them: ten times as many as anybody applies for."""

_LONGEST_CELL: Final = 1 << 20
_FIRST_ROWS: Final = 30
"""The headings stand among so many first rows: a preamble has two or three."""

_FIRST_CHARACTERS: Final = 1 << 16
_LISTED_EMPTY_ROWS: Final = 20
"""So many empty rows are listed one by one: a spreadsheet may end with thousands."""

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(\\t|[^\r\n"])"?[\s,;]*\Z', re.IGNORECASE)
_END: Final = "\0end\0"
"""A line that comes back as a row of its own where no quotation mark is open before it."""

_BLANKS: Final = frozenset(
    (
        *(
            "n/a",
            "#n/a",
            "n.a.",
            "n. a.",
            "k.a.",
            "k. a.",
            "keine angabe",
            "null",
            "none",
            "nan",
            "undefined",
        ),
        *("#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#error!", "#spill!", "#calc!"),
        *("#bezug!", "#wert!", "#nv", "#zahl!", "#überlauf!", "#feld!"),
        *(
            "-",
            "--",
            "---",
            "\u2013",
            "\u2014",
            "not specified",
            "unknown",
            "unbekannt",
            "not available",
            "(empty)",
        ),
    )
)
"""What programs write into a cell in which nothing is."""

_SUM: Final = re.compile(
    r"(?:grand |sub)?totals?|sums?|(?:zwischen)?summe|gesamt(?:summe)?|insgesamt|count|anzahl|average"
    r"|durchschnitt"
)
_NUMBERS: Final = re.compile(r"[\s\d.,:%€$£+-]*\Z")


class Row:
    """A row of a table.

    Attributes:
        line: the line it begins at, counted from 1.
        cells: its cells, as many as there are headings; empty where nothing is in it.
        remarks: what is wrong with it, a sentence each.
    """

    __slots__ = ("_positions", "cells", "line", "remarks")

    def __init__(
        self, line: int, cells: tuple[str, ...], positions: Mapping[str, int], remarks: tuple[str, ...] = ()
    ) -> None:
        self.line = line
        self.cells = cells
        self.remarks = remarks
        self._positions = positions

    @property
    def where(self) -> str:
        """The place of the row in its file."""
        return f"line {self.line}"

    def __getitem__(self, heading: str) -> str:
        """Return the cell below a heading, however it is spelled; empty where there is no such column."""
        position = self._positions.get(heading_key(heading))
        return "" if position is None else self.cells[position]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a text.

    Attributes:
        headings: the headings; one may be empty.
        header_line: the line they stand in.
        rows: the rows with something in them.
        skipped: the rows that are none: empty ones, sums, such with cells too many.
    """

    headings: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    skipped: tuple[SkippedEntry, ...]

    def column(self, heading: str) -> list[str]:
        """Return the cells below a heading; none where there is no such column."""
        return [row[heading] for row in self.rows] if has_headings(self.headings, heading) else []


class _Start(NamedTuple):
    """How a table starts: its separator, and the line and cells of its headings."""

    separator: str
    header_line: int
    headings: tuple[str, ...]


def has_headings(headings: Sequence[str], *wanted: str) -> bool:
    """Return whether a table has all these headings, however they are spelled."""
    return {heading_key(heading) for heading in wanted} <= set(map(heading_key, headings))


def headings_of(text: str | None) -> tuple[str, ...]:
    """Return the headings of a text that looks like a table; none where it looks like something else.

    Only its beginning is read.
    """
    try:
        start = _start(text, "") if text else None
    except CallError:
        return ()
    return start.headings if start else ()


def read_table(text: str | None, name: str) -> Table:
    """Read the table of a text.

    Args:
        text: the text of the file; None where it is none.
        name: what the file is called, for sentences about it.

    Raises:
        CallError: it is no table, a quotation mark in it is never closed, or it is larger than any tracker's.
    """
    start = _start(text, name) if text else None
    if start is None or not text:
        raise CallError(f"{name} is no table", "Nothing was changed. Export it as CSV")
    return _Reading(name, start).table(text)


@dataclass
class _Reading:
    """The reading of a table: what was read of it until now."""

    name: str
    start: _Start
    rows: list[Row] = field(default_factory=list)
    skipped: list[SkippedEntry] = field(default_factory=list)
    empty_lines: list[int] = field(default_factory=list)
    cell_count: int = 0

    def table(self, text: str) -> Table:
        headings = self.start.headings
        positions: dict[str, int] = {}
        for position, heading in enumerate(headings):
            positions.setdefault(heading_key(heading), position)
        positions.pop("", None)
        for count, (line, cells) in enumerate(_rows(text, self.start.separator, self.name)):
            if count > MOST_ROWS:
                raise _too_large(self.name, f"more than {MOST_ROWS:,} rows")
            if line > self.start.header_line and cells:
                self._add(line, cells, positions)
        if len(self.empty_lines) > _LISTED_EMPTY_ROWS:
            more = len(self.empty_lines) - _LISTED_EMPTY_ROWS
            self.skipped.append(SkippedEntry(f"line {self.empty_lines[-1]}", "", f"{more:,} more empty rows"))
        return Table(headings, self.start.header_line, tuple(self.rows), tuple(self.skipped))

    def _add(self, line: int, cells: list[str], positions: Mapping[str, int]) -> None:
        width = len(self.start.headings)
        filled = [_clean(cell) for cell in cells]
        if not any(filled):
            self.empty_lines.append(line)
            if len(self.empty_lines) <= _LISTED_EMPTY_ROWS:
                self.skipped.append(SkippedEntry(f"line {line}", "", "empty row"))
            return
        self.cell_count += len(filled)
        if len(self.rows) + len(self.skipped) > MOST_FILLED_ROWS:
            raise _too_large(self.name, f"more than {MOST_FILLED_ROWS:,} rows")
        if self.cell_count > MOST_CELLS:
            raise _too_large(self.name, f"more than {MOST_CELLS:,} cells")
        if any(cells[width:]):
            while not cells[-1]:
                cells.pop()
            reason = f"it has {len(cells)} cells, the line of headings {width}: which is which cannot be told"
            self.skipped.append(SkippedEntry(f"line {line}", _title(filled), reason))
        elif cells == list(self.start.headings):
            self.skipped.append(SkippedEntry(f"line {line}", "", "the line of headings again"))
        elif _is_sum(filled):
            self.skipped.append(
                SkippedEntry(f"line {line}", _title(filled), "looks like a sum: no role, no date, no status")
            )
        else:
            remarks: tuple[str, ...] = ()
            if len(cells) < width:
                has = f"it has {say_count(len(cells), 'cell')}, the line of headings {width}"
                remarks = (f"{has}: the others are taken as empty",)
            filled += [""] * (width - len(filled))
            self.rows.append(Row(line, tuple(filled[:width]), positions, remarks))


def _title(cells: Sequence[str]) -> str:
    return ", ".join(list(filter(None, cells))[:2])


def _clean(cell: str) -> str:
    cell = cell.strip()
    return "" if len(cell) < 16 and cell.lower() in _BLANKS else cell


def _is_sum(cells: Sequence[str]) -> bool:
    """Return whether a row only sums up others: a word for it, and numbers."""
    words = [cell for cell in cells if cell and not _NUMBERS.match(cell)]
    return len(words) == 1 and bool(_SUM.fullmatch(words[0].casefold().strip(" :0123456789.,")))


def _too_large(name: str, what: str) -> CallError:
    return CallError(
        f"{name} has {what}: no tracker's table is so large",
        "Nothing was changed. Check that it is the right file",
    )


class _Lines:
    """The lines of a text with their ends.

    Attributes:
        number: the number of the last one that was read, counted from 1.
        last: the last one that was read.
    """

    def __init__(self, text: str, separator: str, name: str) -> None:
        self.number = 0
        self.last = ""
        self._matches = _LINE.finditer(text)
        self._separator = separator
        self._name = name

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line.

        Raises:
            CallError: it has too many cells to be read.
        """
        self.last = line = next(self._matches)[0]
        self.number += 1
        if len(line) > MOST_COLUMNS and line.count(self._separator) >= MOST_COLUMNS:
            unquoted = re.sub(r'"[^"]*"?', "", line)
            if unquoted.count(self._separator) >= MOST_COLUMNS:
                raise _too_large(self._name, f"more than {MOST_COLUMNS:,} cells in line {self.number}")
        return line


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins at; no cells where the line is blank.

    Raises:
        CallError: a quotation mark is never closed, or a row is too large.
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = _Lines(text, separator, name)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if lines.number == line and len(lines.last) > _LONGEST_CELL:
                raise _too_large(name, f"a cell of more than a million characters in line {line}") from error
            # A mark in the middle of a cell, `"Senior" Engineer`, is no mistake; one behind a line break is.
            rows = _lenient_rows(lines.last, separator) if lines.number == line else []
            if len(rows) != 2 or rows[1] != [_END]:
                raise CallError(
                    f"{name}, line {line}: a quotation mark is never closed",
                    "Nothing was changed. Close it, or export the table again",
                ) from error
            cells = rows[0]
        yield line, cells


def _lenient_rows(line: str, separator: str) -> list[list[str]]:
    """Return a line as a row, and `_END` as another; as one where a quotation mark is left open."""
    return list(csv.reader([line, _END], delimiter=separator, skipinitialspace=True))


def _start(text: str, name: str) -> _Start | None:
    """Return how the table of a text starts; None where the text looks like no table.

    Raises:
        CallError: not even its first row can be read.
    """
    text = text[: _FIRST_CHARACTERS + 1]
    first_line = next(_LINE.finditer(text), None)
    match = _SEPARATOR_LINE.match(first_line[0]) if first_line else None
    separators: tuple[str, ...] = SEPARATORS
    if match:
        separators = ("\t" if match[1] == "\\t" else match[1],)
    candidates = []
    for separator in separators:
        rows, error = _first_rows(text, separator, name)
        rows = [row for row in rows if row[0] > bool(match)]
        if error and not rows:
            raise error
        if candidate := _candidate(rows, separator):
            candidates.append(candidate)
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def _first_rows(text: str, separator: str, name: str) -> tuple[list[tuple[int, list[str]]], CallError | None]:
    """Return the first rows with something in them, each with its line, and what ends the reading of more."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for line, cells in islice(_rows(text, separator, name), 4 * _FIRST_ROWS):
            if any(map(str.strip, cells)):
                rows.append((line, [cell.strip() for cell in cells]))
    except CallError as error:
        return rows, error
    is_cut_off = len(text) > _FIRST_CHARACTERS and len(rows) > 1
    return rows[:-1] if is_cut_off else rows, None


def _candidate(
    rows: Sequence[tuple[int, list[str]]], separator: str
) -> tuple[tuple[int, int, int], _Start] | None:
    """Return how a table starts if it has this separator, behind what speaks for that; else None.

    What speaks for it: headings that are known, rows that are as long as each other, and many cells.
    """
    counts = Counter(len(cells) for _, cells in rows if len(cells) > 1)
    if not counts:
        return None
    width, width_count = max(counts.items(), key=lambda item: (item[1], item[0]))
    first_rows = rows[:_FIRST_ROWS]
    heading_counts = [len(KNOWN_KEYS.intersection(map(heading_key, cells))) for _, cells in first_rows]
    heading_count = max(heading_counts)
    if heading_count >= 2:
        line, headings = first_rows[heading_counts.index(heading_count)]
    else:
        heading_count = 0
        filled_counts = [sum(map(bool, cells)) for _, cells in first_rows]
        line, headings = next(
            row
            for row, count in zip(first_rows, filled_counts, strict=True)
            if 2 * count >= max(filled_counts)
        )
        if len(headings) < 2 or width_count < 0.8 * len(rows):
            return None
    return (heading_count, width_count, width), _Start(separator, line, tuple(headings))
