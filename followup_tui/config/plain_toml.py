"""Reads settings as most are written, without tomllib: prompts would wait 2 ms for it to be imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

_TRUTHS: Final = {"true": True, "false": False}


def read_plain_toml(lines: Iterable[str]) -> dict[str, Any] | None:
    """Return what tomllib reads in the lines of a settings file; None where one needs tomllib.

    Lines that need none are empty, a comment, `[section]` or `name = value`; the value is `true`, `false`, a
    number from 0 to 999999999, or a text in quotation marks without any, and without backslashes, inside.
    """
    document: dict[str, Any] = {}
    section = document
    for line in lines:
        if not line.isprintable():
            return None
        if not line or line.startswith("#"):
            continue
        name, sign, text = line.partition(" = ")
        place: dict[str, Any] = section if sign else document
        value = _plain_value(text)
        if not sign and line == f"[{line[1:-1]}]":
            name, value = line[1:-1], {}
            section = value
        if value is None or name in place or not (name.isascii() and name.isidentifier()):
            return None
        place[name] = value
    return document


def _plain_value(text: str) -> Any:  # noqa: ANN401 - as in tomllib
    """Return the value that is written so; None where tomllib is to read it."""
    inside = text[1:-1]
    if text == f'"{inside}"' and '"' not in inside and "\\" not in inside:
        return inside
    if text.isdecimal() and str(int(text[:9])) == text:
        return int(text)
    return _TRUTHS.get(text)
