"""The applications of one data file: loaded once, committed one user action at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.applications import Applications
from followup_tui.domain.instant import Instant
from followup_tui.errors import CallError, DataError, NothingError
from followup_tui.storage import history
from followup_tui.storage.backups import Backups
from followup_tui.storage.codec import SCHEMA, encode
from followup_tui.storage.data_file import FileStorage, no_offer
from followup_tui.storage.history import States, Step
from followup_tui.storage.snapshot import decode_history, take_snapshot
from followup_tui.storage.tables import META, TOMBSTONES, Tables, UnusableError, about

if TYPE_CHECKING:
    from followup_tui.storage.tombstones import Tombstones
    from followup_tui.storage.without_applications import Forgotten

Build = Callable[[Mapping[str, Application]], tuple[str, States]]
"""Given the applications as they are on disk at this moment, says what was done and the new states."""


class Repository:
    """All applications, in memory and on disk.

    `applications` is what was last read; `refresh` brings in what another process changed since.

    Args:
        path: the data file.
        backups: its backups.
        offer: says what to do about a damaged file, by the backups there are.
        lazily: whether closed applications may be decoded later, by `load_more`, where there are many.
    """

    def __init__(
        self, path: Path, backups: Backups, offer: Callable[[], str] = no_offer, *, lazily: bool = False
    ) -> None:
        self._storage = FileStorage(path, backups, offer)
        self._applications: Mapping[str, Application] = {}
        self._lazily = lazily
        self._numbers: dict[str, int] = {}
        self._revision: int | None = None
        self._steps: list[Step] | None = None
        self._loaded: Tables | None = None
        self._tables: Tables = {}
        self._is_backed_up_before_migration = False
        self._unreported: set[str] = set()

    @property
    def path(self) -> Path:
        """The data file."""
        return self._storage.path

    @property
    def backups(self) -> Backups:
        """The backups of the data file."""
        return self._storage.backups

    @property
    def applications(self) -> Mapping[str, Application]:
        """The applications by id, as last read."""
        return self._applications

    @property
    def warning(self) -> str:
        """What went wrong without losing anything (a backup that could not be made), or empty."""
        return self._storage.warning

    def refresh(self) -> frozenset[str]:
        """Read the file if it is in another state than the one last read.

        Returns:
            The ids of what others changed since the last call, be it read now or on the way of a commit.

        Raises:
            DataError: the file cannot be used; what was read before stays in memory.
        """
        self._storage.read()
        self._load()
        self._lazily = False  # Of what is read again, most was read before.
        differing, self._unreported = frozenset(self._unreported), set()
        return differing

    def load_more(self, count: int) -> bool:
        """Decode so many more of the applications that were left for later. Return whether there were any.

        Raises:
            DataError: one of them cannot be read.
        """
        if not isinstance(self._applications, Applications):
            return False
        if not self._applications.read_more(count):
            self._load_all()
        return True

    def commit(self, at: Instant, build: Build) -> Step | None:
        """Make one change, all of it or none: on disk when this returns.

        `build` is called with the file locked and sees what is on disk at that moment, so a change made
        elsewhere meanwhile is never written over unseen. Where it changes nothing, nothing is written.

        Raises:
            FollowupError: whatever `build` refuses with, or a DataError where it could not be saved.
        """
        from followup_tui.domain.part_uids import with_part_uids  # only a change needs it

        with self._transaction():
            label, states = build(self._applications)
            current = self._applications
            states = {
                application_id: state and with_part_uids(state, current.get(application_id), _new_uid)
                for application_id, state in states.items()
            }
            before: States = {
                application_id: current.get(application_id)
                for application_id, state in states.items()
                if state != current.get(application_id)
            }
            if not before:
                return None
            revision = self._next_revision()
            after: States = {
                application_id: _stamped(states[application_id], at, revision) for application_id in before
            }
            steps = history.record(self.steps(), label, at, before)
            numbers = self._write(after, steps)
        self._remember(after, numbers, steps)
        return steps[-1]

    @property
    def tombstones(self) -> Tombstones:
        """What was removed, by `uid`, as last read."""
        return _tombstones(self._tables)

    def undo(self) -> Step:
        """Take the last step back. Return it.

        Raises:
            NothingError: there is none.
            DataError: it could not be saved.
        """
        return self._toggle(history.to_undo, "Nothing to undo")

    def redo(self) -> Step:
        """Do the last undone step again. Return it.

        Raises:
            NothingError: there is none.
            DataError: it could not be saved.
        """
        return self._toggle(history.to_redo, "Nothing to redo")

    def forget(self, forgotten: Forgotten, clean: Callable[[], None]) -> frozenset[str]:
        """Take applications out of the file and its history for good: this is no step, and makes no backup.

        Of each a tombstone stays, so that a machine that still has it is told.

        Args:
            forgotten: the applications.
            clean: called with the file locked, before it is saved: takes them out of whatever else there is.
                Killed at any moment, the next call does the rest.

        Returns:
            The ids of the applications that differ now.

        Raises:
            DataError: it could not be saved.
        """
        with self._transaction(backs_up=False):
            revision = self._next_revision() - 1
            tables = forgotten.without(self._tables)
            clean()
            if self._loaded is not None:
                described = {"schema": SCHEMA, **about(tables), "revision": revision}
                now = Instant.of(self._storage.backups.now())
                before = _tombstones(tables)
                uids = {each.uid: now for each in forgotten.applications if each.uid not in before}
                _, tombstones = before.changes(uids, set())
                self._storage.write(
                    {
                        **tables,
                        META: {**tables.get(META, {}), "1": described},
                        TOMBSTONES: {
                            **tables.get(TOMBSTONES, {}),
                            **{str(number): document for number, document in tombstones.items()},
                        },
                    }
                )
        return self.refresh()

    def steps(self) -> list[Step]:
        """Return the history, the oldest step first. It is decoded when first asked for."""
        if self._steps is None:
            try:
                self._steps = decode_history(self._tables)
            except UnusableError as error:
                raise self._storage.unusable(error) from error
        return self._steps

    def _toggle(self, choose: Callable[[list[Step]], Step | None], nothing: str) -> Step:
        with self._transaction():
            steps = self.steps()
            step = choose(steps)
            if step is None:
                raise NothingError(nothing)
            if step.is_barrier:
                raise CallError(
                    "The last thing was a sync, and undo does not go behind what another machine did",
                    "Change it by hand; followup restore goes back to before the sync",
                )
            toggled, after = history.toggle(step, self._applications, self._next_revision())
            steps = [toggled if other is step else other for other in steps]
            numbers = self._write(after, steps)
        self._remember(after, numbers, steps)
        return toggled

    @contextmanager
    def _transaction(self, *, backs_up: bool = True) -> Iterator[None]:
        """Lock the file, with what is on disk in memory and of this version's schema."""
        with self._storage.transaction(backs_up=backs_up):
            self._load()
            self._load_all()  # A file that cannot be read to its end is not written to.
            if self._loaded is not None and self._tables is not self._loaded:
                self._back_up_before_migration()
                self._storage.write(dict(self._tables))
            yield

    def _back_up_before_migration(self) -> None:
        """Copy a file of an older schema before the first change turns it into this one's."""
        if self._is_backed_up_before_migration:
            return
        try:
            self._storage.backups.back_up(self.path)
        except OSError as error:
            raise DataError(
                f"{self.path} was written by an older followup and is copied before it is changed;"
                f" that failed: {error.strerror}",
                f"Make {self._storage.backups.folder} writable, then try again",
                untouched="It",
            ) from error
        self._is_backed_up_before_migration = True

    def _next_revision(self) -> int:
        if self._revision is None:
            # Those of what was forgotten are not given again: an open board may have its card in memory.
            forgotten = int(about(self._tables).get("revision", 0))
            self._revision = max(history.last_revision(self._applications, self.steps()), forgotten)
        return self._revision + 1

    def _write(
        self, after: States, steps: list[Step], removed: Mapping[str, Instant] | None = None
    ) -> dict[str, int]:
        """Put the changed documents into all tables; the transaction's end saves them at once.

        Args:
            after: the applications that changed, by id.
            steps: the history with this change.
            removed: what another machine removed, by `uid`, with the moment.

        Returns:
            The number of each application's document.
        """
        from followup_tui.storage.documents import Documents  # reading does without it, and without TinyDB

        self._write_tombstones(after, removed or {})
        numbers, put, free = dict(self._numbers), {}, 0
        for application_id, state in after.items():
            if state is None:
                numbers.pop(application_id, None)
                continue
            if application_id not in numbers:
                free = free or max(numbers.values(), default=0)
                free += 1
                numbers[application_id] = free
            put[numbers[application_id]] = encode(state)
        gone = [
            self._numbers[application_id]
            for application_id in after
            if application_id in self._numbers and application_id not in numbers
        ]
        Documents(self._storage, "applications").change(gone, put)
        before, staying = {step.number: step for step in self.steps()}, {step.number for step in steps}
        Documents(self._storage, "history").change(
            [number for number in before if number not in staying],
            {step.number: encode(step) for step in steps if before.get(step.number) is not step},
        )
        meta = Documents(self._storage, META)
        if not len(meta):
            meta.change((), {1: msgspec.Raw(msgspec.json.encode({"schema": SCHEMA}))})
        return numbers

    def _write_tombstones(self, after: States, removed: Mapping[str, Instant]) -> None:
        """Note what this change removes, and forget that of what it brings back."""
        current = self._applications
        uids_before = {current[application_id].uid for application_id in after if application_id in current}
        uids_after = {state.uid for state in after.values() if state}
        if uids_before <= uids_after and not removed and not self._tables.get(TOMBSTONES):
            return
        from followup_tui.storage.documents import Documents

        now = Instant.of(self._storage.backups.now())
        gone = {**dict.fromkeys(sorted(uids_before - uids_after), now), **removed}
        numbers, put = self.tombstones.changes(gone, uids_after)
        if numbers or put:
            Documents(self._storage, TOMBSTONES).change(numbers, put)

    def _remember(self, after: States, numbers: dict[str, int], steps: list[Step]) -> None:
        """Bring what was saved into memory. Until then it counts as not seen, and would be read again."""
        applications = dict(self._applications)
        for application_id, state in after.items():
            if state is None:
                applications.pop(application_id, None)
            else:
                applications[application_id] = state
                self._revision = state.revision
        self._applications, self._numbers, self._steps = applications, numbers, steps
        self._loaded = self._storage.tables
        self._tables = self._loaded or {}

    def _load(self) -> None:
        """Decode what was read from disk, unless it is what is in memory already."""
        tables = self._storage.tables
        if tables is self._loaded:
            return
        is_lazy = self._lazily and self._loaded is None
        try:
            snapshot = take_snapshot(tables, self._storage.unusable if is_lazy else None)
        except UnusableError as error:
            raise self._storage.unusable(error) from error
        self._unreported |= self._differing(snapshot.applications)
        self._tables, self._numbers = snapshot.tables, snapshot.numbers
        self._applications = snapshot.applications
        self._loaded = tables
        self._steps = self._revision = None

    def _differing(self, applications: Mapping[str, Application]) -> set[str]:
        """Return the ids of what differs from what was read before; what could not be read then does."""
        if not self._applications:
            return set(applications)
        differing = set()
        for application_id in self._applications.keys() | applications.keys():
            try:
                is_same = self._applications.get(application_id) == applications.get(application_id)
            except DataError:
                is_same = False
            if not is_same:
                differing.add(application_id)
        return differing

    def _load_all(self) -> None:
        """Decode whatever was left for later."""
        if isinstance(self._applications, Applications):
            self._applications = self._applications.read_all()


def _tombstones(tables: Tables) -> Tombstones:
    from followup_tui.storage.tombstones import Tombstones  # only a change needs them

    return Tombstones(tables)


def _new_uid() -> str:
    """Return what identifies a part of one application across machines."""
    return os.urandom(6).hex()


def _stamped(state: Application | None, at: Instant, revision: int) -> Application | None:
    """Return a state as one that is saved now; many that are new may come as such."""
    if state is None or (state.revision == revision and state.updated_at == at):
        return state
    return replace(state, updated_at=at, revision=revision)
