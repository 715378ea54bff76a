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


class KeyList(Page[None]):
    """The keys as they are now, with the user's own."""

    BINDINGS: ClassVar = [*bindings(BACK, SCROLLING), Binding("?,q", "back", show=False)]
    CSS = "KeyList #keys { padding: 1 2; height: auto; } KeyList VerticalScroll { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        own = self.own.own_keys
        parts: list[tuple[str, str]] = []
        for name, keys in GROUPS.items():
            parts.append((f"{name}\n", "bold $yours"))
            for key in keys:
                parts += [
                    (f"  {own.get(key.id, key.shown):<10}", "bold"),
                    (f" {key.does:<48}", ""),
                    (f" {key.id}\n", "$quiet"),
                ]
            parts.append(("\n", ""))
        parts.append(
            (f'Change any of them in {self.own.settings_file}, under [keys]: "card.close" = "x"', "$quiet")
        )
        yield TopRow()
        with VerticalScroll():
            yield Static(Content.assemble(*parts), id="keys")
        yield BottomRow()

    def on_mount(self) -> None:
        """Say what it is."""
        self.say_top("Keys", "and their names in the settings")
        self.say_hints(["j k scroll", "escape back"])

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
