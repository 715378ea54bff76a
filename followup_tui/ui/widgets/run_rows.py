"""A widget made of rows of runs: it turns them into strips in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from followup_tui.ui.pieces import Piece, Row, text_of
from followup_tui.ui.styles import style_of

_CACHE_SIZE = 10_000
"""How many pieces are cached at most: some screens full."""


class RunRows(Widget):
    """Rows of runs. Either `row` is overridden, or `show_rows` says what they are."""

    # The mouse does something else here; what is marked would be painted anew with every cell it goes over.
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own signature
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._styles: dict[tuple[str, bool], RichStyle] = {}
        self._strips: dict[Piece, Strip] = {}

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; only those that differ are painted."""
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.styles.height = len(rows)
            self.refresh(layout=True)
            return
        for y, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def row(self, y: int) -> Row:
        """Return a row."""
        return self._rows[y] if y < len(self._rows) else ()

    @property
    def text(self) -> str:
        """What the rows say that `show_rows` was given."""
        return "\n".join(map(text_of, self._rows))

    def render_line(self, y: int) -> Strip:
        """Render a row."""
        strips = [self._strip(piece) for piece in self.row(y)]
        ground = self._style("plain")
        return Strip.join(strips).adjust_cell_length(self.size.width, ground)

    def notify_style_update(self) -> None:
        """Render everything anew when the theme changes."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _style(self, name: str, *, is_selected: bool = False) -> RichStyle:
        """Return a style of `styles.STYLES`, ground included, as Rich draws it."""
        style = self._styles.get((name, is_selected))
        if style is None:
            variables = self.app.theme_variables
            base = Style.parse("$foreground on $background", variables)
            # Not in one text: behind a ground, a colour would be another ground.
            own = Style.parse(style_of(name, is_selected=is_selected), variables)
            style = self._styles[name, is_selected] = (base + own).rich_style
        return style

    def _strip(self, piece: Piece) -> Strip:
        strip = self._strips.get(piece)
        if strip is None:
            if len(self._strips) > _CACHE_SIZE:
                self._strips.clear()
            segments = [
                Segment(text, self._style(style, is_selected=piece.is_selected))
                for text, style in piece.runs
                if text
            ]
            ground = self._style("plain", is_selected=piece.is_selected)
            strip = self._strips[piece] = Strip(segments).adjust_cell_length(piece.width, ground)
        return strip
