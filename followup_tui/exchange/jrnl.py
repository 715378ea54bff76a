"""The journal for jrnl and back: the text `jrnl --import` reads, and what `jrnl --export json` wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from followup_tui.domain.reflection_text import PROMPTS, ReflectionText, parse_markdown, text_of_reflection
from followup_tui.domain.text import clean_line, slug
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_tui.domain.application import Application, Interview
    from followup_tui.domain.journal import JournalEntry

# A line that begins like this could begin another entry, or another prompt, when it is read again.
_COULD_BEGIN: Final = re.compile(r"^( *[\[#<\\])", re.MULTILINE)
_GUARDED: Final = re.compile(r"^ ( *[\[#<\\])", re.MULTILINE)
_TAG: Final = re.compile(r"(?<!\S)@[-+*#/\w]+")
_HEADING: Final = re.compile(r"#{1,6}\s*(.*?)[\s:?]*#*")
_ANY_LENGTH: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Jotting:
    """One entry of somebody's jrnl.

    Attributes:
        at: when it was, by the clock on the wall; None where that cannot be read.
        title: its first line, or first sentence.
        tags: its tags in small letters, without the sign before them.
    """

    at: datetime | None
    title: str
    body: str = ""
    tags: frozenset[str] = frozenset()


def write_jrnl(entries: Iterable[JournalEntry]) -> str:
    """Write entries as the text that `jrnl --import` reads, the earliest first."""
    return "\n".join(_entry(entry) for entry in sorted(entries, key=lambda entry: entry.moment.utc))


def read_jrnl(content: bytes) -> list[Jotting]:
    """Read what `jrnl --export json` wrote.

    Raises:
        CallError: it is something else.
    """
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Export)
    except (ValueError, RecursionError) as error:
        raise CallError("This is nothing that jrnl --export json wrote") from error
    return [_jotting(entry) for entry in found.entries]


def own_title(application: Application, held: Interview) -> str:
    """Give the title that the entry of an interview is written with."""
    # It ends with a figure: a star at its end would mean something to jrnl.
    return f"{application.company}, {application.role}, interview {application.number_of(held)}"


def own_tags(application: Application) -> dict[str, None]:
    """Give the tags an entry is written with, each once: the application's id, the company, its own tags."""
    names = (application.id, slug(application.company), *application.tags)
    return dict.fromkeys(filter(None, map(tag_of, names)))


def tag_of(text: str) -> str:
    """Give a text as the tag it becomes, without the sign before it."""
    return re.sub(r"[^-+*#/\w]+", "-", text.casefold()).strip("-")


def written_in(jotting: Jotting, application: Application, held: Interview) -> ReflectionText:
    """Give what stands under the prompts in an entry about an interview. All other text becomes the notes.

    Somebody's diary is private: it is nothing that was said.

    Raises:
        CallError: it is longer than anything that is kept.
    """
    known = {f"@{tag}" for tag in own_tags(application)}
    body = jotting.body.lstrip("\n")
    first, _, rest = body.partition("\n")
    if first.strip() and not set(first.casefold().split()) - known:
        body = rest
    own = jotting.title == own_title(application, held)
    title = "" if own else jotting.title
    # A remark in the first line would be taken for the title of the whole.
    written = parse_markdown(f"<!-- -->\n{title}\n{body}", headings_end_prompts=True)
    if own or _has_prompts(body):
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


def _entry(entry: JournalEntry) -> str:
    card = entry.application
    at = entry.moment.local().replace(tzinfo=None).isoformat(" ", "minutes")
    written = text_of_reflection(entry.reflection, entry.held.said)
    parts = [" ".join(f"@{tag}" for tag in own_tags(card))]
    if written.notes:
        parts.append(_COULD_BEGIN.sub(r" \1", written.notes))
    for name, (prompt, _) in PROMPTS.items():
        if text := getattr(written, name):
            guarded = _COULD_BEGIN.sub(r" \1", text)
            parts.append(f"## {prompt}\n{guarded}")
    body = "\n\n".join(parts)
    return f"[{at}] {own_title(card, entry.held)}\n{body}\n"


def _jotting(entry: _Exported) -> Jotting:
    try:
        at = datetime.fromisoformat(f"{entry.date} {entry.time}").replace(tzinfo=None)
    except ValueError:
        at = None
    tags = entry.tags or tuple(_TAG.findall(f"{entry.title}\n{entry.body}"))
    return Jotting(
        at,
        clean_line(entry.title, "The title", _ANY_LENGTH),
        entry.body,
        frozenset(re.sub(r"^\W+", "", tag).casefold() for tag in tags),
    )


def _has_prompts(text: str) -> bool:
    prompts = {prompt.casefold() for prompt, _ in PROMPTS.values()}
    headings = map(_HEADING.fullmatch, text.splitlines())
    return any(heading[1].casefold() in prompts for heading in headings if heading)
