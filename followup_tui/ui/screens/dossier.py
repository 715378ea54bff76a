"""Day one: who is who, and what was promised."""

from __future__ import annotations

from followup_tui.domain.application import Application
from followup_tui.exchange.dossier_markdown import dossier_markdown
from followup_tui.ui.screens.reading import ReadingPage


class DossierPage(ReadingPage):
    """The day-one dossier of an application. Private reflections stay out of it."""

    heading = "for day one"
    file_name = "dossier"

    def markdown(self, application: Application) -> str:
        """Return the dossier's text."""
        return dossier_markdown(
            application, self.program.tracker.today(), language=self.program.context.settings.language
        )
