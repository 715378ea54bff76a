"""The short readable ids of applications, and the ids within one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from followup_tui.domain.text import slug


def unused_id(company: str, existing: Container[str], count: int = 1) -> str:
    """Return a new application's id: from the company's name, with a number where that is taken.

    Args:
        company: what they are called.
        existing: the ids that are taken.
        count: the number from which on one may be free; 1 for the name alone.
    """
    base = slug(company)
    application_id = base if count == 1 else f"{base}-{count}"
    while application_id in existing:
        count += 1
        application_id = f"{base}-{count}"
    return application_id


def next_id(prefix: str, existing_ids: Iterable[str]) -> str:
    """Return the next id within an application, above all existing ones: `p1`, `p2`, `p3`."""
    matches = (re.fullmatch(f"{prefix}([0-9]{{1,9}})", existing_id) for existing_id in existing_ids)
    numbers = [int(match[1]) for match in matches if match]
    return f"{prefix}{max(numbers, default=0) + 1}"
