"""The styles of runs as what a terminal is sent for them, without Textual or Rich.

The first paint is written with these; `widgets/run_rows.py` has the same styles as Rich draws them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.pieces import Piece, Row
from followup_tui.ui.styles import style_of
from followup_tui.ui.terminal.screen_cells import Cell, CellStyle, cells_of
from followup_tui.ui.theme_values import ThemeValues

_ATTRIBUTES: Final = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}

_ANSI: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def color_system(environ: Mapping[str, str]) -> str:
    """Return how many colours the terminal has, as Rich detects it: `truecolor`, `256` or `standard`."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    kind = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return "256" if kind in ("256color", "kitty") else "standard"


class StyleCodes:
    """The codes of styles, each worked out once.

    Args:
        theme: the theme; one in true colours needs a terminal of 256 or more.
        colors: how many colours the terminal has, as `color_system` returns it; empty where none are sent.
    """

    def __init__(self, theme: ThemeValues, colors: str) -> None:
        self._colors = colors
        self._variables = theme.variables
        self._codes: dict[tuple[str, bool], CellStyle] = {}

    def codes(self, name: str, *, is_selected: bool = False) -> CellStyle:
        """Return the codes of a style of `styles.STYLES`, ground included."""
        key = name, is_selected
        if key not in self._codes:
            self._codes[key] = self._parse(style_of(name, is_selected=is_selected))
        return self._codes[key]

    def cells(self, row: Row, width: int) -> list[Cell]:
        """Return the cells of a row."""
        cells: list[Cell] = []
        for piece in (*row, Piece((), width)):
            end = len(cells) + piece.width
            for text, name in (*piece.runs, (" " * piece.width, "plain")):
                if len(cells) < end:
                    # Where there are none, looking for them takes half of the time.
                    sent = text.translate(GLYPHS.substitutes) if GLYPHS.substitutes else text
                    cells += cells_of(sent, self.codes(name, is_selected=piece.is_selected))
            del cells[end:]
        return cells[:width]

    def _parse(self, style: str) -> CellStyle:
        words = iter(
            word
            for each in ("$foreground", "on", "$background", *style.split())
            for word in (self._variables[each[1:]].split() if each.startswith("$") else (each,))
        )
        attributes: set[str] = set()
        text_color = ground_color = ""
        for word in words:
            if word == "on":
                ground_color = next(words)
            elif word in _ATTRIBUTES:
                attributes.add(_ATTRIBUTES[word])
            else:
                text_color = word
        if not self._colors:
            if text_color == "ansi_bright_black" and "1" not in attributes:
                attributes.add("2")
            return tuple(sorted(attributes)), (), (), ""
        return tuple(sorted(attributes)), self._color(text_color, 30), self._color(ground_color, 40), ""

    def _color(self, color: str, base: int) -> tuple[str, ...]:
        """Return the codes of a colour: for texts where `base` is 30, for grounds where it is 40."""
        if color == "ansi_default":
            return (str(base + 9),)
        if color.startswith("ansi_"):
            name = color.removeprefix("ansi_")
            bright = 60 if name.startswith("bright_") else 0
            return (str(base + bright + _ANSI.index(name.removeprefix("bright_"))),)
        rgb = tuple(int(color[index : index + 2], 16) for index in (1, 3, 5))
        if self._colors == "256":
            return str(base + 8), "5", str(_nearest_of_256(*rgb))
        return str(base + 8), "2", *map(str, rgb)


def _nearest_of_256(red: int, green: int, blue: int) -> int:
    """Return the number of a colour among 256, as Rich chooses it: a grey for what is nearly grey."""
    least, most = min(red, green, blue) / 255, max(red, green, blue) / 255
    lightness, spread = (least + most) / 2, most - least
    if not spread or spread / (most + least if lightness <= 0.5 else 2.0 - most - least) < 0.15:
        grey = round(lightness * 25.0)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    steps = [round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in (red, green, blue)]
    return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
