"""A page about one application with something selected in it: a person, an entry, a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from followup_tui.domain.application import Application
from followup_tui.ui.pieces import Row, row
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.selection import moved_index
from followup_tui.ui.widgets.marked_rows import MarkedRows, Span
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

_BESIDE: Final = 4
"""How many cells of a row the text does not have: the mark, the margins, and what scrolls it."""


class SelectionPage(ApplicationPage):
    """Rows about one application, one span of them selected.

    A page says what its rows are in `show_text`, which calls `show_spans`, and what `open_selected` does.
    """

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self.view = MarkedRows(id="text")
        self.index = 0
        self._shown_width = 0

    @property
    def row_width(self) -> int:
        """How many cells a row has."""
        return min(self.app.size.width - _BESIDE, MAX_WIDTH)

    def body(self) -> ComposeResult:
        """Yield the rows."""
        with VerticalScroll():
            yield self.view

    def on_mount(self) -> None:
        """Show the rows."""
        self.show_text()

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        if self._shown_width != self.row_width:
            self.show_text()

    def on_click(self, event: events.Click) -> None:
        """Select what is under the pointer; open it where it is selected already."""
        index = self.view.span_at(event.y) if event.widget is self.view else None
        if index is not None and index == self.index:
            self.open_selected()
        elif index is not None:
            self.select(index)

    def action_go_down(self, spans: int) -> None:
        """Go so many spans down, up where negative."""
        if self.view.spans:
            self.select(max(0, min(self.index + spans, len(self.view.spans) - 1)))

    def open_selected(self) -> None:
        """Do what enter does to what is selected."""
        raise NotImplementedError

    def show_spans(self, rows: Sequence[Row], spans: Sequence[Span], first: int = 0) -> None:
        """Show rows. What is selected stays selected wherever it stands now; `first` is selected at first."""
        before, self._shown_width = [span.id for span in self.view.spans], self.row_width
        self.index = moved_index(before, self.index, [span.id for span in spans]) if before else first
        self.view.show_marked(rows, spans, self.index)

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence, and nothing to select."""
        width = self.row_width
        self.show_spans([row([(line, "quiet")], width) for line in wrap(sentence, width)], ())

    def select(self, index: int) -> None:
        """Select a span, and bring it into view."""
        self.index = index
        self.view.mark(index)
        scroll, region = self.query_one(VerticalScroll), self.view.region_of(index)
        region = region.crop_size((1, min(region.height, scroll.size.height)))
        scroll.scroll_to_region(region, animate=False, immediate=True)
