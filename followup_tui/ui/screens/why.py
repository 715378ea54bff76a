"""Why: the advice on a card taken apart."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.advice.answer import Verdict
from followup_tui.domain.advice.why import Why, change_words, explain, next_move_words, verdict_words
from followup_tui.domain.application import Application
from followup_tui.domain.applications import at_company
from followup_tui.domain.stages import Today
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, CARD, EVERYWHERE, SCROLLING, bindings, hints
from followup_tui.ui.screens.card_actions import CardPage
from followup_tui.ui.screens.page import Scrolling
from followup_tui.ui.widgets.rows import BottomRow, TopRow

STYLES = {
    Verdict.ACT: "$yours",
    Verdict.MAY: "$good",
    Verdict.WAIT: "$theirs",
    Verdict.STOP: "$overdue",
}
"""How each verdict is coloured."""


class WhyPage(CardPage, Scrolling):
    """One application's advice: the answer, the rule, what was counted, the source, and what changes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, SCROLLING, CARD, EVERYWHERE)

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application_id = application.id

    @property
    def card(self) -> str | None:
        """The application's id."""
        return self._application_id

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        yield TopRow()
        with VerticalScroll():
            yield Static(self._said(), id="why", markup=False)
        yield BottomRow()

    def on_mount(self) -> None:
        """Say which card it is, and keep it right."""
        application = self.program.tracker.applications.get(self._application_id)
        if application is not None:
            self.say_top(application.company, application.role, "why")
        keys = [key for key in CARD if key.id in {"card.open", "card.contact", "card.date", "card.snooze"}]
        self.say_hints(hints(keys, BACK, keymap=self.program.user_keys))
        self.program.changed.subscribe(self, lambda _: self._show(), immediate=True)
        self.program.minute.subscribe(self, lambda _: self._show(), immediate=True)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one("#why", Static).update(self._said())

    def _said(self) -> Content:
        tracker = self.program.tracker
        application = tracker.applications.get(self._application_id)
        if application is None:
            return Content("It is no longer there.")
        today = tracker.today()
        return said(
            explain(application, today, at_company(application, tracker.applications.values())), today
        )


def said(why: Why, today: Today) -> Content:
    """Say it, from the answer to what it stands on."""
    rule = why.advice.rule
    parts: list[tuple[str, str]] = [
        ("May I write now?  ", "$quiet"),
        (f"{verdict_words(why.advice)}\n", f"bold {STYLES[why.advice.verdict]}"),
        (f"{why.advice.reason}\n", ""),
        (f"Next: {next_move_words(why.advice, today)}.\n\n", ""),
    ]
    if rule is not None:
        parts.append((f"{rule.id} {GLYPHS.dot} {rule.title}\n", "bold"))
        parts.append((f"{rule.text(today.rules)}\n\n", ""))
    parts.append(("What was counted\n", "bold"))
    parts += [(f"  {sentence}\n", "") for sentence in why.counted]
    parts.append(("\nWhen it changes\n", "bold"))
    parts.append((f"  {change_words(why, today)}\n", ""))
    if rule is not None:
        parts += [("\nWho says so\n", "bold"), (f"  {rule.source}\n", "$quiet")]
        if rule.settings:
            parts.append((f"  Yours to change in the settings: {', '.join(rule.settings)}\n", "$quiet"))
    return Content.assemble(*parts)
