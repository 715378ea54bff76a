"""A page about one application, which follows what changes in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.visual import VisualType

from followup_tui.domain.application import Application
from followup_tui.domain.find_application import existing_application
from followup_tui.domain.look import OVER, Look
from followup_tui.errors import GoneError
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.screens.page import TextPage


class ApplicationPage(CardPage, TextPage):
    """A text about one application, shown again when an application changes and at each full minute.

    Args:
        application: what it is about.

    A page says what stands in its first row, its text, and its `hint_groups`.
    """

    gone = "It is no longer there."
    """What is said once the application was removed, here or by another process."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._opened_with = application

    @property
    def application_id(self) -> str:
        """The application's id, which a sync may change."""
        application = self.application
        return self._opened_with.id if application is None else application.id

    @property
    def application(self) -> Application | None:
        """The application as it is now; None where it is gone."""
        applications, opened_with = self.program.tracker.applications, self._opened_with
        try:
            return existing_application(applications, opened_with.id, opened_with.uid)
        except GoneError:
            return None

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return what stands beside the company in the first row."""
        raise NotImplementedError

    def top_right(self, application: Application) -> tuple[str, Look]:  # noqa: ARG002 - for those that say it
        """Return what stands at the right end of the first row, and how it looks."""
        return "", OVER

    def text_about(self, application: Application) -> VisualType:
        """Return the text."""
        raise NotImplementedError

    def text(self) -> VisualType:
        """Return the text, or say that the application is gone."""
        application = self.application
        return Content(self.gone) if application is None else self.text_about(application)

    def on_mount(self) -> None:
        """Show what the page is about, and follow its changes."""
        self._show_top()
        self.say_hints(self.hints())
        self.program.changed.subscribe(self, lambda _: self.show(), immediate=True)
        self.program.minute.subscribe(self, lambda _: self.show(), immediate=True)

    def show(self) -> None:
        """Show the page as it is now."""
        self._show_top()
        self.show_text()

    def _show_top(self) -> None:
        if (application := self.application) is not None:
            right, look = self.top_right(application)
            self.say_top(
                application.company, *self.beside_company(application), right=right, right_style=look.style
            )
