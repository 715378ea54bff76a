"""Finds an application by what the user writes for it."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.domain.application import Application
from followup_tui.domain.applications import outlines
from followup_tui.domain.company import company_key
from followup_tui.domain.search import fold
from followup_tui.domain.text import clean_line, slug
from followup_tui.domain.wording import first_few
from followup_tui.errors import CallError, GoneError


def find_application(applications: Mapping[str, Application], text: str) -> Application:
    """Find an application by its id, by its company's name, or by an unambiguous beginning of either.

    Case and accents do not matter: `lodz` finds Łódź. An id counts before a name.

    Raises:
        CallError: none is like that, or more than one; the sentence says which.
    """
    beginning = fold(text.strip())
    # What is written like an id may be that of one that is gone: `acme-inc` is not taken for Acme.
    is_like_an_id = "-" in beginning and beginning == slug(beginning)
    company = "" if is_like_an_id else company_key(text.strip())
    matches = _matches(applications, beginning, company) if beginning else []
    if len(matches) == 1:
        return applications[matches[0]]
    shown = clean_line(text[:60], "The id")
    if matches:
        raise CallError(f"{shown!r} could be {first_few(matches)}", "Write more of it")
    raise CallError(f"There is no application {shown!r}", "followup list shows them")


def existing_application(
    applications: Mapping[str, Application], application_id: str, uid: str = ""
) -> Application:
    """Return the application with this id, out of those on disk now.

    Args:
        applications: those on disk, by id.
        application_id: its id when it was last seen.
        uid: what identifies it; a sync may have given it another id, and that one to another application.

    Raises:
        GoneError: it is no longer there.
    """
    application = applications.get(application_id)
    if uid and (application is None or application.uid != uid):
        application = next((each for each in applications.values() if each.uid == uid), None)
    if application is None:
        raise GoneError(f"{application_id} is no longer there", "It was undone or removed elsewhere")
    return application


def _matches(applications: Mapping[str, Application], beginning: str, company: str) -> list[str]:
    """Return the ids that a text may mean: what is the same goes before what only begins like it."""
    if beginning in applications:
        return [beginning]
    folded = [(fold(outline.id), fold(outline.company), outline) for outline in outlines(applications)]
    ways = (
        [outline.id for application_id, _, outline in folded if application_id == beginning],
        [outline.id for _, _, outline in folded if company and company_key(outline.company) == company],
        [
            outline.id
            for application_id, name, outline in folded
            if application_id.startswith(beginning) or name.startswith(beginning)
        ],
    )
    return sorted(next((ids for ids in ways if ids), []))
