"""What the file of another program holds, before it is compared with the user's applications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from msgspec import Struct, field

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import CalendarEntry, InterviewKind
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.exchange.imports.status_words import Status
from followup_tui.exchange.jrnl import JrnlEntry


class Choice(NamedTuple):
    """One answer to a question.

    Attributes:
        value: what the answer is called, also in an option: `day-first`.
        label: what it means, for the user: `4 October 2026`.
    """

    value: str
    label: str


class Question(NamedTuple):
    """What only the user can say before an import is complete.

    Attributes:
        key: what is asked, the same each time the file is read: `dates`.
        text: the question.
        choices: the answers there are; none where anything can be typed.
        option: how the command line answers it without asking: `--dates day-first`.
    """

    key: str
    text: str
    choices: tuple[Choice, ...]
    option: str


Item = TypeVar("Item")


class Progress(Protocol):
    """Is told how far an import is. What it raises ends the import."""

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Tell that so many of all are done of what is `doing`: `Reading`."""


def no_progress(doing: str, done: int, total: int) -> None:
    """Tell nobody how far an import is."""


class ImportOptions(Struct, frozen=True):
    """What is told to an import beside the files.

    Attributes:
        today: the present moment, the user's zone, numbers and calendar.
        answers: what was answered, by the key of the question.
        columns: what a column holds, where the user said so: `{"Firma": "company"}`.
        takes_all: whether applications before their first interview are taken, too.
        own_addresses: the user's mail addresses, case-folded: they are none of the people.
        own_name: the user's name: nobody who is called so is one of the people.
        kind: the kind of the files, where the user said so; empty where it is recognized.
        month_comes_first: how the settings write `10/4`; None where they do not say.
        target_id: the application that what names none is about, where the user said so.
        progress: is told how far it is.
    """

    today: Today
    answers: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    takes_all: bool = False
    own_addresses: frozenset[str] = frozenset()
    own_name: str = ""
    kind: str = ""
    month_comes_first: bool | None = None
    target_id: str = ""
    progress: Progress = no_progress

    def each(self, doing: str, items: Sequence[Item]) -> Iterator[Item]:
        """Yield the items, and tell before each how far it is."""
        for done, item in enumerate(items):
            self.progress(doing, done, len(items))
            yield item


class IncomingInterview(Struct, frozen=True, kw_only=True):
    """An interview as a tracker has it.

    Attributes:
        starts_at: when it starts or started; a day where the file names no time.
        people: who holds or held it, without ids.
        said: what was said in it, as it stands in the file.
    """

    starts_at: Instant | date
    ends_at: Instant | None = None
    kind: InterviewKind | None = None
    place: str = ""
    link: str = ""
    people: tuple[Person, ...] = ()
    said: str = ""


class IncomingApplication(Struct, frozen=True, kw_only=True):
    """An application as a tracker has it.

    Attributes:
        where: its place in the file: `line 3`, `card 12`.
        status: how far it is. One in doubt is taken only with all others, and changes no stage that is noted.
        status_word: the file's own word for that: `bookmarked`.
        closed_on: when it ended; None where the file does not say.
        applied_on: when the user applied.
        people: the people that are not in an interview of it, without ids.
        source_ids: what the program calls it, `teal:4711`: it is known by them when it is imported again.
        remarks: what was left out, a sentence each: `31.02.2026 is no day: left empty`.
    """

    where: str
    company: str
    role: str
    via: str = ""
    status: Status
    status_word: str = ""
    closed_on: Instant | date | None = None
    applied_on: Instant | date | None = None
    decision_date: date | None = None
    interviews: tuple[IncomingInterview, ...] = ()
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: str = ""
    source_ids: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class IncomingPerson(Struct, frozen=True, kw_only=True):
    """Somebody from an address book.

    Attributes:
        where: their place in the file.
        company: where they work; empty where the file does not say.
        can_be_added: whether they are added where nobody like them is noted; else they complete somebody.
    """

    where: str
    person: Person
    company: str = ""
    can_be_added: bool = False


class Invitation(Struct, frozen=True, kw_only=True):
    """An event of a calendar: an interview that is planned, moved or cancelled.

    Attributes:
        where: its place in the file: its title.
        calendar: what it is in the calendar of the people who invited.
        starts_at: when it starts; a day where it is a whole day.
        ends_at: when it ends; None where the file does not say.
        is_request: whether the user was invited to it; else it stands in a calendar that was exported.
        is_cancelled: whether it was called off.
        is_own: whether the user made it: they are its organizer.
        people: the people in it, the organizer first, without ids.
        addresses: the mail addresses in it, mailboxes too: their domains tell the company.
        remarks: what was left out or assumed, a sentence each.
    """

    where: str
    calendar: CalendarEntry
    starts_at: Instant | date
    ends_at: Instant | None = None
    kind: InterviewKind | None = None
    place: str = ""
    link: str = ""
    is_request: bool = False
    is_cancelled: bool = False
    is_own: bool = False
    people: tuple[Person, ...] = ()
    addresses: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class IncomingMessage(Struct, frozen=True, kw_only=True):
    """A mail that was received or sent.

    Attributes:
        where: its place in the file; empty where the subject says enough.
        text: what its writer wrote in it, without what they quote.
        signature: the lines below that say who they are.
        at: when it was written.
        is_sent: whether the user wrote it.
        is_automatic: whether a machine wrote it.
        person: who wrote it, or whom the user wrote to, without an id; None where it is nobody.
        writer: the name it shows as its writer's, also a machine's: `Contoso Talent Team`.
        addresses: the mail addresses in it, without the user's own.
        message_id: its Message-ID; empty where it has none.
        invitations: those attached.
    """

    where: str
    subject: str
    text: str
    signature: str = ""
    at: Instant
    is_sent: bool = False
    is_automatic: bool = False
    person: Person | None = None
    writer: str = ""
    addresses: tuple[str, ...] = ()
    message_id: str = ""
    invitations: tuple[Invitation, ...] = ()


class SkippedEntry(NamedTuple):
    """An entry of a file that is not taken, whatever is noted already.

    Attributes:
        where: its place in the file.
        title: what it is about; empty where nothing says so.
        reason: why it is not taken.
    """

    where: str
    title: str
    reason: str


class Incoming(Struct, frozen=True, kw_only=True):
    """What one file holds.

    Attributes:
        kind: the word for its kind, `teal`.
        title: the kind as the user knows it, `Teal`.
        exported: applications as followup itself exported them.
        columns: what was understood of a table: the heading and the field it was taken for, `company`.
        questions: what only the user can say; without an answer nothing of the file is taken.
    """

    kind: str
    title: str
    applications: tuple[IncomingApplication, ...] = ()
    people: tuple[IncomingPerson, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    messages: tuple[IncomingMessage, ...] = ()
    journal: tuple[JrnlEntry, ...] = ()
    exported: tuple[Application, ...] = ()
    skipped: tuple[SkippedEntry, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
