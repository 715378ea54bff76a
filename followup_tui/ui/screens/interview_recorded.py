"""What follows an interview that was recorded: to reflect on one that was held, to prepare for another."""

from __future__ import annotations

from textual.screen import Screen

from followup_tui.domain.instant import Instant
from followup_tui.domain.journal import prepare
from followup_tui.domain.time_defaults import parse_interview_moment
from followup_tui.ui import routes
from followup_tui.ui.screens.form import Form


class NewInterviewForm(Form):
    """A form with an interview in it, in a field `at`."""

    def next_steps(self) -> str:
        """Offer to write down how it was, where the interview was held already."""
        return "r reflect, t thank, x checklist" if self._was_held() else ""

    def next_page(self) -> Screen[None] | None:
        """Return the page to prepare for a planned interview, unless it would be empty."""
        if self._was_held() or self.changed_id is None:
            return None
        applications = self.program.tracker.applications
        application = applications[self.changed_id]
        prep = prepare(application, applications.values(), Instant.of(self.program.tracker.today().now))
        return None if prep.is_empty else routes.PREP(application)

    def _was_held(self) -> bool:
        today = self.program.tracker.today()
        return parse_interview_moment(self["at"], today).at <= today.now
