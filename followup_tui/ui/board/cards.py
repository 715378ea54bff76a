"""A card's picture: three lines of a column, drawn once and kept until something in them differs."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from followup_tui.domain.application import Stage
from followup_tui.domain.card import Line
from followup_tui.ui.board.first_paint import Face
from followup_tui.ui.board.layout import Slot, fit, fit_first
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

_KEPT = 4_000
"""How many cards' pictures are kept at most: some screens' worth in every width."""


class CardPictures:
    """Draws cards, and keeps what it drew.

    Args:
        style: gives the style of one of `CARD_STYLES`, background included.
    """

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style
        self._kept: dict[tuple[object, ...], tuple[Strip, ...]] = {}

    def forget(self) -> None:
        """Draw everything anew: the colours or the width are others."""
        self._kept.clear()

    def draw(self, face: Face, line: Line, slot: Slot, *, selected: bool) -> tuple[Strip, ...]:
        """Give the three rows of a card, each exactly as wide as its column."""
        key = (face.id, face.revision, line.wordings, line.meaning, slot.width, selected)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            kept = self._kept[key] = self._drawn(face, line, slot, selected)
        return kept

    def blank(self, slot: Slot) -> Strip:
        """Give an empty row of a column."""
        return Strip([Segment(" " * slot.width, self._style("board--role"))], slot.width)

    def more(self, slot: Slot, hidden: int) -> Strip:
        """Give the row that says how many cards are further down."""
        words = fit(f"{GLYPHS.more} {hidden} more", slot.text)
        padding = " " * (slot.width - 1 - cell_len(words))
        return Strip([Segment(f" {words}{padding}", self._style("board--quiet"))], slot.width)

    def _drawn(self, face: Face, line: Line, slot: Slot, selected: bool) -> tuple[Strip, ...]:  # noqa: FBT001
        meaning = f"board--{line.meaning.name.lower()}"
        company = "board--quiet" if face.stage is Stage.CLOSED else "board--company"
        sign = GLYPHS.signs[line.sign]
        room = slot.text - (cell_len(sign) + 1 if sign else 0)
        says = f"{sign} {fit_first(line.wordings, room)}" if sign else fit_first(line.wordings, room)
        rows = (
            (fit(face.company, slot.text), company),
            (fit(face.role, slot.text), "board--role"),
            (says, meaning),
        )
        return tuple(self._row(text, self._style(style), slot, selected) for text, style in rows)

    def _row(self, text: str, style: Style, slot: Slot, selected: bool) -> Strip:  # noqa: FBT001
        padding = " " * (slot.text - cell_len(text))
        gap = Segment(" " * (slot.width - 1 - slot.text), self._style("board--role"))
        if not selected:
            return Strip([Segment(f" {text}{padding}", style), gap], slot.width)
        behind = Style(bgcolor=self._style("board--selected").bgcolor)
        marker = Segment(GLYPHS.marker, self._style("board--marker") + behind)
        return Strip([marker, Segment(f"{text}{padding}", style + behind), gap], slot.width)
