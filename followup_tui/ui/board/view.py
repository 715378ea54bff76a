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
        is_in_empty_column: whether the user went to a column without cards, and stays there.
        size: the width and height that all is laid out for.
        slots: where each column is; None for one that is not shown.
        offsets: the index of the first card that is shown, by column.
        heading_rows: how many rows stand above the cards.
        nothing_found: what is said in the place of the cards where the filter finds none.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.selected_id: str | None = None
        self.active_stage = Stage.INTERVIEWED
        self.is_in_empty_column = False
        self.slots: tuple[Slot | None, ...] = ()
        self.heading_rows = 0
        self.nothing_found: list[Row] = []
        self.offsets = dict.fromkeys(STAGES, 0)
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

    def select(self, application_id: str | None) -> None:
        """Select a card and bring it into view; do nothing where it is not shown."""
        position = self.position(application_id)
        if position is not None:
            self.selected_id, self.active_stage = application_id, position[0]
            self.is_in_empty_column = False
            self.lay_out()
            self.scroll_into_view(*position)

    def enter_column(self, stage: Stage, index: int = 0) -> None:
        """Go to a column, to the card at this index or the last before it; to an empty column, too."""
        last = self.columns.count(stage) - 1
        if last >= 0:
            self.select(self.columns.card_at(stage, max(0, min(index, last))))
        else:
            self.selected_id, self.active_stage = None, stage
            self.is_in_empty_column = True
            self.lay_out()

    def go_down(self, cards: int) -> None:
        """Go so many cards down, up where negative; stop at the ends."""
        position = self.position(self.selected_id)
        self.enter_column(self.active_stage, position[1] + cards if position else 0)

    def go_right(self, columns: int) -> None:
        """Go so many columns to the right, left where negative, staying in this row."""
        target = STAGES.index(self.active_stage) + columns
        if 0 <= target < len(STAGES):
            position = self.position(self.selected_id)
            row = position[1] - self.offsets[self.active_stage] if position else 0
            self.enter_column(STAGES[target], self.offsets[STAGES[target]] + row)

    def page(self, pages: int) -> None:
        """Go so many pages down, up where negative."""
        self.go_down(pages * self.cards_per_page(self.active_stage))

    def first(self) -> None:
        """Go to the first card of the column."""
        self.enter_column(self.active_stage)

    def last(self) -> None:
        """Go to the last card of the column."""
        self.enter_column(self.active_stage, self.columns.count(self.active_stage))

    def column(self, number: int) -> None:
        """Go to the column of this number, from 1."""
        self.enter_column(STAGES[number - 1])

    def settle_selection(self) -> None:
        """Keep the selection on its card, or on the nearest one where that is gone.

        An empty column is left only for what a filter finds elsewhere.
        """
        position = self.position(self.selected_id)
        if position is None:
            last = self.columns.count(self.active_stage) - 1
            index = max(0, min(self.offsets[self.active_stage], last))
            nearest = self.columns.card_at(self.active_stage, index)
            stays = self.is_in_empty_column and not self.columns.words
            first = next(filter(None, (self.columns.card_at(stage, 0) for stage in STAGES)), None)
            self.selected_id = nearest if nearest or stays else first
            position = self.position(self.selected_id)
        if position is not None:
            self.active_stage, self.is_in_empty_column = position[0], False
        self.lay_out()
        for stage in STAGES:
            last_offset = self.columns.count(stage) - self.cards_per_page(stage)
            self.offsets[stage] = max(0, min(self.offsets[stage], last_offset))
        if position is not None:
            self.scroll_into_view(*position)

    def scroll_into_view(self, stage: Stage, index: int) -> None:
        """Turn the page where a card is not on this one."""
        page = self.cards_per_page(stage)
        offset = self.offsets[stage]
        if not offset <= index < offset + page:
            last_offset = max(0, self.columns.count(stage) - page)
            self.offsets[stage] = min(index, last_offset) if index >= offset else max(0, index - page + 1)

    def scroll(self, stage: Stage, cards: int) -> bool:
        """Scroll a column; the selection in it stays in view. Return whether anything differs."""
        page = self.cards_per_page(stage)
        offset = max(0, min(self.offsets[stage] + cards, self.columns.count(stage) - page))
        if offset == self.offsets[stage]:
            return False
        self.offsets[stage] = offset
        position = self.position(self.selected_id)
        if position is not None and position[0] is stage:
            index = max(offset, min(position[1], offset + page - 1))
            self.selected_id = self.columns.card_at(stage, index)
        return True

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
        return self.columns.card_at(stage, self.offsets[stage] + index)

    def card_area(self, application_id: str | None) -> tuple[int, int, int, int] | None:
        """Return where a card is: its first cell, its width and height; None where it is not shown."""
        position = self.position(application_id)
        if position is None:
            return None
        slot = self.slots[STAGES.index(position[0])] if self.slots else None
        index = position[1] - self.offsets[position[0]]
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
        offset, page = self.offsets[stage], self.cards_per_page(stage)
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
