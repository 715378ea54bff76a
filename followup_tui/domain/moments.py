"""What a typed date means for an interview, a contact, a decision: which hour where none was said."""

from __future__ import annotations

from datetime import date, datetime, time

from followup_tui.domain.dates import wall
from followup_tui.domain.stages import Today
from followup_tui.domain.when import Lean, parse_when
from followup_tui.errors import DateError

OFFICE_OPENS = time(9)
"""The hour taken for a day that lies ahead, where only the day is known."""

OFFICE_CLOSES = time(17)
"""The hour taken for a day that has passed, where only the day is known."""


def interview_moment(text: str, today: Today) -> tuple[datetime, bool]:
    """Read when an interview ended or, ahead, when it starts. Nothing typed means now.

    Returns:
        The moment, aware, in the user's zone; and whether its hour was assumed: 17:00 for a day that has
        passed, 09:00 for one that lies ahead. Today without an hour is now.

    Raises:
        DateError: it cannot be understood.
    """
    return _moment(text, today, Lean.FUTURE)


def touch_moment(text: str, today: Today) -> datetime:
    """Read when a contact was made; weekdays mean the last one. Nothing typed means now.

    Raises:
        DateError: it cannot be understood, or lies ahead: what has not happened is no contact yet.
    """
    moment, assumed = _moment(text, today, Lean.PAST)
    if moment > today.now:
        if assumed and moment.date() == today.day:
            return today.now
        raise DateError(f"{text.strip()[:40]!r} lies ahead", "Log a contact once it has happened")
    return moment


def decision_day(text: str, today: Today) -> date | None:
    """Read the day by which they decide. Nothing typed, or `unknown`, means none.

    Raises:
        DateError: it cannot be understood.
    """
    if text.strip().casefold() in ("", "unknown", "none", "-"):
        return None
    return parse_when(text, today.now, today.calendar).day


def _moment(text: str, today: Today, lean: Lean) -> tuple[datetime, bool]:
    if not text.strip():
        return today.now, False
    when = parse_when(text, today.now, today.calendar, lean)
    if when.moment is not None:
        return when.moment, False
    if when.day == today.day:
        return today.now, False
    return wall(when.day, OFFICE_OPENS if when.day > today.day else OFFICE_CLOSES, today.zone), True
