"""The question whether somebody is a person who is noted already, or another of that name."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.domain.same_person import ANOTHER_ID, WhichPersonError, distinct_name
from followup_tui.ui.styles import QUESTION


class WhichPersonDialog(ModalScreen[str]):
    """Asks which of the people noted is meant, in the last rows, over the form.

    Its result is the id of that person, `ANOTHER_ID` for somebody new, and empty where the user goes back.

    Args:
        question: who is described, and who may be meant.
    """

    def __init__(self, question: WhichPersonError) -> None:
        super().__init__()
        self._described = question.described
        # Ten digits are enough for people of one name.
        self._ids = {str(number): person for number, person in enumerate(question.candidates[:9], start=1)}

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        parts = [(f"{distinct_name(self._described)}: who is this?\n", QUESTION)]
        for key, person in self._ids.items():
            parts += [(key, "bold"), (f" the same as {distinct_name(person)}\n", "")]
        parts += [("n", "bold"), (" another person of that name · ", ""), ("any other key", "bold")]
        yield Static(Content.assemble(*parts, (" back to the form", "")))

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        event.prevent_default()
        key = event.character or ""
        chosen = self._ids.get(key)
        self.dismiss(chosen.id if chosen else ANOTHER_ID if key in ("n", "N") else "")
