"""What was changed here and elsewhere at once: both are shown, and the user says which stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from followup_tui.domain.application import Application
from followup_tui.domain.merge_conflicts import Clash, Side, in_words, name_of
from followup_tui.ui.keys import FORM, bindings, hints
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.field import Check, Field, choice
from followup_tui.ui.widgets.rows import BottomRow, TopRow


class ChangedInBoth(Page[dict[Clash, Side] | None]):
    """Everything that was changed in both places. It gives what is kept of each, or None to go back.

    Args:
        application: as it stands elsewhere now.
        clashes: what was changed in both.
    """

    BINDINGS: ClassVar = bindings(FORM)

    def __init__(self, application: Application, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self._application = application
        self._clashes = clashes

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopRow()
        with VerticalScroll(id="fields", can_focus=False):
            for number, clash in enumerate(self._clashes):
                yield Field(
                    str(number),
                    name_of(clash, self._application),
                    choice([side.value for side in clash.sides], Side.HERE.value),
                    _both(clash),
                )
        yield BottomRow()

    def on_mount(self) -> None:
        """Say what is asked."""
        self.say_top(self._application.company, "changed here and elsewhere: which stays?")
        self.say_hints(["space the other one", *hints(FORM, keymap=self.program.user_keys)])
        self.query(Field).first().entry.focus()

    def action_save(self) -> None:
        """Keep what was chosen."""
        self.dismiss(
            {clash: Side(field.value) for clash, field in zip(self._clashes, self.query(Field), strict=True)}
        )

    def action_back(self) -> None:
        """Go back to what was being written; nothing is saved."""
        self.dismiss(None)


def _both(clash: Clash) -> Check:
    """Give what stands beneath a choice, whichever is chosen: the two sides."""
    return lambda _: f"here: {in_words(clash.here)}\nthere: {in_words(clash.there)}"
