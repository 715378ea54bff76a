"""The palette: what the screen in front can do, and cards, people and lessons by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import Command, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import OptionList
from textual.worker import WorkerError

from followup_tui.cells import text_width
from followup_tui.domain.wording import capitalized
from followup_tui.ui.fitting import fit, fit_clauses, fit_words
from followup_tui.ui.palette_entries import COLOURS, Entry, found, in_order, key_entries, name_entries
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.page import Page
from followup_tui.ui.styles import STYLES
from followup_tui.ui.theme_choice import ThemeCommand, theme_commands
from followup_tui.ui.wrapping import WIDEST_ROW

if TYPE_CHECKING:
    from followup_tui.ui.program import Program

PLACEHOLDER = "a command, a card, a person, a lesson"

MOST_ENTRIES = 100
"""So many entries are shown at most of what has the words that are typed."""

_MARGINS = 5
"""The cells beside a row: two at either side, and the bar that scrolls."""

_GROUP_WIDTH, _ROOM_FOR_GROUPS = 9, 40
"""The cells of a group's name, and from how many on there is room for it."""


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
        super().__init__([EntryProvider], placeholder=PLACEHOLDER)
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


class EntryProvider(Provider):
    """Offers the entries of the palette to Textual's, one row each."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._commands: Sequence[Entry] = ()
        self._texts: list[tuple[tuple[str, str], Entry]] = []

    async def startup(self) -> None:
        """Look up what can be done on the screen."""
        self._commands = commands_on(self.screen)

    async def discover(self) -> Hits:
        """Yield what can be done, with the name of each group at its first row."""
        group_before = ""
        for entry in self._commands:
            group = entry.group if entry.group != group_before else ""
            yield DiscoveryHit(self._row(entry, group), entry.run, entry.title)
            group_before = entry.group

    async def search(self, query: str) -> Hits:
        """Yield what has these words in its name, the best first."""
        if not self._texts:
            self._texts = [(entry.folded, entry) for entry in (*self._commands, *names_for(self.screen))]
        for score, entry in found(query, self._texts, MOST_ENTRIES):
            yield Hit(score, self._row(entry, entry.group), entry.run, entry.title)

    def _row(self, entry: Entry, group: str) -> Content:
        """Return the row of an entry: its group, its title, and at the right its key or where it is."""
        width = min(self.app.size.width, WIDEST_ROW) - _MARGINS
        group_width = _GROUP_WIDTH if width >= _ROOM_FOR_GROUPS else 0
        free = width - group_width - text_width(entry.title) - 1
        right = fit(entry.right, max(width // 3, free, 1))
        room = max(width - group_width - text_width(right) - 1, 1)
        # What a key does is said more shortly; a name is not, since what is left may be another one.
        title = fit_clauses(entry.title, room) if entry.is_key else fit_words(entry.title, room)
        gap = " " * (width - group_width - text_width(title) - text_width(right))
        # The list draws what is highlighted in other colours, which a colour of the text would keep out.
        quiet = "" if self.app.current_theme.ansi else STYLES["quiet"]
        right_style = "bold" if entry.is_key else quiet
        return Content.assemble(
            (group.ljust(group_width)[:group_width], quiet), title, gap, (right, right_style)
        )


def commands_on(screen: Screen[Any]) -> list[Entry]:
    """Return what can be done on a screen: what its keys do, the letters that fit, and the colours."""
    program = cast("Program", screen.app)
    more = [
        Entry(group, capitalized(title), about, partial(program.call_later, run))
        for group, title, about, run in (screen.palette_commands() if isinstance(screen, Page) else ())
    ]
    themes = [Entry(COLOURS, *theme) for theme in theme_commands(program)]
    return in_order((*key_entries(screen, program.user_keys), *more, *themes))


def names_for(screen: Screen[Any]) -> Iterable[Entry]:
    """Return the cards, people and lessons one can go to from a screen: from a form, to none."""
    if not isinstance(screen, CardPage):
        return ()
    app = screen.app
    return name_entries(screen.program.tracker.applications, partial(app.call_later, app.push_screen))
