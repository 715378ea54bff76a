"""What stands around the columns: what to do now, what the next days bring, and the answer to one card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from followup_tui.domain.advice.answer import Advice, Move, Verdict
from followup_tui.domain.agenda import ComingKind, coming_up
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import CardLine
from followup_tui.domain.dates import say_day, say_instant, say_snooze_end
from followup_tui.domain.stages import Today
from followup_tui.domain.turn import is_snoozed
from followup_tui.ui.board.columns import DAYS_AHEAD, Columns

MOST_MOVES: Final = 2
"""So many next moves have room."""


class NextMove(Struct, frozen=True):
    """What to do now at a company.

    Attributes:
        line: the line of its card, which has the time that is left.
    """

    company: str
    advice: Advice
    line: CardLine


class DayAhead(Struct, frozen=True):
    """What one of the next days brings.

    Attributes:
        due_count: today, on how many cards something is to be done.
        kinds: how many of each kind come.
    """

    day: date
    due_count: int
    kinds: Mapping[ComingKind, int]


class Overview(Struct, frozen=True):
    """What stands over the columns.

    Attributes:
        due_count: on how many cards something is to be done now.
        live_count: how many applications are live.
        days_since_newest: since the newest of these was recorded; None where there is none.
        keep_looking: whether that is long ago (R11).
        moves: what to do, the most urgent first; at most `MOST_MOVES`.
        nothing_due: what is said where there is nothing to do: what comes next.
        days: what today and the days after it bring.
    """

    due_count: int
    live_count: int
    days_since_newest: int | None
    keep_looking: bool
    moves: tuple[NextMove, ...]
    nothing_due: str
    days: tuple[DayAhead, ...]


class Answer(Struct, frozen=True):
    """The answer to one card: may I write now, and why?

    Attributes:
        line: the line of the card, which says the same in fewer words.
        is_over: whether it is closed.
        snoozed_until: until when its advice is hidden, in words; empty where it is not.
        follow_up_from: the day from which a follow-up is fine, in words, where it is too early for one.
    """

    company: str
    advice: Advice
    line: CardLine
    is_over: bool
    snoozed_until: str
    follow_up_from: str = ""


def overview(
    columns: Columns, applications: Mapping[str, Application], today: Today, *, looks_ahead: bool = True
) -> Overview:
    """Return what stands over these columns.

    Args:
        columns: the cards in their columns.
        applications: the applications in them, by id.
        today: the moment, the user's rules and calendar.
        looks_ahead: whether to say what the next days bring.
    """
    moves = tuple(
        NextMove(applications[id_].company, columns.advice[id_], columns.line(id_))
        for id_ in columns.due(MOST_MOVES)
    )
    days = columns.days_since_newest(today)
    return Overview(
        columns.due_count,
        len(columns.live),
        days,
        days is not None and days >= today.rules.keep_looking_days,
        moves,
        "" if moves else _next_to_come(columns, today),
        _days_ahead(columns, today) if looks_ahead else (),
    )


def answer_for(columns: Columns, application: Application, today: Today) -> Answer:
    """Return the answer to one card, which is in these columns."""
    until = application.snoozed_until if is_snoozed(application, today.utc) else None
    snoozed_until = say_snooze_end(until.utc, today.now) if until else ""
    is_over = application.stage is Stage.CLOSED
    advice, line = columns.advice_on(application, today), columns.line(application.id)
    is_wait = advice.move is Move.FOLLOW_UP and advice.verdict is not Verdict.ACT
    first = advice.until if is_wait and not isinstance(advice.until, datetime) else None
    follow_up_from = say_day(first, today.day) if first else ""
    return Answer(application.company, advice, line, is_over, snoozed_until, follow_up_from)


def _days_ahead(columns: Columns, today: Today) -> tuple[DayAhead, ...]:
    kinds: dict[date, dict[ComingKind, int]] = {}
    for (day, kind), count in Counter(columns.coming(today)).items():
        kinds.setdefault(day, {})[kind] = count
    days = [today.day + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    due_counts = (columns.due_count, *([0] * (DAYS_AHEAD - 1)))
    return tuple(
        DayAhead(day, due_count, kinds.get(day, {})) for day, due_count in zip(days, due_counts, strict=True)
    )


def _next_to_come(columns: Columns, today: Today) -> str:
    coming = coming_up(columns.live, today, columns.advice)
    if not coming:
        return "Nothing to do now."
    first = coming[0]
    when = say_day(first.when.date(), today.day) if first.is_whole_day else say_instant(first.when, today.now)
    return f"Nothing to do now. Next, {when}: {first.application.company}, {first.words}."
