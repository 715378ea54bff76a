"""What changes are called in the history, where that takes more than a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.domain.dates import say_date

if TYPE_CHECKING:
    from datetime import date, datetime


def decision_label(day: date | None) -> str:
    """Say that a decision date is noted, or taken back."""
    return f"they decide by {say_date(day)}" if day else "no decision date"


def snooze_label(until: datetime | None) -> str:
    """Say that an application's advice is hidden until a moment, or shown again."""
    return f"snoozed until {until:%a %d %b %H:%M}" if until else "no longer snoozed"
