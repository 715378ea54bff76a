"""Rows of a page of which some can be selected, with a mark at those that are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace
from textual.geometry import Region

from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import EMPTY, Piece, Row, text_of
from followup_tui.ui.widgets.run_rows import RunRows

_MARK = Piece(((GLYPHS.marker, "plain"),), 1, is_selected=True)
_NO_MARK = Piece((), 1)


class Span(NamedTuple):
    """The rows of something that can be selected.

    Attributes:
        id: what tells it from all others of the page.
        first_row: the number of its first row, from 0; this one gets the mark.
        end_row: the number of the row after its last.
    """

    id: str
    first_row: int
    end_row: int


class MarkedRows(RunRows):
    """Rows, one span of them selected; the first column is for the mark."""

    DEFAULT_CSS = "MarkedRows { width: 1fr; height: auto; box-sizing: content-box; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own signature
        super().__init__(id=id)
        self._unmarked: Sequence[Row] = ()
        self.spans: Sequence[Span] = ()

    @property
    def text(self) -> str:
        """What it says, for tests."""
        return "\n".join(text_of(self.row(y)).rstrip() for y in range(len(self._unmarked)))

    def show_marked(
        self, rows: Sequence[Row], spans: Sequence[Span] = (), selected: int | None = None
    ) -> None:
        """Show rows; only those that differ are painted.

        Args:
            rows: the rows, without the first column.
            spans: what can be selected, from top to bottom.
            selected: the index of the span that is; None for none.
        """
        self._unmarked, self.spans = rows, spans
        self.mark(selected)

    def mark(self, selected: int | None) -> None:
        """Move the mark to another span."""
        is_any = selected is not None and selected < len(self.spans)
        marked = self.spans[selected].first_row if selected is not None and is_any else None
        self.show_rows([_with_mark(row, is_marked=y == marked) for y, row in enumerate(self._unmarked)])

    def span_at(self, y: int) -> int | None:
        """Return the index of the span that a row of the widget belongs to; None where it belongs to none."""
        row = y - self.gutter.top
        indexes = (index for index, span in enumerate(self.spans) if span.first_row <= row < span.end_row)
        return next(indexes, None)

    def region_of(self, index: int) -> Region:
        """Return where a span stands in its container."""
        span, top = self.spans[index], self.virtual_region.y + self.gutter.top
        return Region(0, top + span.first_row, 1, span.end_row - span.first_row)


def _with_mark(row: Row, *, is_marked: bool) -> Row:
    if is_marked:
        return (_MARK, *(replace(piece, is_selected=True) for piece in row))
    return (_NO_MARK, *row) if row else EMPTY
