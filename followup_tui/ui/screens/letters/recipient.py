"""The question who else gets a letter."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.domain.application import Application
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import distinct_name
from followup_tui.ui.screens.question import KeyQuestion


class RecipientDialog(KeyQuestion[str]):
    """Asks who else gets a letter. Its result is their id, empty where nobody does.

    Args:
        application: what the letter is about.
        people: who could get one.
    """

    def __init__(self, application: Application, people: Sequence[Person]) -> None:
        # Ten digits are enough: the likeliest come first.
        self._people = {str(number): person for number, person in enumerate(people[:9], start=1)}
        consultant = application.consultant
        super().__init__(
            "Who gets a letter, too?",
            (f"{consultant.full_name} passes yours on to the company.",) if consultant else (),
            {key: distinct_name(person) for key, person in self._people.items()},
            "nobody",
        )

    def choose(self, key: str) -> None:
        """Answer with a key."""
        person = self._people.get(key)
        self.dismiss(person.id if person else "")
