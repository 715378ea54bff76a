"""What stands in a settings file beside plain values: lines, and names in sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


def line_of(name: str, text: str) -> int | None:
    """Return the line of a setting; of its section or inline table where nothing nearer is found."""
    lines = _lines_of_settings(text)
    if name in lines:
        return lines[name]
    nearby = (
        line for other, line in lines.items() if name.startswith(f"{other}.") or other.startswith(f"{name}.")
    )
    return next(nearby, None)


@lru_cache(maxsize=1)
def _lines_of_settings(text: str) -> dict[str, int]:
    """Return the line of each setting and section, as far as it can be told: tomllib does not say."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
            name = section = header[1].replace('"', "")
        elif key := re.match(r"""\s*([\w."'-]+|"[^"]*")\s*=""", line):
            written = key[1].replace('"', "").replace("'", "")
            name = f"{section}.{written}" if section else written
        else:
            continue
        lines.setdefault(name, number)
    return lines


def flatten(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Return a table's values by dotted name: `card.open = "x"` is a table in a table to TOML."""
    values: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            values += flatten(value, f"{before}{name}.")
        else:
            values.append((f"{before}{name}", value))
    return values
