"""Migrations: what brings the tables of an older data file to this version's schema.

The mark of a save (`save` in the table `meta`) belongs to no schema: a file without one is as good.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from followup_tui.storage.codec import SCHEMA
from followup_tui.storage.tables import META, Tables, UnusableError, about, raw

Migration = Callable[[Tables], Tables]

Document = dict[str, Any]
"""A document as plain JSON values."""


class NewerSchemaError(UnusableError):
    """The file was written by a newer version, which knows more than this one."""


def migrate(tables: Tables) -> Tables:
    """Return the tables in this version's schema; the very same ones where they are of it already.

    Raises:
        NewerSchemaError: they are of a newer schema.
        UnusableError: they name no schema, or are not what theirs says.
    """
    try:
        schema = about(tables).get("schema")
    except ValueError as error:
        raise UnusableError("has a description of itself that cannot be read") from error
    if type(schema) is not int:  # True would be one, too
        raise UnusableError("is JSON, but not what followup writes: it has no schema number")
    if schema > SCHEMA:
        raise NewerSchemaError(f"was written by a newer followup (schema {schema}; this one knows {SCHEMA})")
    if schema == SCHEMA:
        return tables
    try:
        migrated: Tables = {
            name: {number: msgspec.json.decode(raw(document)) for number, document in documents.items()}
            for name, documents in tables.items()
        }
        for number in range(schema, SCHEMA):
            migrated = MIGRATIONS[number](migrated)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UnusableError(f"is of schema {schema} and could not be brought to schema {SCHEMA}") from error
    return {**migrated, META: {"1": {**about(tables), "schema": SCHEMA}}}


def _each_application(tables: Tables, change: Callable[[Document], Document]) -> Tables:
    """Change every application, in the history too."""
    applications = {
        number: change(application) for number, application in tables.get("applications", {}).items()
    }
    history = {
        number: {
            **step,
            "states": {
                application_id: change(state) if state else None
                for application_id, state in step["states"].items()
            },
        }
        for number, step in tables.get("history", {}).items()
    }
    return {**tables, "applications": applications, "history": history}


def _name_interviews_and_contacts(tables: Tables) -> Tables:
    """Schema 1 to 2: `rounds` become `interviews` with the ids `i1`, `i2` …, `touches` become `contacts`."""
    return _each_application(tables, _renamed)


def _renamed(application: Document) -> Document:
    keys = {"rounds": "interviews", "touches": "contacts"}
    renamed = {keys.get(key, key): value for key, value in application.items()}
    if "interviews" in renamed:
        renamed["interviews"] = [
            {**interview, "id": re.sub("^r(?=[0-9]+$)", "i", interview["id"])}
            for interview in renamed["interviews"]
        ]
    return renamed


def _number_contacts(tables: Tables) -> Tables:
    """Schema 2 to 3: contacts get ids, what was received is a message, and applications get a `uid`."""
    return _each_application(tables, _with_ids)


def _with_ids(application: Document) -> Document:
    origin = f"{application['id']} {application['created_at']}"
    contacts = [
        {
            **contact,
            "id": f"c{number}",
            "kind": "message" if contact["direction"] == "received" else contact.get("kind", "other"),
        }
        for number, contact in enumerate(application.get("contacts", []), start=1)
    ]
    import hashlib  # only this migration needs it, and `due` waits for each import

    # The same on every machine that migrates a copy of one file.
    uid = hashlib.sha256(origin.encode()).hexdigest()[:32]
    return {**application, "contacts": contacts, "uid": uid}


def _add_ids_of_other_programs(tables: Tables) -> Tables:
    """Schema 3 to 4: `calendar`, `message_id` and `source_ids` may be there; one without them stays so."""
    return tables


def _identify_parts(tables: Tables) -> Tables:
    """Schema 4 to 5: people, interviews, contacts and promises get a `uid`."""
    import hashlib  # only a migration needs it, and `due` waits for each import

    def with_uids(application: Document) -> Document:
        changes: Document = {}
        for name in ("people", "interviews", "contacts", "promises"):
            if parts := application.get(name):
                # The same on every machine that migrates a copy of one file.
                origins = [f"{application.get('uid', '')} {name} {part['id']}" for part in parts]
                changes[name] = [
                    {**part, "uid": hashlib.sha256(origin.encode()).hexdigest()[:12]}
                    for part, origin in zip(parts, origins, strict=True)
                ]
        return {**application, **changes}

    return _each_application(tables, with_uids)


MIGRATIONS: Mapping[int, Migration] = {
    1: _name_interviews_and_contacts,
    2: _number_contacts,
    3: _add_ids_of_other_programs,
    4: _identify_parts,
}
"""What turns tables of schema N into schema N + 1, by N. The documents are plain dicts there."""
