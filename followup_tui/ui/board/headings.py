"""The rows above the cards: each column's name and count, and a rule; the active one's stands out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from followup_tui.cells import text_width
from followup_tui.domain.application import Stage
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.layout import Slot, lines_of_words
from followup_tui.ui.fitting import short_count
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import Piece, Row
from followup_tui.ui.styles import Run

Count = Callable[[Stage], int]
"""How many cards a column has."""


def headings(count: Count, active: Stage, slots: Sequence[Slot | None], width: int) -> list[Row]:
    """Return the headings: over all columns, or, where one alone is shown, one after the other.

    Args:
        count: how many cards each column has.
        active: the column with the cursor.
        slots: where each column is; None where it is not shown.
        width: how many cells there are.
    """
    if None in slots:
        return _in_turn(count, active, width)
    placed = [(stage, slot) for stage, slot in zip(STAGES, slots, strict=True) if slot is not None]
    names = tuple(Piece((gap, *_heading(stage, count, slot.width - 2)), slot.width) for stage, slot in placed)
    rules = tuple(
        Piece((gap, *_rule(stage is active, name, slot.text_width)), slot.width)
        for (stage, slot), name in zip(placed, names, strict=True)
    )
    return [names, rules]


def heading_at(rows: Sequence[Row], x: int, y: int) -> Stage | None:
    """Return the column whose name stands at a cell of the headings; None where none does."""
    left = 0
    for piece in rows[y]:
        for text, _ in piece.runs:
            named = [stage for stage in STAGES if text.startswith(stage.value.title())]
            if named and left <= x < left + text_width(text):
                return named[0]
            left += text_width(text)
    return None


def low_headings(count: Count, active: Stage, slots: Sequence[Slot | None], width: int) -> list[Row]:
    """Return the headings of a window so low that a card would have no room below all of them: one row."""
    if None not in slots:
        return headings(count, active, slots, width)[:1]
    word = _words(active, count, is_counted=True)
    return [(Piece((gap, *_line([(active, word)], count, active)), width),)]


gap: Run = (" ", "plain")


def _heading(stage: Stage, count: Count, room: int) -> tuple[Run, ...]:
    """Return the name of a column, and its count where that has room, too."""
    name, number = stage.value.title(), f" {short_count(count(stage))}"
    runs = ((name, "overdue-bold" if stage is Stage.OVERDUE and count(stage) else "name"),)
    return (*runs, (number, "quiet")) if text_width(name + number) <= room + 1 else runs


def _rule(is_active: bool, name: Piece, length: int) -> tuple[Run, ...]:  # noqa: FBT001 - internal
    # Not below the count, too: a cell of a rule is three bytes, drawn and taken back at each step.
    width = sum(text_width(text) for text, style in name.runs if style != "quiet")
    marked = min(width - 1, length) if is_active else 0
    return (GLYPHS.active_rule * marked, "key"), (GLYPHS.rule * (length - marked), "thin")


def _in_turn(count: Count, active: Stage, width: int) -> list[Row]:
    """Return all five names above the one column that is shown: in one row and a rule, else in more rows."""
    room = width - 1
    for counted in (STAGES, (active, Stage.OVERDUE), (active,), ()):
        for gap_width in (2, 1):
            words = [_words(stage, count, is_counted=stage in counted) for stage in STAGES]
            if sum(map(text_width, words)) + gap_width * (len(words) - 1) <= room:
                return _in_one_row(words, count, active, gap_width, width)
    words = [_words(stage, count, is_counted=stage is active) for stage in STAGES]
    return [
        (Piece((gap, *_line([(STAGES[index], words[index]) for index in line], count, active)), width),)
        for line in lines_of_words([text_width(word) for word in words], 1, room)
    ]


def _in_one_row(words: Sequence[str], count: Count, active: Stage, gap_width: int, width: int) -> list[Row]:
    runs: list[Run] = [gap]
    rule: list[Run] = [gap]
    for stage, word in zip(STAGES, words, strict=True):
        is_last = stage is STAGES[-1]
        space = 0 if is_last else gap_width
        runs += [(word, _style(stage, count, active)), (" " * space, "plain")]
        sign, style = (GLYPHS.active_rule, "key") if stage is active else (GLYPHS.rule, "thin")
        rule += [(sign * text_width(word), style), (GLYPHS.rule * space, "thin")]
    drawn = sum(text_width(text) for text, _ in rule)
    rule.append((GLYPHS.rule * (width - 1 - drawn), "thin"))
    return [(Piece(tuple(runs), width),), (Piece(tuple(rule), width),)]


def _line(words: Sequence[tuple[Stage, str]], count: Count, active: Stage) -> list[Run]:
    runs: list[Run] = []
    for stage, word in words:
        style = _style(stage, count, active)
        runs += [(word, f"{style}-underlined" if stage is active else style), gap]
    return runs[:-1]


def _words(stage: Stage, count: Count, *, is_counted: bool) -> str:
    name = stage.value.title()
    return f"{name} {short_count(count(stage))}" if is_counted else name


def _style(stage: Stage, count: Count, active: Stage) -> str:
    if stage is Stage.OVERDUE and count(stage):
        return "overdue-bold" if stage is active else "overdue"
    return "name" if stage is active else "quiet"
