"""The rows of the agenda: the time at the left, what in the middle, the key at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from followup_tui.cells import text_width
from followup_tui.domain.agenda import Coming, ComingKind
from followup_tui.domain.card_line import say_time_of
from followup_tui.domain.dates import say_dated, say_distance
from followup_tui.domain.due import Due
from followup_tui.domain.look import Look, Meaning, look_of
from followup_tui.domain.stages import Today
from followup_tui.ui.advice_keys import advice_key_id
from followup_tui.ui.fitting import fit_first, fit_reason, fit_sentence, fit_words
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import Row, row, runs_width, spread
from followup_tui.ui.styles import Run
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

NOW = "Now"
NOTHING_DUE = "Nothing to do now. Breathe."
NOTHING_AT_ALL = "Nothing to do now, and nothing in the next 7 days. Breathe."

TIME_WIDTH: Final = 9
"""The cells of a time, a chip's ends included."""

COMPANY_WIDTH: Final = 20
"""How many cells the company has at most; a third of a narrow terminal."""

_LOOKS: Final = {
    ComingKind.INTERVIEW: Look(Meaning.THEIRS),
    ComingKind.DECISION: Look(Meaning.THEIRS),
    ComingKind.FOLLOW_UP: Look(Meaning.GOOD),
    ComingKind.OFFER: Look(Meaning.GOOD),
    ComingKind.PROMISE: Look(Meaning.THEIRS),
}
"""How what comes looks."""

_KEYS: Final = {ComingKind.INTERVIEW: "card.prep", ComingKind.OFFER: "card.offer"}
"""The key of what comes, by its id in `keys.py`, where there is something to do for it already."""

Line = Due | Coming

KeyNamed = Callable[[str], str]
"""Returns a key by its id, as a person reads it."""


def key_id(line: Line) -> str:
    """Return the id of the key that does what a line says; empty where it asks for nothing."""
    return advice_key_id(line.advice) if isinstance(line, Due) else _KEYS.get(line.kind, "")


def day_of(line: Line) -> date | None:
    """Return the day a line stands under; None for now."""
    return line.when.date() if isinstance(line, Coming) else None


def company_width(lines: Sequence[Line], width: int) -> int:
    """Return how many cells the companies of some lines have, in so wide a row."""
    widest = max((text_width(line.application.company) for line in lines), default=0)
    return min(widest, COMPANY_WIDTH, width // 3)


def heading_row(day: date | None, width: int, today: Today) -> Row:
    """Return the heading of a day: its date, and how far it is."""
    if day is None:
        return row([(f" {NOW}", "name")], width)
    name, distance = say_dated(day, today.day), say_distance(day, today.day)
    return row([(f" {name}", "name"), (f"  {distance}", Meaning.QUIET.style)], width)


def sentence_rows(sentence: str, meaning: Meaning, width: int) -> list[Row]:
    """Return a sentence, in as many rows as it needs."""
    lines = wrap(sentence, min(width - 4, MAX_WIDTH))
    return [row([(f"   {line}", meaning.style)], width) for line in lines]


def line_row(
    line: Line,
    wordings: Sequence[str],
    company_cells: int,
    width: int,
    today: Today,
    key_named: KeyNamed,
    *,
    is_selected: bool,
) -> Row:
    """Return the row of a line.

    Args:
        line: what is due, or comes.
        wordings: what is due in ever shorter words, for where its sentence has no room.
        company_cells: how many cells the company has.
        width: how many cells the row has.
        today: the present moment.
        key_named: see `KeyNamed`.
        is_selected: whether it is the chosen line.
    """
    company = fit_words(line.application.company, company_cells)
    key = key_named(key_id(line)) if key_id(line) else ""
    left: list[Run] = [
        (GLYPHS.marker if is_selected else " ", "plain"),
        *_time(line, today),
        (" ", "plain"),
        (company, "name"),
        (" " * (company_cells - text_width(company) + 2), "plain"),
    ]
    right: list[Run] = [(f"  {key} ", "key")]
    room = max(width - runs_width(left) - runs_width(right), 1)
    if isinstance(line, Due):
        words: Run = (_due_words(line, wordings, room), "plain")
    else:
        words = (fit_sentence(line.words, room), _LOOKS[line.kind].style)
    return row(spread([*left, words], right, width), width, is_selected=is_selected)


def _due_words(line: Due, wordings: Sequence[str], room: int) -> str:
    """Say what is due in a sentence; where that would be cut, in the words of its card."""
    sentence = fit_reason(line.advice, room)
    return fit_first(wordings, room) if sentence.endswith(GLYPHS.more) and wordings else sentence


def _time(line: Line, today: Today) -> list[Run]:
    """Return the time of a line, as wide as all times; a chip where hours run out."""
    if isinstance(line, Coming):
        text = "" if line.is_whole_day else f"{line.when:%H:%M}"
        return [(f" {text}".ljust(TIME_WIDTH), _LOOKS[line.kind].style)]
    text, runs_out = say_time_of(line.advice, today)
    look = look_of(line.advice)
    if not runs_out:
        return [(f" {text}".ljust(TIME_WIDTH), look.style)]
    chip = f" {text} "
    return [(chip, look.chip), (" " * (TIME_WIDTH - text_width(chip)), "plain")]
