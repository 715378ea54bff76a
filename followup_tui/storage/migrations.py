"""Migrations: what brings the tables of an older data file to this version's schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from followup_tui.storage.tables import Tables

Migration = Callable[[Tables], Tables]

Document = dict[str, Any]
"""A document as plain JSON values."""


def _name_interviews_and_contacts(tables: Tables) -> Tables:
    """Schema 1 to 2: `rounds` become `interviews` with the ids `i1`, `i2` …, `touches` become `contacts`."""
    applications = {
        number: _renamed(application) for number, application in tables.get("applications", {}).items()
    }
    history = {
        number: {
            **step,
            "states": {
                application_id: _renamed(state) if state else None
                for application_id, state in step["states"].items()
            },
        }
        for number, step in tables.get("history", {}).items()
    }
    return {**tables, "applications": applications, "history": history}


def _renamed(application: Document) -> Document:
    keys = {"rounds": "interviews", "touches": "contacts"}
    renamed = {keys.get(key, key): value for key, value in application.items()}
    if "interviews" in renamed:
        renamed["interviews"] = [
            {**interview, "id": re.sub("^r(?=[0-9]+$)", "i", interview["id"])}
            for interview in renamed["interviews"]
        ]
    return renamed


MIGRATIONS: Mapping[int, Migration] = {1: _name_interviews_and_contacts}
"""What turns tables of schema N into schema N + 1, by N. The documents are plain dicts there."""
