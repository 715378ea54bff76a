"""Before the next interview: what to have in mind, on one page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.journal import prepare
from followup_tui.exchange.prep_markdown import prep_markdown
from followup_tui.ui.keys import BACK, BOARD, EVERYWHERE, READING, SCROLLING, bindings, only
from followup_tui.ui.screens.reading import ReadingPage


class PrepPage(ReadingPage):
    """Open lessons of all companies, what worked, what was already said to this one, unasked questions."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        BACK, SCROLLING, READING, only(BOARD, "board.journal"), EVERYWHERE
    )

    heading = "before the interview"
    file_name = "prep"

    def markdown(self, application: Application) -> str:
        """Return the page's text."""
        tracker = self.program.tracker
        today = tracker.today()
        now = Instant.of(today.now)
        return prep_markdown(prepare(application, tracker.applications.values(), now), today)
