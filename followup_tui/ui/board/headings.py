"""The two rows over the cards: each column's name and count, and a thin rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from followup_tui.domain.application import Stage
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.first_paint import Shown
from followup_tui.ui.board.layout import ONE_COLUMN_BELOW, Slot, fit, short_count
from followup_tui.ui.glyphs import GLYPHS

HEADING_STYLES = frozenset(
    {"board--heading", "board--heading-overdue", "board--count", "board--rule", "board--rule-active"}
)


def heading(columns: Shown, stage: Stage, letters: int = 11) -> str:
    """Give a column's name, cut to so many letters, and its count."""
    return f"{stage.value.title()[:letters]} {short_count(columns.count(stage))}".strip()


class Headings:
    """Draws the headings and the rules under them.

    Args:
        style: gives the style of one of `HEADING_STYLES`, background included.
    """

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style

    def row(self, columns: Shown, active: Stage, slots: Sequence[Slot | None], width: int) -> Strip:
        """Give the row of names and counts."""
        if width < ONE_COLUMN_BELOW:
            return self._one_line_of_counts(columns, active, width)
        segments = [Segment(" ", self._style("board--count"))]
        for stage, slot in zip(STAGES, slots, strict=True):
            if slot is not None:
                segments += self._over_column(columns, stage, slot.width)
        return Strip(segments)

    def rules(self, columns: Shown, active: Stage, slots: Sequence[Slot | None]) -> Strip:
        """Give the row of rules; under the heading of the column with the cursor it stands out."""
        segments = [Segment(" ", self._style("board--count"))]
        for stage, slot in zip(STAGES, slots, strict=True):
            if slot is not None:
                whole = slot.text + 1
                marked = min(len(heading(columns, stage)), whole) if stage is active else 0
                segments.append(Segment(GLYPHS.rule * marked, self._style("board--rule-active")))
                segments.append(Segment(GLYPHS.rule * (whole - marked), self._style("board--rule")))
                segments.append(Segment(" " * (slot.width - slot.text - 1), self._style("board--count")))
        return Strip(segments)

    def _over_column(self, columns: Shown, stage: Stage, width: int) -> list[Segment]:
        name, _, count = fit(heading(columns, stage), width).partition(" ")
        overdue = stage is Stage.OVERDUE and columns.count(stage)
        style = self._style("board--heading-overdue" if overdue else "board--heading")
        padding = " " * max(0, width - len(name) - 1 - len(count))
        return [Segment(name, style), Segment(f" {count}{padding}", self._style("board--count"))]

    def _one_line_of_counts(self, columns: Shown, active: Stage, width: int) -> Strip:
        """Say all five counts over the one column that is shown, in full, short, or as bare numbers."""
        words: list[tuple[Stage, str]] = []
        for letters in (11, 3, 0):
            words = [(stage, heading(columns, stage, 11 if stage is active else letters)) for stage in STAGES]
            if sum(len(text) + 2 for _, text in words) <= width:
                break
        segments = [Segment(" ", self._style("board--count"))]
        for stage, text in words:
            style = "board--heading" if stage is active else "board--count"
            segments.append(Segment(f"{text}  ", self._style(style)))
        return Strip(segments)
