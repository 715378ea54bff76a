"""The charts of the statistics as rows of runs, all bars from one place on, in one or two columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import NamedTuple

from followup_tui.cells import text_width
from followup_tui.domain.dates import say_date
from followup_tui.domain.statistics import FEW
from followup_tui.domain.statistics_charts import Bar, Chart, ChartKind
from followup_tui.ui import plots
from followup_tui.ui.fitting import fit, short_count
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import EMPTY, Piece, Row, runs_width, spread
from followup_tui.ui.styles import Run

WIDEST = 78
"""A column is no wider: beyond that a bar says no more."""

TWO_COLUMNS_FROM = 110
"""From so many cells on there are two columns."""

GAP = 4
"""So many cells are between two columns, beside the one that marks what is selected."""

_LABEL, _COUNT, _SHARE = 16, 4, 6
"""The cells of a label, a count, and a share."""

_LEGEND = "interviews, letters and calls:  "

BarId = tuple[ChartKind, str]
"""The chart of a bar, and the label of the bar."""


class ChartRow(NamedTuple):
    """One row of a chart, and which bar it shows; None where it shows none that counts anything."""

    runs: tuple[Run, ...] = ()
    bar: BarId | None = None


class Laid(NamedTuple):
    """All charts, laid out.

    Attributes:
        rows: the rows of each column, side by side: a row of the screen is one of each column.
        widths: the cells of each column; the last one may be wider, where a chart takes the whole width.
        bars: for each bar the row and the column it is in, in the order in which one goes through them.
    """

    rows: list[tuple[ChartRow, ...]]
    widths: tuple[int, ...]
    bars: dict[BarId, tuple[int, int]]


def lay_out(charts: Sequence[Chart], width: int) -> Laid:
    """Lay charts out for so many cells: those that have nothing to show come last.

    A chart of days takes the whole width; of two columns each other chart stands in the shorter one.
    """
    count = 2 if width >= TWO_COLUMNS_FROM else 1
    cells = min((width - (count - 1) * (GAP + 1)) // count, WIDEST)
    whole = count * cells + (count - 1) * (GAP + 1)
    laid = Laid([], (cells,) * count, {})
    columns: list[list[ChartRow]] = [[] for _ in range(count)]
    for chart in sorted(charts, key=lambda chart: chart.is_empty):
        if chart.days:
            _put(laid, columns)
            columns = [[] for _ in range(count)]
            _put(laid, [chart_rows(chart, whole)])
        else:
            shorter = min(columns, key=len)
            shorter += [*([ChartRow()] if shorter else []), *chart_rows(chart, cells)]
    _put(laid, columns)
    return laid


def _put(laid: Laid, columns: Sequence[Sequence[ChartRow]]) -> None:
    """Put columns below what is laid out, side by side, with an empty row before."""
    if laid.rows and any(columns):
        laid.rows.append(())
    first = len(laid.rows)
    height = max(map(len, columns))
    laid.rows.extend(
        tuple(column[index] if index < len(column) else ChartRow() for column in columns)
        for index in range(height)
    )
    for place, column in enumerate(columns):
        laid.bars.update(
            {row.bar: (first + index, place) for index, row in enumerate(column) if row.bar is not None}
        )


def screen_row(laid: Laid, number: int, selected: BarId | None) -> Row:
    """Return a row of the screen, with the ground of what is selected."""
    row = laid.rows[number]
    if not row:
        return EMPTY
    widths = laid.widths if len(row) == len(laid.widths) else (runs_width(row[0].runs),)
    pieces: list[Piece] = []
    for place, (part, width) in enumerate(zip(row, widths, strict=True)):
        is_selected = part.bar is not None and part.bar == selected
        if place:
            pieces.append(Piece((), GAP))
        marker = (GLYPHS.marker if is_selected else " ", "plain")
        pieces.append(Piece((marker, *part.runs), width + 1, is_selected))
    return tuple(pieces)


def chart_rows(chart: Chart, width: int) -> list[ChartRow]:
    """Return the rows of a chart, so many cells wide."""
    if chart.days:
        return _year(chart, width)
    rows = [_title(chart.kind, _facts(chart, width), width)]
    rows += _felt(chart, width) if chart.weeks else _bars(chart, width)
    rows += [
        ChartRow(((line, "quiet"),)) for sentence in chart.sentences for line in wrap(sentence, max(width, 1))
    ]
    return rows


def _facts(chart: Chart, width: int) -> list[Run]:
    """Return as many facts as have room beside the title."""
    room = width - text_width(chart.kind.value) - 2
    facts = ""
    for fact in chart.facts:
        longer = f"{facts} {GLYPHS.dot} {fact}" if facts else fact
        if text_width(longer) <= room:
            facts = longer
    return [(facts, "quiet")]


def _title(kind: ChartKind, right: Sequence[Run], width: int) -> ChartRow:
    return ChartRow(spread([(fit(kind.value, width), "name")], right, width))


def _bars(chart: Chart, width: int) -> Iterable[ChartRow]:
    label_width, room = _widths(width)
    # A few cases are short bars: full ones would make much of them.
    greatest = max(FEW, *(bar.count for bar in chart.bars)) if chart.bars else FEW
    for bar in chart.bars:
        line = plots.bar(bar.count, greatest, max(room - _SHARE, 1))
        drawn: Run = (line, "good" if bar.is_good else "theirs")
        yield _bar_row(chart.kind, bar, label_width, [drawn], width)


def _felt(chart: Chart, width: int) -> Iterable[ChartRow]:
    label_width, room = _widths(width)
    names = max(text_width(bar.label) for bar in chart.bars)
    *rows, months = plots.felt_rows(chart.weeks, room)
    for bar, row in zip(chart.bars, rows, strict=True):
        yield _bar_row(chart.kind, bar, label_width, row, width, shown_label=f"{bar.label:>{names}}")
    yield ChartRow(((" " * (width - room), "plain"), *months))
    shown = plots.shown_weeks(chart.weeks, room)
    if shown < len(chart.weeks):
        first = say_date(chart.weeks[-shown].monday)
        yield ChartRow(((fit(f"The weeks since {first}; the numbers count all of them.", width), "quiet"),))


def _bar_row(
    kind: ChartKind, bar: Bar, label_width: int, drawn: Sequence[Run], width: int, shown_label: str = ""
) -> ChartRow:
    label = fit(shown_label or bar.label, label_width)
    runs: list[Run] = [
        # Where there is no ground for what is selected, the name alone is reversed.
        (label, "name-over"),
        (" " * (label_width - text_width(label)), "plain"),
        (f"{short_count(bar.count):>{_COUNT}}  ", "key" if bar.count else "quiet"),
        *drawn,
    ]
    row = spread(runs, [(bar.share, "quiet")], width)
    return ChartRow(row, (kind, bar.label) if bar.count else None)


def _widths(width: int) -> tuple[int, int]:
    """Return the cells of a label, and those behind the count."""
    label_width = min(_LABEL, max(width // 3, 6))
    return label_width, max(width - label_width - _COUNT - 2, 2)


def _year(chart: Chart, width: int) -> list[ChartRow]:
    legend = plots.year_legend()
    room = width - text_width(chart.kind.value) - 2 - runs_width(legend)
    if room >= len(_LEGEND):
        legend = [(_LEGEND, "quiet"), *legend]
    rows = [_title(chart.kind, legend if room >= 0 else [], width)]
    rows += [ChartRow(tuple(row)) for row in plots.year_rows(chart.days or {}, chart.today, width)]
    return rows if room >= 0 else [*rows, ChartRow(tuple(legend))]
