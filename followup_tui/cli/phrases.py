"""Sentences that more than one command says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from followup_tui.domain import dates
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.domain.time_defaults import TypedMoment


def say_decision(day: date | None, today: Today) -> str:
    """Return a sentence, without its capital: the day by which they decide, and how far it is."""
    if day is None:
        return "no decision date is noted."
    text = dates.say_day(day, today.day)
    distance = dates.say_distance(day, today.day)
    decide, past = "decide", ""
    if day < today.day:
        decide, past = "wanted to decide", " That day has passed."
    by = "" if text == distance else "by "
    return f"they {decide} {by}{text}{'' if text == distance else f' ({distance})'}.{past}"


def say_assumed(moment: TypedMoment) -> str:
    """Return which hour was taken where none was given, or both clocks where it was given in another zone."""
    if moment.elsewhere:
        return f", {moment.elsewhere}"
    return f" (no time given: {moment.at:%H:%M} is taken)" if moment.assumed else ""


def say_interview(
    moment: TypedMoment, people: Iterable[Person], today: Today, until: datetime | None = None
) -> str:
    """Return a sentence: when an interview starts or ended, and with whom.

    With its end, `until`, the moment is that of its start.
    """
    when = dates.say_instant(moment.at, today.now)
    names = ", ".join(dict.fromkeys(person.full_name for person in people))
    event = "starts" if moment.at > today.now else "started" if until else "ended"
    end = f", until {_say_end(moment.at, until, today)}" if until else ""
    return f"Interview {event} {when}{say_assumed(moment)}{end}{f', with {names}' if names else ''}."


def _say_end(start: datetime, end: datetime, today: Today) -> str:
    start, end = start.astimezone(today.zone), end.astimezone(today.zone)
    return dates.say_time(end) if start.date() == end.date() else dates.say_deadline(end, today.now)
