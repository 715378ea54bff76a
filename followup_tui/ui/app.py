"""The full-screen program: what its screens share, and what it does while nobody presses a key."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from followup_tui.domain.look import Meaning
from followup_tui.domain.text import clean_line, normalize_newlines, remove_controls
from followup_tui.errors import FollowupError
from followup_tui.ui import routes
from followup_tui.ui.board.page_rows import NAME
from followup_tui.ui.program import Program
from followup_tui.ui.routes import Route
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.page import Page
from followup_tui.ui.surroundings import Surroundings
from followup_tui.ui.terminal.resilient_app import signal_handlers_restored
from followup_tui.ui.themes import theme_for

if TYPE_CHECKING:
    from followup_tui.config import Context
    from followup_tui.followers.hook_queue import HookQueue
    from followup_tui.storage.late_edits import LateEdit
    from followup_tui.tracker import Change
    from followup_tui.ui.board.opening import Opening
    from followup_tui.ui.terminal.first_paint import PaintedTerminal

WARM_SECONDS = 0.25
"""How long after the first paint, and after each other, the screens that most people open are loaded."""

OPENED_MOST = (routes.STORY, routes.NEW_APPLICATION, routes.WHY, routes.AGENDA, routes.JOURNAL)
"""The screens loaded then, each in one go: opening one for the first time is as quick as the second."""

READ_AT_ONCE, READ_SECONDS = 200, 0.005
"""How many closed applications are read at once, some milliseconds' work, and how long after each other."""

_COLLECT_AFTER = 50
"""Without such a pause, Python collects all garbage five times as seldom as it would."""

REFRESH_SECONDS = 1.0
"""How often the file is checked for another process's changes, which are shown within two seconds; and how
long nobody presses a key before all garbage is collected."""


