"""The question whether somebody is a person who is noted already, or another of that name."""

from __future__ import annotations

from followup_tui.domain.same_person import ANOTHER_ID, WhichPersonError, distinct_name
from followup_tui.ui.screens.question import KeyQuestion


class WhichPersonDialog(KeyQuestion[str]):
    """Asks which of the people noted is meant, over the form.

    Its result is the id of that person, `ANOTHER_ID` for somebody new, and empty where the user goes back.

    Args:
        question: who is described, and who may be meant.
    """

    def __init__(self, question: WhichPersonError) -> None:
        # Ten digits are enough for people of one name.
        candidates = {str(number): person for number, person in enumerate(question.candidates[:9], start=1)}
        self._ids = {"n": ANOTHER_ID, **{key: person.id for key, person in candidates.items()}}
        answers = {key: f"the same as {distinct_name(person)}" for key, person in candidates.items()}
        super().__init__(
            f"{distinct_name(question.described)}: who is this?",
            (),
            answers | {"n": "another person of that name"},
            "back to the form",
        )

    def choose(self, key: str) -> None:
        """Answer with a key."""
        self.dismiss(self._ids.get(key, ""))
