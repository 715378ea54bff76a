"""The filter of the board: only the cards with the words that are typed."""

from __future__ import annotations

from textual.widgets import Input, Static

from followup_tui.ui import routes
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.widget import Board
from followup_tui.ui.screens.card_page import CardPage

TEXTS_AT_ONCE = 250
"""How many cards' texts are made searchable at once: a few milliseconds' work."""

PAUSE_SECONDS = 0.002
"""How long nothing is read then, for keys to be taken."""

LOOK_AHEAD_SECONDS = 0.1
"""How long after `/` that begins: the frame comes first, and nobody types so soon."""


class FilteredBoardPage(CardPage):
    """The page of the board, as far as it has a filter.

    Args:
        board: the board.
    """

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self._filtered_on: str | None = None
        """The card that was selected when the filter was opened."""

    def show_top(self) -> None:
        """Show what stands over the board."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Show the keys that matter here."""
        raise NotImplementedError

    def close_beside(self) -> bool:
        """Close the card beside the board. Return whether it was open."""
        raise NotImplementedError

    @property
    def shown_count(self) -> int:
        """How many cards are shown."""
        return sum(self.board.columns.count(stage) for stage in STAGES)

    def action_filter(self) -> None:
        """Ask for words; the board shows the cards with them as they are typed."""
        if self.has_class("-empty"):
            self.program.say("There is no card to filter yet. n records an interview")
            return
        self._filtered_on = self.board.selected_id
        entries = self.query("#filter")
        entry = entries.first(Input) if entries else None
        if entry is None:
            entry = Input(
                placeholder="words in company, role, people, tags or notes · J searches what was said",
                id="filter",
                compact=True,
            )
            entry.cursor_blink = False
            # Beside each other, not one in the other: an entry that is mounted later would miss letters.
            self.mount(Static("/", id="filter-sign", markup=False), entry)
            # Without waiting for Input.Changed: one frame shows the letter and the cards found.
            self.watch(entry, "value", self._words_typed, init=False)
        self.set_class(True, "-filtering")  # noqa: FBT003 - Textual's own signature
        entry.focus()
        self.set_timer(LOOK_AHEAD_SECONDS, self.look_ahead)

    def look_ahead(self) -> None:
        """Read the cards' texts bit by bit, so that the first letter need not wait for all of them.

        Once at the start, for somebody who types fast; again after `/`, for what changed since.
        """
        if self.board.columns.cache_texts(TEXTS_AT_ONCE):
            self.set_timer(PAUSE_SECONDS, self.look_ahead)

    def action_search(self) -> None:
        """Search everything, first for the words of the filter."""
        entries = self.query("#filter").results(Input)
        self.app.push_screen(routes.SEARCH(next((entry.value for entry in entries), "")))

    def on_input_submitted(self) -> None:
        """Keep the filter and go back to the cards; where it finds none, search everything."""
        if self.board.columns.words and not self.shown_count:
            self.action_search()
            self.key_escape()
            return
        self.set_class(False, "-filtering")  # noqa: FBT003
        self.board.focus()
        if self.board.columns.words:
            self.bottom.show_message("escape shows all cards again")

    def key_escape(self) -> None:
        """Show all cards again, and leave the filter; while one types, for the card one was on.

        Without a filter, close the card beside the board.
        """
        entries, is_typing = self.query("#filter").results(Input), self.has_class("-filtering")
        if not self.board.columns.words and not is_typing and self.close_beside():
            return
        for entry in entries:
            entry.value = ""
        if self.board.columns.words:
            self.board.columns.filter("")
            self.board.settle()
            self.show_top()
        if is_typing:
            self.board.select(self._filtered_on)
        self.on_input_submitted()
        self.show_hints()

    def _words_typed(self, words: str) -> None:
        """Filter while the user types."""
        self.board.columns.filter(words)
        self.board.settle()
        self.show_top()
