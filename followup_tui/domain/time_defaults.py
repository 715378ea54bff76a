"""What a typed date means for an interview, a contact, a decision: which hour where none was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from followup_tui.domain.date_parser import Lean, ParsedDate, parse_date
from followup_tui.domain.stages import Today
from followup_tui.domain.zones import local_moment
from followup_tui.errors import DateError

HALF_A_YEAR = 183
"""Days from which the day of the same name in the year before is nearer."""

OFFICE_OPENS = time(9)
"""The hour taken for a day that lies ahead, where only the day is known."""

OFFICE_CLOSES = time(17)
"""The hour taken for a day that has passed, where only the day is known."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """A moment somebody typed.

    Attributes:
        at: aware, in the user's zone.
        assumed: whether its hour is an assumption, for only the day was typed.
    """

    at: datetime
    assumed: bool = False


def parse_interview_moment(text: str, today: Today) -> TypedMoment:
    """Read when an interview ended or, ahead, when it starts. Nothing typed means now, and so does today.

    Raises:
        DateError: it cannot be understood.
    """
    return _moment(text, today, Lean.FUTURE)


def parse_contact_moment(text: str, today: Today) -> TypedMoment:
    """Read when a contact was made; weekdays mean the last one. Nothing typed means now.

    Raises:
        DateError: it cannot be understood, or lies ahead: what has not happened is no contact yet.
    """
    moment = _moment(text, today, Lean.PAST)
    if moment.at > today.now:
        raise DateError("That lies ahead", "Log a contact once it has happened")
    return moment


def parse_decision_date(text: str, today: Today) -> date | None:
    """Read the day by which they decide. Nothing typed, or `unknown`, means none.

    Raises:
        DateError: it cannot be understood.
    """
    if text.strip().casefold() in ("", "unknown"):
        return None
    return _nearest(text, today, Lean.FUTURE).day


def parse_snooze(text: str, today: Today) -> datetime | None:
    """Read until when advice is hidden; a day means its beginning. Nothing typed, or `off`, means not at all.

    Raises:
        DateError: it cannot be understood, or does not lie ahead.
    """
    if text.strip().casefold() in ("", "off"):
        return None
    when = parse_date(text, today.now, today.calendar)
    until = when.moment or datetime.combine(when.day, time(), tzinfo=today.zone)
    if until <= today.now:
        raise DateError("That does not lie ahead", "Write tomorrow, mon, in 3 days or +5bd")
    return until


def _nearest(text: str, today: Today, lean: Lean) -> ParsedDate:
    """Read a date; one without a year as of the nearest: `20.11.` typed on the 23rd was three days ago."""
    when = parse_date(text, today.now, today.calendar, lean)
    if (when.day - today.day).days > HALF_A_YEAR:
        before = parse_date(text, today.now, today.calendar, Lean.PAST)
        return before if (today.day - before.day).days < HALF_A_YEAR else when
    return when


def _moment(text: str, today: Today, lean: Lean) -> TypedMoment:
    if not text.strip():
        return TypedMoment(today.now)
    when = _nearest(text, today, lean)
    if when.moment is not None:
        return TypedMoment(when.moment)
    if when.day == today.day:
        return TypedMoment(today.now)
    hour = OFFICE_OPENS if when.day > today.day else OFFICE_CLOSES
    return TypedMoment(local_moment(when.day, hour, today.zone), assumed=True)
