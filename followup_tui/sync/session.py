"""One sync: fetch, merge into the data file, commit, push, and again where somebody else was faster."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.errors import DataError, FollowupError
from followup_tui.storage.forgetting import FORGOTTEN_MARK
from followup_tui.storage.history import States, Step
from followup_tui.storage.synced_repository import Merged, SyncedRepository
from followup_tui.storage.tombstones import Tombstone
from followup_tui.sync.application_files import ApplicationFiles, Key
from followup_tui.sync.combine import Combined, Incoming, combine
from followup_tui.sync.documents import entries_by_name
from followup_tui.sync.git_errors import NOTHING_LOST, GitError, RejectedError
from followup_tui.sync.remote import Remote
from followup_tui.sync.store import Store

_MOST_ATTEMPTS: Final = 8
"""How often somebody else may be faster with their push."""

_FIRST_PAUSE: Final = 0.05
"""Seconds after the first attempt; each is twice as long as the one before, 6 s in all."""

Confirm = Callable[[Combined], bool]
"""Shown what a first sync of two files would do, returns whether to do it."""


@dataclass(slots=True)
class Report:
    """What a sync did.

    Attributes:
        sent: how many applications the remote has now that it had otherwise before.
        steps: the steps it made in the history here.
        combined: what came, for each time that something did.
        backup: the copy that was made before a first sync; None where none was.
        is_refused: whether the user said no to what a first sync would do: nothing was done.
        notes: what else the user should know, a sentence each.
        problem: why what is here could not be sent, though something came in; None where it was.
    """

    sent: int = 0
    steps: list[Step] = field(default_factory=list)
    combined: list[Combined] = field(default_factory=list)
    backup: Path | None = None
    is_refused: bool = False
    notes: list[str] = field(default_factory=list)
    problem: FollowupError | None = None


class Session:
    """A sync of one data file with one remote.

    Args:
        repository: the data file.
        store: the repository on this machine.
        remote: where the machines meet.
        key: how what leaves is encrypted; None where it is not.
        folder: the folder of the sync.
        now: returns the present moment.
        confirm: asked before two files that were both in use are joined.
    """

    def __init__(
        self,
        repository: SyncedRepository,
        store: Store,
        remote: Remote,
        key: Key | None,
        folder: Path,
        now: Callable[[], Instant],
        confirm: Confirm,
    ) -> None:
        self._repository, self._store, self._remote = repository, store, remote
        self._files = ApplicationFiles(store, key, folder / "encrypted.json")
        self._forgotten_mark = folder / FORGOTTEN_MARK
        self._now, self._confirm = now, confirm
        self._is_confirmed = False
        self.report = Report()

    def run(self) -> Report:
        """Sync.

        Where something came in and could not be answered, the report says so.

        Raises:
            FollowupError: it could not be done to its end; nothing is lost, the next sync goes on from there.
        """
        try:
            self._sync_or_mend()
        except FollowupError as error:
            if not self.report.steps:
                raise
            self.report.problem = error
        return self.report

    def _sync_or_mend(self) -> None:
        try:
            self._sync()
        except DataError:
            if self._store.is_whole():
                raise
            self._store.make_anew()
            self.report.notes.append(
                "The repository of the sync on this machine was damaged, and was made anew. Nothing is lost"
            )
            self._sync()

    def _sync(self) -> None:
        self._repository.refresh()
        self._give_uids()
        lock = ""
        for attempt in range(_MOST_ATTEMPTS - 1):
            try:
                return self._meet()
            except RejectedError as error:
                lock = error.lock
                time.sleep(_FIRST_PAUSE * 2**attempt)
        folder = self._remote.folder
        if lock and folder is not None and Path(lock).is_relative_to(folder):
            # No git holds it for so long: the one that made it was killed.
            with suppress(OSError):
                Path(lock).unlink()
        return self._meet()

    def _meet(self) -> None:
        """Do it once.

        Raises:
            RejectedError: another machine was faster.
        """
        theirs = self._store.fetch(self._remote)
        if theirs and not self._take(theirs):
            self.report.is_refused = True
            return
        ours = self._write(theirs)
        if ours and ours != theirs:
            self._store.push(self._remote, ours)
        with suppress(GitError):
            self._store.tidy()
        self._clear_forgotten(ours)

    def _clear_forgotten(self, ours: str) -> None:
        """Clear away the commits that hold what was forgotten here, once its removal was sent."""
        if not self._forgotten_mark.exists() or not ours:
            return
        self._store.cut_off(ours)
        self._forgotten_mark.unlink(missing_ok=True)
        self.report.notes.append(
            "What was forgotten is in no commit here any more. The remote still has it in older ones, and"
            " your other machines in their history: followup forget there, docs/your-data.md for the remote"
        )

    def _give_uids(self) -> None:
        """Identify what somebody wrote into the file by hand."""
        lacking = [each for each in self._repository.applications.values() if not each.uid]
        if lacking:
            states: States = {each.id: replace(each, uid=_made_uid(each)) for each in lacking}
            self._repository.commit(self._now(), lambda _: ("Identified for the sync", states))

    def _take(self, theirs: str) -> bool:
        """Bring what is on the remote into the data file. Return whether that may be done."""
        synced = self._synced()
        base = self._store.merge_base(synced, theirs) if synced else ""
        if base == theirs:
            return True
        tree, before = self._store.tree(theirs), self._store.tree(base) if base else {}
        incoming = self._files.incoming(tree, before)
        if not base and self._repository.applications and not self._is_confirmed:
            here = self._repository
            preview = combine(here.applications, here.tombstones, incoming, self._now())
            if preview.states and not self._confirm(preview):
                return False
            self._is_confirmed = True
            self.report.backup = self._repository.back_up()
        self._merge(theirs, incoming)
        return True

    def _synced(self) -> str:
        """Return the newest commit that is in the data file and that this machine has; empty for none.

        Raises:
            GitError: it lacks them because the repository is damaged.
        """
        noted = [commit for commit in (self._repository.synced, self._repository.sent) if commit]
        newest = next((commit for commit in noted if self._store.has(commit)), "")
        if noted and not newest and not self._store.is_whole():
            raise GitError("The repository of the sync on this machine is damaged", NOTHING_LOST)
        return newest

    def _merge(self, theirs: str, incoming: Mapping[str, Incoming]) -> None:
        at = self._now()
        combinations: list[Combined] = []

        def build(applications: Mapping[str, Application], tombstones: Mapping[str, Tombstone]) -> Merged:
            combined = combine(applications, tombstones, incoming, at)
            combinations.append(combined)
            return Merged(_label(combined), combined.states, combined.removed, theirs)

        step = self._repository.merge(at, build)
        self._store.keep(theirs)
        if step is not None:
            self.report.steps.append(step)
        self.report.combined += combinations

    def _write(self, theirs: str) -> str:
        """Commit what is in the data file. Return the commit that holds it; empty where there is nothing.

        Args:
            theirs: the newest commit on the remote; empty where nothing is there yet.
        """
        self._repository.refresh()
        entries = entries_by_name(self._repository.applications, self._repository.tombstones)
        before = self._repository.synced
        # The past does not go to a new remote where some of it was readable, for others or forgotten.
        is_anew = not theirs and (self._files.is_encrypted or self._store.is_cut_off)
        parent = "" if is_anew else self._synced()
        if not entries and not parent:
            return ""
        changes = self._files.changes(entries, self._store.tree(parent) if parent else {})
        if not changes.put and not changes.removed:
            self._files.note_recipients()
            return parent
        commit = self._store.write(
            parent,
            changes.put,
            changes.removed,
            int(self._now().utc.timestamp()),
            goes_on_from=before if is_anew else "",
        )
        self._repository.note_synced(before, commit, theirs)
        self._files.note_recipients()
        self.report.sent += changes.sent
        if changes.removed:
            self.report.notes.append(
                "What was sent before is still readable in older commits on the remote. Remove it, and sync"
                " with a new one, where nobody is to read it"
            )
        return commit


def _made_uid(application: Application) -> str:
    origin = f"{application.id} {application.created_at.utc.isoformat()}"
    return hashlib.sha256(origin.encode()).hexdigest()[:32]


def _label(combined: Combined) -> str:
    parts = [
        f"{len(ids)} {word}"
        for word, ids in (("new", combined.new), ("changed", combined.changed), ("removed", combined.gone))
        if ids
    ]
    return f"Synced: {', '.join(parts)}" if parts else "Synced"
