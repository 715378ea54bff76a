"""What the terminal shows, so that only what differs is sent.

Textual repaints regions: a widget from its left edge to the right end of what changed, each run of text with
its whole style before it and a reset after. Over a thin line that is most of what is sent. Here the cells
the terminal shows are remembered, and an update is written as the cells that differ, with what has to change
of the style between them.

This stands on how Textual's compositor describes an update, which is not part of its public interface: it is
the only place that does, and `tests/ui/test_frame.py` fails where that changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import repeat

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import SGR_STYLES

Look = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""How a cell looks: the codes of its attributes, of its colour, of its background, and its link."""

Cell = tuple[str, Look]
"""One cell: its character, empty where a wide one before it covers it, and its look."""

PLAIN: Look = ((), (), (), "")

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"} | {
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""What takes each attribute away again."""

SKIPPED = 4
"""So many equal cells between two that differ are sent again: skipping them costs as many bytes."""


class Frame:
    """The cells of a terminal: those it shows, and those it is to show.

    Args:
        colors: how many colours the terminal has.
        instead: which characters become which others, as wide, as `str.translate` takes it.
    """

    def __init__(
        self, colors: ColorSystem = ColorSystem.TRUECOLOR, instead: Mapping[int, str] | None = None
    ) -> None:
        self.colors = colors
        self._instead = instead or {}
        self._size = Size(0, 0)
        self._shown: list[list[Cell] | None] = []
        self._wanted: list[list[Cell]] = []
        self._changed: set[int] = set()

    def forget(self) -> None:
        """Take it that the terminal shows nothing known: it was resized, or another program had it."""
        self._shown = [None] * self._size.height
        self._changed = set(range(self._size.height))

    def take(self, update: CompositorUpdate, size: Size) -> None:
        """Take what the terminal is to show.

        Args:
            update: the rows, or parts of rows, that were drawn anew.
            size: the terminal's size.
        """
        if size != self._size:
            self._size = size
            self._wanted = [[(" ", PLAIN)] * size.width for _ in range(size.height)]
            self.forget()
        if isinstance(update, LayoutUpdate):
            rows = enumerate(update.strips, update.region.y)
            parts = (
                (y, update.region.x, segment) for y, strips in rows for segment in _one_after_another(strips)
            )
            self._put_rows(parts)
        elif isinstance(update, ChopsUpdate):
            for y in dict.fromkeys(y for y, _, _ in update.spans):
                for x, strip in update.chops[y].items():
                    if strip is not None:
                        self._put(y, x, strip)

    def difference(self) -> str:
        """Give what makes the terminal show what it is to show; empty where it does."""
        sent: list[str] = []
        look = PLAIN
        for y in sorted(self._changed):
            row, shown = self._wanted[y], self._shown[y]
            for start, end in _runs(row, shown):
                sent.append(f"\x1b[{y + 1};{start + 1}H")
                look = _write(sent, row, start, end, look)
            self._shown[y] = row.copy()
        self._changed.clear()
        if not sent:
            return ""
        if look != PLAIN:
            sent.append("\x1b]8;;\x1b\\\x1b[0m" if look[3] else "\x1b[0m")
        return "".join(sent)

    def _put_rows(self, parts: Iterable[tuple[int, int, Segment]]) -> None:
        place, column = -1, 0
        for y, left, segment in parts:
            if y != place:
                place, column = y, left
            column = self._put(y, column, (segment,))

    def _put(self, y: int, x: int, segments: Iterable[Segment]) -> int:
        """Put text into a row. Gives the column after it."""
        if not 0 <= y < self._size.height or x >= self._size.width:
            return x
        cells: list[Cell] = []
        for segment in segments:
            cells += self._cells(segment)
        end = min(x + len(cells), self._size.width)
        row = self._wanted[y]
        # Half of a wide letter that stays behind is a blank.
        if x < end and row[x][0] == "":
            row[x - 1] = (" ", row[x - 1][1])
        if end < len(row) and row[end][0] == "":
            row[end] = (" ", row[end][1])
        row[x:end] = cells[: end - x]
        self._changed.add(y)
        return end

    def _cells(self, segment: Segment) -> Iterable[Cell]:
        text, style, control = segment
        if control:
            return ()
        look = look_of(style, self.colors) if style else PLAIN
        if self._instead and not text.isascii():
            text = text.translate(self._instead)
        return _cells_of(text, look)


@lru_cache(maxsize=2_048)
def look_of(style: Style, colors: ColorSystem) -> Look:
    """Give the codes a terminal is sent for a style."""
    attributes = style._attributes & style._set_attributes  # noqa: SLF001 - as Textual's own Strip does
    codes = tuple(SGR_STYLES[bit] for bit in range(attributes.bit_length()) if attributes & (1 << bit))
    color = tuple(style.color.downgrade(colors).get_ansi_codes()) if style.color else ()
    behind = tuple(style.bgcolor.downgrade(colors).get_ansi_codes(foreground=False)) if style.bgcolor else ()
    return codes, color, behind, style.link or ""


def _one_after_another(strips: Iterable[Iterable[Segment] | None]) -> Iterator[Segment]:
    for strip in strips:
        if strip is not None:
            yield from strip


@lru_cache(maxsize=1_024)
def _cells_of(text: str, look: Look) -> tuple[Cell, ...]:
    """Give the cells of a text, in which letters may take two cells, or be several characters.

    Most texts are drawn again soon: those drawn last are kept, by their letters and their look.
    """
    if text.isascii():
        return tuple(zip(text, repeat(look)))
    cells: list[Cell] = []
    before = ""
    for start, end, width in split_graphemes(text)[0]:
        if width == 0:
            before += text[start:end]
            continue
        cells += [(before + text[start:end], look), *[("", look)] * (width - 1)]
        before = ""
    return tuple(cells)


def _runs(row: list[Cell], shown: list[Cell] | None) -> Iterator[tuple[int, int]]:
    """Give the stretches of a row that differ from what is shown: near ones together, no letter split."""
    if shown is None:
        yield 0, len(row)
        return
    if row == shown:
        return
    start = end = -1
    for index, (cell, known) in enumerate(zip(row, shown, strict=True)):
        if cell == known:
            continue
        if start >= 0 and index - end > SKIPPED:
            yield _whole(row, start, end)
            start = -1
        start = index if start < 0 else start
        end = index + 1
    if start >= 0:
        yield _whole(row, start, end)


def _whole(row: list[Cell], start: int, end: int) -> tuple[int, int]:
    while start > 0 and row[start][0] == "":
        start -= 1
    while end < len(row) and row[end][0] == "":
        end += 1
    return start, end


def _write(sent: list[str], row: list[Cell], start: int, end: int, look: Look) -> Look:
    """Write some cells of a row, changing the style where it changes. Gives the style at their end."""
    for index in range(start, end):
        character, wanted = row[index]
        if not character:
            continue
        if wanted != look:
            sent.append(_change(look, wanted))
            look = wanted
        sent.append(character)
        # Terminals differ on how wide a letter of several characters is: say where the next one goes.
        if len(character) > 1 and index + 1 < end:
            column = index + 1
            while column < end and row[column][0] == "":
                column += 1
            sent.append(f"\x1b[{column + 1}G")
    return look


@lru_cache(maxsize=4_096)
def _change(before: Look, after: Look) -> str:
    """Give what turns one style into another, in as few bytes as there are ways to say it."""
    link = f"\x1b]8;;{after[3]}\x1b\\" if before[3] != after[3] else ""
    anew = ("0", *after[0], *after[1], *after[2])
    color = (after[1] or ("39",)) if before[1] != after[1] else ()
    behind = (after[2] or ("49",)) if before[2] != after[2] else ()
    codes = (*_attributes(before[0], after[0]), *color, *behind)
    if len(";".join(anew)) < len(";".join(codes)):
        codes = anew
    return link + (f"\x1b[{';'.join(codes)}m" if codes else "")


def _attributes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """Give the codes that turn some attributes into others. Bold and dim are taken away together."""
    off = dict.fromkeys(_OFF[code] for code in before if code not in after)
    again = (code for code in after if code not in before or _OFF[code] in off)
    return (*off, *again)
