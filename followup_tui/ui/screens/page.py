"""What every screen has: the program it belongs to, a first row and a last one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.ui import routes
from followup_tui.ui.hints import hints
from followup_tui.ui.keys import EVERYWHERE, Key, KeyGroups, only
from followup_tui.ui.program import Program
from followup_tui.ui.question import Question
from followup_tui.ui.widgets.rows import BottomRow, TopRow
from followup_tui.ui.wrapping import MAX_WIDTH

Result = TypeVar("Result")

_AROUND_TEXT = 5
"""How many cells of a row a text does not have: its margins, and what scrolls it."""


class Page(Screen[Result]):
    """A screen of the program: what its `body` has, between the first row and the last."""

    hint_groups: ClassVar[KeyGroups] = ()
    """The groups of keys that the last row hints at."""

    def __init__(self) -> None:
        super().__init__()
        # There from the start: a key typed ahead may have something to say before the page is laid out.
        self.top = TopRow()
        self.bottom = BottomRow()

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield self.top
        yield from self.body()
        yield self.bottom

    def body(self) -> ComposeResult:
        """Yield what stands between the rows."""
        raise NotImplementedError

    @property
    def program(self) -> Program:
        """The program, as far as screens know it."""
        return cast("Program", self.app)

    def say_top(self, name: str, *parts: str, right: str = "", right_style: str = "quiet") -> None:
        """Show in the first row where one is, and something at its right end in a style of `STYLES`."""
        words = [(part, "$quiet") for part in parts if part]
        self.top.show(name, words, right, right_style)

    def say_hints(self, hints: Sequence[str]) -> None:
        """Show in the last row which keys matter here."""
        self.bottom.show_hints(hints)

    def hints(self) -> list[str]:
        """Return what the last row says of the `hint_groups`, with the user's own keys."""
        return self.hints_of(*self.hint_groups)

    def hints_of(self, *groups: Iterable[Key]) -> list[str]:
        """Return what the last row says of some groups of keys, with the user's own keys.

        The list of all keys is there wherever it can be opened.
        """
        ids = {binding.id for binding in self.BINDINGS if isinstance(binding, Binding)}
        key_list = only(EVERYWHERE, "keys") if "keys" in ids else ()
        shown = dict.fromkeys(key for group in (*groups, key_list) for key in group)
        return hints(shown, keymap=self.program.user_keys)

    def ask(self, question: Question, then: Callable[[], object]) -> None:
        """Ask a question, and do something where the answer is yes."""

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - Textual hands it over like this
            if is_yes:
                then()

        self.app.push_screen(routes.QUESTION(question), answered)

    def action_keys(self) -> None:
        """List the keys."""
        self.app.push_screen(routes.KEYS(type(self)))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_go_down(self, rows: int) -> None:
        """Go so many rows down, up where negative; stop at the ends. Most pages have none to select."""

    def action_first(self) -> None:
        """Go to the first row."""
        self.action_go_down(-sys.maxsize)

    def action_last(self) -> None:
        """Go to the last row."""
        self.action_go_down(sys.maxsize)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles: a new page has just read its own, and a change of colours reaches every page."""
        event.refresh_styles = False

    def palette_commands(self) -> Iterable[tuple[str, str, str, Callable[[], object]]]:
        """Return what the palette offers here beside the keys: group, title, what about, and what it does."""
        return ()

    def keep_half_written(self) -> None:
        """Write what is half-written here to disk; on most pages nothing is."""

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:  # noqa: ARG003 - for those on which something is written
        """Make the page again for what was half-written on it; return None where that is not possible.

        Args:
            application: what it was about; None where that is gone, or where it was about none.
            part: what of the application it was about: the id of a person or an interview, a kind of letter.
        """
        return None


class TextPage(Page[None]):
    """A page with one text to scroll, between the first row and the last."""

    def text(self) -> VisualType:
        """Return the text."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield the text."""
        with VerticalScroll():
            yield Static(self.text(), id="text", markup=False)

    @property
    def text_width(self) -> int:
        """How many cells a line of the text has."""
        return max(min(self.app.size.width - _AROUND_TEXT, MAX_WIDTH), 1)

    def show_text(self) -> None:
        """Show the text as it is now."""
        self.query_one("#text", Static).update(self.text())

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        scroll = self.query_one(VerticalScroll)
        # At once, from where it is going: keys held down each count.
        scroll.scroll_to(y=scroll.scroll_target_y + lines, animate=False, immediate=True)
