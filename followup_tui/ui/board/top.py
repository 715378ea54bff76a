"""The rows over the columns: the name and the time, what to do now, and what the next days bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import chain

from followup_tui.cells import text_width
from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.advice.shorter import shorter_reasons
from followup_tui.domain.agenda import ComingKind
from followup_tui.domain.card_line import CardLine
from followup_tui.domain.dates import WEEKDAYS, say_date, say_time
from followup_tui.domain.look import Meaning, Sign
from followup_tui.ui.board.columns import Columns, Order
from followup_tui.ui.board.layout import GAP_FROM, HEADER_FROM, NEXT_ROWS_FROM, ONE_COLUMN_BELOW, STRIP_FROM
from followup_tui.ui.board.overview import DayAhead, NextMove, Overview
from followup_tui.ui.fitting import fit, fit_first, fit_words
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import EMPTY, Row, row, runs_width, spread
from followup_tui.ui.styles import Run

KeyOf = Callable[[Advice], str]
"""Returns the key that does what an advice says, as a person reads it; empty where there is none."""

COMPANY_WIDTH = 14
"""How many cells the company of a move has at most, before its sentence; a third of a narrow terminal."""

TIME_WIDTH = 12
"""How many cells the time of a move has at most."""

_DAY_SIGNS = {
    ComingKind.OFFER: (Sign.STOP, Meaning.OVERDUE.style),
    ComingKind.INTERVIEW: (Sign.INTERVIEW, Meaning.THEIRS.style),
    ComingKind.DECISION: (Sign.DATE, Meaning.THEIRS.style),
    ComingKind.PROMISE: (Sign.SENT, Meaning.YOURS.style),
    ComingKind.FOLLOW_UP: (Sign.GOOD, Meaning.GOOD.style),
}
"""The sign and the style of what comes on a day, in the order in which they stand there."""


def top_rows(
    shown: Overview, facts: Sequence[Run], name: str, now: datetime, size: tuple[int, int], key_of: KeyOf
) -> list[Row]:
    """Return all rows over the columns, as many as the terminal has room for.

    Args:
        shown: what they show.
        facts: what else the first row says, the most important first.
        name: the name of the program.
        now: the moment, in the user's zone.
        size: the width and height of the terminal.
        key_of: see `KeyOf`.
    """
    width, height = size
    rows: list[Row] = []
    if height >= HEADER_FROM:
        rows.append(header_row(name, facts, now, width))
    if height >= NEXT_ROWS_FROM:
        rows += [EMPTY] if height >= STRIP_FROM else []
        rows += next_rows(shown.moves, shown.nothing_due, width, key_of)
        rows += [EMPTY] if height >= GAP_FROM else []
    if height >= STRIP_FROM:
        rows += [*strip_rows(shown.days, width), EMPTY]
    return rows


def shown_facts(columns: Columns, count: int) -> list[Run]:
    """Return what the first row says of which cards are shown, `count` in all, and in which order."""
    facts: list[Run] = []
    if columns.words:
        words = columns.filter_text
        facts.append((f"{count} of {columns.total} with “{words}”", Meaning.THEIRS.style))
    if columns.order is not Order.URGENT:
        facts.append((columns.order.value, Meaning.QUIET.style))
    return facts


def standing_facts(shown: Overview, half_written: int) -> list[Run]:
    """Return what the first row says of all applications, and how many texts are half-written."""
    quiet, yours = Meaning.QUIET.style, Meaning.YOURS.style
    facts: list[Run] = []
    if shown.due_count:
        facts.append((f"{shown.due_count} to do", f"{yours}-bold"))
    if shown.live_count:
        facts.append((f"{shown.live_count} live", quiet))
    if half_written:
        facts.append((f"{half_written} half-written, o", yours))
    if shown.days_since_newest is not None:
        days = shown.days_since_newest
        newest = f"newest {days} d ago" if days else "newest today"
        facts.append((newest, yours if shown.keep_looking else quiet))
    return facts


def header_row(name: str, facts: Sequence[Run], now: datetime, width: int) -> Row:
    """Return the first row: the name, the facts that have room, and the time at the right."""
    time = say_time(now)
    times = (f"{say_date(now.date()).rpartition(' ')[0]} {time}", time)
    left: list[Run] = [(f" {name}", "name")]
    room = width - 2 - runs_width(left)
    for index, (text, style) in enumerate(facts):
        between = f" {GLYPHS.dot} " if index else "   "
        room -= text_width(between) + text_width(text)
        # At least the short time stands behind them.
        if room < len(time) + 1:
            break
        left += [(between, Meaning.QUIET.style), (text, style)]
    room = width - 2 - runs_width(left)
    right = next((text for text in times if len(text) + 1 <= room), "")
    return row(spread(left, [(right, Meaning.QUIET.style)], width - 1), width)


def next_rows(moves: Sequence[NextMove], otherwise: str, width: int, key_of: KeyOf) -> list[Row]:
    """Return the two most urgent moves, with the time left and the key at the right.

    `otherwise` is said in their place where nothing is due.
    """
    if not moves:
        return [row([(fit(f"   {otherwise}", width - 1), Meaning.QUIET.style)], width), EMPTY]
    company_width = min(max(text_width(move.company) for move in moves), COMPANY_WIDTH, width // 3)
    rows = [
        _next_row(move, company_width, width, key_of, is_first=not index) for index, move in enumerate(moves)
    ]
    return [*rows, EMPTY][:2]


def _next_row(move: NextMove, company_width: int, width: int, key_of: KeyOf, *, is_first: bool) -> Row:
    style = move.line.look.style
    name = fit_words(move.company, company_width)
    left: list[Run] = [
        (f" {GLYPHS.signs[Sign.NEXT] if is_first else ' '} ", style),
        (name + " " * (company_width - text_width(name)), "name"),
        ("  ", "plain"),
    ]
    key = key_of(move.advice)
    room_for_time = width - 2 - runs_width(left) - text_width(key) - 2  # a chip has a cell on either side
    most = TIME_WIDTH if width >= ONE_COLUMN_BELOW else TIME_WIDTH // 2
    right = [*_time(move.line, min(most, room_for_time)), (" ", "plain"), (key, "key")]
    room = width - 1 - runs_width(left) - runs_width(right) - 2
    whats = (what for what, _ in move.line.cells)
    sentence = fit_first(chain(shorter_reasons(move.advice), whats), room)
    return row(
        spread([*left, (sentence, "plain" if is_first else Meaning.QUIET.style)], right, width - 1), width
    )


def _time(line: CardLine, width: int) -> list[Run]:
    """Return the time of a move, in so many cells at most: a chip for hours that run out."""
    whens = [when for _, when in line.cells if when and text_width(when) <= width]
    when = whens[0] if whens else ""
    if when and line.is_chip:
        return [(f" {when} ", line.look.chip)]
    return [(f"{when} ", line.look.style)]


def strip_rows(days: Sequence[DayAhead], width: int) -> list[Row]:
    """Return what the next days bring: their names, and the signs below; as many days as have room."""
    cell = max(min((width - 2) // max(len(days), 1), 8), 3)
    shown = days[: max((width - 1) // cell, 1)]
    names: list[Run] = [(" ", "plain")]
    signs: list[Run] = [(" ", "plain")]
    for index, day in enumerate(shown):
        text = _name_of(day.day, cell)
        style = "name" if index == 0 else Meaning.QUIET.style
        names.append((text.ljust(cell), style))
        drawn = _signs(day, cell - 1)
        signs += [*drawn, (" " * (cell - runs_width(drawn)), "plain")]
    return [row(names, width), row(signs, width)]


def _name_of(day: date, cell: int) -> str:
    """Name a day in the room it has: `Wed 25`, `We 25`, `W 25`, `25`."""
    weekday = WEEKDAYS[day.weekday()]
    for letters in (3, 2, 1):
        text = f"{weekday[:letters]} {day.day}"
        if letters + 3 < cell:
            return text
    return str(day.day)


def _signs(day: DayAhead, room: int) -> list[Run]:
    """Return the signs of a day: each as often as it comes, where that has room; else counted."""
    counts = [(GLYPHS.signs[Sign.DUE], Meaning.YOURS.style, day.due_count)]
    counts += [
        (GLYPHS.signs[sign], style, day.kinds.get(kind, 0)) for kind, (sign, style) in _DAY_SIGNS.items()
    ]
    counts = [each for each in counts if each[2]]
    if not counts:
        return [(GLYPHS.dot, "thin")]
    each_drawn = [(sign * number, style) for sign, style, number in counts]
    if runs_width(each_drawn) <= room:
        return each_drawn
    drawn: list[Run] = []
    for sign, style, number in counts:
        run = (sign if number == 1 else f"{sign}{number}", style)
        if runs_width(drawn) + text_width(run[0]) <= room:
            drawn.append(run)
    return drawn or [(counts[0][0][:room], counts[0][1])]
