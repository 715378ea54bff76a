"""The labels of steps in the undo history, where these take more than a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.domain.dates import say_date

if TYPE_CHECKING:
    from datetime import date, datetime


def decision_label(day: date | None) -> str:
    """Return the label for noting a decision date, or for removing it."""
    return f"they decide by {say_date(day)}" if day else "no decision date"


def snooze_label(until: datetime | None) -> str:
    """Return the label for hiding an application's advice until a moment, or for showing it again."""
    return f"snoozed until {until:%a %d %b %H:%M}" if until else "no longer snoozed"
