"""The board as it begins, as the cells of the terminal: what the first paint writes."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.ui.board.opening import Opening
from followup_tui.ui.board.page_rows import page_rows
from followup_tui.ui.style_codes import StyleCodes, color_system
from followup_tui.ui.terminal.screen_cells import Cell
from followup_tui.ui.theme_values import own_theme

_DECIDING = ("TEXTUAL_COLOR_SYSTEM", "FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which Rich or Textual decide on the colours in other ways."""


def picture_of(
    opening: Opening, size: tuple[int, int], theme: str, environ: Mapping[str, str]
) -> list[list[Cell]] | None:
    """Return the cells of each row; None where only Textual can draw them, or has colours of its own.

    Args:
        opening: what the board begins with.
        size: the width and height of the terminal.
        theme: what the settings say of it.
        environ: the environment.
    """
    colors = color_system(environ)
    values = own_theme(theme, environ, colors)
    if values is None or any(name in environ for name in _DECIDING):
        return None
    if colors == "standard" and not values.is_ansi:
        return None
    rows = page_rows(opening, size)
    codes = StyleCodes(values, "" if environ.get("NO_COLOR") else colors)
    return [codes.cells(row, size[0]) for row in rows] if rows is not None else None
