"""Applications as files of a repository: one each, indented, its keys in order, named by its `uid`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.errors import DataError
from followup_tui.storage.codec import SCHEMA, decode_application
from followup_tui.storage.migrations import migrate
from followup_tui.storage.tombstones import Tombstone, decode_tombstone

MARKER: Final = "followup.json"
"""The file that says what the others are: readable for anybody, so that an older program knows to stop."""

FOLDER: Final = "applications"

Entry = Application | Tombstone
"""What a file holds: an application, or that it was removed."""

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


def name_of(uid: str) -> str:
    """Return the path of the file of an application, without what says how it is written."""
    name = uid if re.fullmatch("[0-9a-f]{32}", uid) else hashlib.sha256(uid.encode()).hexdigest()[:32]
    return f"{FOLDER}/{name[:2]}/{name}"


def encode_entry(entry: Entry) -> bytes:
    """Return the file of an application, or of one that was removed.

    The revision counts the changes of one data file, so it stays there.
    """
    document = replace(entry, revision=0) if isinstance(entry, Application) else entry
    return msgspec.json.format(_ENCODER.encode(document), indent=1) + b"\n"


def encode_marker() -> bytes:
    """Return what the marker says."""
    return msgspec.json.format(_ENCODER.encode({"program": "followup", "schema": SCHEMA}), indent=1) + b"\n"


def read_schema(marker: bytes) -> int:
    """Return the schema of the other files.

    Raises:
        DataError: they are none of followup's, or of a newer one.
    """
    try:
        document = msgspec.json.decode(marker, type=dict[str, Any])
        schema, program = document["schema"], document["program"]
    except (ValueError, LookupError) as error:
        raise DataError(
            "The remote holds something else than a sync of followup", "Use another one"
        ) from error
    if program != "followup" or type(schema) is not int:
        raise DataError("The remote holds something else than a sync of followup", "Use another one")
    if schema > SCHEMA:
        raise DataError(
            f"A newer followup has synced there (schema {schema}; this one knows {SCHEMA})",
            "Nothing was changed. Update with pip install -U followup-tui on this machine",
        )
    return schema


def decode_entry(content: bytes, schema: int) -> Entry:
    """Read the file of an application, or of one that was removed; an older one is brought to this schema.

    Raises:
        ValueError: it is neither.
    """
    document = msgspec.json.decode(content, type=dict[str, Any])
    if "removed_at" in document and "company" not in document:
        return decode_tombstone(document)
    if schema != SCHEMA:
        tables: dict[str, Any] = {"meta": {"1": {"schema": schema}}, "applications": {"1": document}}
        document = migrate(tables)["applications"]["1"]
    application = decode_application(msgspec.Raw(msgspec.json.encode(document)))
    if not application.uid:
        raise ValueError("it has no uid")
    return replace(application, revision=0)


def entries_by_name(
    applications: Mapping[str, Application], tombstones: Mapping[str, Tombstone]
) -> dict[str, Entry]:
    """Return all that a data file has for other machines, by the path of its file."""
    entries: dict[str, Entry] = {name_of(uid): tombstone for uid, tombstone in tombstones.items()}
    entries.update((name_of(each.uid), each) for each in applications.values() if each.uid)
    return entries
