"""Looking back: the figures, each with its chart, and the cards behind each row of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from followup_tui.domain.dates import say_dated_instant, say_day
from followup_tui.domain.look import Meaning
from followup_tui.domain.statistics import statistics
from followup_tui.domain.statistics_charts import Chart, applications_behind, charts
from followup_tui.ui import routes
from followup_tui.ui.chart_rows import GAP, BarId, Laid, lay_out, screen_row
from followup_tui.ui.keys import BACK, EVERYWHERE, IN_LISTS, STATISTICS, KeyGroups, bindings, without
from followup_tui.ui.pieces import row
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.widgets.run_rows import RunRows
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

NAME = "Looking back"
NOTHING_YET = "Nothing to look back on yet. On the board, n records an interview, and r notes how it went."

_MARGINS = 3
"""The cells beside the charts: one at either side, and the bar that scrolls."""


class StatisticsPage(CardPage):
    """What the history and the journal come to; one row of the charts is selected."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        BACK, without(IN_LISTS, "list.search"), STATISTICS, EVERYWHERE
    )
    hint_groups: ClassVar[KeyGroups] = (STATISTICS, BACK)

    def __init__(self) -> None:
        super().__init__()
        self._charts: Sequence[Chart] = ()
        self._counted_on: date | None = None
        self._facts = ""
        self._laid = Laid([], (), {})
        self._selected: BarId | None = None

    @property
    def application_id(self) -> None:
        """None is chosen: the page is about all of them."""

    def body(self) -> ComposeResult:
        """Yield the rows."""
        with VerticalScroll(can_focus=False):
            yield RunRows(id="charts")

    def on_mount(self) -> None:
        """Show the charts, and follow what changes."""
        self._count()
        self.say_hints(self.hints())
        self.program.changed.subscribe(self, lambda _: self._count(), immediate=True)
        self.program.minute.subscribe(self, lambda _: self._minute_passed(), immediate=True)

    def on_resize(self) -> None:
        """Draw the charts as wide as they can be now."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the pointer; show the cards behind it where it is selected already."""
        place = event.get_content_offset(self.query_one(RunRows))
        bar = self._bar_at(place.y, place.x) if place is not None else None
        if bar is None:
            return
        if bar == self._selected:
            self.action_cards()
        else:
            self._select(bar)

    def action_go_down(self, rows: int) -> None:
        """Go so many rows down, up where negative."""
        bars = list(self._laid.bars)
        if self._selected in bars:
            self._select(bars[max(0, min(bars.index(self._selected) + rows, len(bars) - 1))])

    def action_page(self, pages: int) -> None:
        """Go a screen down, or up where negative."""
        self.action_go_down(pages * max(self.query_one(VerticalScroll).size.height // 2, 1))

    def action_cards(self) -> None:
        """Show the cards that the selected row counts."""
        if self._selected is None:
            self.program.say("There is no row with cards yet")
            return
        kind, label = self._selected
        tracker = self.program.tracker
        counted = applications_behind(tracker.applications.values(), tracker.today(), kind, label)
        title = f"{kind.value}: {label}"
        self.app.push_screen(routes.CARDS(title, [application.id for application in counted]))

    def _minute_passed(self) -> None:
        if self.program.tracker.today().day != self._counted_on:
            self._count()
        else:
            self._show_top()

    def _count(self) -> None:
        tracker = self.program.tracker
        today = tracker.today()
        self._counted_on = today.day
        counted = statistics(tracker.applications.values(), today)
        first = min(counted.days, default=None)
        self._charts = charts(counted)
        count = len(tracker.applications)
        since = f" since {say_day(first, today.day)}" if first and first != today.day else ""
        self._facts = f"{count} application{'s'[: count != 1]}{since}" if count else ""
        self._show_top()
        self._draw()

    def _show_top(self) -> None:
        now = self.program.tracker.today().now
        self.say_top(NAME, self._facts, right=say_dated_instant(now, now))

    def _draw(self) -> None:
        if not self.program.tracker.applications:
            width = self.app.size.width
            lines = wrap(NOTHING_YET, min(width - 3, MAX_WIDTH))
            self.query_one(RunRows).show_rows(
                [row([(f" {line}", Meaning.QUIET.style)], width) for line in lines]
            )
            return
        self._laid = lay_out(self._charts, max(self.app.size.width - _MARGINS, 1))
        if self._selected not in self._laid.bars:
            self._selected = next(iter(self._laid.bars), None)
        self._show()

    def _show(self) -> None:
        rows = [screen_row(self._laid, number, self._selected) for number in range(len(self._laid.rows))]
        self.query_one(RunRows).show_rows(rows)

    def _select(self, bar: BarId) -> None:
        self._selected = bar
        self._show()
        scroll, bars = self.query_one(VerticalScroll), list(self._laid.bars)
        place, height, top = self._laid.bars[bar][0], scroll.size.height, scroll.scroll_offset.y
        if bar == bars[0]:
            scroll.scroll_home(animate=False)
        elif bar == bars[-1]:
            scroll.scroll_end(animate=False)
        elif not top <= place < top + height:
            scroll.scroll_to(y=max(0, place - height // 2), animate=False)

    def _bar_at(self, y: int, x: int) -> BarId | None:
        if not 0 <= y < len(self._laid.rows):
            return None
        column = x // (self._laid.widths[0] + 1 + GAP)
        parts = self._laid.rows[y]
        return parts[column].bar if column < len(parts) else None
