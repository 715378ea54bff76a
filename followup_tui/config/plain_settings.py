"""Settings as most people write them, read without tomllib: importing that takes longer than reading them.

They are comments, [sections], texts in quotes, whole numbers, true and false, each on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def read_plain_settings(lines: Iterable[str]) -> dict[str, Any] | None:
    """Return what tomllib makes of these lines; None where there is anything else in them, or a mistake."""
    document: dict[str, Any] = {}
    table = document
    for line in [line.strip(" \t") for line in lines]:
        name, _, text = (part.strip(" \t") for part in line.partition("="))
        value = _read_value(text)
        if not line.isprintable():
            return None
        if not line or line[0] == "#":
            continue
        if line[0] == "[" and line[-1] == "]" and _is_new(line[1:-1], document):
            table = document[line[1:-1]] = {}
        elif value is not None and _is_new(name, table):
            table[name] = value
        else:
            return None
    return document


def _is_new(name: str, table: Mapping[str, Any]) -> bool:
    return name.isidentifier() and name.isascii() and name not in table


def _read_value(text: str) -> str | int | bool | None:
    """Return a value; None where it is none of these."""
    if text in ("true", "false"):
        return text == "true"
    if text == "0" or (text.isdecimal() and text.isascii() and text[0] != "0" and len(text) < 10):
        return int(text)
    content = text[1:-1]
    is_text = len(text) > 1 and text[0] == text[-1] == '"' and '"' not in content and "\\" not in content
    return content if is_text else None
