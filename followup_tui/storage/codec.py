"""Applications and steps of the history encoded as JSON documents, and decoded; the schema's number."""

import msgspec

from followup_tui.domain.application import CLOSED, Application, Outcome, Stage
from followup_tui.domain.instant import Instant
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

_APPLICATION = msgspec.json.Decoder(Application)


def encode(value: Application | Step) -> msgspec.Raw:
    """Encode a document: JSON, days as `YYYY-MM-DD`, instants as RFC 3339 in UTC."""
    return msgspec.Raw(msgspec.json.encode(value))


def decode_application(document: msgspec.Raw | bytes) -> Application:
    """Decode an application's document. Text in it that somebody's editor put there is sanitized again.

    Raises:
        msgspec.ValidationError: the document has another shape; the error says where.
    """
    application = _APPLICATION.decode(document)
    _check_numbers(application, "$")
    return sanitize(application) if may_be_unsafe(bytes(document)) else application


def _check_numbers(application: Application, path: str) -> None:
    """Refuse numbers that somebody's editor made too large or too small to count with or to write."""
    if not 0 <= application.revision <= MAX_REVISION:
        raise msgspec.ValidationError(f"Expected `int` from 0 to {MAX_REVISION} - at `{path}.revision`")
    for place, interview in enumerate(application.interviews):
        feeling = interview.reflection.feeling if interview.reflection else None
        if feeling is not None and not 1 <= feeling <= 5:
            at = f"{path}.interviews[{place}].reflection.feeling"
            raise msgspec.ValidationError(f"Expected `int` from 1 to 5 - at `{at}`")


class OutlineOfClosed(msgspec.Struct, gc=False):
    """What places a closed application on the board, decoded without the rest of it."""

    id: str
    company: str
    closed_since: Instant = msgspec.field(name="closed_at")
    stage: Stage = Stage.INTERVIEWED
    outcome: Outcome | None = None
    company_group: str = ""


_OUTLINE = msgspec.json.Decoder(OutlineOfClosed)


def decode_lazily(document: msgspec.Raw) -> Application | OutlineOfClosed:
    """Decode an application's document; of a closed application, only its outline.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    content = bytes(document)
    if content.find(_CLOSED, 0, _HEAD) < 0:
        return decode_application(content)
    try:
        outline = _OUTLINE.decode(content)
    except msgspec.ValidationError:  # it may lack only when it was closed, or be damaged
        return decode_application(content)
    if outline.stage is not CLOSED:
        return decode_application(content)
    # Its other texts are sanitized when all of it is decoded.
    shown = outline.id + outline.company
    if not (shown.isascii() and shown.isprintable()) and may_be_unsafe(content):
        return decode_application(content)
    return outline


def decode_step(document: msgspec.Raw) -> Step:
    """Decode a step of the history.

    Raises:
        msgspec.ValidationError: the document has another shape.
    """
    step = msgspec.json.decode(document, type=Step)
    for state in step.states.values():
        if state is not None:
            _check_numbers(state, "$.states[...]")
    if not may_be_unsafe(bytes(document)):
        return step
    values = msgspec.structs.asdict(step).items()
    return msgspec.structs.replace(step, **{name: sanitize_field(name, value) for name, value in values})
