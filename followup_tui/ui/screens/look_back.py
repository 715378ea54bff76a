"""After an interview: which of the lessons that came back before it were done? One key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.dates import say_date
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry, LearnedLesson, mark_looked_back, set_lesson_state
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError, GoneError
from followup_tui.ui.keys import BACK, EVERYWHERE, bindings, only
from followup_tui.ui.offered_promise import say_offered_promise
from followup_tui.ui.program import Program
from followup_tui.ui.screens.page import Page

ANSWERS = {
    "y": (LessonState.DONE, "I did it"),
    "n": (LessonState.OPEN, "not yet: it comes back next time"),
    "d": (LessonState.DROPPED, "drop it: it is no use to me"),
}
"""The answers by their keys."""


class LookBackPage(Page[None]):
    """Asks about one lesson after the other.

    Args:
        lessons: what is asked about.
        entry: the interview in which they could have been done, which is not asked about again; None where
            the user closes lessons unasked.
    """

    BINDINGS: ClassVar = bindings(BACK, only(EVERYWHERE, "quit", "keys"))

    def __init__(self, lessons: Sequence[LearnedLesson], entry: JournalEntry | None = None) -> None:
        super().__init__()
        self._entry = entry
        self._lessons = list(lessons)
        self._index = 0

    def body(self) -> ComposeResult:
        """Yield the lesson."""
        yield Static(id="lesson", markup=False)

    def on_mount(self) -> None:
        """Ask about the first."""
        self.say_hints(
            [*(f"{key} {says.partition(':')[0]}" for key, (_, says) in ANSWERS.items()), "escape later"]
        )
        self._ask()

    def on_key(self, event: events.Key) -> None:
        """Save the answer, and ask about the next lesson."""
        answer = ANSWERS.get(event.character or "")
        if answer is None:
            return
        event.stop()
        event.prevent_default()
        learned, state = self._lessons[self._index], answer[0]
        tracker, now = self.program.tracker, Instant.of(self.program.tracker.today().now)
        entry, text = learned.entry, learned.lesson.text
        gone = ""
        if state is not LessonState.OPEN:
            word = "done" if state is LessonState.DONE else "dropped"
            try:
                change = tracker.change(
                    entry.application.id,
                    f"lesson {word}",
                    lambda card, _: set_lesson_state(card, entry.interview.id, text, state, now),
                )
            except GoneError as error:
                gone = str(error)
            except FollowupError as error:
                self.program.say(str(error), Meaning.OVERDUE)
                return
            else:
                self.program.tell(change)
        self._index += 1
        self._ask()
        if gone:
            # Behind what follows the last one.
            self.app.call_later(self.program.say, gone, Meaning.OVERDUE)

    def _ask(self) -> None:
        if self._index >= len(self._lessons):
            self._finish()
            return
        learned = self._lessons[self._index]
        self.say_top("Did I do it?", f"{self._index + 1} of {len(self._lessons)}")
        day = learned.entry.moment.day(self.program.tracker.today().zone)
        where = f"{learned.entry.application.company}, {say_date(day)}"
        parts = [(f"{learned.lesson.text}\n", "bold"), (f"{where}\n\n", "$quiet")]
        for key, (_, says) in ANSWERS.items():
            parts += [(f"  {key}", "bold"), (f"  {says}\n", "")]
        self.query_one("#lesson", Static).update(Content.assemble(*parts))

    def _finish(self) -> None:
        self.dismiss(None)
        if self._entry is None:
            return
        self.app.call_later(_mark_looked_back, self.program, self._entry)


def _mark_looked_back(program: Program, entry: JournalEntry) -> None:
    """Note that this interview is not asked about again; offer what the entry promises after it."""
    tracker = program.tracker
    change = program.do(
        lambda: tracker.change(
            entry.application.id,
            "lessons reviewed",
            lambda card, _: mark_looked_back(card, entry.interview.id),
        )
    )
    if change is not None:
        program.acknowledge(change, say_offered_promise(program))
