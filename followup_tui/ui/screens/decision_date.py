"""The day by which they said they would decide."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.moments import decision_day
from followup_tui.tracker import Change
from followup_tui.ui import understood
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.field import Field, line


class DecisionDate(Form):
    """One field: their date. Emptied, it is not known."""

    about = "when do they decide?"

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application
        self.heading = application.company

    @property
    def about_application(self) -> str:
        """The id of the application."""
        return self._application.id

    def fields(self) -> Iterable[Field]:
        """Give the field."""
        today = self.own.tracker.today()
        known = self._application.decision_date
        yield Field(
            "decision",
            "They decide by",
            line(say_date(known) if known else "", placeholder="not known", select_on_focus=True),
            lambda text: understood.decision(text, today),
            "fri, 27.11., in 2 weeks, +5bd · empty: not known",
        )

    def after_enter(self) -> None:
        """Save: there is no next field."""
        self.action_save()

    def save(self) -> Change:
        """Note it."""
        tracker = self.own.tracker
        return tracker.set_decision_date(
            self._application.id, decision_day(self["decision"], tracker.today())
        )
