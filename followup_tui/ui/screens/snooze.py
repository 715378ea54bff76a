"""Hiding a card's advice for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from followup_tui.domain.moments import snooze_moment
from followup_tui.tracker import Change
from followup_tui.ui import understood
from followup_tui.ui.screens.form import CardForm
from followup_tui.ui.widgets.field import Field, line


class Snooze(CardForm):
    """One field: until when. Emptied, the advice is shown again."""

    about = "hide its advice"

    def fields(self) -> Iterable[Field]:
        """Give the field."""
        today = self.own.tracker.today()
        known = self.base.snoozed_until
        yield Field(
            "until",
            "Until",
            line(f"{known.utc.astimezone(today.zone):%Y-%m-%d %H:%M}" if known else "", select_on_focus=True),
            lambda text: understood.snoozed(text, today),
            "mon, in 3 days, +5bd; empty shows it again. Overdue stays overdue",
        )

    def after_enter(self) -> None:
        """Save: there is no next field."""
        self.action_save()

    def save(self) -> Change:
        """Hide it, or show it again."""
        tracker = self.own.tracker
        until: datetime | None = snooze_moment(self["until"], tracker.today())
        return tracker.snooze(self.base.id, until)
