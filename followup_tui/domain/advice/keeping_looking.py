"""Keeping on looking for other jobs (R11): a count in the board's first row, no advice on a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.application import CLOSED, Application
from followup_tui.domain.stages import Today
from followup_tui.domain.wording import say_count

R11: Final = Rule(
    "R11",
    "keep looking",
    "The board's first row, what is due, the list and the statistics count the live applications and the days"
    " since the newest; from {keep_looking_days} days on the row is tinted.",
    "the article behind this program: do not stop looking",
)


def days_since_newest(applications: Iterable[Application], today: Today) -> int | None:
    """Return the days since the newest live application was recorded; None where no application is live."""
    recorded = (application.created_at.utc for application in applications if application.stage is not CLOSED)
    newest = max(recorded, default=None)
    return (today.day - newest.astimezone(today.zone).date()).days if newest else None


def keep_looking_words(applications: Iterable[Application], today: Today) -> str:
    """Say how many applications are live, and when the newest was recorded; empty where none is live."""
    live = [application for application in applications if application.stage is not CLOSED]
    days = days_since_newest(live, today)
    return "" if days is None else f"{len(live)} live. Last new application {say_days_ago(days)}."


def say_days_ago(days: int) -> str:
    """Say how long ago something was, in days: `today`, `1 day ago`."""
    return f"{say_count(days, 'day')} ago" if days else "today"
