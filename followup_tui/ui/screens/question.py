"""A question with two answers, in the last row, over what it is about."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.ui.styles import QUESTION


class QuestionDialog(ModalScreen[bool]):
    """A question. `y` means yes; every other key means no, so that a stray one changes nothing.

    Args:
        question: what is asked.
        yes: what `y` does, `leaves, and what you typed here is gone`.
    """

    # No shade over what lies beneath: it would repaint the whole screen.

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        yield Static(
            Content.assemble(
                (self._question, QUESTION),
                "  ",
                ("y", "bold"),
                f" {self._yes} · ",
                ("any other key", "bold"),
                " stays",
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.character in ("y", "Y"))
