"""A list of any length, an item in each row, one of them selected: rendered row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.geometry import Region
from textual.message import Message

from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import EMPTY, Row, row
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.run_rows import RunRows

Item = TypeVar("Item")


class RowList(RunRows, Generic[Item], can_focus=True):
    """Items, one of them selected."""

    DEFAULT_CSS = "RowList { height: 1fr; width: 1fr; }"

    @dataclass
    class Opened(Message):
        """The user clicked the selected item."""

    def __init__(self) -> None:
        super().__init__()
        self.index = 0
        self._items: Sequence[Item] = ()
        self._top = 0

    def item_id(self, item: Item) -> object:
        """Return what tells an item from all others, changed or not."""
        raise NotImplementedError

    def runs(self, item: Item, width: int) -> Sequence[Run]:
        """Return the row of an item as runs (`ui/styles.py`); the first is a space."""
        raise NotImplementedError

    @property
    def selected(self) -> Item | None:
        """The selected item; None where the list is empty."""
        return self._items[self.index] if self.index < len(self._items) else None

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these items. The selection stays on its item where that is among them."""
        before = self.selected
        self._items = items
        ids = map(self.item_id, items) if before is not None else iter(())
        selected_id = self.item_id(before) if before is not None else None
        self.index = next((index for index, other_id in enumerate(ids) if other_id == selected_id), 0)
        self._scroll_into_view()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the selection so many rows down, up where negative; it stops at the ends."""
        before = self.index
        self.index = max(0, min(before + rows, len(self._items) - 1))
        if self.index == before:
            return
        if self._scroll_into_view():
            self.refresh()
        else:
            for index in (before, self.index):
                self.refresh(Region(0, index - self._top, self.size.width, 1))

    @property
    def page(self) -> int:
        """How many rows are shown."""
        return max(self.size.height, 1)

    def on_resize(self) -> None:
        """Keep the selected item in view."""
        self._scroll_into_view()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the item under the pointer; open it where it is selected already."""
        index = self._top + event.y
        if index == self.index:
            self.post_message(self.Opened())
        elif index < len(self._items):
            self.move(index - self.index)

    def row(self, y: int) -> Row:
        """Return a row: an item, with a mark where it is the selected one."""
        index, width = self._top + y, self.size.width
        if index >= len(self._items):
            return EMPTY
        first, *runs = self.runs(self._items[index], width)
        is_selected = index == self.index
        return row(
            [(GLYPHS.marker, "plain") if is_selected else first, *runs], width, is_selected=is_selected
        )

    def _scroll_into_view(self) -> bool:
        """Scroll by a page where the selected row is out of view. Return whether it was."""
        before, height = self._top, self.page
        if self.index < self._top:
            self._top = max(0, self.index - height + 1)
        elif self.index >= self._top + height:
            self._top = self.index
        self._top = max(0, min(self._top, len(self._items) - height))
        return self._top != before
