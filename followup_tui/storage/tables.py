"""What a data file holds: tables as JSON text, a document a line, and back.

Documents are handed around as the text they are (`msgspec.Raw`) until their content is needed: changing one
of 10,000 does not decode the other 9,999, and a save joins texts.
"""

from __future__ import annotations

import os
from codecs import utf_8_decode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

Tables = dict[str, dict[str, Any]]
"""Tables by name, each with its documents by number; a document is a dict or the JSON text of one."""

META = "meta"
"""The table whose document 1 describes the file: `save`, the mark of its last save, and `schema`."""

TOMBSTONES = "removed"
"""The table of what is left of applications that were removed."""

_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_PIECE = 2**14
"""So many bytes are made a text at once. For a text of 128 KB memory would be taken from the system."""

_END_OF_NUMBERS = 10**16
"""No document has so high a number."""


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
        _refuse_what_is_no_utf8(content)
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


def _refuse_what_is_no_utf8(content: bytes) -> None:
    """Raise a UnicodeDecodeError where a file is no UTF-8: what decodes it skips the documents."""
    pieces, start = memoryview(content), 0
    while start < len(content):
        is_last = start + _PIECE >= len(content)
        start += utf_8_decode(pieces[start : start + _PIECE], "strict", is_last)[1]


def _in_order(documents: dict[str, Any]) -> dict[str, Any]:
    """Return a table's documents in the order of their numbers, whatever order an editor left them in.

    Raises:
        UnusableError: a document has no number, as they are written here.
    """
    numbers: list[int] = []
    with suppress(ValueError):
        numbers = list(map(int, documents))
    ordered = sorted(numbers)
    is_usual = list(map(str, numbers)) == list(documents)  # no `01`, `1_0` or `+1`
    if not is_usual or (ordered and not 0 <= ordered[0] <= ordered[-1] < _END_OF_NUMBERS):
        raise UnusableError("is JSON, but not what followup writes: a document has no number")
    return documents if ordered == numbers else {str(number): documents[str(number)] for number in ordered}


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
