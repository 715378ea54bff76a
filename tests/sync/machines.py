"""Machines that sync: each with a data file and a repository of its own, and a git that can fail."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.storage.backups import Backups
from followup_tui.storage.drafts import Drafts
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


WAY = """#!/bin/sh
# Stands for ssh: goes to the remote by the way that is given, or cuts it after so many bytes in or out.
case "$1 $2 $3" in *-G*) exit ;; esac
for last; do :; done
read -r direction bytes < {folder}/cut || direction=
case $direction in
in) {way} | {{ dd bs=1 count="$bytes" status=none; kill $$; }} ;;
out) dd bs=1 count="$bytes" status=none | {way} ;;
*) exec {way} ;;
esac
"""

KILLED_GIT = """#!/bin/sh
# Stands for git: kills it, with all that it started, after so many seconds.
read -r seconds < {folder}/kill && exec timeout -s KILL "$seconds" {git} "$@"
exec {git} "$@"
"""


class Perils:
    """What can happen to the git of a machine, and to its network, in the midst of what they do.

    Args:
        folder: a folder for it.
        login: the command that logs in to the remote's host; without it, the host is this one.
    """

    def __init__(self, folder: Path, login: Sequence[str] = ()) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        way = f'{shlex.join(login)} "$last"' if login else 'setsid sh -c "$last"'
        git = shutil.which("git")
        for name, script in (("git", KILLED_GIT), ("way", WAY)):
            (folder / name).write_text(script.format(folder=folder, way=way, git=git))
            (folder / name).chmod(0o700)
        self.cut()
        self.kill()

    @property
    def environ(self) -> dict[str, str]:
        """The environment of such a git."""
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "GIT_SSH_COMMAND": str(self.folder / "way")}

    def cut(self, direction: str = "", size: int = 0) -> None:
        """Have the next connections end after so many bytes `in` or `out`; without these, no more."""
        (self.folder / "cut").write_text(f"{direction} {size}\n" if direction else "")

    def kill(self, seconds: float | None = None) -> None:
        """Have git be killed after so many seconds; without these, no more."""
        (self.folder / "kill").write_text("" if seconds is None else f"{seconds}\n")


class FailingGit(Git):
    """Git that ends the program at a call of one's choice, before it or after it, or finds no network.

    Attributes:
        calls: how many calls were made.
        crash_at: before which of them the machine goes down; with a half, after it.
        kill_at: at which of them git is killed, and after how many seconds.
        is_offline: whether the network is gone.
        perils: what can happen to it; None where nothing can.
    """

    calls = 0
    crash_at: float | None = None
    kill_at: tuple[int, float] | None = None
    is_offline = False
    perils: Perils | None = None

    def run(self, *arguments: str, **options: Any) -> bytes:  # noqa: ANN401 - as git's
        """Run git, or not."""
        self.calls += 1
        if self.crash_at == self.calls:
            raise CrashError
        if self.is_offline and options.get("is_remote"):
            raise GitError("The remote could not be reached: no network", "")
        if self.perils and self.kill_at and self.kill_at[0] == self.calls:
            self.perils.kill(self.kill_at[1])
        try:
            output = super().run(*arguments, **options)
        finally:
            if self.perils:
                self.perils.kill()
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
        perils: what can happen to its git and its network.
    """

    def __init__(
        self,
        root: Path,
        remote: str,
        clock: Clock,
        key: Key | None = None,
        perils: Perils | None = None,
    ) -> None:
        self.root, self.remote, self.clock, self.key = root, read_remote(remote), clock, key
        self.file = root / "followup.json"
        self.git = FailingGit(root / "sync" / "repository.git", perils.environ if perils else os.environ)
        self.git.perils = perils
        self.tracker = self.opened()
        self.drafts = Drafts(root / "drafts")
        self.previews: list[Combined] = []
        self.answer = True

    def opened(self) -> Tracker:
        """Open the data file anew, as the program does at its start."""
        return Tracker.open(self.file, self.root / "backups", self.clock, STANDARD, Weekdays())

    def session(self) -> Session:
        """Return a sync that is to be run."""
        store = Store(self.git)
        store.make()
        self.git.calls = 0

        def confirm(preview: Combined) -> bool:
            self.previews.append(preview)
            return self.answer

        return Session(
            SyncedRepository(self.file, Backups(self.root / "backups", self.clock)),
            store,
            self.remote,
            self.key,
            self.root / "sync",
            lambda: Instant.of(self.clock()),
            confirm,
        )

    def sync(self) -> Report:
        """Sync, and read what came."""
        report = self.session().run()
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


def make_remote(folder: Path) -> str:
    """Make a repository that machines meet in."""
    git = Git(folder.parent / "maker.git", os.environ)
    git.make()
    git.init(folder)
    return str(folder)
