"""Rows of a screen as plain values: pieces of runs, a run being a text and the name of its style.

Neither Textual nor Rich is loaded here: a row can be made, and written, before they are. The widgets that
show rows turn them into strips (`widgets/run_rows.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from followup_tui.cells import text_width
from followup_tui.ui.styles import Run


class Piece(Struct, frozen=True):
    """Runs that take so many cells of a row; what they leave free is empty.

    Attributes:
        is_selected: whether they stand on the ground of the selected card.
    """

    runs: tuple[Run, ...]
    width: int
    is_selected: bool = False


Row = tuple[Piece, ...]
"""One row of a screen."""

EMPTY: Row = ()
"""A row with nothing in it."""


def runs_width(runs: Iterable[Run]) -> int:
    """Return how many cells some runs take."""
    return sum(text_width(text) for text, _ in runs)


def row(runs: Iterable[Run], width: int, *, is_selected: bool = False) -> Row:
    """Return a row of one piece."""
    return (Piece(tuple(run for run in runs if run[0]), width, is_selected),)


def spread(left: Sequence[Run], right: Sequence[Run], width: int) -> tuple[Run, ...]:
    """Return runs with some at the left end of so many cells, and others at the right end."""
    gap = max(width - runs_width(left) - runs_width(right), 0)
    return (*left, (" " * gap, "plain"), *right)


def text_of(row: Row) -> str:
    """Return what a row says, for a terminal without styles and for tests."""
    texts = []
    for piece in row:
        text = "".join(text for text, _ in piece.runs)
        texts.append(text + " " * (piece.width - text_width(text)))
    return "".join(texts)
