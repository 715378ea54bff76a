"""The advice taken apart, in words a nervous person understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_tui.cli.width import room, wrap
from followup_tui.domain import dates
from followup_tui.domain.advice.why import Why, change_words, next_move_words, verdict_words
from followup_tui.domain.card_line import is_snoozed

if TYPE_CHECKING:
    from followup_tui.domain.application import Application
    from followup_tui.domain.stages import Today

_INDENT: Final = "  "
_WIDEST: Final = 88
"""Longer lines are tiring to read."""


def because(application: Application, why: Why, today: Today) -> str:
    """Say the answer, what it stands on, and when it changes.

    Args:
        application: the application.
        why: its advice, taken apart.
        today: the moment, the user's numbers and calendar.
    """
    advice, rule = why.advice, why.advice.rule
    columns = room()
    width = None if columns is None else min(columns, _WIDEST)

    def said(title: str, *sentences: str) -> str:
        return "\n".join([wrap(title, width), *(wrap(sentence, width, _INDENT) for sentence in sentences)])

    said_first = [
        f"May I write now? {verdict_words(advice)}",
        advice.reason,
        f"Next: {next_move_words(advice, today)}.",
    ]
    if application.snoozed_until is not None and is_snoozed(application, today):
        until = dates.say_instant(application.snoozed_until.utc, today.now)
        said_first.append(f"You hid this advice until {until}: followup snooze {application.id} off")
    parts = [
        wrap(f"{application.company}, {application.role} ({application.id})", width),
        "\n".join(wrap(sentence, width) for sentence in said_first),
    ]
    if rule is not None:
        own = [f"Yours to change in the settings: {', '.join(rule.settings)}"] if rule.settings else []
        parts.append(said(f"Rule {rule.id}: {rule.title}", rule.text(today.rules), *own))
    parts.append(said("What was counted", *why.counted))
    if rule is not None:
        parts.append(said("Who says so", rule.source))
    parts.append(said("When the answer changes", change_words(why, today)))
    return "\n\n".join(parts)
