"""The two rows above the cards: each column's name and count, and a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from followup_tui.domain.application import Stage
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.board.contents import CardColumns
from followup_tui.ui.board.layout import ONE_COLUMN_BELOW, Slot
from followup_tui.ui.fitting import fit, short_count
from followup_tui.ui.glyphs import GLYPHS

HEADING_STYLES = frozenset(
    {"board--heading", "board--heading-overdue", "board--count", "board--rule", "board--rule-active"}
)


def heading(columns: CardColumns, stage: Stage, letters: int = 11) -> str:
    """Return a column's name, cut to so many letters, and its count."""
    return f"{stage.value.title()[:letters]} {short_count(columns.count(stage))}".strip()


class HeadingRenderer:
    """Renders the headings and the rules under them.

    Args:
        style: returns the style of one of `HEADING_STYLES`, background included.
    """

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style

    def render_headings(
        self, columns: CardColumns, active: Stage, slots: Sequence[Slot | None], width: int
    ) -> Strip:
        """Render the row of names and counts."""
        if width < ONE_COLUMN_BELOW:
            return self._render_all_counts(columns, active, width)
        segments = [Segment(" ", self._style("board--count"))]
        for stage, slot in zip(STAGES, slots, strict=True):
            if slot is not None:
                segments += self._render_heading(columns, stage, slot.width)
        return Strip(segments)

    def render_rules(self, columns: CardColumns, active: Stage, slots: Sequence[Slot | None]) -> Strip:
        """Render the row of rules; the one of the active column stands out below its heading."""
        segments = [Segment(" ", self._style("board--count"))]
        for stage, slot in zip(STAGES, slots, strict=True):
            if slot is not None:
                length = slot.text_width + 1
                marked = min(len(heading(columns, stage)), length) if stage is active else 0
                segments.append(Segment(GLYPHS.rule * marked, self._style("board--rule-active")))
                segments.append(Segment(GLYPHS.rule * (length - marked), self._style("board--rule")))
                segments.append(Segment(" " * (slot.width - length), self._style("board--count")))
        return Strip(segments)

    def _render_heading(self, columns: CardColumns, stage: Stage, width: int) -> list[Segment]:
        name, _, count = fit(heading(columns, stage), width).partition(" ")
        is_overdue = stage is Stage.OVERDUE and columns.count(stage)
        style = self._style("board--heading-overdue" if is_overdue else "board--heading")
        padding = " " * max(0, width - len(name) - 1 - len(count))
        return [Segment(name, style), Segment(f" {count}{padding}", self._style("board--count"))]

    def _render_all_counts(self, columns: CardColumns, active: Stage, width: int) -> Strip:
        """Render all five counts above the one column that is shown: with names, short ones, or none."""
        headings: list[tuple[Stage, str]] = []
        for letters in (11, 3, 0):
            headings = [
                (stage, heading(columns, stage, 11 if stage is active else letters)) for stage in STAGES
            ]
            if sum(len(text) + 2 for _, text in headings) <= width:
                break
        segments = [Segment(" ", self._style("board--count"))]
        for stage, text in headings:
            style = "board--heading" if stage is active else "board--count"
            segments.append(Segment(f"{text}  ", self._style(style)))
        return Strip(segments)
