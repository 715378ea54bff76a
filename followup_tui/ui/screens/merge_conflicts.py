"""What was changed here and elsewhere at once: both are shown, and the user says which stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from followup_tui.domain.application import Application
from followup_tui.domain.merge_conflicts import MergeConflict, Side, conflict_title, value_words
from followup_tui.ui.keys import FORM, bindings
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Check, Field


class MergeConflictsPage(Page[dict[MergeConflict, Side] | None]):
    """Everything that was changed in both places. Its result is which side is kept of each; None to go back.

    Args:
        application: as it stands elsewhere now.
        conflicts: what was changed in both.
    """

    BINDINGS: ClassVar = bindings(FORM)

    names: ClassVar[Mapping[Side, str]] = {side: side.value for side in Side}
    """What the sides are called."""

    first: ClassVar[Side] = Side.HERE
    """The side that is chosen already."""

    question: ClassVar[str] = "changed here and elsewhere: which stays?"

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
                    Choice(
                        [self.names[side] for side in conflict.sides],
                        self.names[self.first],
                    ),
                    _both(conflict, self.names),
                )

    def on_mount(self) -> None:
        """Show what is asked."""
        self.say_top(self._application.company, self.question)
        self.say_hints(["space the other one", *self.hints_of(FORM)])
        self.query(Field).first().entry.focus()

    def action_save(self) -> None:
        """Keep what was chosen."""
        self.dismiss(
            {
                conflict: next(side for side, name in self.names.items() if name == field.value)
                for conflict, field in zip(self._conflicts, self.query(Field), strict=True)
            }
        )


class KeptClashesPage(MergeConflictsPage):
    """What two machines changed and a sync kept: `there` is what stands in the application since."""

    names: ClassVar = {Side.HERE: "the other", Side.THERE: "as it is", Side.BOTH: "both"}
    first: ClassVar = Side.THERE
    question: ClassVar = "changed on two machines: which stays?"


def _both(conflict: MergeConflict, names: Mapping[Side, str]) -> Check:
    """Return the text below a choice, whichever is chosen: both sides."""
    here, there = names[Side.HERE], names[Side.THERE]
    return lambda _: f"{here}: {value_words(conflict.here)}\n{there}: {value_words(conflict.there)}"
