"""The rows of a card: rendered once, and cached until something in them differs."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from followup_tui.domain.application import Stage
from followup_tui.domain.card_line import CardLine
from followup_tui.ui.board.contents import Card
from followup_tui.ui.board.layout import Slot
from followup_tui.ui.fitting import fit, fit_first
from followup_tui.ui.glyphs import GLYPHS

CARD_STYLES = frozenset(
    {
        "board--company",
        "board--role",
        "board--marker",
        "board--selected",
        "board--yours",
        "board--theirs",
        "board--overdue",
        "board--good",
        "board--quiet",
    }
)

_CACHE_SIZE = 4_000
"""How many cards are cached at most: some screens full in every width."""


class CardRenderer:
    """Renders cards, and caches their rows.

    Args:
        style: returns the style of one of `CARD_STYLES`, background included.
    """

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style
        self._cache: dict[tuple[object, ...], tuple[Strip, ...]] = {}

    def clear_cache(self) -> None:
        """Render every card anew, because the colours differ."""
        self._cache.clear()

    def render(self, card: Card, line: CardLine, slot: Slot, *, is_selected: bool) -> tuple[Strip, ...]:
        """Render the three rows of a card, each exactly as wide as its column."""
        key = (card.id, card.revision, line.wordings, line.look, slot.width, is_selected)
        rows = self._cache.get(key)
        if rows is None:
            if len(self._cache) > _CACHE_SIZE:
                self._cache.clear()
            rows = self._cache[key] = tuple(
                self._render_row(text, self._style(style), slot, is_selected=is_selected)
                for text, style in _runs(card, line, slot.text_width)
            )
        return rows

    def render_empty_row(self, slot: Slot) -> Strip:
        """Render a row of a column that shows nothing."""
        return Strip([Segment(" " * slot.width, self._style("board--role"))], slot.width)

    def render_more(self, slot: Slot, hidden: int) -> Strip:
        """Render the row that says how many cards are further down."""
        text = fit(f"{GLYPHS.more} {hidden} more", slot.text_width)
        padding = " " * (slot.width - 1 - cell_len(text))
        return Strip([Segment(f" {text}{padding}", self._style("board--quiet"))], slot.width)

    def _render_row(self, text: str, style: Style, slot: Slot, *, is_selected: bool) -> Strip:
        padding = " " * (slot.text_width - cell_len(text))
        gap = Segment(" " * (slot.width - 1 - slot.text_width), self._style("board--role"))
        if not is_selected:
            return Strip([Segment(f" {text}{padding}", style), gap], slot.width)
        background = Style(bgcolor=self._style("board--selected").bgcolor)
        marker = Segment(GLYPHS.marker, self._style("board--marker") + background)
        return Strip([marker, Segment(f"{text}{padding}", style + background), gap], slot.width)


def _runs(card: Card, line: CardLine, width: int) -> tuple[tuple[str, str], ...]:
    """Return the rows of a card as plain values: the text, at most so many cells wide, and its style."""
    sign = GLYPHS.signs[line.look.sign]
    words = fit_first(line.wordings, width - (cell_len(sign) + 1 if sign else 0))
    return (
        (fit(card.company, width), "board--quiet" if card.stage is Stage.CLOSED else "board--company"),
        (fit(card.job, width), "board--role"),
        (f"{sign} {words}" if sign else words, f"board--{line.look.meaning.style}"),
    )
