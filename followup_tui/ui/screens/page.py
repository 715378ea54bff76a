"""What every screen has: the program it belongs to, a first row and a last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, runtime_checkable

from textual import events
from textual.containers import VerticalScroll
from textual.screen import Screen

from followup_tui.ui.widgets.rows import BottomRow, TopRow

if TYPE_CHECKING:
    from followup_tui.ui.app import FollowupApp

Result = TypeVar("Result")


@runtime_checkable
class HalfWritten(Protocol):
    """A screen on which something is being written."""

    def keep_half_written(self) -> None:
        """Put it on disk."""


class Scrolling(Screen[Any]):
    """A screen with one page to scroll."""

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        scroll = self.query_one(VerticalScroll)
        # At once, from where it is going: keys held down each count.
        scroll.scroll_to(y=scroll.scroll_target_y + lines, animate=False, immediate=True)


class Page(Screen[Result]):
    """A screen of the program."""

    @property
    def own(self) -> FollowupApp:
        """The program."""
        return cast("FollowupApp", self.app)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles: a new page has just read its own, and a change of colours reaches every page."""
        event.refresh_styles = False

    @property
    def bottom(self) -> BottomRow:
        """The last row."""
        return self.query_one(BottomRow)

    def say_top(self, name: str, *parts: str, right: str = "") -> None:
        """Say in the first row where one is."""
        words = [(part, "$quiet") for part in parts if part]
        self.query_one(TopRow).say(name, words, right)

    def say_hints(self, hints: Sequence[str]) -> None:
        """Say in the last row which keys matter here."""
        self.bottom.hint(hints)
