"""What can be done with promises: made, kept, dropped, moved to another day; and lines that read like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_day
from followup_tui.domain.instant import Instant
from followup_tui.domain.person import Party
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today
from followup_tui.domain.text import LINE_LIMIT, clean_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError

_MY_PROMISE: Final = (
    r"\bi(?:['\u2019]ll| will| promised| am going to|['\u2019]m going to)\b"
    r"|\bi (?:should|have to|need to|must) send\b"
    r"|\bich (?:schicke|sende|reiche|liefere|melde|werde|rufe|gebe|bringe|habe versprochen|muss noch|soll)\b"
    r"|\b(?:schicke|sende|melde|reiche) ich\b|^(?:send|hand in) (?:them|her|him|references?)\b"
)
_THEIR_PROMISE: Final = (
    r"\b(?:they|she|he|hr|we)(?:['\u2019]ll| will| promised)\b|\bwants? to (?:call|get back|let me know)\b"
    r"|\bwill (?:call|get back|let me know|send|write|e-?mail|come back|be in touch|reach out|decide)\b"
    r"|\bmeld(?:en|et) sich\b|\bsich (?:\S+ ){0,4}?(?:melden|zurückmelden)\b"
    r"|\brufen? (?:\S+ ){0,3}?(?:mich )?(?:an|zurück)\b"
    r"|\b(?:sie|er|man) (?:schickt|schicken|sendet|senden|wollen|will|werden|wird|ruft|rufen|gibt|geben)\b"
)


def promise_in(line: str) -> Party | None:
    """Return who promises something in a line, as far as its words tell; None where it reads like none.

    `I will send references` is the user's, `they will call on Tuesday` theirs.
    """
    if re.search(_MY_PROMISE, line, re.IGNORECASE):
        return Party.ME
    return Party.THEM if re.search(_THEIR_PROMISE, line, re.IGNORECASE) else None


class WrittenPromise(NamedTuple):
    """A line that reads like a promise.

    Attributes:
        application_id: where it was written down.
        text: the line.
        by: who promises in it.
    """

    application_id: str
    text: str
    by: Party


def written_promise(before: Application, after: Application) -> WrittenPromise | None:
    """Return the first line that is new in what the user wrote down and reads like a promise; else None.

    What they wrote of interviews and contacts, and the notes, are looked at. A promise that is noted is not
    offered again.
    """
    old = {line.strip() for text in _texts(before) for line in text.splitlines()}
    old |= {promise.text for promise in after.promises}
    for line in (line.strip() for text in _texts(after) for line in text.splitlines()):
        if line and line not in old and len(line) <= LINE_LIMIT and (party := promise_in(line)) is not None:
            return WrittenPromise(after.id, line, party)
    return None


def _texts(application: Application) -> Iterator[str]:
    yield application.notes
    for interview in application.interviews:
        yield interview.said
        if interview.reflection is not None:
            yield from (interview.reflection.well, interview.reflection.badly, interview.reflection.notes)
    for contact in application.contacts:
        yield contact.note


def add_promise(application: Application, text: str, by: Party, due: date | None) -> Application:
    """Note a promise.

    Raises:
        CallError: the text is empty or too long.
    """
    line = clean_line(text, "The promise")
    if not line:
        raise CallError("What was promised is empty", 'Write it, such as "send references"')
    return application.with_promise(Promise("", line, by, due))


def find_promise(application: Application, number: str) -> Promise:
    """Return the promise with this number.

    Raises:
        CallError: there is none; the sentence says which there are.
    """
    promise = next((each for each in application.promises if each.id == number.strip()), None)
    if promise is None:
        listed = ", ".join(f"{each.id} {each.text}" for each in application.promises)
        raise CallError(
            f"There is no promise {number[:20]!r} at {application.company}",
            f"There is {listed}" if listed else "None is noted there",
        )
    return promise


def keep_promise(application: Application, number: str, now: Instant) -> Application:
    """Note that a promise was kept.

    Raises:
        CallError: there is none with this number.
    """
    return application.with_promise(replace(find_promise(application, number), done_at=now, dropped_at=None))


def drop_promise(application: Application, number: str, now: Instant) -> Application:
    """Note that a promise no longer matters.

    Raises:
        CallError: there is none with this number.
    """
    return application.with_promise(replace(find_promise(application, number), dropped_at=now, done_at=None))


def move_promise(application: Application, number: str, due: date | None) -> Application:
    """Move a promise to another day, None for no day; one that was kept or dropped is open again.

    Raises:
        CallError: there is none with this number.
    """
    promise = replace(find_promise(application, number), due=due, done_at=None, dropped_at=None)
    return application.with_promise(promise)


def open_promises(application: Application) -> list[Promise]:
    """Return the open promises, the one due first at the beginning, those without a day last."""
    return sorted(
        (promise for promise in application.promises if promise.is_open),
        key=lambda promise: promise.due or date.max,
    )


def promise_words(promise: Promise, today: Today) -> str:
    """Say a promise and how it stands: `you promised: send references, by Fri 27 Nov`."""
    due = f", due {say_day(promise.due, today.day)}" if promise.due else ""
    if promise.done_at is not None:
        due = f", done {say_day(promise.done_at.day(today.zone), today.day)}"
    elif promise.dropped_at is not None:
        due = ", dropped"
    elif promise.due is not None and promise.due < today.day:
        due = f"{due}: {say_count((today.day - promise.due).days, 'day')} late"
    return f"{promise.by.subject} promised: {promise.text}{due}"
