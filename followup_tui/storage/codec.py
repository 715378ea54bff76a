"""Applications and steps of the history encoded as JSON documents, and decoded; the schema's number."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.instant import Instant
from followup_tui.errors import DataError
from followup_tui.storage.history import Step
from followup_tui.storage.unsafe_text import may_be_unsafe, sanitize, sanitize_field

SCHEMA = 5
"""The shape of documents that this version writes. A file of a higher number is never written to."""

MAX_REVISION = 2**62
"""No file has seen so many changes, and the next ones can still be written."""

_CLOSED = b'"stage":"closed"'
"""What a closed application has in its document, as `encode` writes it; in texts quotes have backslashes."""

_HEAD = 1_000
"""So many bytes of a document are searched for that. One that has it further on is decoded at once."""

_TAIL = 1_000
"""So many bytes at its end are searched for `_NO_GROUP`."""

_LISTS = b',"interviews":['
"""Where the lists begin in a document. What is in an outline stands before them, but for the group."""

_NO_GROUP = b',"company_group":""'
"""What most applications have at the end: the company is the one that its name says."""

_APPLICATION = msgspec.json.Decoder(Application)
_STEP = msgspec.json.Decoder(Step)


def encode(value: Application | Step) -> msgspec.Raw:
    """Encode a document: JSON, days as `YYYY-MM-DD`, instants as RFC 3339 in UTC."""
    return msgspec.Raw(msgspec.json.encode(value))


def decode_application(document: msgspec.Raw) -> Application:
    """Decode an application's document. Text in it that somebody's editor put there is sanitized again.

    Raises:
        msgspec.ValidationError: the document has another shape; the error says where.
    """
    application = _decode(document)
    return sanitize(application) if may_be_unsafe(bytes(document)) else application


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

    __slots__ = (
        "_application",
        "_document",
        "_refuse",
        "closed_at",
        "company",
        "company_group",
        "id",
        "outcome",
        "updated_at",
    )

    stage = Stage.CLOSED

    def __init__(
        self, document: msgspec.Raw, outline: _Outline, refuse: Callable[[Exception], DataError]
    ) -> None:
        self.id, self.company, self.company_group = outline.id, outline.company, outline.company_group
        self.closed_at, self.updated_at = outline.closed_at, outline.updated_at
        self.outcome = outline.outcome
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
    company_group: str = ""
    outcome: Outcome | None = None


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
    content = bytes(document)
    head, lists, _ = content[:_HEAD].partition(_LISTS)
    if _CLOSED not in head:
        return decode_application(document)
    # Most of a file is what stands behind that in closed applications: it is passed over.
    outline = _decode_head(head) if lists and content.rfind(_NO_GROUP, -_TAIL) >= 0 else None
    outline = outline or _OUTLINE.decode(document)
    if outline.stage is not Stage.CLOSED:
        return decode_application(document)
    # Its other texts are sanitized when all of it is decoded.
    shown = outline.id + outline.company
    if not (shown.isascii() and shown.isprintable()) and may_be_unsafe(content):
        return decode_application(document)
    return UnreadApplication(document, outline, refuse)


def _decode_head(head: bytes) -> _Outline | None:
    """Decode the outline in a document's beginning; None where some of it may stand elsewhere."""
    try:
        outline = _OUTLINE.decode(head + b"}")
    except msgspec.DecodeError:
        return None
    return outline if outline.closed_at is not None and outline.outcome is not None else None


def decode_step(document: msgspec.Raw) -> Step:
    """Decode a step of the history.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    step = _STEP.decode(document)
    for state in step.states.values():
        if state is not None:
            _check_numbers(state, "$.states[...]")
    if not may_be_unsafe(bytes(document)):
        return step
    values = msgspec.structs.asdict(step).items()
    return msgspec.structs.replace(step, **{name: sanitize_field(name, value) for name, value in values})
