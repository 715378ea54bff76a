"""The open card beside the board: it follows the selection once that rests."""

from __future__ import annotations

from typing import Final, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from followup_tui.ui.pieces import Row
from followup_tui.ui.program import Program
from followup_tui.ui.widgets.marked_rows import MarkedRows

BESIDE_FROM: Final = 120
"""From this width of the terminal on a card opens beside the board; below that as a page."""

_REST_SECONDS: Final = 0.15
"""How long the selection stays on a card before that is shown: who goes on sees the board alone change."""

_BOARD_WIDTH: Final = 78
"""How many cells the board keeps at least."""

_LEAST_WIDTH, _MOST_WIDTH = 42, 60

_AROUND: Final = 4
"""How many cells a row of the text does not have: the rule, the column of the mark, what scrolls it."""


class CardBeside(VerticalScroll, can_focus=False):
    """One card, whole; nothing in it can be selected."""

    DEFAULT_CSS = "CardBeside { height: 1fr; border-left: solid $thin; }"

    def __init__(self) -> None:
        super().__init__(id="beside")
        self._view = MarkedRows(id="story")
        self._application_id: str | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the story."""
        yield self._view

    def on_mount(self) -> None:
        """Show the card."""
        self._show()

    def follow(self, application_id: str | None, *, at_once: bool = False) -> None:
        """Show a card once the selection rests on it."""
        if self._rest is not None:
            self._rest.stop()
        is_other, self._application_id = application_id != self._application_id, application_id
        if at_once:
            self._show()
        else:
            self._rest = self.set_timer(_REST_SECONDS, lambda: self._show(from_top=is_other))

    def _show(self, *, from_top: bool = True) -> None:
        """Show the card as it is now."""
        # The first paint does without.
        from followup_tui.ui.story_now import story_of
        from followup_tui.ui.story_rows import heading_rows, lay_out_story

        program = cast("Program", self.app)
        application = program.tracker.applications.get(self._application_id or "")
        rows: list[Row] = []
        if application is not None:
            story, width = story_of(program, application), _width_beside(self.app.size.width) - _AROUND
            rows = [*heading_rows(story, width), *lay_out_story(story, width).rows]
        self._view.show_marked(rows)
        if from_top:
            self.scroll_home(animate=False, immediate=True)


class BoardAndCard(Horizontal):
    """The board, and beside it the card that is selected, where there is room and it was opened."""

    DEFAULT_CSS = "BoardAndCard { height: 1fr; width: 1fr; }"

    def __init__(self, board: Widget) -> None:
        super().__init__(id="middle")
        self._board = board
        self._card: CardBeside | None = None

    def compose(self) -> ComposeResult:
        """Yield the board; the card comes when it is first opened."""
        yield self._board

    @property
    def is_open(self) -> bool:
        """Whether the card is shown."""
        return self._card is not None and bool(self._card.display)

    def open(self, application_id: str) -> bool:
        """Open the card beside the board. Return whether it was not open and there is room."""
        if self.is_open or self.app.size.width < BESIDE_FROM:
            return False
        if self._card is None:
            self._card = CardBeside()
            self._card.follow(application_id, at_once=False)
            self.mount(self._card)
        else:
            self._card.follow(application_id, at_once=True)
            self._card.display = True
        self.fit()
        return True

    def close(self) -> bool:
        """Close the card. Return whether it was open."""
        was_open = self.is_open
        if self._card is not None:
            self._card.display = False
        return was_open

    def follow(self, application_id: str | None) -> None:
        """Show another card, or how the same one is now, once the selection rests."""
        if self._card is not None and self.is_open:
            self._card.follow(application_id)

    def fit(self) -> None:
        """Share the terminal between the two; close the card where there is no longer room."""
        width = self.app.size.width
        if self._card is not None:
            self._card.styles.width = _width_beside(width)
            if width < BESIDE_FROM:
                self._card.display = False


def _width_beside(width: int) -> int:
    """Return how many cells of a terminal the card gets: what the board leaves, within limits."""
    return max(_LEAST_WIDTH, min(width - _BOARD_WIDTH, _MOST_WIDTH))
