"""The board: five columns of cards in one focusable widget.

One widget, rendered line by line, instead of one for each card: moving the selection repaints two cards,
whatever the number of applications. The selection is the id of an application, never an index, so it stays
on its card when others come and go around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.stages import Today
from followup_tui.ui.board.cards import CARD_STYLES, CardRenderer
from followup_tui.ui.board.columns import STAGES, Columns, Order
from followup_tui.ui.board.contents import CardColumns
from followup_tui.ui.board.headings import HEADING_STYLES, HeadingRenderer, heading
from followup_tui.ui.board.layout import (
    CARD_ROWS,
    HEADING_ROWS,
    Slot,
    cards_per_page,
    column_slots,
)


class Board(Widget, can_focus=True):
    """The five columns, with one card selected.

    `show` shows all applications, `update` what changed in some; the board screen's keys move the selection.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *CARD_STYLES,
        *HEADING_STYLES,
    }

    @dataclass
    class Opened(Message):
        """The user clicked the selected card."""

        application_id: str

    def __init__(self) -> None:
        super().__init__()
        self.columns = Columns()
        self.selected_id: str | None = None
        self.active_stage = Stage.INTERVIEWED
        self._contents: CardColumns = self.columns
        self._offsets = dict.fromkeys(STAGES, 0)
        self._styles: dict[str, Style] = {}
        self._card_renderer = CardRenderer(self._style)
        self._heading_renderer = HeadingRenderer(self._style)
        self._slots: tuple[Slot | None, ...] = ()

    def show(self, applications: Mapping[str, Application], today: Today) -> None:
        """Show all applications; the selection stays on its card where that is still shown."""
        before = self._visible()
        self.columns.show(applications, today)
        self._contents = self.columns
        self._repaint_changes(before, STAGES)

    def show_first_paint(self, contents: CardColumns) -> None:
        """Show the cards of the first paint, until `show` shows all of them."""
        self._contents = contents
        self._settle_selection()
        self._lay_out()

    def update(
        self, applications: Mapping[str, Application], changed_ids: Collection[str], today: Today
    ) -> None:
        """Show what changed in some applications."""
        before = self._visible()
        touched = self.columns.update(applications, changed_ids, today)
        self._repaint_changes(before, touched)

    def filter(self, words: str) -> None:
        """Show only the cards in which every word occurs."""
        before = self._visible()
        self.columns.filter(words)
        self._repaint_changes(before, STAGES)

    def sort(self, order: Order) -> None:
        """Sort the columns by something else."""
        before = self._visible()
        self.columns.sort(order)
        self._repaint_changes(before, STAGES)

    def select(self, application_id: str | None) -> None:
        """Select a card and bring it into view; do nothing where it is not shown."""
        before, stage_before = self.selected_id, self.active_stage
        position = self._position(application_id)
        if position is None:
            return
        self.selected_id, self.active_stage = application_id, position[0]
        has_scrolled = self._scroll_into_view(*position)
        if self._lay_out():
            self.refresh()
        elif has_scrolled:
            self._repaint_after_scroll(stage_before)
        else:
            self._repaint_card(before)
            self._repaint_card(application_id)
            if stage_before is not self.active_stage:
                self._repaint_rules()

    def enter_column(self, stage: Stage, index: int = 0) -> None:
        """Go to a column, to the card at this index or the last before it; to an empty column, too."""
        last = self._contents.count(stage) - 1
        application_id = self._contents.card_at(stage, max(0, min(index, last)))
        if application_id is not None:
            self.select(application_id)
            return
        before, self.selected_id, self.active_stage = self.selected_id, None, stage
        if self._lay_out():
            self.refresh()
        else:
            self._repaint_card(before)
            self._repaint_rules()

    def move_down(self, cards: int) -> None:
        """Move the selection down by so many cards, up where negative; it stops at the ends."""
        position = self._position(self.selected_id)
        if position is None:
            self.enter_column(self.active_stage)
            return
        stage, index = position
        target = max(0, min(index + cards, self._contents.count(stage) - 1))
        if target != index:
            self.select(self._contents.card_at(stage, target))

    def move_right(self, columns: int) -> None:
        """Move the selection so many columns to the right, left where negative, staying in its row."""
        target = STAGES.index(self.active_stage) + columns
        if 0 <= target < len(STAGES):
            position = self._position(self.selected_id)
            row = position[1] - self._offsets[self.active_stage] if position else 0
            self.enter_column(STAGES[target], self._offsets[STAGES[target]] + row)

    @property
    def cards_per_page(self) -> int:
        """How many cards of the active column fit on the screen."""
        return self._cards_per_page(self.active_stage)

    def render_line(self, y: int) -> Strip:
        """Render one row: the headings, the rules under them, then the cards."""
        width = self.size.width
        if y == 0:
            row = self._heading_renderer.render_headings(
                self._contents, self.active_stage, self._slots, width
            )
        elif y == 1:
            row = self._heading_renderer.render_rules(self._contents, self.active_stage, self._slots)
        else:
            row = self._render_cards(y - HEADING_ROWS)
        return row.adjust_cell_length(width, self._style("board--role"))

    def notify_style_update(self) -> None:
        """Render everything anew when the theme changes."""
        super().notify_style_update()
        self._styles.clear()
        self._card_renderer.clear_cache()

    def on_resize(self) -> None:
        """Lay the columns out again."""
        self._lay_out()
        position = self._position(self.selected_id)
        if position is not None:
            self._scroll_into_view(*position)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the card under the pointer; open it where it is selected already."""
        stage = self._stage_at(event.x)
        if stage is None:
            return
        if event.y < HEADING_ROWS:
            self.enter_column(stage)
            return
        index = self._offsets[stage] + (event.y - HEADING_ROWS) // CARD_ROWS
        application_id = self._contents.card_at(stage, index)
        if application_id is not None and application_id == self.selected_id:
            self.post_message(self.Opened(application_id))
        elif application_id is not None:
            self.select(application_id)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the pointer."""
        self._scroll_column(self._stage_at(event.x), 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the pointer."""
        self._scroll_column(self._stage_at(event.x), -1)

    @property
    def _card_rows(self) -> int:
        return max(1, self.size.height - HEADING_ROWS)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(name)
        return style

    def _position(self, application_id: str | None) -> tuple[Stage, int] | None:
        return self._contents.position(application_id) if application_id else None

    def _cards_per_page(self, stage: Stage) -> int:
        return cards_per_page(self._card_rows, self._contents.count(stage))

    def _lay_out(self) -> bool:
        """Lay out the columns. Return whether they are elsewhere than before."""
        headings = [heading(self._contents, stage) for stage in STAGES]
        before = self._slots
        self._slots = column_slots(self.size.width, STAGES.index(self.active_stage), headings)
        return self._slots != before

    def _settle_selection(self) -> None:
        """Keep the selection on its card, or on the nearest one where that is gone."""
        position = self._position(self.selected_id)
        if position is None:
            last = self._contents.count(self.active_stage) - 1
            index = max(0, min(self._offsets[self.active_stage], last))
            nearest = self._contents.card_at(self.active_stage, index)
            self.selected_id = nearest or self._contents.first_card()
            position = self._position(self.selected_id)
        if position is not None:
            self.active_stage = position[0]
        for stage in STAGES:
            last_offset = self._contents.count(stage) - self._cards_per_page(stage)
            self._offsets[stage] = max(0, min(self._offsets[stage], last_offset))
        if position is not None:
            self._scroll_into_view(*position)

    def _scroll_into_view(self, stage: Stage, index: int) -> bool:
        """Turn the page where a card is not on this one. Return whether it did."""
        page = self._cards_per_page(stage)
        offset = self._offsets[stage]
        if offset <= index < offset + page:
            return False
        last_offset = max(0, self._contents.count(stage) - page)
        self._offsets[stage] = min(index, last_offset) if index >= offset else max(0, index - page + 1)
        return True

    def _scroll_column(self, stage: Stage | None, cards: int) -> None:
        if stage is None:
            return
        page = self._cards_per_page(stage)
        offset = max(0, min(self._offsets[stage] + cards, self._contents.count(stage) - page))
        if offset == self._offsets[stage]:
            return
        self._offsets[stage] = offset
        position = self._position(self.selected_id)
        if position is not None and position[0] is stage:
            index = max(offset, min(position[1], offset + page - 1))
            self.selected_id = self._contents.card_at(stage, index)
        self._repaint_column(stage)

    def _stage_at(self, x: int) -> Stage | None:
        for stage, slot in zip(STAGES, self._slots, strict=False):
            if slot is not None and slot.left <= x < slot.left + slot.width:
                return stage
        return None

    def _visible(self) -> dict[Stage, dict[int, object]]:
        """Return what each column shows at each index of its page; at -1, its count and offset."""
        visible: dict[Stage, dict[int, object]] = {}
        for stage in STAGES:
            rows: dict[int, object] = {}
            offset = self._offsets[stage]
            for index in range(self._cards_per_page(stage) + 1):
                application_id = self._contents.card_at(stage, offset + index)
                if application_id is not None:
                    rows[index] = (
                        application_id,
                        self._contents.card(application_id).revision,
                        self._contents.line(application_id).wordings,
                        application_id == self.selected_id,
                    )
            rows[-1] = (self._contents.count(stage), offset)
            visible[stage] = rows
        return visible

    def _repaint_changes(self, before: Mapping[Stage, Mapping[int, object]], stages: Iterable[Stage]) -> None:
        """Settle the selection, and repaint only the cards and headings that differ."""
        stage_before = self.active_stage
        self._settle_selection()
        if self._lay_out():
            self.refresh()
            return
        after = self._visible()
        for stage in {*stages, stage_before, self.active_stage}:
            slot, rows_before, rows = self._slots[STAGES.index(stage)], before[stage], after[stage]
            if slot is None:
                continue
            for index in rows_before.keys() | rows.keys():
                if index >= 0 and rows_before.get(index) != rows.get(index):
                    self.refresh(Region(slot.left, HEADING_ROWS + index * CARD_ROWS, slot.width, CARD_ROWS))
        if any(before[stage][-1] != after[stage][-1] for stage in STAGES):
            self.refresh(Region(0, 0, self.size.width, 1))
        if stage_before is not self.active_stage:
            self._repaint_rules()

    def _repaint_after_scroll(self, stage_before: Stage) -> None:
        if stage_before is self.active_stage and self._slots[STAGES.index(stage_before)] is not None:
            self._repaint_column(stage_before)
        else:
            self.refresh()

    def _repaint_column(self, stage: Stage) -> None:
        slot = self._slots[STAGES.index(stage)]
        if slot is not None:
            self.refresh(Region(slot.left, HEADING_ROWS, slot.width, self._card_rows))

    def _repaint_card(self, application_id: str | None) -> None:
        position = self._position(application_id)
        if position is None:
            return
        slot = self._slots[STAGES.index(position[0])]
        index = position[1] - self._offsets[position[0]]
        if slot is not None and index >= 0:
            self.refresh(Region(slot.left, HEADING_ROWS + index * CARD_ROWS, slot.width, CARD_ROWS - 1))

    def _repaint_rules(self) -> None:
        self.refresh(Region(0, 1, self.size.width, 1))

    def _render_cards(self, row: int) -> Strip:
        """Render one row of all columns, counted from below the headings."""
        index, row_of_card = divmod(row, CARD_ROWS)
        strips = [Strip([Segment(" ", self._style("board--role"))], 1)]
        strips += [
            self._render_card_row(stage, slot, index, row_of_card)
            for stage, slot in zip(STAGES, self._slots, strict=True)
            if slot is not None
        ]
        return Strip.join(strips)

    def _render_card_row(self, stage: Stage, slot: Slot, index: int, row: int) -> Strip:
        offset, page = self._offsets[stage], self._cards_per_page(stage)
        if index >= page or row == CARD_ROWS - 1:
            hidden = self._contents.count(stage) - offset - page
            is_last_row = index == page - 1 and row == CARD_ROWS - 1
            if is_last_row and hidden > 0:
                return self._card_renderer.render_more(slot, hidden)
            return self._card_renderer.render_empty_row(slot)
        application_id = self._contents.card_at(stage, offset + index)
        if application_id is None:
            return self._card_renderer.render_empty_row(slot)
        card, line = self._contents.card(application_id), self._contents.line(application_id)
        is_selected = application_id == self.selected_id
        return self._card_renderer.render(card, line, slot, is_selected=is_selected)[row]
