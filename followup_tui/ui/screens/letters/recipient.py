"""The question who else gets a letter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import distinct_name
from followup_tui.ui.styles import QUESTION


class RecipientDialog(ModalScreen[str]):
    """Asks who else gets a letter, in the last rows. Its result is their id, empty where nobody does.

    Args:
        application: what the letter is about.
        people: who could get one.
    """

    def __init__(self, application: Application, people: Sequence[Person]) -> None:
        super().__init__()
        self._consultant = application.consultant
        # Ten digits are enough: the likeliest come first.
        self._people = {str(number): person for number, person in enumerate(people[:9], start=1)}

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        parts = [("Who gets a letter too?", QUESTION)]
        if self._consultant is not None:
            parts.append((f" {self._consultant.full_name} passes yours on to the company.", "$overdue"))
        for key, person in self._people.items():
            parts += [("\n", ""), (key, "bold"), (f" {distinct_name(person)}", "")]
        yield Static(Content.assemble(*parts, ("\n", ""), ("any other key", "bold"), (" nobody", "")))

    def on_key(self, event: events.Key) -> None:
        """Answer with the key."""
        event.stop()
        event.prevent_default()
        person = self._people.get(event.character or "")
        self.dismiss(person.id if person else "")
