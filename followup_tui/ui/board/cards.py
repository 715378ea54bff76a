"""The rows of a card: the company, the role, and what it is about with its time at the right."""

from __future__ import annotations

from followup_tui.cells import text_width
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import CardLine
from followup_tui.ui.board.layout import Slot
from followup_tui.ui.fitting import fit, fit_words
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import Piece, runs_width, spread
from followup_tui.ui.styles import Run

_CACHE_SIZE = 4_000
"""How many cards are cached at most: some screens full in every width."""


class CardRows:
    """Makes the rows of cards, and caches them until something in them differs."""

    def __init__(self) -> None:
        self._cache: dict[tuple[object, ...], tuple[Piece, ...]] = {}

    def rows(self, card: Application, line: CardLine, slot: Slot, *, is_selected: bool) -> tuple[Piece, ...]:
        """Return the three rows of a card, each as wide as its column without the gap after it."""
        shown = (card.company, card.job, card.clash_count, card.stage)
        key = (*shown, line.cells, line.look, line.is_chip, slot.width, is_selected)
        rows = self._cache.get(key)
        if rows is None:
            if len(self._cache) > _CACHE_SIZE:
                self._cache.clear()
            marker = GLYPHS.marker if is_selected else " "
            rows = self._cache[key] = tuple(
                Piece(((marker, "key"), *runs), slot.text_width + 1, is_selected)
                for runs in card_runs(card, line, slot.text_width)
            )
        return rows


def more_row(slot: Slot, hidden: int) -> Piece:
    """Return the row that says how many cards are further down."""
    return Piece(((fit(f" {GLYPHS.more} {hidden} more", slot.width - 1), "quiet"),), slot.width)


def card_runs(card: Application, line: CardLine, width: int) -> tuple[tuple[Run, ...], ...]:
    """Return what the three rows of a card say, each at most so many cells wide."""
    is_over = card.stage is Stage.CLOSED
    count = card.clash_count
    clashes = f"{count} clash{'es' if count > 1 else ''} " if count else ""
    room = max(width - len(clashes), 0)
    # Beside the clashes stand whole words of it, or none.
    first_word_fits = text_width(card.job.partition(" ")[0]) < room
    job = fit_words(card.job, room) if first_word_fits or not count else ""
    return (
        ((fit_words(card.company, width), "name-over" if is_over else "name"),),
        (
            *([(fit(clashes, width), "overdue")] if count else []),
            (job, "quiet"),
        ),
        line_runs(line, width),
    )


def line_runs(line: CardLine, width: int) -> tuple[Run, ...]:
    """Return what a card is about, at the left, and when, at the right, in as many words as fit."""
    sign = GLYPHS.signs[line.look.sign]
    for what, when in line.cells:
        right = f" {when} " if when and line.is_chip else when
        if text_width(" ".join(filter(None, (sign, what, right)))) <= width:
            break
    else:
        what, when = line.cells[-1]
        what, right = fit(what or when, width - text_width(f"{sign} ".lstrip())), ""
    left = ((" ".join(filter(None, (sign, what))), line.look.style),)
    if not right:
        return left
    if line.is_chip:
        return spread(left, ((right, line.look.chip),), width)
    # Below the text of a chip, which has a cell more behind it, where there is room for that.
    end = 1 if runs_width(left) + 1 + text_width(right) < width else 0
    return spread(left, ((right, line.look.meaning.style),), width - end)
