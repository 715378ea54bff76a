"""Applications and steps of the history encoded as JSON documents, and decoded; the schema's number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import msgspec

from followup_tui.domain.application import Application, Instant, Stage
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.errors import DataError
from followup_tui.storage.history import Step

SCHEMA = 2
"""The shape of documents that this version writes. A file of a higher number is never written to."""

MAX_REVISION = 2**62
"""No file has seen so many changes, and the next ones can still be written."""

_Value = TypeVar("_Value")

_CLOSED = b'"stage":"closed"'
_APPLICATION = msgspec.json.Decoder(Application)
_STEP = msgspec.json.Decoder(Step)

_MARK = rb"(?:[\xcc\xcd][\x80-\xbf]|\xe2\x83[\x90-\xb0]|\xe0[\xb8\xb9\xba][\xb1-\xbf]|\xd9[\x8b-\x9f])"
# The bytes that no sanitized text holds, raw or as JSON escapes them, by their first byte: a match only means
# that the document is sanitized again. Five marks on one letter are one too many.
_UNSAFE_AFTER = {
    rb"\\": (
        rb"(?:u(?:00[0189]|007[fF]|00[aA][dD]|061[cC]|180[eE]|200[b-fB-F]|202|206|[fF][eE][0fF]|[fF][fF][fF]"
        rb"|[dD][89a-fA-F]|03[0-6][0-9a-fA-F](?:\\u03[0-6][0-9a-fA-F]){4})|[bfrt])"
    ),
    rb"\x7f": rb"",
    rb"\xc2": rb"[\x80-\x9f\xad]",
    rb"\xd8": rb"\x9c",
    rb"\xe1": rb"\xa0\x8e",
    rb"\xe2": rb"(?:\x80[\x8b\x8e\x8f\xa8-\xae]|\x81[\xa0-\xaf]|\x83[\x90-\xb0]" + _MARK + rb"{4})",
    rb"\xef": rb"(?:\xbb\xbf|\xbf[\xb9-\xbb])",
    rb"\xf3": rb"\xa0[\x80\x81]",
    rb"\xcc": rb"[\x80-\xbf]" + _MARK + rb"{4}",
    rb"\xcd": rb"[\x80-\xbf]" + _MARK + rb"{4}",
    rb"\xe0": rb"[\xb8\xb9\xba][\xb1-\xbf]" + _MARK + rb"{4}",
    rb"\xd9": rb"[\x8b-\x9f]" + _MARK + rb"{4}",
}
# One set of first bytes, and then what may follow which: so most of a document is passed over at once.
# Compiled where it is first asked for: a prompt that waits for `due` mostly has no such byte.
_UNSAFE = (
    b"["
    + b"".join(_UNSAFE_AFTER)
    + b"](?:"
    + b"|".join(b"(?<=" + first + b")" + rest for first, rest in _UNSAFE_AFTER.items())
    + b")"
)
# Every other byte. Most documents hold nothing else, and that is told ten times as fast.
_ORDINARY_BYTES = re.sub(b"[" + b"".join(_UNSAFE_AFTER) + b"]", b"", bytes(range(256)))
_MULTILINE_FIELDS = {"notes", "note", "said", "well", "badly"}
_MULTILINE_TEXT = rb'"(?:notes?|said|well|badly)":\s*"(?:[^"\\]|\\.)*"'


def encode(value: Application | Step) -> msgspec.Raw:
    """Encode a document: JSON, days as `YYYY-MM-DD`, instants as RFC 3339 in UTC."""
    return msgspec.Raw(msgspec.json.encode(value))


def decode_application(document: msgspec.Raw) -> Application:
    """Decode an application's document. Text in it that somebody's editor put there is sanitized again.

    Raises:
        msgspec.ValidationError: the document has another shape; the error says where.
    """
    application = _decode(document)
    return sanitize(application) if _may_be_unsafe(bytes(document)) else application


def _decode(document: msgspec.Raw) -> Application:
    application = _APPLICATION.decode(document)
    _check_numbers(application, "$")
    return application


def _check_numbers(application: Application, path: str) -> None:
    """Refuse numbers that somebody's editor made too large or too small to count with or to write."""
    if not 0 <= application.revision <= MAX_REVISION:
        raise msgspec.ValidationError(f"Expected `int` from 0 to {MAX_REVISION} - at `{path}.revision`")
    for place, interview in enumerate(application.interviews):
        feeling = interview.reflection.feeling if interview.reflection else None
        if feeling is not None and not 1 <= feeling <= 5:
            at = f"{path}.interviews[{place}].reflection.feeling"
            raise msgspec.ValidationError(f"Expected `int` from 1 to 5 - at `{at}`")


