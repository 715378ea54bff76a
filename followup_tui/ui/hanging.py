"""Lines that are too long, wrapped so that one sees where the next begins."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

_INDENT = 2
"""How many cells further in a line goes on."""


def hang(content: Content, width: int) -> Content:
    """Wrap the lines that are wider than a width; each goes on further in than it began."""
    lines = content.split(allow_blank=True)
    return Content("\n").join(part for line in lines for part in _wrapped(line, width))


def _wrapped(line: Content, width: int) -> Iterator[Content]:
    text = line.plain
    indent = len(text) - len(text.lstrip(" ")) + _INDENT
    if line.cell_length <= width or width <= 2 * indent:
        yield line
        return
    first = line.wrap(width)[0]
    yield first
    rest = line[len(first.plain) :]
    for part in rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :].wrap(width - indent):
        yield Content(" " * indent) + part
