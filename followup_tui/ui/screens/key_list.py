"""Every key, in one list."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.ui.keys import BACK, GROUPS, SCROLLING, bindings
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.rows import BottomRow, TopRow

ROOM_FOR_NAMES = 100
"""From this width on each key is listed with its name in the settings."""


class KeyList(Page[None]):
    """The keys as they are now, with the user's own."""

    BINDINGS: ClassVar = [*bindings(BACK, SCROLLING), Binding("?,q", "back", show=False)]
    CSS = "KeyList #keys { padding: 1 2; height: auto; } KeyList VerticalScroll { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        yield TopRow()
        with VerticalScroll():
            yield Static(self._listed(), id="keys")
        yield BottomRow()

    def on_resize(self) -> None:
        """Show the names in the settings where there is room for them."""
        self.query_one("#keys", Static).update(self._listed())

    def _listed(self) -> Content:
        own, room = self.own.own_keys, self.app.size.width >= ROOM_FOR_NAMES
        parts: list[tuple[str, str]] = []
        for name, keys in GROUPS.items():
            parts.append((f"{name}\n", "bold $yours"))
            for key in keys:
                parts.append((f"  {own.get(key.id, key.shown):<9} ", "bold"))
                parts.append((f"{key.does:<58} " if room else key.does, ""))
                parts.append((f"{key.id}\n" if room else "\n", "$quiet"))
            parts.append(("\n", ""))
        sentence = f'Any of them can be changed in {self.own.settings_file}, under [keys]: "card.close" = "b"'
        wider = "" if room else ". A wider window shows their names"
        return Content.assemble(*parts, (f"{sentence}{wider}.", "$quiet"))

    def on_mount(self) -> None:
        """Say what it is."""
        self.say_top("Keys")
        self.say_hints(["j k scroll", "escape back"])

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
