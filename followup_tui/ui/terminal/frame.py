"""The cells of the terminal: what it shows, what it is to show, and the bytes that make up the difference.

Textual repaints regions: a widget from its left edge to the right end of what changed, each run of text
with its whole style before it and a reset after. Over a slow line that is most of what is sent. Here the
cells that the terminal shows are remembered, and an update is written as the cells that differ, with only
the changes of style between them.

How Textual's compositor describes an update is not part of its public interface;
`tests/ui/terminal/test_frame.py` fails where that changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import SGR_STYLES

from followup_tui.ui.terminal.screen_cells import UNSTYLED, Cell, CellStyle, cells_of, changes

_BRIGHT_BLACK = 8
"""The number of that colour among the sixteen."""


class Frame:
    """The cells of a terminal: those it shows, and those it is to show.

    Args:
        colors: how many colours the terminal has; None where it is to be sent none.
        substitutes: which characters are replaced by which others of the same width, for `str.translate`.
    """

    def __init__(
        self, colors: ColorSystem | None = ColorSystem.TRUECOLOR, substitutes: Mapping[int, str] | None = None
    ) -> None:
        self.colors = colors
        self._substitutes = substitutes or {}
        self.size = Size(0, 0)
        """The size of the terminal that it is drawn for."""
        self._shown: list[list[Cell] | None] = []
        self._target: list[list[Cell]] = []
        self._changed_rows: set[int] = set()

    def begin_with(self, shown: Sequence[Sequence[Cell]]) -> None:
        """Begin with what the terminal shows already, all rows of it, instead of with nothing."""
        self.size, self._shown = Size(len(shown[0]), len(shown)), [list(row) for row in shown]
        self._target = [row.copy() for row in map(list, shown)]

    def invalidate(self) -> None:
        """Forget what the terminal shows: it was resized, or another program had it."""
        self._shown = [None] * self.size.height
        self._changed_rows = set(range(self.size.height))

    def update(self, update: CompositorUpdate, size: Size) -> None:
        """Change what the terminal is to show.

        Args:
            update: the rows, or parts of rows, that were drawn anew.
            size: the terminal's size.
        """
        if size != self.size:
            self.size = size
            self._target = [[(" ", UNSTYLED)] * size.width for _ in range(size.height)]
            self.invalidate()
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                column = update.region.x
                for part in strips:
                    column = self._put(y, column, part or ())  # none where no widget is drawn
        elif isinstance(update, ChopsUpdate):
            # Beside the spans the compositor draws a container where the widget in it does not change.
            for y, start, end in update.spans:
                for x, strip in update.chops[y].items():
                    if strip is not None and x < end and x + strip.cell_length > start:
                        self._put(y, x, strip)

    def diff(self) -> str:
        """Return what makes the terminal show what it is to show, empty for no change. It counts as sent."""
        written = changes(self._target, self._shown, sorted(self._changed_rows))
        for y in self._changed_rows:
            self._shown[y] = self._target[y].copy()
        self._changed_rows.clear()
        return written

    def _put(self, y: int, x: int, segments: Iterable[Segment]) -> int:
        """Put text into a row. Return the column after it."""
        if not 0 <= y < self.size.height or x >= self.size.width:
            return x
        cells: list[Cell] = []
        for segment in segments:
            cells += self._cells(segment)
        end = min(x + len(cells), self.size.width)
        row = self._target[y]
        # Half of a wide letter that stays behind is a blank.
        if x < end and row[x][0] == "":
            row[x - 1] = (" ", row[x - 1][1])
        if end < len(row) and row[end][0] == "":
            row[end] = (" ", row[end][1])
        row[x:end] = cells[: end - x]
        self._changed_rows.add(y)
        return end

    def _cells(self, segment: Segment) -> Iterable[Cell]:
        text, style, control = segment
        if control:
            return ()
        if self._substitutes and not text.isascii():
            text = text.translate(self._substitutes)
        return cells_of(text, cell_style(style, self.colors) if style else UNSTYLED)


@lru_cache(maxsize=2_048)
def cell_style(style: Style, colors: ColorSystem | None) -> CellStyle:
    """Return the codes that a terminal is sent for a style. Without colours, bright black is dim."""
    attributes = style._attributes & style._set_attributes  # noqa: SLF001 - as Textual's own Strip does
    codes = tuple(SGR_STYLES[bit] for bit in range(attributes.bit_length()) if attributes & (1 << bit))
    if colors is None:
        is_dim = not style.bold and style.color is not None and style.color.number == _BRIGHT_BLACK
        return (*codes, *(("2",) if is_dim and "2" not in codes else ())), (), (), style.link or ""
    color = tuple(style.color.downgrade(colors).get_ansi_codes()) if style.color else ()
    background = (
        tuple(style.bgcolor.downgrade(colors).get_ansi_codes(foreground=False)) if style.bgcolor else ()
    )
    return codes, color, background, style.link or ""
