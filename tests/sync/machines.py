"""Machines that sync: each with a data file and a repository of its own, and a git that can fail."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.storage.backups import Backups
from followup_tui.storage.synced_repository import SyncedRepository
from followup_tui.sync.application_files import Key
from followup_tui.sync.clashes import open_clashes
from followup_tui.sync.combine import Combined
from followup_tui.sync.documents import encode_entry
from followup_tui.sync.git import Git
from followup_tui.sync.git_errors import GitError
from followup_tui.sync.remote import read_remote
from followup_tui.sync.session import Report, Session
from followup_tui.sync.store import Store
from followup_tui.tracker import Tracker
from tests.samples import Clock


class CrashError(Exception):
    """The machine went down at this moment."""


class FailingGit(Git):
    """Git that ends the program at a call of one's choice, before it or after it, or finds no network.

    Attributes:
        calls: how many calls were made.
        crash_at: before which of them the machine goes down; with a half, after it.
        is_offline: whether the network is gone.
    """

    calls = 0
    crash_at: float | None = None
    is_offline = False

    def run(self, *arguments: str, **options: Any) -> bytes:  # noqa: ANN401 - as git's
        """Run git, or not."""
        self.calls += 1
        if self.crash_at == self.calls:
            raise CrashError
        if self.is_offline and options.get("is_remote"):
            raise GitError("The remote could not be reached: no network", "")
        output = super().run(*arguments, **options)
        if self.crash_at == self.calls + 0.5:
            raise CrashError
        return output


class Machine:
    """A machine.

    Args:
        root: its folder.
        remote: where it meets the others.
        clock: its clock.
        key: how what leaves it is encrypted.
        environ: the environment of its git.
    """

    def __init__(
        self,
        root: Path,
        remote: str,
        clock: Clock,
        key: Key | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.root, self.remote, self.clock, self.key = root, read_remote(remote), clock, key
        self.file = root / "followup.json"
        self.git = FailingGit(root / "sync" / "repository.git", environ)
        self.tracker = self.opened()
        self.previews: list[Combined] = []
        self.answer = True

    def opened(self) -> Tracker:
        """Open the data file anew, as the program does at its start."""
        return Tracker.open(self.file, self.root / "backups", self.clock, STANDARD, Weekdays())

    def sync(self) -> Report:
        """Sync, and read what came."""
        store = Store(self.git)
        store.make()
        self.git.calls = 0

        def confirm(preview: Combined) -> bool:
            self.previews.append(preview)
            return self.answer

        repository = SyncedRepository(self.file, Backups(self.root / "backups", self.clock))
        report = Session(
            repository,
            store,
            self.remote,
            self.key,
            self.root / "sync",
            lambda: Instant.of(self.clock()),
            confirm,
        ).run()
        self.tracker.refresh()
        if report.problem is not None:
            raise report.problem
        return report

    @property
    def applications(self) -> Mapping[str, Application]:
        """Its applications, by id."""
        return self.tracker.applications

    def change(self, application_id: str, **values: Any) -> None:  # noqa: ANN401 - fields of an application
        """Change fields of an application."""
        self.tracker.change(application_id, "changed", lambda card, _: replace(card, **values))

    def has(self) -> dict[str, bytes]:
        """Return all it has, as it is sent."""
        return {each.uid: encode_entry(each) for each in self.opened().applications.values()}

    def content(self) -> bytes:
        """Return the data file; empty where there is none yet."""
        return self.file.read_bytes() if self.file.exists() else b""

    def clashes(self, application_id: str) -> list[tuple[tuple[str, ...], Any, Any]]:
        """Return the clashes of an application: where, what stands, what was put aside."""
        return [
            (conflict.place, conflict.there, conflict.here)
            for _, conflict in open_clashes(self.applications[application_id])
        ]


def make_remote(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Make a repository that machines meet in."""
    git = Git(folder.parent / "maker.git", environ)
    git.make()
    git.init(folder)
    return str(folder)
