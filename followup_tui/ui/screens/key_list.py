"""Every key, in one list."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from followup_tui.ui.keys import BACK, BOARD, EVERYWHERE, GROUPS, SCROLLING, Key, bindings, only
from followup_tui.ui.palette_entries import keys_bound_by
from followup_tui.ui.screens.page import TextPage
from followup_tui.ui.wrapping import wrap

ROOM_FOR_NAMES = 100
"""From this width on each key is listed with its name in the settings."""

_BEFORE: Final = 12
"""How many cells stand before what a key does."""

_WIDEST: Final = 58
"""How many cells of it stand before the name."""


class KeyListPage(TextPage):
    """The keys as they are now, with the user's own.

    Args:
        of: the class of the screen the user came from; its keys come first.
    """

    BINDINGS: ClassVar = [
        *bindings(BACK, SCROLLING, only(EVERYWHERE, "quit")),
        Binding("?", "back", show=False),
    ]

    def __init__(self, of: type[Screen[Any]]) -> None:
        super().__init__()
        self._of = of

    def on_mount(self) -> None:
        """Show what it is, and how to leave it."""
        self.say_top("Keys")
        self.say_hints(["j k scroll", "escape back"])

    def on_resize(self) -> None:
        """Show the names in the settings where there is room for them."""
        self.show_text()

    def text(self) -> Content:
        """Return the list."""
        user_keys, has_room = self.program.user_keys, self.app.size.width >= ROOM_FOR_NAMES
        room = _WIDEST if has_room else max(self.text_width - _BEFORE, 1)
        parts: list[tuple[str, str]] = []
        for name, keys in self._groups():
            parts.append((f"{name}\n", "bold"))
            for key in keys:
                parts.append((f"  {user_keys.get(key.id, key.shown):<9} ", "bold"))
                does = f"\n{' ' * _BEFORE}".join(wrap(key.does, room))
                parts.append((f"{does:<{_WIDEST}} " if has_room else does, ""))
                parts.append((f"{key.id}\n" if has_room else "\n", "$quiet"))
            parts.append(("\n", ""))
        file = self.program.context.paths.config_file
        sentence = f'Any of them can be changed in {file}, under [keys]: "card.close" = "b"'
        wider = "" if has_room else ". A wider window shows their names"
        return Content.assemble(*parts, (f"{sentence}{wider}.", "$quiet"))

    def _groups(self) -> list[tuple[str, tuple[Key, ...]]]:
        """Return the groups, first that of the page the user came from; from the board, the board's own."""
        here = {key.id for _, key in keys_bound_by(self._of)}
        if any(key.id in here for key in BOARD):
            return list(GROUPS.items())
        first = max(GROUPS, key=lambda name: sum(key.id in here for key in GROUPS[name]))
        return sorted(GROUPS.items(), key=lambda group: group[0] != first)