class FollowupApp(Program):
    """The program; its first arguments are those of `Program`.

    Args:
        hooks: runs the user's command after each change; None where there is none.
    """

    # As everywhere in a shell: the terminal back for a moment, `fg` returns.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", show=False)]
    # All at once: a screen with styles of its own would have all of them read again when it is opened.
    # In one order on every machine: of two rules that are equally specific, the later one counts.
    CSS_PATH: ClassVar = ["app.tcss", *sorted(Path(__file__).parent.glob("screens/**/*.tcss"))]
    TITLE = NAME  # of a picture that is taken of a screen

    def __init__(
        self,
        opening: Opening,
        context: Context,
        painted: PaintedTerminal | None = None,
        hooks: HookQueue | None = None,
    ) -> None:
        super().__init__(opening, context, painted)
        self._surroundings = Surroundings(self, hooks)
        self.animation_level = "none"
        self._opening = opening
        self._refresh_problem, self._keys_before = "", 0
        self._offered_edits: set[LateEdit] = set()
        theme = theme_for(context.settings.theme, os.environ, self.console.color_system)
        self.register_theme(theme)
        self.theme = theme.name
        # So the styles are read in its colours at once; Textual would read them all again at the start.
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled = False

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Read the styles again when the theme changes; at the start they are the theme's already."""
        if self._styled:
            super().refresh_css(animate=animate)
            # Textual leaves the palette out, which is a screen beside the others.
            self.stylesheet.update(self.screen, animate=animate)
        self._styled = True

    def get_default_screen(self) -> BoardPage:
        """Return the board: with no screen beneath it there is less to lay out before the first key."""
        return BoardPage(self._opening)

    def on_mount(self) -> None:
        """Bind the user's keys."""
        self.set_keymap(self.user_keys)
        self._surroundings.follow_changes()
        self.call_after_refresh(self._continue_after_first_paint)
        # After Ctrl-Z and fg the terminal is blank until everything is painted again.
        self.app_resume_signal.subscribe(self, lambda _: self.repaint_all())

    async def on_event(self, event: events.Event) -> None:
        """Remove controls from a paste: fields draw them."""
        if isinstance(event, events.Paste):
            event.text = remove_controls(normalize_newlines(event.text))
        await super().on_event(event)

    def _continue_after_first_paint(self) -> None:
        self.set_interval(REFRESH_SECONDS, self.refresh_from_file)
        self.set_interval(REFRESH_SECONDS, self._collect_garbage)
        self._wait_for_next_minute()
        self.set_timer(READ_SECONDS, self._load_more)  # keys that were typed ahead come first

    def _load_more(self) -> None:
        """Read the applications that the first paint did not need, a few at a time.

        Raises:
            DataError: one cannot be read. It ends the program, and `run_board` raises it.
        """
        if self.tracker.load_more(READ_AT_ONCE):
            self.set_timer(READ_SECONDS, self._load_more)
        else:
            self._come_to_rest()

    def _come_to_rest(self) -> None:
        """Do what else the first paint did not need, once all applications are read."""
        if not gc.isenabled():
            # Commands run without collecting garbage (`cli/__init__.py`), and so did the start. The board
            # runs for long, so it collects. What is loaded by now stays: frozen, it is not searched again.
            gc.freeze()
            young, old, _ = gc.get_threshold()
            gc.set_threshold(young, old, _COLLECT_AFTER)
            gc.enable()
        self.at_rest.publish(None)
        self._surroundings.come_to_rest()
        self._remove_left_behind()
        self._load_ahead()

    def _remove_left_behind(self) -> None:
        """Remove what was written about applications that are long gone."""
        from followup_tui.storage.left_behind import remove_left_behind  # the first paint does without

        paths = self.context.paths
        remove_left_behind(self.drafts, (paths.letters_folder, paths.pages_folder), self.tracker.applications)

    def _load_ahead(self, screens: Sequence[Route[..., Any]] = OPENED_MOST) -> None:
        """Load screens before they are opened, one after the other; then the styles of their widgets."""

        def load() -> None:
            if screens:
                screens[0].load()
                self._load_ahead(screens[1:])
            else:
                self._read_styles()
                # These modules stay, too; what is garbage by now must not be frozen with them.
                gc.collect()
                gc.freeze()

        self.set_timer(WARM_SECONDS, load)

    def _read_styles(self) -> None:
        """Read the styles of the widgets of forms and the journal, before the first of them is opened."""
        from textual.containers import VerticalScroll

        from followup_tui.ui.widgets.entry_list import EntryList
        from followup_tui.ui.widgets.field import Field, line_entry, text_entry

        entry = line_entry()
        self.preload_styles((VerticalScroll(), Field("one", "One", entry), entry, text_entry(), EntryList()))

    def _collect_garbage(self) -> None:
        """Collect garbage while nobody presses a key: that takes as long as opening a screen."""
        if self._keys_before == self.keys_handled and gc.get_count()[2]:
            gc.collect()
        self._keys_before = self.keys_handled

    def _wait_for_next_minute(self) -> None:
        now = self.tracker.today().now
        self.set_timer(60.05 - now.second - now.microsecond / 1e6, self._minute_passed)

    def _minute_passed(self) -> None:
        self._wait_for_next_minute()
        self.minute.publish(None)
        self._surroundings.minute_passed()

    def keep_half_written(self) -> None:
        """Write what is half-written on any screen to disk."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.keep_half_written()

    async def action_quit(self) -> None:
        """Leave; what is half-written is kept."""
        self.keep_half_written()
        self.exit(0)

    def refresh_from_file(self) -> None:
        """Show what another process changed in the file; say once why it cannot be read."""
        try:
            changed_ids = self.tracker.refresh()
        except FollowupError as error:
            if self._refresh_problem != str(error):
                self._refresh_problem = str(error)
                self.say(str(error), Meaning.OVERDUE)
            return
        self._refresh_problem = ""
        self._offer_late_edits()
        if changed_ids:
            self.clear_messages()
            self.changed.publish(changed_ids)
            self._surroundings.changed_elsewhere()

    def _offer_late_edits(self) -> None:
        """Say, once each, what an editor that had come back at once has saved since."""
        from followup_tui.storage.late_edits import late_edits  # the first paint does without

        for edit in late_edits(self.context.paths.edited_texts_folder):
            is_new = edit not in self._offered_edits and edit.is_about_any(self.tracker.applications)
            if is_new and edit.saved_text() is not None:
                self._offered_edits.add(edit)
                title = clean_line(edit.title[:200], "The title")
                sentence = f"Saved in your editor: {title}. The key that opened it takes it over"
                self.say(sentence, Meaning.YOURS, whole=True)

    def announce(self, change: Change) -> None:
        """Tell every screen of a change that was made; what became due by it needs no notice."""
        super().announce(change)
        if change.ids:
            self._surroundings.changed_here()

    def action_help_quit(self) -> None:
        """Say how to leave, where somebody tries ctrl+c."""
        self.say("q leaves the board; escape goes back to it")

    def action_command_palette(self) -> None:
        """Show the palette."""
        from followup_tui.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())


def run_board(
    opening: Opening, context: Context, painted: PaintedTerminal | None = None, hooks: HookQueue | None = None
) -> int:
    """Show the board until the user leaves; return the exit code.

    The arguments are those of `FollowupApp`.

    Raises:
        Exception: what ended the program; the terminal is as it was before. A DataError where an application
            in the file that was read late cannot be read.
    """
    app = FollowupApp(opening, context, painted, hooks)
    with signal_handlers_restored():
        app.run()
    if app.crash is not None:
        raise app.crash
    return app.signal_exit_code or app.return_code or 0
