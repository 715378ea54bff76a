"""What a data file says: tables as JSON text, a document a line, and back.

Documents are handed around as the text they are (`msgspec.Raw`) until somebody needs what is in them:
changing one of 10,000 does not decode the other 9,999.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from operator import lt
from typing import Any

import msgspec

Tables = dict[str, dict[str, Any]]
"""Tables by name, each with its documents by number; a document is a dict or the JSON text of one."""

ROOMY = 1_000_000
"""From this size on, in bytes, a file has room to be changed in place (`layout.py`): some 450 applications.
A smaller one is written anew as quickly."""

ROOM = 64_000
"""How many blanks then stand at the end of each table: for some thirty documents."""

_NUMBER = re.compile("0|[1-9][0-9]{0,15}")
_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_ASCII = bytes(range(128))
_BLANK = ord(" ")


class NotOursError(ValueError):
    """What was read is no data file; says why, as the end of a sentence about the file."""


def encode(tables: Tables) -> bytes:
    """Write tables as JSON, a document a line, in the order of their numbers."""
    texts = {
        name: b",".join(line(number, documents[number]) for number in sorted(documents, key=int))
        for name, documents in tables.items()
    }
    room = b" " * ROOM if has_room(sum(map(len, texts.values()))) else b""
    written = b",\n".join(
        b"%b: {%b%b\n}" % (msgspec.json.encode(name), text, room) for name, text in texts.items()
    )
    return b"{\n%b\n}\n" % written


def has_room(size: int) -> bool:
    """Say whether a file of this size, in bytes, is written with room for changes."""
    return size >= ROOMY


def line(number: str, document: Any) -> bytes:  # noqa: ANN401 - a dict, or the JSON text of one
    """Write one document on a line of its own. What was read and did not change is written as it is."""
    text = document if type(document) is msgspec.Raw else msgspec.json.encode(document)
    return b'\n"%b": %b' % (number.encode(), text)


def decode(content: bytes) -> Tables:
    """Read what a data file says.

    Raises:
        NotOursError: it is damaged, or none of followup's.
    """
    if not content or content.isspace():
        raise NotOursError("is empty")
    try:
        # The decoder does not look into the documents yet: each text is looked at when it is read. A byte
        # that is none of UTF-8's shows among those that are no ASCII, without making a text of all of it.
        content.translate(None, _ASCII).decode()
        tables: Tables = dict(_TABLES.decode(content))
        if not _is_as_written(content, tables):
            # Somebody edited it. Of two documents with one number a decoder keeps the last.
            json.loads(content, object_pairs_hook=_refuse_doubles)
    except UnicodeDecodeError as error:
        raise NotOursError("is not whole: it is no UTF-8 text") from error
    except msgspec.ValidationError as error:
        raise NotOursError("is JSON, but not what followup writes") from error
    except NotOursError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotOursError("is not whole: it is cut off, or no JSON") from error
    if not all(_NUMBER.fullmatch(number) for table in tables.values() for number in table):
        raise NotOursError("is JSON, but not what followup writes: a document has no number")
    # A document that grew may stand behind later ones.
    return {name: _in_order(documents) for name, documents in tables.items()}


def _in_order(documents: dict[str, Any]) -> dict[str, Any]:
    """Give a table's documents in the order of their numbers."""
    numbers = list(map(int, documents))
    if all(map(lt, numbers, islice(numbers, 1, None))):
        return documents
    return {number: documents[number] for number in sorted(documents, key=int)}


def _is_as_written(content: bytes, tables: Tables) -> bool:
    """Say whether a file is what `encode` writes of these tables, but for blanks at the ends of lines."""
    size = len(b"{\n\n}\n") + len(b",\n") * max(len(tables) - 1, 0)
    for name, documents in tables.items():
        size += len(msgspec.json.encode(name)) + len(b": {\n}") + max(len(documents) - 1, 0)
        size += sum(map(len, documents)) + sum(map(len, documents.values())) + len(b'\n"": ') * len(documents)
    if size == len(content):
        return True
    lines, blanks = _lines_and_blanks(content)
    return lines == 2 + sum(2 + len(documents) for documents in tables.values()) and (
        size + blanks == len(content)
    )


def _lines_and_blanks(content: bytes) -> tuple[int, int]:
    """Count the lines, and the blanks at their ends, without making a text of each line."""
    lines = blanks = start = 0
    while (end := content.find(b"\n", start)) >= 0:
        lines += 1
        if end > start and content[end - 1] == _BLANK:
            blanks += end - start - len(content[start:end].rstrip(b" "))
        start = end + 1
    return lines, blanks


def _refuse_doubles(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise NotOursError(f"has {name[:60]!r} twice in one place")
        seen.add(name)
