"""Finds an application by what the user writes for it."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.domain.application import Application
from followup_tui.domain.text import clean_line
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
