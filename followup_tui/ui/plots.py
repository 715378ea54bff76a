"""What the charts of the statistics draw: bars, feelings by week, and a year of days, as runs of text."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.domain.dates import MONTHS
from followup_tui.domain.statistics import median
from followup_tui.domain.statistics_path import FeltWeek
from followup_tui.ui.glyphs import GLYPHS, PLAIN, Glyphs
from followup_tui.ui.styles import Run

WEEKS_OF_YEAR = 53
"""So many weeks are drawn at most: a year, the present week included."""

_WIDEST_WEEK = 5
"""A week of feelings has at most so many cells, and at least two."""

_LEVELS = (1, 3, 8)
"""From how many things a day on its sign grows."""

_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")

_MONTH_WIDTH = 4
"""The cells a month's name takes, with the gap behind it."""


class _Marks(NamedTuple):
    """The signs of the charts.

    Attributes:
        bar: a cell of a bar.
        half: half a cell, at its end.
        levels: the signs of a day, by `_LEVELS`.
        point: the median of a week.
        between: what else a week had.
    """

    bar: str
    half: str
    levels: tuple[str, str, str]
    point: str
    between: str


_DRAWN = _Marks("━", "╸", ("•", "■", "█"), "●", "│")
_TYPED = _Marks("=", "-", (":", "+", "#"), "*", "|")


def bar(count: int, greatest: int, width: int, glyphs: Glyphs = GLYPHS) -> str:
    """Return a bar in proportion to the greatest, which has so many cells; one above 0 has half a cell."""
    if count <= 0:
        return ""
    marks = _marks(glyphs)
    # In integers: a quotient of two floats may be infinite.
    halves = max(1, 2 * width * count // greatest)
    return marks.bar * (halves // 2) + marks.half * (halves % 2)


def felt_rows(weeks: Sequence[FeltWeek], width: int, glyphs: Glyphs = GLYPHS) -> list[list[Run]]:
    """Return how the last weeks felt: a row for each feeling from 5 to 1, and one with the months.

    A week is a point at its median, and a line from its least to its greatest. Weeks without any are empty.
    """
    marks = _marks(glyphs)
    mondays = _mondays(weeks[0].monday, weeks[-1].monday)[-max(width // 2, 1) :]
    cells = max(min(width // len(mondays), _WIDEST_WEEK), 2)
    by_monday = {week.monday: week.feelings for week in weeks}
    rows: list[list[Run]] = []
    for level in range(5, 0, -1):
        row: list[Run] = []
        for monday in mondays:
            feelings = by_monday.get(monday, ())
            sign, style = " ", "plain"
            # Half a number is drawn above.
            if feelings and int((median(feelings) or 0) + 0.5) == level:
                sign, style = marks.point, "theirs"
            elif feelings and feelings[0] <= level <= feelings[-1]:
                sign, style = marks.between, "thin"
            row.append((sign.ljust(cells), style))
        rows.append(row)
    return [*rows, [(_months(mondays, cells), "quiet")]]


def shown_weeks(weeks: Sequence[FeltWeek], width: int) -> int:
    """Return how many of the weeks, the last ones, `felt_rows` has room for."""
    mondays = _mondays(weeks[0].monday, weeks[-1].monday)[-max(width // 2, 1) :]
    return sum(week.monday >= mondays[0] for week in weeks)


def year_rows(days: Mapping[date, int], today: date, width: int, glyphs: Glyphs = GLYPHS) -> list[list[Run]]:
    """Return the last year of days: a row with the months, then one for each day of the week."""
    marks = _marks(glyphs)
    indent = 4
    cells = 2 if width >= indent + 2 * WEEKS_OF_YEAR else 1
    count = max(min((width - indent) // cells, WEEKS_OF_YEAR), 1)
    last = today - timedelta(days=today.weekday())
    mondays = _mondays(last - timedelta(weeks=count - 1), last)
    rows: list[list[Run]] = [[(" " * indent + _months(mondays, cells), "quiet")]]
    for weekday, name in enumerate(_WEEKDAYS):
        row: list[Run] = [(name.ljust(indent), "quiet")]
        for monday in mondays:
            day = monday + timedelta(days=weekday)
            if day > today:
                break
            level = sum(days.get(day, 0) >= least for least in _LEVELS)
            sign, style = (marks.levels[level - 1], "theirs") if level else (glyphs.dot, "thin")
            row.append((sign.ljust(cells), style))
        rows.append(row)
    return rows


def year_legend(glyphs: Glyphs = GLYPHS) -> list[Run]:
    """Return what the signs of the days mean."""
    runs: list[Run] = []
    for least, sign in zip(_LEVELS, _marks(glyphs).levels, strict=True):
        runs += [(sign, "theirs"), (f" {least}+  " if least != _LEVELS[-1] else f" {least}+ a day", "quiet")]
    return runs


def _mondays(first: date, last: date) -> list[date]:
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def _months(mondays: Sequence[date], cells: int) -> str:
    """Return the names of the months, each at the first week that begins in it, where there is room."""
    text = ""
    for before, (index, monday) in zip((None, *mondays), enumerate(mondays), strict=False):
        place = index * cells
        if before is not None and before.month != monday.month and len(text) <= place:
            text = text.ljust(place) + f"{MONTHS[monday.month - 1][:3]} "
    room = len(mondays) * cells + _MONTH_WIDTH - cells
    return text.rstrip()[:room]


def _marks(glyphs: Glyphs) -> _Marks:
    # The font of the Linux console has no heavy lines, whatever its locale is.
    return _TYPED if glyphs is PLAIN or os.environ.get("TERM") == "linux" else _DRAWN
