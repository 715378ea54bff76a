"""What a data file holds: tables as JSON text, a document a line, and back.

Documents are handed around as the text they are (`msgspec.Raw`) until their content is needed: changing one
of 10,000 does not decode the other 9,999, and a save joins texts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from operator import lt
from typing import Any

import msgspec

Tables = dict[str, dict[str, Any]]
"""Tables by name, each with its documents by number; a document is a dict or the JSON text of one."""

META = "meta"
"""The table whose document 1 describes the file: `save`, the mark of its last save, and `schema`."""

_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_ASCII = bytes(range(128))


class UnusableError(ValueError):
    """What was read is no usable data file; says why, as the end of a sentence about the file."""


def encode(tables: Tables) -> bytes:
    """Return tables as JSON, a document a line, in the order of their numbers."""
    return b"".join(encode_lines(tables))


def encode_lines(tables: Tables) -> Iterator[bytes]:
    """Return the lines of `encode`, one by one: all of them together take as much memory as the file."""
    before = b"{\n"
    for name, documents in tables.items():
        yield b"%b%b: {" % (before, msgspec.json.encode(name))
        before = b"\n"
        for number in sorted(documents, key=int):
            yield b'%b"%b": %b' % (before, number.encode(), raw(documents[number]))
            before = b",\n"
        before = b"\n},\n"
    yield b"\n}\n}\n" if tables else b"{\n\n}\n"


def decode(content: bytes) -> Tables:
    """Read what a data file holds.

    Raises:
        UnusableError: it is damaged, or none of followup's.
    """
    if not content or content.isspace():
        raise UnusableError("is empty")
    try:
        # The decoder does not look into the documents yet: each text is looked at when it is read. A byte
        # that is no UTF-8 shows among those that are no ASCII, without making a text of all of it.
        content.translate(None, _ASCII).decode()
        tables: Tables = dict(_TABLES.decode(content))
        if not _is_as_encoded(content, tables):
            import json  # only what somebody edited needs it

            # Of two documents with one number a decoder keeps the last.
            json.loads(content, object_pairs_hook=_refuse_doubles)
    except UnicodeDecodeError as error:
        raise UnusableError("is not whole: it is no UTF-8 text") from error
    except msgspec.ValidationError as error:
        raise UnusableError("is JSON, but not what followup writes") from error
    except UnusableError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnusableError("is not whole: it is cut off, or no JSON") from error
    if not all(_is_number(name) for table in tables.values() for name in table):
        raise UnusableError("is JSON, but not what followup writes: a document has no number")
    return {name: _in_order(documents) for name, documents in tables.items()}


def raw(document: Any) -> msgspec.Raw:  # noqa: ANN401 - a dict, or the JSON text of one
    """Return a document as JSON text; what was read and did not change is the very text that was read."""
    return document if type(document) is msgspec.Raw else msgspec.Raw(msgspec.json.encode(document))


def about(tables: Tables) -> dict[str, Any]:
    """Return what a file says of itself: document 1 of its table `meta`; empty where there is none.

    Raises:
        msgspec.ValidationError: the document is no JSON object.
    """
    described = tables.get(META, {}).get("1")
    return msgspec.json.decode(raw(described), type=dict[str, Any]) if described is not None else {}


def marked(tables: Tables) -> Tables:
    """Return the tables with a new mark of the save, which no other state of any file has.

    It stands in the file's first line of text. By it two states of a file are told apart, whatever the file
    system makes of times and inodes.
    """
    described = {name: value for name, value in about(tables).items() if name != "save"}
    meta = {**tables.get(META, {}), "1": {"save": os.urandom(8).hex(), **described}}
    return {META: meta, **{name: documents for name, documents in tables.items() if name != META}}


def _is_number(name: str) -> bool:
    """Return whether a document's name is a number as they are written here."""
    return name.isdecimal() and name.isascii() and len(name) <= 16 and (name[0] != "0" or name == "0")


def _in_order(documents: dict[str, Any]) -> dict[str, Any]:
    """Return a table's documents in the order of their numbers, whatever order an editor left them in."""
    numbers = list(map(int, documents))
    if all(map(lt, numbers, islice(numbers, 1, None))):
        return documents
    return {number: documents[number] for number in sorted(documents, key=int)}


def _is_as_encoded(content: bytes, tables: Tables) -> bool:
    """Tell by its size whether a file is what `encode` makes of these tables."""
    size = len(b"{\n\n}\n") + len(b",\n") * max(len(tables) - 1, 0)
    for name, documents in tables.items():
        size += len(msgspec.json.encode(name)) + len(b": {\n}") + max(len(documents) - 1, 0)
        size += sum(map(len, documents)) + sum(map(len, documents.values())) + len(b'\n"": ') * len(documents)
    return size == len(content)


def _refuse_doubles(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise UnusableError(f"has {name[:60]!r} twice in one place")
        seen.add(name)
