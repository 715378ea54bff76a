"""A data file that several machines have: what another one changed comes in, as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.errors import DataError
from followup_tui.storage import history
from followup_tui.storage.codec import encode
from followup_tui.storage.history import States, Step
from followup_tui.storage.repository import Repository
from followup_tui.storage.tables import raw
from followup_tui.storage.tombstones import Tombstone

SYNC = "sync"
"""The table whose document 1 says which `commit` of the other machines' history is in the file, and which one
of those that are on the remote is `sent`: where the machine lost the former, that is what both had."""


class Merged(NamedTuple):
    """What another machine's changes make of a data file.

    Attributes:
        label: what was done, for the history.
        states: the applications that are others now, by id; None where there is none of that id any more.
        removed: what was removed there, by `uid`, with the moment.
        commit: the commit whose content is in the file with this.
    """

    label: str
    states: States
    removed: Mapping[str, Instant]
    commit: str


Merge = Callable[[Mapping[str, Application], Mapping[str, Tombstone]], Merged]
"""Given the applications and tombstones as they are on disk now, says what is to be in the file."""


class SyncedRepository(Repository):
    """The applications of a data file that other machines have, too."""

    def merge(self, at: Instant, merge: Merge) -> Step | None:
        """Bring in what another machine changed, all of it or none. Return the step, None where nothing did.

        When an application was last changed is what `merge` says: the user changed nothing here.

        Raises:
            FollowupError: whatever `merge` refuses with, or a DataError where it could not be saved.
        """
        with self._transaction():
            current = self._applications
            merged = merge(current, self.tombstones)
            before: States = {
                application_id: current.get(application_id)
                for application_id, state in merged.states.items()
                if _encoded(state) != _encoded(current.get(application_id))
            }
            revision = self._next_revision()
            after: States = {}
            for application_id in before:
                state = merged.states[application_id]
                after[application_id] = state and replace(state, revision=revision)
            steps = self.steps()
            if before:
                steps = history.record(steps, merged.label, at, before, is_barrier=True)
            numbers = self._write(after, steps, merged.removed)
            self._write_synced(merged.commit, merged.commit)
        self._remember(after, numbers, steps)
        return steps[-1] if before else None

    @property
    def synced(self) -> str:
        """The newest commit whose content is in the file, as last read; empty where there is none."""
        return self._noted_commit("commit")

    @property
    def sent(self) -> str:
        """The newest one of them that was on the remote; empty where there is none."""
        return self._noted_commit("sent")

    def note_synced(self, before: str, commit: str, sent: str) -> None:
        """Note that the content of a commit is in the file, unless another one than `before` is noted there.

        Args:
            before: the one that was noted.
            commit: the one to note.
            sent: the newest commit that it comes from and that is on the remote; empty where nothing is.

        Raises:
            DataError: it could not be saved.
        """
        with self._transaction():
            if self.synced == before:
                self._write_synced(commit, sent)
        self._loaded = self._storage.tables
        self._tables = self._loaded or {}

    def back_up(self) -> Path:
        """Copy the file to its backups now. Return the copy.

        Raises:
            DataError: it could not be copied.
        """
        try:
            return self._storage.backups.back_up(self.path)
        except OSError as error:
            raise DataError(
                f"No copy could be made in {self._storage.backups.folder}: {error.strerror}",
                "Make room or look at the folder's permissions",
                untouched=str(self.path),
            ) from error

    def _noted_commit(self, name: str) -> str:
        documents = self._tables.get(SYNC, {})
        try:
            return str(msgspec.json.decode(raw(documents["1"])).get(name, ""))
        except (ValueError, LookupError, TypeError, AttributeError):
            return ""

    def _write_synced(self, commit: str, sent: str) -> None:
        from followup_tui.storage.documents import Documents

        document = msgspec.Raw(msgspec.json.encode({"commit": commit, "sent": sent}))
        Documents(self._storage, SYNC).change((), {1: document})


def _encoded(state: Application | None) -> bytes | None:
    return None if state is None else bytes(encode(state))
