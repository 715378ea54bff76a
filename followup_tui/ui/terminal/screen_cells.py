"""The cells of a terminal as plain values: a text as cells, and the bytes that write them, or what differs.

Neither Textual nor Rich is loaded here: the first paint is written before they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat

from followup_tui.cells import is_one_cell_each, letter_widths

CellStyle = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""The style of a cell: the SGR codes of its attributes, its colour and its background, and its link."""

Cell = tuple[str, CellStyle]
"""The character of a cell, empty where a wide one before it covers the cell, and its style."""

UNSTYLED: CellStyle = ((), (), (), "")

_MOST_SORTED = 24
"""Up to so many runs of cells are written in the order that takes the fewest bytes, else by rows."""

_MAX_GAP = 4
"""Up to so many equal cells between two that differ are sent, too: moving the cursor costs as many bytes."""

Run = tuple[int, int, int]
"""Some cells of a row: its number, the first cell and the one after the last."""

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
    if (widths := letter_widths(text)) is not None:
        letters = [(index, index + 1, width) for index, width in enumerate(widths)]
    else:
        from rich.cells import split_graphemes  # most texts are in such letters, and are painted without

        letters = split_graphemes(text)[0]
    cells: list[Cell] = []
    zero_width = ""
    for start, end, width in letters:
        if width == 0:
            zero_width += text[start:end]
            continue
        letter = zero_width + text[start:end]
        cells += [blank if letter == " " else (letter, style), *[("", style)] * (width - 1)]
        zero_width = ""
    return tuple(cells)


def write_cells(parts: list[str], row: Sequence[Cell], start: int, end: int, style: CellStyle) -> CellStyle:
    """Append some cells of a row, with the changes of style between them. Return the style at their end."""
    before: Cell | None = None
    for index in range(start, end):
        cell = row[index]
        character, cell_style = cell
        if not character:
            continue
        if cell is not before:  # most blanks are the one before them
            if character == " " and not (_is_seen_on_blanks(style) or _is_seen_on_blanks(cell_style)):
                cell_style = (style[0], style[1], cell_style[2], cell_style[3])
            if cell_style != style:
                parts.append(_style_change(style, cell_style))
                style = cell_style
            before = cell
        parts.append(character)
        # Terminals differ on how wide a letter of several characters is: say where the next one goes.
        if len(character) > 1 and index + 1 < end:
            column = index + 1
            while column < end and row[column][0] == "":
                column += 1
            parts.append(f"\x1b[{column + 1}G")
    return style


def changes(
    rows: Sequence[Sequence[Cell]], shown: Sequence[Sequence[Cell] | None], numbers: Iterable[int]
) -> str:
    """Return what makes a terminal show some rows, empty for no change.

    Args:
        rows: the rows that it is to show.
        shown: those that it shows; None for one that is not certain.
        numbers: which of them may differ.
    """
    runs = [(y, start, end) for y in numbers for start, end in _changed_runs(rows[y], shown[y])]
    written = _written(rows, runs)
    if 1 < len(runs) <= _MOST_SORTED:
        # With the selection a few rows change on two grounds. It may take less to change the ground once.
        by_ground: dict[tuple[str, ...], list[Run]] = {}
        for run in runs:
            for part in _split_by_ground(rows[run[0]], run):
                by_ground.setdefault(rows[part[0]][part[1]][1][2], []).append(part)
        written = min(written, _written(rows, chain.from_iterable(by_ground.values())), key=len)
    return written


def _written(rows: Sequence[Sequence[Cell]], runs: Iterable[Run]) -> str:
    """Return what writes some runs of cells, in this order."""
    parts: list[str] = []
    style = UNSTYLED
    for y, start, end in runs:
        parts.append(f"\x1b[{y + 1};{start + 1}H")
        style = write_cells(parts, rows[y], start, end, style)
    if style != UNSTYLED:
        parts.append("\x1b]8;;\x1b\\\x1b[0m" if style[3] else "\x1b[0m")
    return "".join(parts)


def _split_by_ground(row: Sequence[Cell], run: Run) -> Iterator[Run]:
    """Yield the parts of a run that have one background each."""
    y, begin, end = run
    for index in range(begin + 1, end):
        if row[index][1][2] != row[index - 1][1][2]:
            yield y, begin, index
            begin = index
    yield y, begin, end


def _changed_runs(row: Sequence[Cell], shown: Sequence[Cell] | None) -> Iterator[tuple[int, int]]:
    """Iterate over the runs of cells that differ, start and end; near ones are joined, no letter is split."""
    if shown is None:
        yield 0, len(row)
        return
    if row == shown:
        return
    start = end = -1
    for index, (cell, shown_cell) in enumerate(zip(row, shown, strict=True)):
        if cell == shown_cell:
            continue
        if start >= 0 and index - end > _MAX_GAP:
            yield _with_whole_letters(row, start, end)
            start = -1
        start = index if start < 0 else start
        end = index + 1
    if start >= 0:
        yield _with_whole_letters(row, start, end)


def _with_whole_letters(row: Sequence[Cell], start: int, end: int) -> tuple[int, int]:
    """Return a run that splits no wide letter: the given one, grown where it must be."""
    while start > 0 and row[start][0] == "":
        start -= 1
    while end < len(row) and row[end][0] == "":
        end += 1
    return start, end


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
