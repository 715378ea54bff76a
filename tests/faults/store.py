"""Somebody's files, commands that change them, and what must hold of them after any fault."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui import files
from followup_tui.config import find_paths
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.storage.backups import MAX_BACKUPS
from followup_tui.storage.codec import SCHEMA
from followup_tui.storage.tables import encode
from followup_tui.tracker import Tracker
from tests.faults.burst import now
from tests.in_process import call
from tests.pty.terminal import PATIENCE, PROGRAM, environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

LONG = os.environ.get("FOLLOWUP_LONG") == "1"
"""Whether to take the time that hundreds of interviews need."""

WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
"""Starts a program as root without anything that root may do and others may not."""

LARGE_BYTES = 1_500_000

EMPTY = b'{"meta": {"1": {"schema": %d}}, "applications": {}, "history": {}}' % SCHEMA

REFUSED = 3
"""The exit code of a change that could not be saved."""

Done = subprocess.CompletedProcess[str]


class Store:
    """A home folder with the program's files in it.

    Args:
        home: the folder.
        prefix: a program that starts every command; none unless given.
    """

    def __init__(self, home: Path, prefix: Sequence[str] = ()) -> None:
        self.home = home
        self.data = home / "data"
        self.state = home / "state"
        self.paths = find_paths(self.environment(), None)
        self.data_file = self.paths.data_file
        self._prefix = prefix

    def move_to(self, disk: Path) -> None:
        """Have the files lie on another disk from now on."""
        self.data, self.state = disk / "data", disk / "state"
        self.paths = find_paths(self.environment(), None)
        self.data_file = self.paths.data_file

    def environment(self, **own: str) -> dict[str, str]:
        """Give a command's whole environment."""
        named = {
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.data),
            "XDG_STATE_HOME": str(self.state),
            "XDG_CONFIG_HOME": str(self.home / "config"),
        }
        return environment(**{**named, **own})

    def start(
        self,
        *arguments: str,
        prefix: Sequence[str] = (),
        program: Sequence[str] = PROGRAM,
        environ: dict[str, str] | None = None,
        umask: int = -1,
    ) -> subprocess.Popen[str]:
        """Start a command of the program, or, with a prefix, a program that starts it."""
        return subprocess.Popen(
            [*self._prefix, *prefix, *program, *arguments],
            env=self.environment() if environ is None else environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            umask=umask,
            cwd="/",
        )

    def run(
        self,
        *arguments: str,
        prefix: Sequence[str] = (),
        environ: dict[str, str] | None = None,
        umask: int = -1,
    ) -> Done:
        """Run a command to its end; one that goes on for too long is ended."""
        with self.start(*arguments, prefix=prefix, environ=environ, umask=umask) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        return Done(process.args, process.returncode, out, err)

    def call(self, *arguments: str) -> Done:
        """Run a command to its end in this process, where that it is one of its own is not what is tested."""
        return call(self.environment(), *arguments)

    def run_at_once(self, *commands: Sequence[str]) -> list[Done]:
        """Run commands beside each other to their ends."""
        with ExitStack() as stack:
            running = [stack.enter_context(self.start(*command)) for command in commands]
            for process in running:
                stack.callback(process.kill)
            ends = [process.communicate(timeout=PATIENCE) for process in running]
            return [
                Done(process.args, process.returncode, *end)
                for process, end in zip(running, ends, strict=True)
            ]

    def add(self, company: str, prefix: Sequence[str] = ()) -> Done:
        """Record an application by a command; in this process, unless a program starts it."""
        words = ("add", company, "Engineer")
        return self.run(*words, prefix=prefix) if prefix or self._prefix else self.call(*words)

    def open(self) -> Tracker:
        """Open the file, in this process."""
        return Tracker.open(self.data_file, self.paths.backups_folder, now, STANDARD, Weekdays())

    def companies(self) -> list[str]:
        """Give every company in the file, by its id."""
        return [application.company for application in self.open().applications.values()]

    def fill(self, *companies: str, notes: str = "") -> None:
        """Record applications of these companies in one step, in this process."""
        stamp = Instant.of(now())
        self.open().fill(
            Application(
                company.casefold(), company, "Engineer", created_at=stamp, updated_at=stamp, notes=notes
            )
            for company in companies
        )

    def make_large(self) -> None:
        """Make the file larger than a megabyte, by what another program could keep in a table of its own."""
        content = self.data_file.read_bytes() if self.data_file.exists() else EMPTY
        tables = json.loads(content)
        if "padding" not in tables:
            files.replace(self.data_file, encode({**tables, "padding": {"1": {"text": "x" * LARGE_BYTES}}}))

    def check(self, acknowledged: Collection[str], tried: Iterable[str] = ()) -> None:
        """Hold what must hold after any fault, and that changes can be made again.

        Args:
            acknowledged: the companies whose recording was acknowledged.
            tried: others whose recording was begun: they may be there or not.
        """
        present = self.companies()
        assert len(present) == len(set(present))
        assert set(acknowledged) <= set(present), "acknowledged, and not in the file"
        assert set(present) <= {*acknowledged, *tried}, "in the file, and never recorded"
        self.open().history()
        # What a killed process left of a backup is cleared away once nobody can be writing it any more.
        for unfinished in self.state.rglob("*.new"):
            os.utime(unfinished, (0, 0))
        again = self.open()
        again.add("Afterwards", "Engineer", at=now())
        assert set(self.companies()) == {*present, "Afterwards"}
        self.open().undo()
        assert set(self.companies()) == set(present)
        self.check_files()

    def check_files(self) -> None:
        """Hold that nothing unfinished lies about, and that all of it is its owner's only."""
        folder = Path(os.path.realpath(self.data_file)).parent
        names = {path.name for path in folder.iterdir() if path.name.startswith((".", self.data_file.name))}
        assert names <= {self.data_file.name, f"{self.data_file.name}.lock"}
        copies = [path for path in (self.state / "followup").rglob("*") if path.is_file()]
        # A board that was slow kept what was half-written, and left the lock of its process.
        assert all(path.suffix in {".json", ".alive"} for path in copies), copies
        assert len(copies) <= MAX_BACKUPS
        assert {stat.S_IMODE(path.stat().st_mode) for path in copies} <= {0o600}

    def keep(self, place: Path) -> None:
        """Keep the files as they are now elsewhere."""
        shutil.copytree(self.home, place, symlinks=True)

    def put_back(self, place: Path) -> None:
        """Bring the files back to what was kept."""
        for child in self.home.iterdir():
            shutil.rmtree(child)
        shutil.copytree(place, self.home, symlinks=True, dirs_exist_ok=True)


def said(done: Done) -> str:
    """Give the one sentence with which a change was refused, and hold that it was refused in this way."""
    assert done.returncode == REFUSED, (done.returncode, done.stdout, done.stderr)
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("followup: "), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr.strip()
