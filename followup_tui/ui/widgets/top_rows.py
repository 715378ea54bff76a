"""The rows over the board, two of which can be clicked."""

from __future__ import annotations

from textual import events
from textual.message import Message

from followup_tui.ui.widgets.run_rows import RunRows


class TopRows(RunRows):
    """The rows over the board.

    Attributes:
        first_move_row: the row of the first of the next moves.
    """

    first_move_row = 1

    class MoveClicked(Message):
        """One of the next moves was clicked.

        Attributes:
            number: which, from 0.
        """

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which of the next moves was clicked."""
        number = event.y - self.first_move_row
        if number in (0, 1):
            self.post_message(self.MoveClicked(number))
