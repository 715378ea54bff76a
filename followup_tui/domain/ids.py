"""The short readable ids of applications: given once, found by their beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping

from followup_tui.domain.application import Application
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import CallError


def find_application(applications: Mapping[str, Application], text: str) -> Application:
    """Find an application by its id or an unambiguous beginning of it.

    Raises:
        CallError: none or more than one begins like that; the sentence says which.
    """
    wanted = text.strip().casefold()
    exact = [name for name in applications if name.casefold() == wanted]
    if len(exact) == 1:
        return applications[exact[0]]
    found = sorted(name for name in applications if wanted and name.casefold().startswith(wanted))
    if len(found) == 1:
        return applications[found[0]]
    shown = clean_line(text[:60], "The id")
    if found:
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise CallError(f"{shown!r} could be {', '.join(found[:5])}{more}", "Write more of it")
    raise CallError(f"There is no application {shown!r}", "followup list shows them")


def unused_id(company: str, taken: Mapping[str, Application]) -> str:
    """Give a new application's id: from the company's name, with a number where that is taken."""
    base = slug(company)
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def next_id(prefix: str, taken: tuple[str, ...]) -> str:
    """Give the next free id within an application, above all that are taken: `p1`, `p2`, `p3`."""
    numbers = [int(found[1]) for known in taken if (found := re.fullmatch(f"{prefix}([0-9]{{1,9}})", known))]
    return f"{prefix}{max(numbers, default=0) + 1}"
