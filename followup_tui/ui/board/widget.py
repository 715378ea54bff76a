"""The board: five columns of cards in one focusable widget.

One widget, rendered line by line, instead of one for each card: moving the selection repaints two cards,
whatever the number of applications. What it shows is in `view.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Region
from textual.message import Message

from followup_tui.domain.application import Stage
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.nothing_found import nothing_found_rows
from followup_tui.ui.board.view import BoardView
from followup_tui.ui.pieces import Row
from followup_tui.ui.widgets.run_rows import RunRows


class Board(RunRows, can_focus=True):
    """The five columns, with one card selected.

    The board screen's keys move the selection. Whoever changes the cards in their columns calls `settle`.

    Args:
        view: the cards in their columns, and which is selected.
        selection_changed: is called at once when another card is selected, or none.
    """

    class Opened(Message):
        """The user clicked the selected card."""

    class Dropped(Message):
        """The user dragged a card to another column."""

        def __init__(self, application_id: str, stage: Stage) -> None:
            super().__init__()
            self.application_id, self.stage = application_id, stage

    def __init__(self, view: BoardView, selection_changed: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.view, self.columns = view, view.columns
        self._selection_changed = selection_changed
        self._pressed: tuple[int, int] | None = None
        """Where a button of the mouse was pressed, until it is released."""

    @property
    def selected_id(self) -> str | None:
        """The selected card."""
        return self.view.selected_id

    @property
    def active_stage(self) -> Stage:
        """The column with the cursor."""
        return self.view.active_stage

    def select(self, application_id: str | None) -> None:
        """Select a card and bring it into view; do nothing where it is not shown."""
        self.go(lambda view: view.select(application_id))

    def go(self, step: Callable[[BoardView], None]) -> None:
        """Move the selection by a step of the view, and paint what differs."""
        view = self.view
        id_before, stage_before = view.selected_id, view.active_stage
        places_before, offsets_before = (view.slots, view.heading_rows), view.offsets.copy()
        step(view)
        if (view.slots, view.heading_rows) != places_before:
            self.refresh()
        else:
            if view.offsets != offsets_before:
                self._repaint_column(view.active_stage)
            self._repaint_card(id_before)
            self._repaint_card(view.selected_id)
        if view.active_stage is not stage_before:
            self._repaint_headings()
        self._selection_changed()

    def row(self, y: int) -> Row:
        """Return one row: the headings, the rule under them, then the cards."""
        self._fit()  # Textual draws the first frame before it tells of the size.
        return self.view.row(y)

    def on_resize(self) -> None:
        """Lay the columns out again."""
        self._fit()
        self.refresh()  # also where a row was drawn in this size already: the others were not

    def _fit(self) -> None:
        """Lay the columns out where the size is another one."""
        if self.view.size != self.size:
            self.view.resize(self.size.width, self.size.height)
            self._say_whether_found()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where the mouse was pressed: on a card, that may begin a drag."""
        self._pressed = event.x, event.y

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the card that was dragged here."""
        if self._pressed is None:
            return
        application_id, stage = self.view.card_at(*self._pressed), self.view.stage_at(event.x)
        position = self.view.position(application_id)
        if application_id and position and stage and stage is not position[0]:
            self.post_message(self.Dropped(application_id, stage))

    def on_click(self, event: events.Click) -> None:
        """Select the card under the pointer; open it where it is selected already.

        Not where the mouse was pressed on something else: that was a drag.
        """
        pressed, self._pressed = self._pressed, None
        stage = self.view.stage_at(event.x)
        application_id = self.view.card_at(event.x, event.y)
        if stage is None or (pressed is not None and not self._is_same(pressed, (event.x, event.y))):
            return
        if (heading := self.view.heading_at(event.x, event.y)) is not None:
            self.go(lambda view: view.enter_column(heading))
        elif application_id is not None and application_id == self.selected_id:
            self.post_message(self.Opened())
        else:
            self.select(application_id)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the pointer."""
        self._scroll_column(self.view.stage_at(event.x), 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the pointer."""
        self._scroll_column(self.view.stage_at(event.x), -1)

    def _is_same(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Return whether two cells are of one card, or of one column's heading."""
        card_at, stage_at = self.view.card_at, self.view.stage_at
        return card_at(*one) == card_at(*other) and stage_at(one[0]) is stage_at(other[0])

    def settle(self) -> None:
        """Keep the selection where it belongs after any change, and paint what differs.

        All rows are made anew; of what was painted before, only the cells that differ are written.
        """
        self.view.settle_selection()
        self._say_whether_found()
        self.refresh()
        self._selection_changed()

    def _say_whether_found(self) -> None:
        is_found = not self.columns.words or any(map(self.columns.count, STAGES))
        self.view.nothing_found = [] if is_found else nothing_found_rows(self.columns, self.size.width)

    def _scroll_column(self, stage: Stage | None, cards: int) -> None:
        selected_before = self.selected_id
        if stage is not None and self.view.scroll(stage, cards):
            self._repaint_column(stage)
            if self.selected_id != selected_before:
                self._selection_changed()

    def _repaint_column(self, stage: Stage) -> None:
        slot = self.view.slots[STAGES.index(stage)] if self.view.slots else None
        if slot is not None:
            top = self.view.heading_rows
            self.refresh(Region(slot.left, top, slot.width, max(self.size.height - top, 0)))

    def _repaint_card(self, application_id: str | None) -> None:
        if (area := self.view.card_area(application_id)) is not None:
            self.refresh(Region(*area))

    def _repaint_headings(self) -> None:
        self.refresh(Region(0, 0, self.size.width, self.view.heading_rows))
