"""What stands over the columns: how many things there are to do, and the two most urgent of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.agenda import coming_up
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.stages import Today
from followup_tui.ui.board.columns import Columns

MOST_MOVES = 2
"""So many next moves have room."""


class Overview(NamedTuple):
    """What stands over the columns.

    Attributes:
        due_count: on how many cards something is to be done now.
        live_count: how many applications are live.
        days_since_newest: since the newest of these was recorded; None where there is none.
        keep_looking: whether that is long ago (R11).
        moves: what to do at which company, the most urgent first; at most `MOST_MOVES`.
        nothing_due: what is said where there is nothing to do: what comes next.
    """

    due_count: int
    live_count: int
    days_since_newest: int | None
    keep_looking: bool
    moves: tuple[tuple[str, Advice], ...]
    nothing_due: str


def overview(columns: Columns, applications: Mapping[str, Application], today: Today) -> Overview:
    """Return what stands over these columns.

    Args:
        columns: the cards in their columns.
        applications: the applications in them, by id.
        today: the moment, the user's rules and calendar.
    """
    moves = tuple((applications[id_].company, columns.advice[id_]) for id_ in columns.due(MOST_MOVES))
    days = columns.days_since_newest(today)
    return Overview(
        columns.due_count,
        columns.live_count,
        days,
        days is not None and days >= today.rules.keep_looking_days,
        moves,
        "" if moves else _next_to_come(columns, today),
    )


def _next_to_come(columns: Columns, today: Today) -> str:
    coming = coming_up(columns.live, today, columns.advice)
    if not coming:
        return "Nothing to do now."
    first = coming[0]
    when = say_day(first.when.date(), today.day) if first.is_whole_day else say_instant(first.when, today.now)
    return f"Nothing to do now. Next, {when}: {first.application.company}, {first.words}."
