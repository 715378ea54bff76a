"""What is wrong with a damaged data file, in the user's words, and what of it can still be read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import msgspec

from followup_tui.domain.text import TEXT_LIMIT, clean_line
from followup_tui.storage.codec import SCHEMA, decode_application, decode_step

if TYPE_CHECKING:
    from followup_tui.domain.application import Application

_MAX_SHOWN: Final = 60
"""How much of a value stands in a sentence about it."""

_TABLE = re.compile(rb'^\s*"((?:[^"\\]|\\.)*)"\s*:\s*\{\s*$')
_DOCUMENT = re.compile(rb'^\s*"(0|[1-9][0-9]*)"\s*:\s*(.*?)\s*,?\s*$')
_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,60})"')
_NUMBER = re.compile("0|[1-9][0-9]{0,15}")

_JSON_WORDS: Final = {
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Illegal trailing comma before end of object": "a comma stands before the closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before the closing bracket",
    "Expecting value": "a value is missing",
    "Unterminated string starting at": "a text begins that never ends",
    "Invalid control character at": "a text is broken by a line end or a control character",
    "Extra data": "something follows after the end",
}
"""The words for what the standard library says of broken JSON, by how that begins."""

_KINDS: Final = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing (null)",
    "array": "a list [...]",
    "object": "a group {...}",
    "date": "a date",
    "datetime": "a moment",
}
_MEMBERS: Final = {
    "interviews": "interview",
    "people": "person",
    "contacts": "contact",
    "tags": "tag",
    "links": "link",
    "unasked": "question",
}


@dataclass(slots=True)
class Diagnosis:
    """What is wrong with a file, and what of it can still be read.

    Attributes:
        problems: what is wrong, a sentence each without its capital and full stop; never empty.
        applications: those that can be read, by id.
        damaged: how many cannot be read; None where that cannot be told.
        steps: how many steps of the history can be read.
        schema: the number of the file's schema; None where it says none that can be read.
        is_newer: whether a newer followup wrote it. Then nothing is wrong but that this one is too old.
    """

    problems: list[str] = field(default_factory=list)
    applications: dict[str, Application] = field(default_factory=dict)
    damaged: int | None = 0
    steps: int = 0
    schema: int | None = None
    is_newer: bool = False


def diagnose(content: bytes, fallback: str) -> Diagnosis:
    """Find what is wrong with a file that was refused.

    Args:
        content: what is in it.
        fallback: why it was refused; said where nothing more exact is found.
    """
    diagnosis = _examine(content)
    diagnosis.problems = [
        clean_line(problem, "A problem", TEXT_LIMIT) for problem in diagnosis.problems or [fallback]
    ]
    return diagnosis


def _examine(content: bytes) -> Diagnosis:
    if not content.strip(b" \t\r\n\0"):
        zeros = "it holds nothing but zeros, as files do after a power cut"
        return Diagnosis([zeros if content.strip() else "it is empty"])
    try:
        document = json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        return _salvage(content, _explain_json_error(error, content))
    if reason := _why_not_ours(document):
        return Diagnosis([reason], damaged=None)
    schema = document.get("meta", {}).get("1", {}).get("schema")
    diagnosis = Diagnosis(schema=schema, is_newer=schema > SCHEMA)
    if diagnosis.is_newer:
        diagnosis.problems.append(f"a newer followup wrote it (schema {schema}; this one knows {SCHEMA})")
    elif schema == SCHEMA:  # Of older shapes this knows too little to say what is wrong in them.
        _check_documents(diagnosis, document, _LineNumbers(content))
    return diagnosis


def _why_not_ours(document: Any) -> str:  # noqa: ANN401 - any JSON
    """Return why a file that is JSON is not a data file of followup; empty where it is one."""
    if not isinstance(document, dict):
        return "it is JSON, but not what followup writes"
    for name, table in document.items():
        if not isinstance(table, dict):
            return f"it is JSON, but not what followup writes: {name[:_MAX_SHOWN]!r} is no table"
        for number in table:
            if not _NUMBER.fullmatch(number):
                return f"in {name[:_MAX_SHOWN]!r}, {number[:_MAX_SHOWN]!r} stands where a number belongs"
    about = document.get("meta", {}).get("1")
    if not isinstance(about, dict) or type(about.get("schema")) is not int:
        return "it is JSON, but says no schema number, as every file of followup does"
    return ""


def _check_documents(
    diagnosis: Diagnosis, document: dict[str, dict[str, object]], lines: _LineNumbers
) -> None:
    """Decode each application and each step by itself, and note what is wrong with each."""
    for number, plain in document.get("applications", {}).items():
        _add_application(diagnosis, plain, _name_application(number, plain, lines.of("applications", number)))
    for number, plain in document.get("history", {}).items():
        try:
            decode_step(_raw(plain))
            diagnosis.steps += 1
        except (ValueError, RecursionError) as error:
            line = lines.of("history", number)
            what = _explain(error, plain)
            diagnosis.problems.append(
                f"step {number} of the history{f', line {line}' if line else ''}: {what}"
            )


def _add_application(diagnosis: Diagnosis, plain: object, place: str) -> None:
    """Add an application to those that can be read, or what is wrong with it to the problems."""
    try:
        application = decode_application(_raw(plain))
    except (ValueError, RecursionError) as error:
        diagnosis.problems.append(f"{place}: {_explain(error, plain)}")
        diagnosis.damaged = (diagnosis.damaged or 0) + 1
        return
    if application.id in diagnosis.applications:
        diagnosis.problems.append(f"{place}: another application has the id {application.id} already")
        diagnosis.damaged = (diagnosis.damaged or 0) + 1
        return
    diagnosis.applications[application.id] = application


def _salvage(content: bytes, problem: str) -> Diagnosis:
    """Read line by line what is no JSON as a whole: a save writes each document on a line of its own."""
    diagnosis = Diagnosis([problem])
    table = ""
    for line in content.split(b"\n"):
        if table_start := _TABLE.match(line):
            name = table_start[1].decode(errors="replace")
            if table == "applications" and _NUMBER.fullmatch(name):
                # Somebody's editor has put the documents on many lines.
                return Diagnosis([problem], damaged=None)
            table = name
        elif document_line := _DOCUMENT.match(line):
            try:
                plain = json.loads(document_line[2])
            except (ValueError, RecursionError):
                diagnosis.damaged = (diagnosis.damaged or 0) + (table == "applications")
                continue
            if table == "applications":
                _add_application(diagnosis, plain, _name_application(document_line[1].decode(), plain, 0))
            elif table == "meta" and isinstance(plain, dict) and isinstance(plain.get("schema"), int):
                diagnosis.schema = plain["schema"]
            elif table == "history":
                diagnosis.steps += 1
    if not table:
        diagnosis.damaged = None
    return diagnosis


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"it holds {name}, which is no number")


def _explain_json_error(error: Exception, content: bytes) -> str:
    """Return where and why a file is no JSON."""
    if isinstance(error, UnicodeDecodeError):
        cut = error.reason == "unexpected end of data"
        what = (
            "it is cut off in the middle of a letter" if cut else "a byte stands there that is no UTF-8 text"
        )
        return f"{_locate(content, error.start)}: {what}"
    if not isinstance(error, json.JSONDecodeError):
        return "its brackets are nested too deeply" if isinstance(error, RecursionError) else str(error)
    text = error.doc
    rest = text[error.pos :].rstrip()
    if not rest or (error.msg.startswith("Unterminated string") and "\n" not in rest):
        return f"{_locate(content, len(content.rstrip()))}: it is cut off, the rest of the file is missing"
    what = next(
        (words for message, words in _JSON_WORDS.items() if error.msg.startswith(message)), "it is no JSON"
    )
    return f"{_locate(content, len(text[: error.pos].encode()))}, character {error.colno}: {what}"


def _locate(content: bytes, position: int) -> str:
    """Return in which line a byte is, and in which application where the line tells it."""
    start = content.rfind(b"\n", 0, position) + 1
    end = content.find(b"\n", position)
    line = content[start : end if end >= 0 else len(content)]
    number = content.count(b"\n", 0, start) + 1
    identified, document = _ID.search(line), _DOCUMENT.match(line)
    if identified is None or document is None:
        return f"line {number}"
    return f"application {document[1].decode()} ({identified[1].decode(errors='replace')}), line {number}"


def _name_application(number: str, plain: object, line: int) -> str:
    application_id = plain.get("id") if isinstance(plain, dict) else None
    shown_id = (
        f" ({application_id[:_MAX_SHOWN]})" if isinstance(application_id, str) and application_id else ""
    )
    return f"application {number}{shown_id}{f', line {line}' if line else ''}"


def _raw(plain: object) -> msgspec.Raw:
    """Return a document as it is decoded when the file is opened."""
    return msgspec.Raw(json.dumps(plain).encode())


def _explain(error: Exception, plain: object) -> str:
    """Return what is wrong with a document, from the error that decoding it raised."""
    if isinstance(error, RecursionError):
        return "its brackets are nested too deeply"
    if "surrogate" in str(error) or "truncated" in str(error):  # the latter at the end of a document
        return "a text in it holds half a letter"
    what, _, at = str(error).partition(" - at `$")
    if "[...]" in at:
        return "a state of an application in it cannot be read"
    path = [name or int(number) for name, number in re.findall(r"\.(\w+)|\[([0-9]+)\]", at)]
    if missing := re.fullmatch("Object missing required field `(.*)`", what):
        return f"{_name_field([*path, missing[1]])} is missing"
    return f"{_name_field(path)} {_explain_field(what)}: {_show(_value_at(plain, path))}"


def _explain_field(what: str) -> str:
    """Return what is wrong with a field, from what msgspec says of it."""
    if what.startswith("Invalid RFC3339 encoded date"):
        return "is no moment" if "datetime" in what else "is no date"
    if what.startswith("Invalid enum value"):
        return "is nothing followup knows"
    if bounds := re.fullmatch("Expected `int` from ([0-9]+) to ([0-9]+)", what):
        return f"is no number from {bounds[1]} to {bounds[2]}"
    if kinds := re.fullmatch("Expected `(.*)`, got `(.*)`", what):
        expected = " or ".join(_KINDS.get(kind, kind) for kind in kinds[1].split(" | "))
        return f"is {_KINDS.get(kinds[2], kinds[2])} where {expected} belongs"
    return f"cannot be used ({what})"


def _name_field(path: list[str | int]) -> str:
    """Return a field's name: `decision_date`, `ended_at of interview 1`, `tag 2`."""
    names = [part for part in path if isinstance(part, str)]
    if len(names) > 1 and names[-1] in {"utc", "zone"}:
        names.pop()
    number = next((part for part in path if isinstance(part, int)), None)
    if not names:
        return "it"
    if number is None:
        return names[-1]
    member = f"{_MEMBERS.get(names[0], names[0])} {number + 1}"
    return member if len(names) == 1 else f"{names[-1]} of {member}"


def _value_at(plain: Any, path: list[str | int]) -> object:  # noqa: ANN401 - any JSON
    for part in path:
        plain = plain[part]
    return plain


def _show(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1]}…"


class _LineNumbers:
    """The lines in which documents begin, found when first asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._numbers: dict[tuple[str, str], int] | None = None

    def of(self, table: str, number: str) -> int:
        """Return the line of a document, 0 where it cannot be told."""
        if self._numbers is None:
            self._numbers = {}
            current, indent = "", -1
            for count, line in enumerate(self._content.split(b"\n"), start=1):
                table_start, document_line = _TABLE.match(line), _DOCUMENT.match(line)
                depth = len(line) - len(line.lstrip())
                # In a document that an editor put on many lines, a group of fields looks like a table.
                if table_start and indent in {-1, depth}:
                    current, indent = table_start[1].decode(errors="replace"), depth
                elif document_line:
                    self._numbers.setdefault((current, document_line[1].decode()), count)
        return self._numbers.get((table, number), 0)
