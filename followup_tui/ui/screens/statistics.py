"""Looking back: the figures, each with its plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from followup_tui.domain.dates import say_date
from followup_tui.domain.stages import Today
from followup_tui.domain.statistics import FEW, Feeling, group_feelings, statistics
from followup_tui.domain.statistics_charts import Bar, Chart, charts, say_groups
from followup_tui.ui.keys import BACK, EVERYWHERE, SCROLLING, KeyGroups, bindings
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.page import TextPage

WIDEST = 72
"""A plot is no wider: beyond that it says no more."""

NARROWEST = 8
"""A plot is no narrower, even where a little of it is cut off."""

_EDGES = 7
"""The cells at the sides of the text: the padding, its indent, and the bar that scrolls."""

Part = tuple[str, str]


class StatisticsPage(CardPage, TextPage):
    """What the history and the journal come to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, SCROLLING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (EVERYWHERE, BACK)

    def __init__(self) -> None:
        super().__init__()
        self._charts: Sequence[Chart] = ()
        self._counted_on: date | None = None
        self._drawn_for = 0

    @property
    def application_id(self) -> None:
        """None is chosen: the page is about all of them."""

    def text(self) -> Content:
        """Return the figures, drawn for the width of the screen."""
        if not self._charts:
            self._count()
        self._drawn_for = self.app.size.width
        return charts_text(self._charts, self._drawn_for, self.program.tracker.today())

    def on_mount(self) -> None:
        """Show the figures, and follow what changes."""
        self._show_top()
        self.say_hints(self.hints())
        self.program.changed.subscribe(self, lambda _: self._show(), immediate=True)
        self.program.minute.subscribe(self, lambda _: self._show_on_new_day(), immediate=True)

    def on_resize(self) -> None:
        """Draw the plots as wide as they can be now."""
        if self._drawn_for != self.app.size.width:
            self.show_text()

    def _show_on_new_day(self) -> None:
        if self.program.tracker.today().day != self._counted_on:
            self._show()

    def _show(self) -> None:
        self._count()
        self._show_top()
        self.show_text()

    def _show_top(self) -> None:
        applications = self.program.tracker.applications
        self.say_top("Looking back", f"over {len(applications)} application{'s'[: len(applications) != 1]}")

    def _count(self) -> None:
        tracker = self.program.tracker
        today = tracker.today()
        self._counted_on = today.day
        self._charts = charts(statistics(tracker.applications.values(), today))


def charts_text(shown: Sequence[Chart], width: int, today: Today) -> Content:
    """Return the figures one below the other, each with what it says, for a screen of so many cells."""
    room = max(min(width - _EDGES, WIDEST), NARROWEST)
    parts: list[Part] = []
    for chart in shown:
        parts.append((f"{chart.title}\n", "bold"))
        empty = "" if chart.bars or chart.feelings else "$quiet"
        parts += [(f"  {line}\n", empty) for says in chart.sentences for line in wrap(says, room)]
        parts += _bars(chart.bars, room)
        parts += _feelings(chart.feelings, room, today)
        parts.append(("\n", ""))
    return Content.assemble(*parts[:-1])


def _bars(shown: Sequence[Bar], room: int) -> Iterator[Part]:
    if not shown:
        return
    from followup_tui.ui import plots

    widest = max(len(bar.label) for bar in shown)
    width = room - widest - max(len(bar.count_text) for bar in shown) - 3
    # A few cases are short bars: full ones would make much of them.
    lines = plots.bars([bar.count for bar in shown], max(width, NARROWEST), FEW)
    for bar, line in zip(shown, lines, strict=True):
        yield f"  {bar.label:<{widest}} ", "$quiet"
        yield f"{bar.count_text}  ", ""
        yield f"{line}\n", "$theirs"


def _feelings(shown: Sequence[Feeling], room: int, today: Today) -> Iterator[Part]:
    if not shown:
        return
    from followup_tui.ui import plots

    width = room - 2
    points = group_feelings(shown, max(width // 3, 2))
    lines = plots.over_time([(moment.timestamp(), felt) for moment, felt, _ in points], width)
    for number, line in zip(range(plots.FEELINGS, 0, -1), lines, strict=True):
        yield f"  {number} ", "$quiet"
        yield f"{line}\n", "$theirs"
    first, last = (say_date(felt.at.day(today.zone)) for felt in (shown[0], shown[-1]))
    gap = width - len(first) - len(last)
    ends = f"{first}{' ' * gap}{last}" if first != last and gap > 0 else f"{first:^{width}}".rstrip()
    yield f"    {ends}\n", "$quiet"
    yield from ((f"  {line}\n", "$quiet") for line in wrap(say_groups(points), room))
