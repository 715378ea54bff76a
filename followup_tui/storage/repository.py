"""The applications of one data file: loaded once, committed one user action at a time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from followup_tui.domain.application import Application, Instant
from followup_tui.domain.applications import Applications
from followup_tui.errors import CallError, DataError
from followup_tui.storage import history
from followup_tui.storage.codec import (
    SCHEMA,
    UnreadApplication,
    decode_application,
    decode_if_needed,
    decode_step,
    encode,
)
from followup_tui.storage.documents import Documents
from followup_tui.storage.file import FileStorage
from followup_tui.storage.history import States, Step
from followup_tui.storage.migrations import MIGRATIONS
from followup_tui.storage.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup_tui.storage.backups import Backups

LATE_FROM = 500
"""From so many applications on those that are over may be read later: a few are read in no time."""

Build = Callable[[Mapping[str, Application]], tuple[str, States]]
"""Given the applications as they are on disk at this moment, says what was done and the new states."""


class Repository:
    """All applications, in memory and on disk.

    `applications` is what was last read; `refresh` brings in what another process changed since.

    Args:
        path: the data file.
        backups: its copies.
        late: whether those that are over may be read later, by `read_on`, where there are many.
    """

    def __init__(self, path: Path, backups: Backups, *, late: bool = False) -> None:
        self._storage = FileStorage(path, backups)
        self._applications: Mapping[str, Application] = {}
        self._late = late
        self._unread: list[UnreadApplication] = []
        self._numbers: dict[str, int] = {}
        self._revision: int | None = None
        self._steps: list[Step] | None = None
        self._seen: Tables | None = None
        self._migrated: Tables | None = None
        self._kept_before_migration = False
        self._unreported: set[str] = set()

    @property
    def path(self) -> Path:
        """The data file."""
        return self._storage.path

    @property
    def applications(self) -> Mapping[str, Application]:
        """The applications by id, as last read."""
        return self._applications

    @property
    def tables(self) -> Tables:
        """Everything in the file as last read, in this version's schema."""
        return self._migrated or self._seen or {}

    @property
    def warning(self) -> str:
        """What went wrong without losing anything (a backup that could not be made), or empty."""
        return self._storage.backups.failure

    def refresh(self) -> frozenset[str]:
        """Read the file if it is another than the one last read.

        Gives the ids of what others changed since the last call, be it read now or on the way of a commit.

        Raises:
            DataError: the file cannot be used; what was read before stays in memory.
        """
        self._storage.read()
        self._take_in()
        self._late = False  # What is read again, most of it was read before.
        differing, self._unreported = frozenset(self._unreported), set()
        return differing

    def read_on(self, count: int) -> bool:
        """Read so many more of the applications that are over. Gives whether there is more to do.

        What is done last is to find where all of them stand in the file, which the first change needs.

        Raises:
            DataError: one of them cannot be read.
        """
        if not self._unread:
            self._storage.find_places()
            return False
        for unread in self._unread[:count]:
            unread.read()
        del self._unread[:count]
        if not self._unread:
            self._read_all()
        return True

    def commit(self, at: Instant, build: Build) -> Step | None:
        """Make one change, all of it or none: on disk when this returns.

        `build` is called with the file locked and sees what is on disk at that moment, so a change made
        elsewhere meanwhile is never written over unseen. Where it changes nothing, nothing is written.

        Raises:
            FollowupError: whatever `build` refuses with, or a DataError where it could not be saved.
        """
        with self._transaction():
            label, states = build(self._applications)
            before: States = {name: self._applications.get(name) for name in states}
            changed = [name for name in states if states[name] != before[name]]
            if not changed:
                return None
            revision = self._next_revision()
            placed: States = {name: _stamped(states[name], at, revision) for name in changed}
            steps = history.record(self.steps(), label, at, {name: before[name] for name in changed})
            numbers = self._write(placed, steps)
        self._put(placed, numbers, steps)
        return steps[-1]

    def undo(self) -> Step:
        """Take the last step back. Gives it.

        Raises:
            CallError: there is none.
            DataError: it could not be saved.
        """
        return self._turn(history.to_undo, "Nothing to undo")

    def redo(self) -> Step:
        """Do the last undone step again. Gives it.

        Raises:
            CallError: there is none.
            DataError: it could not be saved.
        """
        return self._turn(history.to_redo, "Nothing to redo")

    def steps(self) -> list[Step]:
        """Give the history, the oldest step first. It is decoded when first asked for."""
        if self._steps is None:
            documents = self.tables.get("history", {})
            try:
                self._steps = [
                    replace(decode_step(_raw(documents[number])), number=int(number))
                    for number in sorted(documents, key=int)
                ]
            except (ValueError, RecursionError) as error:
                raise self._storage.damaged("has a history that cannot be read") from error
        return self._steps

    def _turn(self, choose: Callable[[list[Step]], Step | None], nothing: str) -> Step:
        with self._transaction():
            steps = self.steps()
            step = choose(steps)
            if step is None:
                raise CallError(nothing)
            turned, placed = history.turn(step, self._applications, self._next_revision())
            steps = [turned if known is step else known for known in steps]
            numbers = self._write(placed, steps)
        self._put(placed, numbers, steps)
        return turned

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Lock the file, with what is on disk in memory and of this version's schema."""
        with self._storage.transaction():
            self._take_in()
            self._read_all()  # A file that cannot be read to its end is not written to.
            if self._migrated is not None:
                self._keep_before_migration()
                self._storage.write(dict(self._migrated))
            yield

    def _keep_before_migration(self) -> None:
        """Copy a file of an older schema before the first change turns it into this one's."""
        if self._kept_before_migration:
            return
        try:
            self._storage.backups.keep(self.path)
        except OSError as error:
            raise DataError(
                f"{self.path} was written by an older followup and is copied before it is changed;"
                f" that failed: {error.strerror}",
                f"Make {self._storage.backups.folder} writable, then try again",
                untouched="It",
            ) from error
        self._kept_before_migration = True

    def _next_revision(self) -> int:
        if self._revision is None:
            self._revision = history.last_revision(self._applications, self.steps())
        return self._revision + 1

    def _write(self, placed: States, steps: list[Step]) -> dict[str, int]:
        """Put the changed documents into all tables; the transaction's end saves them at once.

        Gives the number of each application's document.
        """
        numbers, put, free = dict(self._numbers), {}, 0
        for name, state in placed.items():
            if state is None:
                numbers.pop(name, None)
                continue
            if name not in numbers:
                free = free or max(numbers.values(), default=0)
                free += 1
                numbers[name] = free
            put[numbers[name]] = encode(state)
        gone = [self._numbers[name] for name in placed if name in self._numbers and name not in numbers]
        Documents(self._storage, "applications").change(gone, put)
        known, wanted = self.steps(), {id(step) for step in steps}
        kept, staying = {id(step) for step in known}, {step.number for step in steps}
        Documents(self._storage, "history").change(
            [step.number for step in known if id(step) not in wanted and step.number not in staying],
            {step.number: encode(step) for step in steps if id(step) not in kept},
        )
        meta = Documents(self._storage, "meta")
        if not len(meta):
            meta.change((), {1: msgspec.Raw(msgspec.json.encode({"schema": SCHEMA}))})
        return numbers

    def _put(self, placed: States, numbers: dict[str, int], steps: list[Step]) -> None:
        """Bring what was saved into memory. Until then it counts as not seen, and would be read again."""
        applications = dict(self._applications)
        for name, state in placed.items():
            if state is None:
                applications.pop(name, None)
            else:
                applications[name] = state
                self._revision = state.revision
        self._applications, self._numbers, self._steps = applications, numbers, steps
        self._seen, self._migrated = self._storage.tables, None

    def _take_in(self) -> None:
        """Decode what was read from disk, unless it is what is in memory already."""
        tables = self._storage.tables
        if tables is self._seen:
            return
        # Thousands of small objects that all stay: looking for garbage among them doubles the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            current = {} if tables is None else self._current(tables)
            documents = current.get("applications", {})
            late = self._late and self._seen is None and len(documents) >= LATE_FROM
            known = [
                decode_if_needed(_raw(document), self._unreadable)
                if late
                else decode_application(_raw(document))
                for document in documents.values()
            ]
        except (ValueError, RecursionError) as error:
            raise self._unreadable(error) from error
        finally:
            if collecting:
                gc.enable()
        numbers: dict[str, int] = {}
        for application, number in zip(known, documents, strict=True):
            if application.id in numbers:
                raise self._storage.damaged(f"has two applications with the id {application.id}")
            numbers[application.id] = int(number)
        found = Applications({application.id: application for application in known})
        self._unreported |= self._differing(found)
        self._applications, self._numbers, self._seen = found, numbers, tables
        self._unread = [application for application in known if isinstance(application, UnreadApplication)]
        if not self._unread:
            self._read_all()
        self._steps = self._revision = None
        self._migrated = current if tables is not None and current is not tables else None

    def _differing(self, found: Mapping[str, Application]) -> set[str]:
        """Give the ids of what differs from what was read before; what could not be read then does."""
        if not self._applications:
            return set(found)
        differing = set()
        for name in self._applications.keys() | found.keys():
            try:
                same = self._applications.get(name) == found.get(name)
            except DataError:
                same = False
            if not same:
                differing.add(name)
        return differing

    def _read_all(self) -> None:
        """Read whatever is not read yet."""
        if isinstance(self._applications, Applications):
            self._applications, self._unread = self._applications.read_all(), []

    def _unreadable(self, error: Exception) -> DataError:
        return self._storage.damaged(f"has an application that cannot be read: {error}")

    def _current(self, tables: Tables) -> Tables:
        """Bring tables of an older schema to this one; refuse those of a newer one."""
        meta = tables.get("meta", {}).get("1")
        about = msgspec.json.decode(_raw(meta), type=dict[str, object]) if meta is not None else {}
        schema = about.get("schema")
        if type(schema) is not int:  # True would be one, too
            raise self._storage.damaged("is JSON, but not what followup writes: it has no schema number")
        if schema > SCHEMA:
            raise DataError(
                f"{self.path} was written by a newer followup (schema {schema}; this one knows {SCHEMA})",
                "Update with pip install -U followup-tui, or use another file with --data FILE",
                untouched="It",
            )
        if schema == SCHEMA:
            return tables
        plain: Tables = {
            name: {number: msgspec.json.decode(_raw(document)) for number, document in documents.items()}
            for name, documents in tables.items()
        }
        try:
            for number in range(schema, SCHEMA):
                plain = MIGRATIONS[number](plain)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._storage.damaged(
                f"is of schema {schema} and could not be brought to schema {SCHEMA}"
            ) from error
        return {**plain, "meta": {"1": {**about, "schema": SCHEMA}}}


def _stamped(state: Application | None, at: Instant, revision: int) -> Application | None:
    """Give a state as one that is saved now; many that are new may come as such."""
    if state is None or (state.revision == revision and state.updated_at == at):
        return state
    return replace(state, updated_at=at, revision=revision)


def _raw(document: object) -> msgspec.Raw:
    """Give a document as JSON text, whether it was read or was written here."""
    return document if isinstance(document, msgspec.Raw) else msgspec.Raw(msgspec.json.encode(document))
