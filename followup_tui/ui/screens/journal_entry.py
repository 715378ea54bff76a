"""One entry of the journal, to be read."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from followup_tui.domain.application import Application
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry, lessons_of
from followup_tui.exchange.journal_markdown import entry_markdown
from followup_tui.ui import routes
from followup_tui.ui.keys import BACK, ENTRY, EVERYWHERE, READING, KeyGroups, bindings, only
from followup_tui.ui.screens.reading import ReadingPage


class EntryPage(ReadingPage):
    """One entry, to be read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ENTRY, only(EVERYWHERE, "keys"))
    hint_groups: ClassVar[KeyGroups] = (READING, ENTRY, BACK)

    heading = "journal"
    file_name = "journal"

    def __init__(self, entry: JournalEntry) -> None:
        super().__init__(entry.application)
        self._interview_id = entry.interview.id

    def markdown(self, _: Application) -> str | None:
        """Return the entry's text."""
        entry = self._entry()
        return None if entry is None else entry_markdown(entry, self.program.tracker.today())

    def action_edit(self) -> None:
        """Edit the entry."""
        if (entry := self._entry()) is not None:
            self.app.push_screen(routes.REFLECT(entry.application, entry.interview))

    def action_lessons(self) -> None:
        """Ask which of its open lessons were done, or are dropped."""
        entry = self._entry()
        lessons = [
            learned
            for learned in lessons_of([entry] if entry else [])
            if learned.lesson.state is LessonState.OPEN
        ]
        if not lessons:
            self.bottom.show_message("None of its lessons is open")
            return
        self.app.push_screen(routes.LESSONS(lessons, None))

    def _entry(self) -> JournalEntry | None:
        application = self.application
        interview = application.interview(self._interview_id) if application else None
        if application is None or interview is None or interview.reflection is None:
            return None
        return JournalEntry(application, interview, interview.reflection)
