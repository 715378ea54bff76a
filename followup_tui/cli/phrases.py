"""Sentences that more than one command says."""

from __future__ import annotations

from datetime import date

from followup_tui.domain import dates
from followup_tui.domain.stages import Today
from followup_tui.domain.time_defaults import TypedMoment


def begun(sentence: str) -> str:
    """Give a sentence its capital."""
    return sentence[:1].upper() + sentence[1:]


def say_decision(day: date | None, today: Today) -> str:
    """Say in a sentence, to be begun with its capital, the day by which they decide and how far it is."""
    if day is None:
        return "no decision date is noted."
    said = dates.say_day(day, today.day)
    distance = dates.say_distance(day, today.day)
    gone = " That day is past already." if day < today.day else ""
    return f"they decide by {said}{'' if said == distance else f' ({distance})'}.{gone}"


def say_assumed(moment: TypedMoment) -> str:
    """Say in brackets which hour was taken where none was given; nothing where one was."""
    return f" (no time given: {moment.at:%H:%M} is taken)" if moment.assumed else ""
