"""Copies of the data file, kept elsewhere: one before the first change of a day."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.storage.folders import make_private_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 20
"""How many copies are kept. One a day on which something changed: some weeks of a job search."""


class Backups:
    """The copies of one data file.

    Each data file has a folder of its own, named after it and its place, so that two files' copies never
    mix. `now` gives the present moment, aware.
    """

    def __init__(self, state_folder: Path, data_file: Path, now: Callable[[], datetime]) -> None:
        self._state_folder = state_folder
        self._data_file = data_file
        self.failure = ""
        self._now = now
        self._kept_on = ""

    @cached_property
    def folder(self) -> Path:
        """The folder that the backups of this data file lie in."""
        import hashlib  # nobody who only reads waits for it

        place = os.path.realpath(self._data_file)
        name = f"{Path(place).stem}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:8]}"
        return self._state_folder / "backups" / name

    def all(self) -> list[Path]:
        """Give the copies, the oldest first."""
        return sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []

    def newest(self) -> Path | None:
        """Give the newest copy, or None where there is none."""
        copies = self.all()
        return copies[-1] if copies else None

    def keep_daily(self, file: Path) -> None:
        """Copy the file unless a copy was made today (UTC).

        A copy that cannot be made is no reason to refuse the user's change; what went wrong is kept in
        `failure` for whoever shows it.
        """
        day = self._now().astimezone(UTC).strftime("%Y-%m-%d")
        if self._kept_on == day:
            return
        try:
            if not any(copy.name.startswith(day) for copy in self.all()):
                self.keep(file)
            self.failure = ""
        except OSError as error:
            self.failure = f"No backup could be made in {self.folder}: {error.strerror}"
        self._kept_on = day

    def keep(self, file: Path) -> Path:
        """Copy the file now and drop the oldest copies over `KEPT`. Gives the copy.

        Raises:
            OSError: the copy could not be made.
        """
        return self.keep_content(file.read_bytes())

    def keep_content(self, content: bytes) -> Path:
        """Keep this content as a copy, and drop the oldest copies over `KEPT`. Gives the copy.

        Raises:
            OSError: the copy could not be made.
        """
        make_private_folder(self.folder)
        copy = self._free_name()
        unfinished = copy.with_suffix(".new")
        try:
            unfinished.unlink(missing_ok=True)
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                os.fchmod(descriptor, 0o600)
                target.write(content)
                target.flush()
                os.fsync(descriptor)
            unfinished.replace(copy)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        sync_folder(self.folder)
        for old in self.all()[:-KEPT]:
            old.unlink(missing_ok=True)
        return copy

    def _free_name(self) -> Path:
        """Name a copy by this moment; a second one in the same second does not replace the first."""
        name = f"{self._now().astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
        copy, count = self.folder / f"{name}.json", 1
        while copy.exists():
            count += 1
            copy = self.folder / f"{name}_{count:02}.json"
        return copy
