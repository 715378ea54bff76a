"""The day by which they said they would decide."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from followup_tui.domain.dates import say_date
from followup_tui.domain.step_labels import decision_label
from followup_tui.domain.time_defaults import parse_last_day
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.widgets.field import Field, line_entry


class DecisionDateForm(CardForm):
    """One field: their decision date. An empty one is unknown."""

    about = "when do they decide?"

    def fields(self) -> Iterable[Field]:
        """Return the field."""
        today = self.program.tracker.today()
        date = self.base.decision_date
        yield Field(
            "decision",
            "They decide by",
            line_entry(say_date(date) if date else "", placeholder="not known", select_on_focus=True),
            lambda text: field_preview.decision(text, today),
            "fri, 27.11., in 2 weeks, +5bd · empty: not known",
        )

    def after_enter(self) -> None:
        """Save: there is no next field."""
        self.action_save()

    def save(self) -> Change:
        """Save the decision date."""
        day = parse_last_day(self["decision"], self.program.tracker.today())
        return self.edit(replace(self.base, decision_date=day), decision_label(day))
