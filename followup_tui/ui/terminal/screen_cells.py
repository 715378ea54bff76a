"""The cells of a terminal as plain values: a text as cells, and the bytes that write them.

Neither Textual nor Rich is loaded here: the first paint is written before they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from followup_tui.cells import is_one_cell_each

CellStyle = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""The style of a cell: the SGR codes of its attributes, its colour and its background, and its link."""

Cell = tuple[str, CellStyle]
"""The character of a cell, empty where a wide one before it covers the cell, and its style."""

UNSTYLED: CellStyle = ((), (), (), "")

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"} | {
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""The SGR code that switches each attribute off."""

_ON_BLANKS = frozenset({"4", "5", "6", "7", "8", "9", "21", "51", "52", "53"})
"""The SGR codes of the attributes that are seen on a blank; else only its ground is."""


@lru_cache(maxsize=1_024)
def cells_of(text: str, style: CellStyle) -> tuple[Cell, ...]:
    """Return the cells of a text, in which a letter may take two cells, or be several characters.

    Most texts are drawn again soon: those drawn last are cached by text and style.
    """
    # A blank looks the same whatever the colour and weight of the text around it.
    blank = (" ", style if _is_seen_on_blanks(style) else ((), (), style[2], style[3]))
    if text.isascii() or is_one_cell_each(text):
        return tuple(blank if cell[0] == " " else cell for cell in zip(text, repeat(style)))
    from rich.cells import split_graphemes  # texts in plain letters, as most are, are painted without

    cells: list[Cell] = []
    zero_width = ""
    for start, end, width in split_graphemes(text)[0]:
        if width == 0:
            zero_width += text[start:end]
            continue
        letter = zero_width + text[start:end]
        cells += [blank if letter == " " else (letter, style), *[("", style)] * (width - 1)]
        zero_width = ""
    return tuple(cells)


def write_cells(parts: list[str], row: Sequence[Cell], start: int, end: int, style: CellStyle) -> CellStyle:
    """Append some cells of a row, with the changes of style between them. Return the style at their end."""
    for index in range(start, end):
        character, cell_style = row[index]
        if not character:
            continue
        if character == " " and not (_is_seen_on_blanks(style) or _is_seen_on_blanks(cell_style)):
            cell_style = (style[0], style[1], cell_style[2], cell_style[3])
        if cell_style != style:
            parts.append(_style_change(style, cell_style))
            style = cell_style
        parts.append(character)
        # Terminals differ on how wide a letter of several characters is: say where the next one goes.
        if len(character) > 1 and index + 1 < end:
            column = index + 1
            while column < end and row[column][0] == "":
                column += 1
            parts.append(f"\x1b[{column + 1}G")
    return style


@lru_cache(maxsize=4_096)
def _is_seen_on_blanks(style: CellStyle) -> bool:
    """Return whether a blank in this style shows more than its background."""
    return not _ON_BLANKS.isdisjoint(style[0])


@lru_cache(maxsize=4_096)
def _style_change(before: CellStyle, after: CellStyle) -> str:
    """Return the shortest sequence that turns one style into another."""
    link = f"\x1b]8;;{after[3]}\x1b\\" if before[3] != after[3] else ""
    from_reset = ("0", *after[0], *after[1], *after[2])
    color = (after[1] or ("39",)) if before[1] != after[1] else ()
    background = (after[2] or ("49",)) if before[2] != after[2] else ()
    codes = (*_attribute_changes(before[0], after[0]), *color, *background)
    if len(";".join(from_reset)) < len(";".join(codes)):
        codes = from_reset
    return link + (f"\x1b[{';'.join(codes)}m" if codes else "")


def _attribute_changes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes that turn some attributes into others. Bold and dim are switched off together."""
    off = dict.fromkeys(_OFF[code] for code in before if code not in after)
    on = (code for code in after if code not in before or _OFF[code] in off)
    return (*off, *on)
