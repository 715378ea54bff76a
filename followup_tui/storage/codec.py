"""Applications and steps of the history as documents, and back; the schema's number and its migrations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import msgspec

from followup_tui.domain.application import Application
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.storage.file import Tables
from followup_tui.storage.history import Step

SCHEMA = 1
"""The shape of the documents this version writes. A file of a higher number is never written to."""

Migration = Callable[[Tables], Tables]

MIGRATIONS: Mapping[int, Migration] = {}
"""What turns tables of schema N into schema N + 1, by N. The documents are plain dicts there."""

Thing = TypeVar("Thing")

_APPLICATION = msgspec.json.Decoder(Application)
_STEP = msgspec.json.Decoder(Step)

# What cannot stand in a clean text, raw or as JSON escapes it; a match only means to look closer.
_SUSPICIOUS = re.compile(
    rb"\\u(?:00[0189]|007[fF]|00[aA][dD]|061[cC]|180[eE]|200[b-fB-F]|202|206|[fF][eE][0fF]|[fF][fF][fF]|[dD][89a-fA-F])"
    rb"|\\[bfrt]|\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0[\x80\x81]"
    rb"|(?:[\xcc\xcd][\x80-\xbf]|\xe2\x83[\x90-\xb0]|\xe0[\xb8\xb9\xba][\xb1-\xbf]|\xd9[\x8b-\x9f]){5}|(?:\\u03[0-6][0-9a-fA-F]){5}"
)
_TEXT_OF_LINES = re.compile(rb'"notes?":\s*"(?:[^"\\]|\\.)*"')


def encode(thing: Application | Step) -> dict[str, Any]:
    """Make a document: JSON's own types only, days as `YYYY-MM-DD`, instants as RFC 3339 in UTC."""
    document: dict[str, Any] = msgspec.to_builtins(thing)
    return document


def decode_application(document: msgspec.Raw) -> Application:
    """Read an application's document. Text in it that somebody's editor put there is made safe again.

    Raises:
        msgspec.ValidationError: the document has another shape; the error says where.
    """
    application = _APPLICATION.decode(document)
    return made_safe(application) if _suspicious(document) else application


def decode_step(document: msgspec.Raw) -> Step:
    """Read a step of the history.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    step = _STEP.decode(document)
    return made_safe(step) if _suspicious(document) else step


def _suspicious(document: msgspec.Raw) -> bool:
    """Say whether a text in it may be unsafe. Line breaks are at home in notes only."""
    if _SUSPICIOUS.search(document):
        return True
    return b"\\n" in bytes(document) and b"\\n" in _TEXT_OF_LINES.sub(b"", document)


def made_safe(thing: Thing) -> Thing:
    """Clean every text in a dataclass, however deep. Nothing is cut."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{f.name: _safe(f.name, getattr(thing, f.name)) for f in fields(thing)})
    return thing


def _safe(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field of a dataclass holds
    if type(value) is str:
        no_limit = 4 * len(value)  # composing can make a text longer, by three at most
        clean = clean_text if name in {"notes", "note", "said"} else clean_line
        return clean(value, name, no_limit)
    if isinstance(value, tuple):
        return tuple(_safe(name, item) for item in value)
    if isinstance(value, dict):
        return {_safe("id", key): _safe(name, item) for key, item in value.items()}
    return made_safe(value)
