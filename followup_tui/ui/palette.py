"""The palette, which offers what the keys of the screen in front do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import Command, CommandList, CommandPalette
from textual.screen import Screen
from textual.widgets import OptionList
from textual.worker import WorkerError

from followup_tui.ui.keys import GROUPS, Key
from followup_tui.ui.theme_choice import ThemeCommand


class Palette(CommandPalette):
    """Textual's palette, for keys typed ahead: each waits until the commands for what is typed are there."""

    # With priority, so that the next key waits for what these do.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False, priority=True)
        for keys, action in {
            "enter": "run_highlighted",
            "escape": "escape",
            "down": "list('cursor_down')",
            "up": "list('cursor_up')",
            "pagedown": "list('page_down')",
            "pageup": "list('page_up')",
            "ctrl+home,shift+home": "list('first')",
            "ctrl+end,shift+end": "list('last')",
        }.items()
    ]

    def __init__(self) -> None:
        super().__init__()
        self._theme_before = ""

    async def action_list(self, action: str) -> None:
        """Have the list do this; Textual's fails where it is empty, or not laid out yet."""
        await self._find_commands()
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(action)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the theme that is highlighted; the one from before where none is."""
        command = event.option.hit.command if isinstance(event.option, Command) else None
        if not isinstance(command, ThemeCommand):
            self._show_theme_before()
            return
        self._theme_before = self._theme_before or self.app.theme
        command.show()

    def _show_theme_before(self) -> None:
        if self._theme_before:
            self.app.theme, self._theme_before = self._theme_before, ""

    async def action_run_highlighted(self) -> None:
        """Leave, and do what is highlighted."""
        await self._find_commands()
        for commands in self.query(CommandList):
            if isinstance(option := commands.highlighted_option, Command):
                self.dismiss()
                option.hit.command()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: Textual would take away the screen below for a second click."""
        if not self.is_active:
            return AwaitComplete()
        self._show_theme_before()
        return super().dismiss(result)

    async def _find_commands(self) -> None:
        """Wait until the list shows the commands for what is typed."""
        searches = [worker for worker in self.workers if worker.node is self and not worker.is_finished]
        if searches:
            with suppress(WorkerError):
                await self.workers.wait_for_complete(searches)


def key_commands(screen: type[Screen[Any]], user_keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield for each key of a class of screens what it does, the key as the user has it, and its action."""
    for key in keys_bound_by(screen):
        yield key.does[:1].upper() + key.does[1:], user_keys.get(key.id, key.shown), key.action


def keys_bound_by(screen: type[Screen[Any]]) -> Iterator[Key]:
    """Yield the keys that a class of screens binds, each once, in the order of the list of keys."""
    bound = [entry for kind in screen.__mro__ for entry in vars(kind).get("BINDINGS", ())]
    ids = {entry.id for entry in bound if isinstance(entry, Binding)}
    for group in GROUPS.values():
        yield from (key for key in group if key.id in ids)
