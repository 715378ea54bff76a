"""Why: the advice on a card taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from followup_tui.domain.advice.why import (
    Why,
    call_words,
    change_words,
    explain,
    next_sentence,
    verdict_words,
)
from followup_tui.domain.application import Application
from followup_tui.domain.look import look_of
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import Today
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.hanging import hang
from followup_tui.ui.keys import BACK, CARD, EVERYWHERE, SCROLLING, KeyGroups, bindings, only
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.styles import STYLES
from followup_tui.ui.wrapping import wrap


class WhyPage(ApplicationPage):
    """One application's advice: the answer, the rule, what was counted, the source, and what changes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, SCROLLING, CARD, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (
        only(CARD, "card.open", "card.contact", "card.date", "card.snooze"),
        BACK,
    )

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role."""
        return application.job, "why"

    def text_about(self, application: Application) -> Content:
        """Return the advice taken apart."""
        tracker = self.program.tracker
        today, related = tracker.today(), related_to(application, tracker.applications)
        width = self.text_width
        return hang(why_text(explain(application, today, related), today, width), width)

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        self.show_text()


def why_text(why: Why, today: Today, width: int) -> Content:
    """Return the answer, and below it what it stands on; paragraphs are wrapped for a width in cells."""
    rule = why.advice.rule
    parts: list[tuple[str, str]] = [
        ("May I write now?  ", "$quiet"),
        (f"{verdict_words(why.advice)}\n", STYLES[f"{look_of(why.advice).meaning.style}-bold"]),
        (_paragraph(why.advice.reason, width), ""),
    ]
    if next_move := next_sentence(why.advice, today):
        parts.append((f"{next_move}\n", ""))
    parts += [(f"Also: {also.reason}\n", "") for also in why.also]
    parts += [("May I call?  ", "$quiet"), (f"{call_words(why)}\n\n", "")]
    if rule is not None:
        parts.append((f"{rule.id} {GLYPHS.dot} {rule.title}\n", "bold"))
        parts += [(_paragraph(rule.text(today.rules), width, "  "), ""), ("\n", "")]
    parts.append(("What was counted\n", "bold"))
    parts += [(f"  {sentence}\n", "") for sentence in why.counted]
    parts.append(("\nWhen it changes\n", "bold"))
    parts.append((f"  {change_words(why, today)}\n", ""))
    if rule is not None:
        parts += [("\nWho says so\n", "bold"), (f"  {rule.source}\n", "$quiet")]
        if rule.settings:
            parts.append((f"  Yours to change in the settings: {', '.join(rule.settings)}\n", "$quiet"))
    return Content.assemble(*parts)


def _paragraph(text: str, width: int, indent: str = "") -> str:
    return "".join(f"{indent}{line}\n" for line in wrap(text, width - len(indent)))
