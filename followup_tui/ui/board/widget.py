"""The board: five columns of cards in one focusable widget.

One widget, drawn line by line, instead of one a card: moving the selection repaints two cards, whatever
the number of applications. The selection is the id of an application, never a place, so it stays with its
card when others come and go around it.
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
from followup_tui.ui.board.cards import CARD_STYLES, CardPictures
from followup_tui.ui.board.columns import STAGES, Columns, Order
from followup_tui.ui.board.first_paint import Shown, Tops
from followup_tui.ui.board.headings import HEADING_STYLES, Headings, heading
from followup_tui.ui.board.layout import (
    CARD_ROWS,
    HEADING_ROWS,
    Slot,
    page_size,
    slots,
)


class Board(Widget, can_focus=True):
    """The five columns, with one card selected.

    `show` gives it everything to show, `update` what changed; the keys of the board screen move the
    selection with the methods named after them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *CARD_STYLES,
        *HEADING_STYLES,
    }

    @dataclass
    class Opened(Message):
        """Somebody clicked the selected card."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self.columns = Columns()
        self.selected: str | None = None
        self.stage = Stage.INTERVIEWED
        self._shown: Shown = self.columns
        self._offsets = dict.fromkeys(STAGES, 0)
        self._styles: dict[str, Style] = {}
        self._pictures = CardPictures(self._style)
        self._headings = Headings(self._style)
        self._slots: tuple[Slot | None, ...] = ()

    def show(self, applications: Mapping[str, Application], today: Today) -> None:
        """Show all these applications; the selection stays where its card still is."""
        before = self._visible()
        self.columns.show(applications, today)
        self._shown = self.columns
        self._repaint_what_differs(before, STAGES)

    def begin_with(self, tops: Tops) -> None:
        """Show the tops of the columns until `show` says what is in them."""
        self._shown = tops
        self._settle_selection()
        self._lay_out()

    def update(self, applications: Mapping[str, Application], names: Collection[str], today: Today) -> None:
        """Show what changed in some applications."""
        before = self._visible()
        touched = self.columns.update(applications, names, today)
        self._repaint_what_differs(before, touched)

    def filter(self, words: str) -> None:
        """Show only the cards in which every word occurs."""
        before = self._visible()
        self.columns.filter(words)
        self._repaint_what_differs(before, STAGES)

    def sort(self, order: Order) -> None:
        """Sort the columns by something else."""
        before = self._visible()
        self.columns.sort(order)
        self._repaint_what_differs(before, STAGES)

    def select(self, name: str | None) -> None:
        """Select a card and bring it into view."""
        before, stage = self.selected, self.stage
        place = self._shown.place(name) if name else None
        if place is None:
            return
        self.selected, self.stage = name, place[0]
        scrolled = self._bring_into_view(*place)
        if self._lay_out():
            self.refresh()
        elif scrolled:
            self._repaint_after_scroll(stage)
        else:
            self._repaint_card(before)
            self._repaint_card(name)
            if stage is not self.stage:
                self._repaint_rules()

    def enter_column(self, stage: Stage, index: int = 0) -> None:
        """Go to a column, to the card at this place or the last before it; an empty column too."""
        last = self._shown.count(stage) - 1
        name = self._shown.at(stage, max(0, min(index, last)))
        if name is not None:
            self.select(name)
            return
        before, self.selected, self.stage = self.selected, None, stage
        if self._lay_out():
            self.refresh()
        else:
            self._repaint_card(before)
            self._repaint_rules()

    def move_down(self, cards: int) -> None:
        """Move the selection down by so many cards, up where negative; it stops at the ends."""
        place = self._shown.place(self.selected) if self.selected else None
        if place is None:
            self.enter_column(self.stage)
            return
        stage, index = place
        target = max(0, min(index + cards, self._shown.count(stage) - 1))
        if target != index:
            self.select(self._shown.at(stage, target))

    def move_right(self, columns: int) -> None:
        """Go so many columns to the right, left where negative, staying at the same height."""
        target = STAGES.index(self.stage) + columns
        if 0 <= target < len(STAGES):
            place = self._shown.place(self.selected) if self.selected else None
            height = place[1] - self._offsets[self.stage] if place else 0
            self.enter_column(STAGES[target], self._offsets[STAGES[target]] + height)

    @property
    def page(self) -> int:
        """How many cards of the present column fit on the screen."""
        return page_size(self._card_rows, self._shown.count(self.stage))

    def render_line(self, y: int) -> Strip:
        """Draw one row: the headings, the rules under them, then the cards."""
        width = self.size.width
        if y == 0:
            row = self._headings.row(self._shown, self.stage, self._slots, width)
        elif y == 1:
            row = self._headings.rules(self._shown, self.stage, self._slots)
        else:
            row = self._cards(y - HEADING_ROWS)
        return row.adjust_cell_length(width, self._style("board--role"))

    def notify_style_update(self) -> None:
        """Forget every picture when the theme changes."""
        super().notify_style_update()
        self._styles.clear()
        self._pictures.forget()

    def on_resize(self) -> None:
        """Lay the columns out again."""
        self._lay_out()
        place = self._shown.place(self.selected) if self.selected else None
        if place is not None:
            self._bring_into_view(*place)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the card under the pointer; open it where it was selected."""
        stage = self._stage_at(event.x)
        if stage is None:
            return
        if event.y < HEADING_ROWS:
            self.enter_column(stage)
            return
        index = self._offsets[stage] + (event.y - HEADING_ROWS) // CARD_ROWS
        name = self._shown.at(stage, index)
        if name is not None and name == self.selected:
            self.post_message(self.Opened(name))
        elif name is not None:
            self.select(name)

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

    def _lay_out(self) -> bool:
        """Work out where the columns are. Says whether that is elsewhere than before."""
        headings = [heading(self._shown, stage) for stage in STAGES]
        wanted = slots(self.size.width, STAGES.index(self.stage), headings)
        moved, self._slots = wanted != self._slots, wanted
        return moved

    def _settle_selection(self) -> None:
        """Keep the selection on its card, or on what stands nearest where it is gone."""
        place = self._shown.place(self.selected) if self.selected else None
        if place is not None:
            self.stage = place[0]
        else:
            last = self._shown.count(self.stage) - 1
            nearest = self._shown.at(self.stage, max(0, min(self._offsets[self.stage], last)))
            self.selected = nearest or self._shown.first()
            place = self._shown.place(self.selected) if self.selected else None
            if place is not None:
                self.stage = place[0]
        for stage in STAGES:
            count = self._shown.count(stage)
            self._offsets[stage] = max(
                0, min(self._offsets[stage], count - page_size(self._card_rows, count))
            )
        if place is not None:
            self._bring_into_view(*place)

    def _bring_into_view(self, stage: Stage, index: int) -> bool:
        """Turn the page where the card is not on this one. Says whether it did."""
        page = page_size(self._card_rows, self._shown.count(stage))
        offset = self._offsets[stage]
        if offset <= index < offset + page:
            return False
        last = max(0, self._shown.count(stage) - page)
        self._offsets[stage] = min(index, last) if index >= offset else max(0, index - page + 1)
        return True

    def _scroll_column(self, stage: Stage | None, cards: int) -> None:
        if stage is None:
            return
        count = self._shown.count(stage)
        page = page_size(self._card_rows, count)
        offset = max(0, min(self._offsets[stage] + cards, count - page))
        if offset == self._offsets[stage]:
            return
        self._offsets[stage] = offset
        place = self._shown.place(self.selected) if self.selected else None
        if place is not None and place[0] is stage:
            self.selected = self._shown.at(stage, max(offset, min(place[1], offset + page - 1)))
        self._repaint_column(stage)

    def _stage_at(self, x: int) -> Stage | None:
        for stage, slot in zip(STAGES, self._slots, strict=False):
            if slot is not None and slot.left <= x < slot.left + slot.width:
                return stage
        return None

    def _visible(self) -> dict[Stage, dict[int, object]]:
        """Give what each column shows at each of its places, to compare with later."""
        shown: dict[Stage, dict[int, object]] = {}
        for stage in STAGES:
            rows: dict[int, object] = {}
            offset = self._offsets[stage]
            for index in range(page_size(self._card_rows, self._shown.count(stage)) + 1):
                name = self._shown.at(stage, offset + index)
                if name is not None:
                    rows[index] = (
                        name,
                        self._shown.face(name).revision,
                        self._shown.line(name).wordings,
                        name == self.selected,
                    )
            rows[-1] = (self._shown.count(stage), offset)
            shown[stage] = rows
        return shown

    def _repaint_what_differs(
        self, before: Mapping[Stage, Mapping[int, object]], stages: Iterable[Stage]
    ) -> None:
        """Settle the selection and repaint only the cards and headings that are others than before."""
        stage = self.stage
        self._settle_selection()
        if self._lay_out():
            self.refresh()
            return
        after = self._visible()
        for touched in {*stages, stage, self.stage}:
            slot, was, now = self._slots[STAGES.index(touched)], before[touched], after[touched]
            if slot is None:
                continue
            for index in was.keys() | now.keys():
                if index >= 0 and was.get(index) != now.get(index):
                    self.refresh(Region(slot.left, HEADING_ROWS + index * CARD_ROWS, slot.width, CARD_ROWS))
        if any(before[touched][-1] != after[touched][-1] for touched in STAGES):
            self.refresh(Region(0, 0, self.size.width, 1))
        if stage is not self.stage:
            self._repaint_rules()

    def _repaint_after_scroll(self, before: Stage) -> None:
        if before is self.stage and self._slots[STAGES.index(before)] is not None:
            self._repaint_column(before)
        else:
            self.refresh()

    def _repaint_column(self, stage: Stage) -> None:
        slot = self._slots[STAGES.index(stage)]
        if slot is not None:
            self.refresh(Region(slot.left, HEADING_ROWS, slot.width, self._card_rows))

    def _repaint_card(self, name: str | None) -> None:
        place = self._shown.place(name) if name else None
        if place is None:
            return
        slot = self._slots[STAGES.index(place[0])]
        row = place[1] - self._offsets[place[0]]
        if slot is not None and row >= 0:
            self.refresh(Region(slot.left, HEADING_ROWS + row * CARD_ROWS, slot.width, CARD_ROWS - 1))

    def _repaint_rules(self) -> None:
        self.refresh(Region(0, 1, self.size.width, 1))

    def _cards(self, row: int) -> Strip:
        index, part = divmod(row, CARD_ROWS)
        strips = [Strip([Segment(" ", self._style("board--role"))], 1)]
        strips += [
            self._card_row(stage, slot, index, part)
            for stage, slot in zip(STAGES, self._slots, strict=True)
            if slot is not None
        ]
        return Strip.join(strips)

    def _card_row(self, stage: Stage, slot: Slot, index: int, part: int) -> Strip:
        count, offset = self._shown.count(stage), self._offsets[stage]
        page = page_size(self._card_rows, count)
        if index >= page or part == CARD_ROWS - 1:
            hidden = count - offset - page
            last = index == page - 1 and part == CARD_ROWS - 1
            return self._pictures.more(slot, hidden) if last and hidden > 0 else self._pictures.blank(slot)
        name = self._shown.at(stage, offset + index)
        if name is None:
            return self._pictures.blank(slot)
        selected = name == self.selected
        face, line = self._shown.face(name), self._shown.line(name)
        return self._pictures.draw(face, line, slot, selected=selected)[part]
