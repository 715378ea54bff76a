"""What the search over everything looks through: every text of an application, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.people import person_details
from followup_tui.domain.search import has_words, search_text


class EntryKind(StrEnum):
    """What a text is, in the word that stands beside it."""

    APPLICATION = "application"
    PERSON = "person"
    TAG = "tag"
    NOTE = "note"
    LINK = "link"
    QUESTION = "question"
    INTERVIEW = "interview"
    SAID = "said"
    JOURNAL = "journal"
    CONTACT = "contact"
    PROMISE = "promise"
    OFFER = "offer"


class SearchEntry(NamedTuple):
    """One text of an application.

    Attributes:
        id: the id within the application of what it belongs to, `p1`, `c3`, `i2`; empty where that has none.
        at: when that was, or the day by which it is due; None where it has no date.
        lines: the text.
        names: who it has to do with: words of a search may be among them too.
    """

    kind: EntryKind
    id: str
    at: Instant | date | None
    lines: tuple[str, ...]
    names: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry that has all words of a search.

    Attributes:
        line: the line of it in which most of the words are.
        day: its date in the user's zone; None where it has none.
    """

    application: Application
    entry: SearchEntry
    line: str
    day: date | None


def entries_of(application: Application) -> Iterator[SearchEntry]:
    """Yield all texts of an application that the user wrote."""
    via = (f"via {application.via}",) if application.via else ()
    title = f"{application.company}, {application.role}"
    yield SearchEntry(EntryKind.APPLICATION, "", application.created_at, (title, *via))
    for person in application.people:
        line = ", ".join((person.full_name, *person_details(person)))
        yield SearchEntry(EntryKind.PERSON, person.id, None, (line,))
    for kind, lines in (
        (EntryKind.TAG, application.tags),
        (EntryKind.LINK, application.links),
        (EntryKind.QUESTION, application.unasked),
    ):
        for line in lines:
            yield SearchEntry(kind, "", None, (line,))
    yield SearchEntry(EntryKind.NOTE, "", None, _lines(application.notes))
    for interview in application.interviews:
        yield from _entries_of_interview(application, interview)
    for contact in application.contacts:
        to_or_from = application.person(contact.person)
        name = to_or_from.full_name if to_or_from else ""
        yield SearchEntry(EntryKind.CONTACT, contact.id, contact.at, _lines(contact.note), name)
    for promise in application.promises:
        yield SearchEntry(EntryKind.PROMISE, promise.id, promise.due, (promise.text,))
    if application.offer is not None:
        yield SearchEntry(EntryKind.OFFER, "", application.offer.received_at, application.offer.terms)


def all_text(application: Application) -> str:
    """Return all that `entries_of` yields as one searched text: what has a hit has all its words in it."""
    texts = (part for entry in entries_of(application) for part in (*entry.lines, entry.names))
    return search_text("\n".join(texts))


def hits_in(application: Application, words: tuple[str, ...], zone: ZoneInfo) -> Iterator[SearchHit]:
    """Yield the entries of an application that have all these words of `search_words`.

    The names of the company and of the people of an entry count as its words; one at least is its own.
    """
    for entry in entries_of(application):
        text = search_text("\n".join(entry.lines))
        if not any(word in text for word in words):
            continue
        if has_words(text, words) or has_words(
            f"{text}\n{search_text(f'{application.company}, {entry.names}')}", words
        ):
            matches = [sum(word in line for word in words) for line in text.split("\n")]
            best = matches.index(max(matches))
            day = entry.at.day(zone) if isinstance(entry.at, Instant) else entry.at
            yield SearchHit(application, entry, entry.lines[best], day)


def sort_hits(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Sort hits: names first, then the newest; what has no date comes last."""

    def order(hit: SearchHit) -> tuple[bool, int]:
        is_name = hit.entry.kind in (EntryKind.APPLICATION, EntryKind.PERSON)
        return not is_name, -(hit.day or date.min).toordinal()

    return sorted(hits, key=order)


def search_everything(
    applications: Iterable[Application], words: tuple[str, ...], zone: ZoneInfo
) -> list[SearchHit]:
    """Return the entries of all applications that have all these words of `search_words`."""
    return sort_hits(hit for application in applications for hit in hits_in(application, words, zone))


def _entries_of_interview(application: Application, interview: Interview) -> Iterator[SearchEntry]:
    names = ", ".join(person.full_name for person in application.people_of(interview))
    where = tuple(filter(None, (interview.place, interview.link)))
    written = interview.reflection
    reflection: tuple[str, ...] = ()
    if written is not None:
        lessons = (lesson.text for lesson in written.lessons)
        reflection = (*_lines(written.well), *_lines(written.badly), *lessons, *_lines(written.notes))
    for kind, lines in (
        (EntryKind.INTERVIEW, where),
        (EntryKind.SAID, _lines(interview.said)),
        (EntryKind.JOURNAL, reflection),
    ):
        yield SearchEntry(kind, interview.id, interview.moment, lines, names)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
