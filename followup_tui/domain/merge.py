"""Two changes of one application, made apart from each other, brought together."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup_tui.domain.application import Application

_KEPT_BY_STORAGE = frozenset({"revision", "updated_at"})


def taken_note_of(base: Application, theirs: Application, fields_seen: tuple[str, ...]) -> Application:
    """Give the application a change began with, as of somebody who has seen what stands elsewhere now.

    Args:
        base: the application as the change began with it.
        theirs: as it stands on disk now.
        fields_seen: the fields of it that were shown: changing those now is meant.
    """
    return replace(base, **{name: getattr(theirs, name) for name in fields_seen})


def merge(base: Application, mine: Application, theirs: Application) -> tuple[Application, tuple[str, ...]]:
    """Bring together what was changed here and what was changed elsewhere, field by field.

    Args:
        base: the application as both began with it.
        mine: as it was changed here.
        theirs: as it stands on disk now.

    Returns:
        The application with both changes, and the names of the fields that were changed in both and not
        alike; those stand in it as they are in `theirs`.
    """
    merged = theirs
    conflicts = []
    for name in (f.name for f in fields(base) if f.name not in _KEPT_BY_STORAGE):
        was, here, there = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if here in (was, there):
            continue
        if there == was:
            merged = replace(merged, **{name: here})
        else:
            conflicts.append(name)
    return merged, tuple(conflicts)
