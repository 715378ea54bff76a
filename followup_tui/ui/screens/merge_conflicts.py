"""What was changed here and elsewhere at once: both are shown, and the user says which stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from followup_tui.domain.application import Application
from followup_tui.domain.merge_conflicts import MergeConflict, Side, conflict_title, value_words
from followup_tui.ui.keys import FORM, bindings
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.field import Check, Field, choice


class MergeConflictsPage(Page[dict[MergeConflict, Side] | None]):
    """Everything that was changed in both places. Its result is which side is kept of each; None to go back.

    Args:
        application: as it stands elsewhere now.
        conflicts: what was changed in both.
    """

    BINDINGS: ClassVar = bindings(FORM)

    def __init__(self, application: Application, conflicts: Sequence[MergeConflict]) -> None:
        super().__init__()
        self._application = application
        self._conflicts = conflicts

    def body(self) -> ComposeResult:
        """Yield a choice for each of them."""
        with VerticalScroll(id="fields", can_focus=False):
            for number, conflict in enumerate(self._conflicts):
                yield Field(
                    str(number),
                    conflict_title(conflict, self._application),
                    choice([side.value for side in conflict.sides], Side.HERE.value),
                    _both(conflict),
                )

    def on_mount(self) -> None:
        """Show what is asked."""
        self.say_top(self._application.company, "changed here and elsewhere: which stays?")
        self.say_hints(["space the other one", *self.hints_of(FORM)])
        self.query(Field).first().entry.focus()

    def action_save(self) -> None:
        """Keep what was chosen."""
        self.dismiss(
            {
                conflict: Side(field.value)
                for conflict, field in zip(self._conflicts, self.query(Field), strict=True)
            }
        )


def _both(conflict: MergeConflict) -> Check:
    """Return the text below a choice, whichever is chosen: both sides."""
    return lambda _: f"here: {value_words(conflict.here)}\nthere: {value_words(conflict.there)}"
