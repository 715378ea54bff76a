"""How an application ended."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.look import Meaning
from followup_tui.ui import routes
from followup_tui.ui.keys import BACK, EVERYWHERE, bindings, only
from followup_tui.ui.pieces import EMPTY, Row, row, runs_width
from followup_tui.ui.screens.page import Page
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.marked_rows import MarkedRows, Span
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

OUTCOMES: dict[str, tuple[Outcome, str]] = {
    "h": (Outcome.HIRED, "they said yes, and so did you"),
    "d": (Outcome.DECLINED, "you said no"),
    "r": (Outcome.REJECTED, "they said no"),
    "w": (Outcome.WITHDRAWN, "you took yourself out before they decided"),
    "x": (Outcome.CANCELLED, "the position is no longer there"),
    "s": (Outcome.SILENT, "you heard nothing more from them"),
}
"""The outcomes by their keys, and what each means."""

_WORD_WIDTH = max(len(outcome.value) for outcome, _ in OUTCOMES.values()) + 2

_LEAVING = only(EVERYWHERE, "quit", "keys")
"""What works everywhere and is no outcome."""


class CloseApplicationPage(Page[None]):
    """Asks how it ended; one key answers."""

    BINDINGS: ClassVar = bindings(BACK, _LEAVING)

    question = "How did it end?"
    likely: Outcome | None = None
    """The outcome that enter chooses; None for none."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application

    def body(self) -> ComposeResult:
        """Yield the outcomes."""
        yield MarkedRows(id="outcomes")

    def on_mount(self) -> None:
        """Show which application it is about."""
        self.say_top(self._application.company, self._application.role, "close")
        likely = [f"enter {self.likely.value}"] if self.likely else []
        self.say_hints([*likely, *self.hints_of(BACK)])

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        width = min(self.app.size.width - 3, MAX_WIDTH)
        rows: list[Row] = [row([(self.question, "name")], width), EMPTY]
        spans, marked = [], None
        for index, (letter, (outcome, meaning)) in enumerate(OUTCOMES.items()):
            left: list[Run] = [(f"{letter}  ", "key"), (f"{outcome.value:<{_WORD_WIDTH}}", "name")]
            first_row = len(rows)
            for line, text in enumerate(wrap(meaning, width - runs_width(left))):
                before = [(" " * runs_width(left), "plain")] if line else left
                rows.append(row([*before, (text, Meaning.QUIET.style)], width))
            spans.append(Span(letter, first_row, len(rows)))
            rows.append(EMPTY)
            marked = index if outcome is self.likely else marked
        rows.append(row([("u takes it back, whenever you like.", Meaning.QUIET.style)], width))
        self.query_one(MarkedRows).show_marked(rows, spans, marked)

    def on_key(self, event: events.Key) -> None:
        """Close it with the outcome of this key."""
        outcome, _ = OUTCOMES.get(event.character or "", (None, ""))
        if event.key == "enter":
            outcome = self.likely
        if outcome is not None:
            event.stop()
            self._close_with(outcome)

    def on_click(self, event: events.Click) -> None:
        """Close it with the outcome that was clicked."""
        rows = self.query_one(MarkedRows)
        index = rows.span_at(event.y) if event.widget is rows else None
        if index is not None:
            self._close_with(OUTCOMES[rows.spans[index].id][0])

    def _close_with(self, outcome: Outcome) -> None:
        self.dismiss(None)
        self.app.call_later(self._close, outcome)

    def _close(self, outcome: Outcome) -> None:
        application_id, program = self._application.id, self.program
        closed = program.do(lambda: program.tracker.close(application_id, outcome))
        if closed is not None and outcome is Outcome.HIRED:
            self.app.push_screen(routes.HIRED(program.tracker.applications[application_id]))


class CloseRejectedPage(CloseApplicationPage):
    """Asks whether it ended with the rejection that was just noted; escape leaves it open."""

    question = "They said no. Close it?"
    likely = Outcome.REJECTED
