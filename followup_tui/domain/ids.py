"""The short readable ids of applications, and the ids within one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from followup_tui.domain.application import Application
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import CallError


def find_application(applications: Mapping[str, Application], text: str) -> Application:
    """Find an application by its id or an unambiguous beginning of it.

    Raises:
        CallError: no id or more than one begins like that; the sentence says which.
    """
    beginning = text.strip().casefold()
    exact = [application_id for application_id in applications if application_id.casefold() == beginning]
    if len(exact) == 1:
        return applications[exact[0]]
    matches = sorted(
        application_id
        for application_id in applications
        if beginning and application_id.casefold().startswith(beginning)
    )
    if len(matches) == 1:
        return applications[matches[0]]
    shown = clean_line(text[:60], "The id")
    if matches:
        more = f" and {len(matches) - 5} more" if len(matches) > 5 else ""
        raise CallError(f"{shown!r} could be {', '.join(matches[:5])}{more}", "Write more of it")
    raise CallError(f"There is no application {shown!r}", "followup list shows them")


def unused_id(company: str, existing: Mapping[str, Application]) -> str:
    """Return a new application's id: from the company's name, with a number where that is taken."""
    base = slug(company)
    application_id, count = base, 1
    while application_id in existing:
        count += 1
        application_id = f"{base}-{count}"
    return application_id


def next_id(prefix: str, existing_ids: tuple[str, ...]) -> str:
    """Return the next id within an application, above all existing ones: `p1`, `p2`, `p3`."""
    matches = (re.fullmatch(f"{prefix}([0-9]{{1,9}})", existing_id) for existing_id in existing_ids)
    numbers = [int(match[1]) for match in matches if match]
    return f"{prefix}{max(numbers, default=0) + 1}"
