"""The widget that shows the story of a card, row by row, with a mark at the entry that is selected."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region

from followup_tui.domain.application import Application
from followup_tui.domain.relations import related_to
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import SHIPPED_KEYS
from followup_tui.ui.pieces import EMPTY, Piece, Row, text_of
from followup_tui.ui.program import Program
from followup_tui.ui.story_rows import LaidEntry, LaidStory, StoryOf
from followup_tui.ui.widgets.run_rows import RunRows

_MARK = Piece(((GLYPHS.marker, "yours"),), 1, is_selected=True)
_NO_MARK = Piece((), 1)


def story_of(program: Program, application: Application) -> StoryOf:
    """Return what the story of a card is told of, as it is now, with the user's keys."""
    tracker = program.tracker

    def key_of(key_id: str) -> str:
        return shown_key(key_id, SHIPPED_KEYS, program.user_keys)

    return StoryOf(application, related_to(application, tracker.applications), tracker.today(), key_of)


class StoryView(RunRows):
    """A story, with one of its entries selected; its first column is for the mark."""

    DEFAULT_CSS = "StoryView { width: 1fr; height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own signature
        super().__init__(id=id)
        self._laid = LaidStory([], [])
        self._selected_row: int | None = None

    @property
    def entries(self) -> Sequence[LaidEntry]:
        """What can be selected, from top to bottom."""
        return self._laid.entries

    @property
    def text(self) -> str:
        """What it says, for tests and for whoever reads it aloud."""
        return "\n".join(text_of(self.row(y)).rstrip() for y in range(len(self._laid.rows)))

    def show_story(self, laid: LaidStory, selected: LaidEntry | None = None) -> None:
        """Show a story; only the rows that differ are painted."""
        self._laid = laid
        self._selected_row = selected.first_row if selected else None
        self.show_rows([self._marked(y) for y in range(len(laid.rows))])

    def select(self, selected: LaidEntry) -> None:
        """Move the mark to another entry."""
        self.show_story(self._laid, selected)

    def row_at(self, y: int) -> LaidEntry | None:
        """Return the entry that a row belongs to; None where it belongs to none."""
        return next((laid for laid in self.entries if laid.first_row <= y < laid.end_row), None)

    def region_of(self, laid: LaidEntry) -> Region:
        """Return where an entry stands in its container."""
        top = self.virtual_region.y + self.gutter.top
        return Region(0, top + laid.first_row, 1, laid.end_row - laid.first_row)

    def _marked(self, y: int) -> Row:
        row = self._laid.rows[y]
        if y == self._selected_row:
            return (_MARK, *(piece._replace(is_selected=True) for piece in row))
        return (_NO_MARK, *row) if row else EMPTY