class UnreadApplication:
    """A closed application of which only the outline was decoded: what places it on the board.

    Args:
        document: its document.
        outline: what was decoded.
        refuse: returns the error to raise for a document that cannot be decoded.
    """

    __slots__ = ("_application", "_document", "_refuse", "closed_at", "company", "id", "updated_at")

    stage = Stage.CLOSED

    def __init__(
        self, document: msgspec.Raw, outline: _Outline, refuse: Callable[[Exception], DataError]
    ) -> None:
        self.id, self.company = outline.id, outline.company
        self.closed_at, self.updated_at = outline.closed_at, outline.updated_at
        self._document = document
        self._refuse = refuse
        self._application: Application | None = None

    def read(self) -> Application:
        """Decode all of it, once.

        Raises:
            DataError: the document has another shape.
        """
        if self._application is None:
            try:
                self._application = decode_application(self._document)
            except (ValueError, RecursionError) as error:
                raise self._refuse(error) from error
        return self._application


class _Outline(msgspec.Struct):
    """What places an application on the board, without decoding all of it."""

    id: str
    company: str
    stage: Stage
    updated_at: Instant
    closed_at: Instant | None = None


_OUTLINE = msgspec.json.Decoder(_Outline)


def decode_lazily(
    document: msgspec.Raw, refuse: Callable[[Exception], DataError]
) -> Application | UnreadApplication:
    """Decode an application's document; of a closed application, only its outline.

    Args:
        document: the document.
        refuse: returns the error to raise where the rest cannot be decoded later.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    # As `encode` writes it; in a text the quotes would have backslashes.
    content = bytes(document)
    if _may_be_unsafe(content):
        return sanitize(_decode(document))
    if _CLOSED not in content:
        return _decode(document)
    outline = _OUTLINE.decode(document)
    if outline.stage is not Stage.CLOSED:
        return _decode(document)
    return UnreadApplication(document, outline, refuse)


def decode_step(document: msgspec.Raw) -> Step:
    """Decode a step of the history.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    step = _STEP.decode(document)
    for state in step.states.values():
        if state is not None:
            _check_numbers(state, "$.states[...]")
    return sanitize(step) if _may_be_unsafe(bytes(document)) else step


def _may_be_unsafe(content: bytes) -> bool:
    """Tell whether a text in a document may need to be sanitized. Only notes may hold line breaks."""
    if not content.translate(None, _ORDINARY_BYTES):
        return False
    if re.search(_UNSAFE, content):
        return True
    return b"\\n" in content and b"\\n" in re.sub(_MULTILINE_TEXT, b"", content)


def sanitize(value: _Value) -> _Value:
    """Sanitize every text in a dataclass, however deep. Nothing is cut."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _sanitize_field(f.name, getattr(value, f.name)) for f in fields(value)}
        )
    return value


def _sanitize_field(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field of a dataclass holds
    if type(value) is str:
        no_limit = 4 * len(value)  # composing can make a text longer, by three at most
        clean = clean_text if name in _MULTILINE_FIELDS else clean_line
        return clean(value, name, no_limit)
    if isinstance(value, tuple):
        return tuple(_sanitize_field(name, item) for item in value)
    if isinstance(value, dict):
        return {_sanitize_field("id", key): _sanitize_field(name, item) for key, item in value.items()}
    return sanitize(value)
