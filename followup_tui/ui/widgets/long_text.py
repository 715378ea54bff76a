"""A long text, of which only the lines on the screen are rendered."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widgets import Static


class LongText(Static):
    """A text to scroll. Where all lines fit into the width, only those on the screen are made.

    Args:
        line: returns the line of this number, from 0.
        id: the widget's id.
    """

    def __init__(self, line: Callable[[int], Content], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._line = line
        self._count = self._width = 0

    def show(self, count: int, width: int) -> None:
        """Show so many lines, the widest of which has so many cells."""
        is_as_long = (count, width) == (self._count, self._width)
        self._count, self._width = count, width
        self.refresh(layout=not is_as_long)

    def render(self) -> Content:
        """Return the whole text: for wrapping, where a line does not fit, and for what is selected."""
        return Content("\n").join(map(self._line, range(self._count)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the text has."""
        if self._width > width:
            return super().get_content_height(container, viewport, width)
        return self._count

    def render_line(self, y: int) -> Strip:
        """Render one row."""
        width = self.size.width
        if self._width > width or y >= self._count:
            return super().render_line(y)
        line = self._line(y)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(y)) is not None:
            start, end = span
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(style, start, len(line) if end == -1 else end)
        strips = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False)
        return strips[0].apply_offsets(0, y)
