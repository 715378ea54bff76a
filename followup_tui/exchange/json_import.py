"""Reads what `followup export json`, `list --json` and `show --json` write, back into applications."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.errors import CallError
from followup_tui.exchange.json_shape import ApplicationShape

UNTOUCHED: Final = "Nothing was changed"

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_LONGEST_BEGINNING: Final = 4_096
"""By so many bytes of a document its kind is recognised."""

_LONGEST_QUOTE: Final = 60
"""The most characters of a word from the document that an error shows."""

_WORDS: Final = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "datetime": "a moment",
    "date": "a day",
}
"""What the decoder calls a type, and how the user is told."""

_REASONS: Final = (
    (r"Object contains unknown field `(.*)`", "it has {0}, a key that followup does not know"),
    (r"Object missing required field `(.*)`", "{0} is missing"),
    (r"Expected `datetime` with a timezone component", "a moment has an offset: 2026-11-24T09:30:00+01:00"),
    (r"Invalid RFC3339 encoded datetime", "that is no moment, such as 2026-11-24T09:30:00+01:00"),
    (r"Invalid RFC3339 encoded date", "that is no day, such as 2026-11-24"),
    (r"Invalid enum value (.*)", "{0} is none of the words that can stand there"),
    (r"Expected `str` matching regex .*", "it has a sign that cannot stand there"),
    (r"Expected `str` of length .*", "it is empty or too long"),
    (r"Expected `int` >= (\d+)", "it is less than {0}"),
    (r"Expected `int` <= (\d+)", "it is more than {0}"),
    (r"Expected `(.*)`, got `(.*)`", "it is {1}, and {0} belongs there"),
)
"""What the decoder says, as patterns, and how the user is told."""


class _Named(msgspec.Struct):
    id: str


_NAMED: Final = msgspec.json.Decoder(_Named)
_APPLICATION: Final = msgspec.json.Decoder(ApplicationShape)


def read_followup_json(content: bytes) -> tuple[Application, ...]:
    """Read the applications of a document: a list of them, or one.

    Raises:
        CallError: it is no such document, or something in it is wrong; the sentence says in which application
            and at which key.
    """
    try:
        text = content.removeprefix(_BYTE_ORDER_MARK).decode().strip()
        is_list = text.startswith("[")
        documents = msgspec.json.decode(text, type=list[msgspec.Raw]) if is_list else [msgspec.Raw(text)]
        applications = [_read(document, number) for number, document in enumerate(documents, start=1)]
    except (ValueError, RecursionError) as error:
        raise CallError("This is no JSON, or it is cut off", UNTOUCHED) from error
    for key in ("id", "uid"):
        if repeated := _repeated(getattr(application, key) for application in applications):
            raise CallError(f"Two applications have the {key} {_shown(repeated)}", UNTOUCHED)
    return tuple(applications)


def is_followup_json(content: bytes) -> bool:
    """Return whether a document is of this kind, by its beginning; whether it is whole is not looked at."""
    beginning = content[:_LONGEST_BEGINNING].removeprefix(_BYTE_ORDER_MARK)
    return (
        re.match(rb'\s*(?:\[\s*(?:\]|\Z)|\[?\s*\{\s*"id"\s*:\s*"[^"]*"\s*,\s*"uid"\s*:)', beginning)
        is not None
    )


def _read(document: msgspec.Raw, number: int) -> Application:
    """Read the application that stands in the document as this number.

    Raises:
        CallError: something in it is wrong.
        DecodeError: it is no JSON.
    """
    try:
        application = _APPLICATION.decode(document).read()
    except msgspec.ValidationError as error:
        raise CallError(f"{_title(document, number)}{_reason(error)}", UNTOUCHED) from error
    if not application.uid:
        # Without one, every import would bring it in anew.
        origin = f"{application.id} {application.created_at}"
        application = replace(application, uid=hashlib.sha256(origin.encode()).hexdigest()[:32])
    try:
        _check(application)
        return sanitize_application(application)
    except CallError as error:
        raise CallError(f"{_shown(application.id)}: {error.happened}", UNTOUCHED) from error


def _check(application: Application) -> None:
    """Refuse what no application of followup's has.

    Raises:
        CallError: something is missing, repeated, or belongs to nothing.
    """
    for key in ("company", "role"):
        if not getattr(application, key).strip():
            raise CallError(f"{key} is empty")
    if (application.stage is Stage.CLOSED) is (application.outcome is None):
        is_closed = application.outcome is None
        raise CallError(
            "it is closed without an outcome" if is_closed else "it has an outcome and is not closed"
        )
    for key in ("people", "interviews", "contacts", "promises"):
        if repeated := _repeated(part.id for part in getattr(application, key)):
            raise CallError(f"two of {key} have the id {_shown(repeated)}")
    ids = {person.id for person in application.people}
    for place, named in _people_named(application):
        if named not in ids:
            raise CallError(f"{place} names {_shown(named)}, who is not among people")


def _people_named(application: Application) -> Iterator[tuple[str, str]]:
    """Yield each place that names a person, with the id that it names."""
    for number, interview in enumerate(application.interviews):
        for person_id in interview.people:
            yield f"interviews[{number}].people", person_id
    for number, contact in enumerate(application.contacts):
        if contact.person is not None:
            yield f"contacts[{number}].person", contact.person


def _title(document: msgspec.Raw, number: int) -> str:
    """Return what a sentence about an application begins with: its id, else which one it is."""
    try:
        application_id = _NAMED.decode(document).id
    except msgspec.ValidationError:
        application_id = ""
    return f"{_shown(application_id)}: " if application_id.strip() else f"Application {number}: "


def _reason(error: msgspec.ValidationError) -> str:
    """Return what is wrong, in the user's words, with the path of the key: `contacts[2].at: it is …`."""
    what, _, path = str(error).partition(" - at `")
    key = path.rstrip("`").removeprefix("key in ").removeprefix("$").lstrip(".")
    for pattern, sentence in _REASONS:
        if match := re.fullmatch(pattern, what, re.DOTALL):
            what = sentence.format(*(_in_words(group) for group in match.groups()))
            break
    return f"{key}: {what}" if key else what


def _in_words(types: str) -> str:
    return " or ".join(_WORDS.get(each, _shown(each)) for each in types.split(" | "))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _repeated(texts: Iterable[str]) -> str:
    """Return a text that is there more than once; empty where none is."""
    return next((text for text, count in Counter(texts).items() if count > 1), "")
