"""The format of jrnl: write the text that `jrnl --import` reads, read what `jrnl --export json` wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.journal import JournalEntry
from followup_tui.domain.reflection_text import PROMPTS, ReflectionText, parse_markdown, text_of_reflection
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import CallError

# A line that begins like this could be read as the beginning of another entry or prompt.
_COULD_BEGIN: Final = re.compile(r"^( *[\[#<\\])", re.MULTILINE)
_GUARDED: Final = re.compile(r"^ ( *[\[#<\\])", re.MULTILINE)
_TAG: Final = re.compile(r"(?<!\S)@[-+*#/\w]+")
_HEADING: Final = re.compile(r"#{1,6}\s*(.*?)[\s:?]*#*")
_ANY_LENGTH: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class JrnlEntry:
    """One entry of a jrnl journal.

    Attributes:
        at: when it was, in local time without a zone; None where that cannot be read.
        title: its first line, or first sentence.
        tags: its tags in lower case, without the sign before them.
    """

    at: datetime | None
    title: str
    body: str = ""
    tags: frozenset[str] = frozenset()


def write_jrnl(entries: Iterable[JournalEntry]) -> str:
    """Write entries as the text that `jrnl --import` reads, the earliest first."""
    return "\n".join(_text_of(entry) for entry in sorted(entries, key=lambda entry: entry.moment.utc))


def read_jrnl(content: bytes) -> list[JrnlEntry]:
    """Read what `jrnl --export json` wrote.

    Raises:
        CallError: the content is something else.
    """
    try:
        export = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Export)
    except (ValueError, RecursionError) as error:
        raise CallError("This is nothing that jrnl --export json wrote") from error
    return [_entry_from(exported) for exported in export.entries]


def jrnl_title(application: Application, interview: Interview) -> str:
    """Return the title that the entry about an interview is written with."""
    # It ends with a digit: jrnl takes a star at the end of a title for a mark.
    return f"{application.company}, {application.role}, interview {application.interview_number(interview)}"


def _tags_of(application: Application) -> dict[str, None]:
    """Return the tags an entry is written with: the application's id, the company, its own tags."""
    names = (application.id, slug(application.company), *application.tags)
    return dict.fromkeys(filter(None, map(to_tag, names)))


def to_tag(text: str) -> str:
    """Return a text as a tag of jrnl, without the sign before it."""
    return re.sub(r"[^-+*#/\w]+", "-", text.casefold()).strip("-")


def parse_reflection(jrnl_entry: JrnlEntry, application: Application, interview: Interview) -> ReflectionText:
    """Return what stands under the prompts in an entry about an interview. All other text becomes the notes.

    A diary is private: nothing else of it is taken for what was said in the interview.

    Raises:
        CallError: it is too long to be kept.
    """
    tags = {f"@{tag}" for tag in _tags_of(application)}
    body = jrnl_entry.body.lstrip("\n")
    first, _, rest = body.partition("\n")
    if first.strip() and not set(first.casefold().split()) - tags:
        body = rest
    is_ours = jrnl_entry.title == jrnl_title(application, interview)
    title = "" if is_ours else jrnl_entry.title
    # The first line is the title of the whole where it is a comment: it must not be one of the user's.
    written = parse_markdown(f"<!-- -->\n{title}\n{body}", headings_end_prompts=True)
    if is_ours or _has_prompts(body):
        parts = {name: _GUARDED.sub(r"\1", getattr(written, name)) for name in ("notes", *PROMPTS)}
        written = ReflectionText(**parts)
    feeling = re.match(r"\s*([1-5])(?:\s*(?:/|of)\s*5)?\s*$", written.feeling)
    if feeling:
        return replace(written, feeling=feeling[1])
    notes = "\n".join(filter(None, (written.notes, written.feeling)))
    return replace(written, notes=notes, feeling="")


@dataclass(frozen=True, slots=True)
class _Exported:
    title: str
    date: str
    body: str = ""
    time: str = "00:00"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Export:
    entries: list[_Exported]


def _text_of(entry: JournalEntry) -> str:
    application = entry.application
    at = entry.moment.local().replace(tzinfo=None).isoformat(" ", "minutes")
    written = text_of_reflection(entry.reflection, entry.interview.said)
    parts = [" ".join(f"@{tag}" for tag in _tags_of(application))]
    if written.notes:
        parts.append(_COULD_BEGIN.sub(r" \1", written.notes))
    for name, (prompt, _) in PROMPTS.items():
        if text := getattr(written, name):
            guarded = _COULD_BEGIN.sub(r" \1", text)
            parts.append(f"## {prompt}\n{guarded}")
    body = "\n\n".join(parts)
    return f"[{at}] {jrnl_title(application, entry.interview)}\n{body}\n"


def _entry_from(exported: _Exported) -> JrnlEntry:
    try:
        at = datetime.fromisoformat(f"{exported.date} {exported.time}").replace(tzinfo=None)
    except ValueError:
        at = None
    tags = exported.tags or tuple(_TAG.findall(f"{exported.title}\n{exported.body}"))
    return JrnlEntry(
        at,
        clean_line(exported.title, "The title", _ANY_LENGTH),
        exported.body,
        frozenset(re.sub(r"^\W+", "", tag).casefold() for tag in tags),
    )


def _has_prompts(text: str) -> bool:
    prompts = {prompt.casefold() for prompt, _ in PROMPTS.values()}
    headings = map(_HEADING.fullmatch, text.splitlines())
    return any(heading[1].casefold() in prompts for heading in headings if heading)
