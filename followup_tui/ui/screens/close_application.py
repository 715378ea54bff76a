"""How an application ended."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.application import Application, Outcome
from followup_tui.ui import routes
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, bindings
from followup_tui.ui.screens.page import Page

OUTCOMES: dict[str, tuple[Outcome, str]] = {
    "h": (Outcome.HIRED, "they said yes, and so did you"),
    "d": (Outcome.DECLINED, "you said no"),
    "r": (Outcome.REJECTED, "they said no"),
    "w": (Outcome.WITHDRAWN, "you took yourself out before they decided"),
    "x": (Outcome.CANCELLED, "the position is no longer there"),
    "s": (Outcome.SILENT, "nothing was heard from them any more"),
}
"""The outcomes by their keys, and what each means."""


class CloseApplicationPage(Page[None]):
    """Asks how it ended; one key answers."""

    BINDINGS: ClassVar = bindings(BACK)

    question = "How did it end?"
    likely: Outcome | None = None
    """The outcome that enter chooses; None for none."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application

    def body(self) -> ComposeResult:
        """Yield the outcomes."""
        parts: list[tuple[str, str]] = [(f"{self.question}\n\n", "bold")]
        for letter, (outcome, meaning) in OUTCOMES.items():
            parts += [
                (f"{GLYPHS.marker if outcome is self.likely else ' '} {letter}", "bold"),
                (f"  {outcome.value:<11}", "bold"),
                (f"{meaning}\n\n", "$quiet"),
            ]
        parts += [("u takes it back, whenever you like.", "$quiet")]
        yield Static(Content.assemble(*parts), id="outcomes")

    def on_mount(self) -> None:
        """Show which application it is about."""
        self.say_top(self._application.company, self._application.role, "close")
        likely = [f"enter {self.likely.value}"] if self.likely else []
        self.say_hints([*likely, f"{' '.join(OUTCOMES)} how it ended", "escape back"])

    def on_key(self, event: events.Key) -> None:
        """Close it with the outcome of this key."""
        outcome, _ = OUTCOMES.get(event.character or "", (None, ""))
        if event.key == "enter":
            outcome = self.likely
        if outcome is None:
            return
        event.stop()
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
