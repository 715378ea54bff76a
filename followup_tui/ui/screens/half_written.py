"""What is half-written on a page: kept on disk while one types, and brought back after a line dropped."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from followup_tui.domain.look import Meaning
from followup_tui.errors import DataError
from followup_tui.storage.drafts import Draft
from followup_tui.tracker import Tracker
from followup_tui.ui.routes import ROUTES
from followup_tui.ui.screens.page import Page, Result

KEEP_SECONDS = 0.5
"""How long after a key what is typed is on disk."""


class WritingPage(Page[Result]):
    """A page on which something is written: a form, or letters.

    A page says what is `half_written` on it, and calls `keep_soon` when something was typed.
    """

    cannot_be_kept = "What you type here cannot be kept for later"
    """What is said, before the reason, where the disk refuses."""

    _is_keeping = False

    def half_written(self) -> Draft:
        """Return what is half-written here; a draft without fields where nothing is."""
        raise NotImplementedError

    def find_half_written(self) -> Draft | None:
        """Return what was half-written here when the line dropped; None where nothing was."""
        return self.program.drafts.find(self.half_written().name)

    def keep_soon(self) -> None:
        """Have what is typed on disk in a moment; what is typed until then goes with it."""
        if not self._is_keeping:
            self._is_keeping = True
            self.set_timer(KEEP_SECONDS, self.keep_half_written)

    def keep_half_written(self) -> None:
        """Write what is typed to disk, and remove its draft where nothing is; say so where that fails."""
        try:
            self.write_half_written()
        except DataError as error:
            self.bottom.show_message(str(error), Meaning.OVERDUE)

    def write_half_written(self) -> None:
        """Do as `keep_half_written`, for those who must know whether it worked.

        Raises:
            DataError: it could not be written.
        """
        self._is_keeping = False
        draft = self.half_written()
        try:
            if draft.fields:
                self.program.drafts.save(draft)
            else:
                self.program.drafts.remove(draft.name)
        except OSError as error:
            raise DataError(f"{self.cannot_be_kept}: {error.strerror}") from error


def reopen(draft: Draft, tracker: Tracker) -> Screen[Any] | None:
    """Make the page again that a draft is of; return None where what it was about is gone."""
    route = ROUTES.get(draft.form)
    page = route.load() if route else None
    if page is None or not issubclass(page, Page):
        return None
    return page.reopened(draft.application_in(tracker.applications), draft.part)
