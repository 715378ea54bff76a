"""What stands over the columns: how many things there are to do, and the two most urgent of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.agenda import coming_up
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.stages import Today
from followup_tui.ui.board.columns import Columns

MOST = 2
"""For so many things there is room."""


class Overview(NamedTuple):
    """What stands over the columns.

    Attributes:
        due: on how many cards something is to be done now.
        live: how many applications are not over.
        newest: the days since the newest of them was recorded; None where there is none.
        keep_looking: whether that is long ago (R11).
        things: what to do at which company, the most urgent first; at most `MOST`.
        otherwise: a sentence for where there is nothing to do, with what comes next.
    """

    due: int
    live: int
    newest: int | None
    keep_looking: bool
    things: tuple[tuple[str, Advice], ...]
    otherwise: str


def overview(columns: Columns, applications: Mapping[str, Application], today: Today) -> Overview:
    """Look over all cards.

    Args:
        columns: the cards in their columns.
        applications: what stands in them.
        today: the moment, the user's numbers and calendar.
    """
    things = tuple(
        (applications[name].company, advise(applications[name], today, columns.siblings(name)))
        for name in columns.due(MOST)
    )
    newest = columns.days_since_newest(today)
    return Overview(
        columns.due_count,
        columns.live_count,
        newest,
        newest is not None and newest >= today.rules.keep_looking_days,
        things,
        "" if things else _next_to_come(columns, today),
    )


def _next_to_come(columns: Columns, today: Today) -> str:
    coming = coming_up(columns.at_live_companies, today)
    if not coming:
        return "Nothing to do now."
    first = coming[0]
    when = say_day(first.when.date(), today.day) if first.is_whole_day else say_instant(first.when, today.now)
    return f"Nothing to do now. Next, {when}: {first.application.company}, {first.words}."
