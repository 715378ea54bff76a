"""What the board shows: which card is selected, how far each column is scrolled, and each row as runs.

Neither Textual nor Rich is needed for it. The selection is the id of an application, never an index, so it
stays on its card when others come and go around it.
"""

from __future__ import annotations

from followup_tui.domain.application import Stage
from followup_tui.ui.board.cards import CardRows, more_row
from followup_tui.ui.board.columns import STAGES, Columns
from followup_tui.ui.board.headings import heading_at, headings, low_headings
from followup_tui.ui.board.layout import CARD_ROWS, Slot, cards_per_page, column_slots
from followup_tui.ui.pieces import Piece, Row


class BoardView:
    """The columns as they are shown.

    Args:
        columns: the cards in their columns.

    Attributes:
        columns: the cards in their columns.
        selected_id: the selected card; None where the active column has none.
        active_stage: the column with the cursor.
        size: the width and height that all is laid out for.
        slots: where each column is; None for one that is not shown.
        heading_rows: how many rows stand above the cards.
        nothing_found: what is said in the place of the cards where the filter finds none.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.selected_id: str | None = None
        self.active_stage = Stage.INTERVIEWED
        self.slots: tuple[Slot | None, ...] = ()
        self.heading_rows = 0
        self.nothing_found: list[Row] = []
        self._offsets = dict.fromkeys(STAGES, 0)
        self._card_rows = CardRows()
        self.size = (0, 0)
        self._headings: list[Row] = []

    def resize(self, width: int, height: int) -> None:
        """Lay everything out for a size in cells, and bring the selected card into view."""
        self.size = width, height
        self.lay_out()
        if (position := self.position(self.selected_id)) is not None:
            self.scroll_into_view(*position)

    def lay_out(self) -> None:
        """Make the headings anew, and place the columns."""
        width, height = self.size
        self.slots = column_slots(width, STAGES.index(self.active_stage), len(STAGES))
        count, active = self.columns.count, self.active_stage
        self._headings = headings(count, active, self.slots, width)
        if height - len(self._headings) < CARD_ROWS - 1:
            self._headings = low_headings(count, active, self.slots, width)
        self.heading_rows = len(self._headings)

    def position(self, application_id: str | None) -> tuple[Stage, int] | None:
        """Return a card's column and its index in it; None where it is not shown."""
        return self.columns.position(application_id) if application_id else None

    def select(self, application_id: str) -> bool:
        """Select a card and bring it into view. Return whether a page was turned for it."""
        position = self.position(application_id)
        if position is None:
            return False
        self.selected_id, self.active_stage = application_id, position[0]
        self.lay_out()
        return self.scroll_into_view(*position)

    def settle_selection(self) -> None:
        """Keep the selection on its card, or on the nearest one where that is gone."""
        position = self.position(self.selected_id)
        if position is None:
            last = self.columns.count(self.active_stage) - 1
            index = max(0, min(self._offsets[self.active_stage], last))
            nearest = self.columns.card_at(self.active_stage, index)
            self.selected_id = nearest or self.columns.first_card()
            position = self.position(self.selected_id)
        if position is not None:
            self.active_stage = position[0]
        self.lay_out()
        for stage in STAGES:
            last_offset = self.columns.count(stage) - self.cards_per_page(stage)
            self._offsets[stage] = max(0, min(self._offsets[stage], last_offset))
        if position is not None:
            self.scroll_into_view(*position)

    def scroll_into_view(self, stage: Stage, index: int) -> bool:
        """Turn the page where a card is not on this one. Return whether it did."""
        page = self.cards_per_page(stage)
        offset = self._offsets[stage]
        if offset <= index < offset + page:
            return False
        last_offset = max(0, self.columns.count(stage) - page)
        self._offsets[stage] = min(index, last_offset) if index >= offset else max(0, index - page + 1)
        return True

    def scroll(self, stage: Stage, cards: int) -> bool:
        """Scroll a column; the selection in it stays in view. Return whether anything differs."""
        page = self.cards_per_page(stage)
        offset = max(0, min(self._offsets[stage] + cards, self.columns.count(stage) - page))
        if offset == self._offsets[stage]:
            return False
        self._offsets[stage] = offset
        position = self.position(self.selected_id)
        if position is not None and position[0] is stage:
            index = max(offset, min(position[1], offset + page - 1))
            self.selected_id = self.columns.card_at(stage, index)
        return True

    def offset(self, stage: Stage) -> int:
        """Return the index of the first card of a column that is shown."""
        return self._offsets[stage]

    def cards_per_page(self, stage: Stage) -> int:
        """Return how many cards of a column are shown at once."""
        rows = max(1, self.size[1] - self.heading_rows)
        return cards_per_page(rows, self.columns.count(stage))

    def stage_at(self, x: int) -> Stage | None:
        """Return the column at a cell."""
        for stage, slot in zip(STAGES, self.slots, strict=False):
            if slot is not None and slot.left <= x < slot.left + slot.width:
                return stage
        return None

    def heading_at(self, x: int, y: int) -> Stage | None:
        """Return the column to whose heading a cell belongs; None below the headings."""
        if y >= self.heading_rows:
            return None
        return heading_at(self._headings, x, y) if None in self.slots else self.stage_at(x)

    def card_at(self, x: int, y: int) -> str | None:
        """Return the card at a cell; None where there is none."""
        stage = self.stage_at(x)
        if stage is None or y < self.heading_rows:
            return None
        index = (y - self.heading_rows) // CARD_ROWS
        if index >= self.cards_per_page(stage):
            return None
        return self.columns.card_at(stage, self._offsets[stage] + index)

    def card_area(self, application_id: str | None) -> tuple[int, int, int, int] | None:
        """Return where a card is: its first cell, its width and height; None where it is not shown."""
        position = self.position(application_id)
        if position is None:
            return None
        slot = self.slots[STAGES.index(position[0])] if self.slots else None
        index = position[1] - self._offsets[position[0]]
        if slot is None or index < 0:
            return None
        return slot.left, self.heading_rows + index * CARD_ROWS, slot.width, CARD_ROWS - 1

    def row(self, y: int) -> Row:
        """Return one row: the headings, the rule under them, then the cards."""
        if y < self.heading_rows:
            return self._headings[y]
        if self.nothing_found:
            return dict(enumerate(self.nothing_found, self.heading_rows + 1)).get(y, ())
        index, row_of_card = divmod(y - self.heading_rows, CARD_ROWS)
        return tuple(
            piece
            for stage, slot in zip(STAGES, self.slots, strict=True)
            if slot is not None
            for piece in self._card_pieces(stage, slot, index, row_of_card)
        )

    def _card_pieces(self, stage: Stage, slot: Slot, index: int, row: int) -> tuple[Piece, ...]:
        offset, page = self._offsets[stage], self.cards_per_page(stage)
        if index >= page or row == CARD_ROWS - 1:
            hidden = self.columns.count(stage) - offset - page
            is_last_row = index == page - 1 and row == CARD_ROWS - 1
            return (more_row(slot, hidden),) if is_last_row and hidden > 0 else (Piece((), slot.width),)
        application_id = self.columns.card_at(stage, offset + index)
        if application_id is None:
            return (Piece((), slot.width),)
        card, line = self.columns.card(application_id), self.columns.line(application_id)
        is_selected = application_id == self.selected_id
        rows = self._card_rows.rows(card, line, slot, is_selected=is_selected)
        return rows[row], Piece((), 1)
