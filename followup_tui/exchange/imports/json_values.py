"""Values of another program's JSON, whatever is in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list; nothing where it is something else."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def text(document: dict[str, Any], key: str) -> str:
    """Return a text, or a number as one; empty where there is none."""
    value = document.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def has_objects_with(value: object, *keys: str) -> bool:
    """Return whether a list begins with an object that has all these keys."""
    return (
        isinstance(value, list)
        and bool(value)
        and isinstance(value[0], dict)
        and value[0].keys() >= set(keys)
    )
