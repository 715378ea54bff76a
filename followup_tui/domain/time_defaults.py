"""Parses typed dates of interviews, contacts, decisions and snoozes, with the default hour of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from followup_tui.domain.date_parser import ParsedDate, parse_date
from followup_tui.domain.relative_dates import HALF_A_YEAR, Lean
from followup_tui.domain.stages import Today
from followup_tui.domain.zones import local_moment
from followup_tui.errors import DateError

_OFFICE_OPENS = time(9)
"""The time assumed for a day ahead where only the day was typed."""

_OFFICE_CLOSES = time(17)
"""The time assumed for a day in the past where only the day was typed."""

END_OF_DAY = time(23, 59)
"""The time by which an answer is due where only the day was typed."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """A moment somebody typed.

    Attributes:
        at: aware, in the user's zone.
        assumed: whether its time is assumed because only the day, or a part of it, was typed.
        ends_at: likewise aware; where an end was typed too: fri 2pm - 3pm.
        elsewhere: both clocks, where it was typed in another zone:
            "2pm PST = 23:00 your time (Europe/Berlin)"; else "".
    """

    at: datetime
    assumed: bool = False
    ends_at: datetime | None = None
    elsewhere: str = ""


def parse_interview_moment(text: str, today: Today) -> TypedMoment:
    """Parse when an interview ended or, if ahead, when it starts. Nothing typed means now, and so does today.

    Raises:
        DateError: it cannot be understood.
    """
    return _moment(text, today, Lean.FUTURE)


def parse_interview_end(text: str | None, start: TypedMoment, today: Today) -> datetime | None:
    """Parse when an interview ends: a bare time is one of the day it starts on, `tomorrow 11:30` is tomorrow.

    None means the end that was typed with the start, fri 2pm - 3pm; None comes back where there was none.

    Raises:
        DateError: it cannot be understood, has no time of day, does not come after the start, or another
            end was typed with the start.
    """
    if text is None:
        return start.ends_at
    by_start, by_now = (parse_date(text, now, today.calendar).moment for now in (start.at, today.now))
    if by_start is None or by_now is None:
        raise DateError("The end of an interview is a time of day", "Write it like 11:30")
    day, zone = start.at.date(), start.at.tzinfo
    is_by_now = by_start.astimezone(zone).date() != day == by_now.astimezone(zone).date()
    end = by_now if is_by_now else by_start
    if end <= start.at:
        raise DateError("An interview ends after its start", "Write it like 11:30")
    if start.ends_at not in (None, end):
        raise DateError(
            f"It ends at {start.ends_at:%H:%M} above and at {end:%H:%M} here", "Write one of them"
        )
    return end


def parse_contact_moment(text: str, today: Today) -> TypedMoment:
    """Parse when a contact was made; a weekday means the last one. Nothing typed means now.

    Raises:
        DateError: it cannot be understood, or lies ahead: a contact is logged once it has happened.
    """
    moment = _moment(text, today, Lean.PAST)
    if moment.at > today.now:
        raise DateError("That lies ahead", "Log a contact once it has happened")
    return moment


def parse_last_day(text: str, today: Today) -> date | None:
    """Parse the day by which something is to come: their decision, what was promised.

    Nothing typed, or `unknown`, means None.

    Raises:
        DateError: it cannot be understood.
    """
    if text.strip().casefold() in ("", "unknown"):
        return None
    return _nearest(text, today, Lean.FUTURE).day


def parse_answer_by(text: str, today: Today) -> TypedMoment | None:
    """Parse until when they want an answer to their offer; a day means its end.

    Nothing typed, or `unknown`, means None.

    Raises:
        DateError: it cannot be understood.
    """
    if text.strip().casefold() in ("", "unknown"):
        return None
    parsed = _nearest(text, today, Lean.FUTURE)
    if parsed.moment is None:
        return TypedMoment(local_moment(parsed.day, END_OF_DAY, today.zone))
    return _typed(parsed, parsed.moment)


def parse_snooze(text: str, today: Today) -> TypedMoment | None:
    """Parse the end of a snooze; a day means its beginning. Nothing typed, or `off`, means None.

    Raises:
        DateError: it cannot be understood, or does not lie ahead.
    """
    if text.strip().casefold() in ("", "off"):
        return None
    parsed = parse_date(text, today.now, today.calendar)
    until = parsed.moment or datetime.combine(parsed.day, time(), tzinfo=today.zone)
    if until <= today.now:
        raise DateError("That does not lie ahead", "Write tomorrow, mon, in 3 days or +5bd")
    return _typed(parsed, until)


def _nearest(text: str, today: Today, lean: Lean) -> ParsedDate:
    """Parse a date; one without a year is the nearest: `20.11.` typed on the 23rd was three days ago."""
    parsed = parse_date(text, today.now, today.calendar, lean)
    if (parsed.day - today.day).days > HALF_A_YEAR:
        try:
            past = parse_date(text, today.now, today.calendar, Lean.PAST)
        except DateError:  # its weekday is that of the year to come
            return parsed
        return past if (today.day - past.day).days < HALF_A_YEAR else parsed
    return parsed


def _typed(parsed: ParsedDate, at: datetime) -> TypedMoment:
    return TypedMoment(at, parsed.assumed, parsed.ends_at, parsed.elsewhere)


def _moment(text: str, today: Today, lean: Lean) -> TypedMoment:
    if not text.strip():
        return TypedMoment(today.now)
    parsed = _nearest(text, today, lean)
    if parsed.moment is not None:
        return _typed(parsed, parsed.moment)
    if parsed.day == today.day:
        return TypedMoment(today.now)
    hour = _OFFICE_OPENS if parsed.day > today.day else _OFFICE_CLOSES
    return TypedMoment(local_moment(parsed.day, hour, today.zone), assumed=True)
