"""Hiding a card's advice for a while."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from followup_tui.domain.instant import Instant
from followup_tui.domain.step_labels import snooze_label
from followup_tui.domain.time_defaults import parse_snooze
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.widgets.field import Field, line_entry


class SnoozeForm(CardForm):
    """One field: until when the card is snoozed. An empty one ends the snooze."""

    about = "snooze"

    def fields(self) -> Iterable[Field]:
        """Return the field."""
        today = self.program.tracker.today()
        until = self.base.snoozed_until
        yield Field(
            "until",
            "Until",
            line_entry(
                f"{until.utc.astimezone(today.zone):%Y-%m-%d %H:%M}" if until else "", select_on_focus=True
            ),
            lambda text: field_preview.snoozed(text, today),
            "mon, in 3 days, +5bd: no advice until then; empty ends it",
        )

    def after_enter(self) -> None:
        """Save: there is no next field."""
        self.action_save()

    def save(self) -> Change:
        """Snooze the card, or end that."""
        typed = parse_snooze(self["until"], self.program.tracker.today())
        until = typed.at if typed else None
        snoozed = replace(self.base, snoozed_until=Instant.of(until) if until else None)
        return self.edit(snoozed, snooze_label(until))
