"""Copies of the data file, kept elsewhere: one before the first change of a day."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.storage.folders import files_in, make_private_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 20
"""How many copies are kept, and of how many days the first one is. A copy a day on which something changed:
some weeks of a job search. Many copies made on one day do not push out those weeks."""

UNFINISHED_SECONDS = 60.0
"""How long after its last byte a half-written copy is taken to be a killed process's."""

_NAME = "%Y-%m-%dT%H%M%SZ"


class Backups:
    """The copies of one data file.

    Args:
        folder: the folder they lie in, which is this data file's alone.
        now: returns the present moment, aware.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self.failure = ""
        self.now = now
        self._kept_on = ""

    def all(self) -> list[Path]:
        """Give the copies, the oldest first."""
        return files_in(self.folder, "*.json")

    def damaged(self) -> list[Path]:
        """Give the damaged files that were kept when a copy took their place, the oldest first.

        They are no backups: nothing is ever restored from them, and none of them is dropped.
        """
        return files_in(self.folder, "*.damaged")

    def unfinished(self) -> list[Path]:
        """Give what is being written just now, or was when the program was killed."""
        return files_in(self.folder, ".*.new")

    def made_at(self, copy: Path) -> datetime:
        """Say when a copy was made: what its name says, else when it was last written. In UTC.

        Raises:
            OSError: its name does not say it, and it cannot be looked at.
        """
        try:
            return datetime.strptime(copy.name[:18], _NAME).replace(tzinfo=UTC)
        except ValueError:
            return datetime.fromtimestamp(copy.stat().st_mtime, UTC)

    def newest(self) -> Path | None:
        """Give the newest copy, or None where there is none."""
        copies = self.all()
        return copies[-1] if copies else None

    def keep_daily(self, file: Path) -> None:
        """Copy the file unless a copy was made today (UTC).

        A copy that cannot be made is no reason to refuse the user's change; what went wrong is kept in
        `failure` for whoever shows it.
        """
        day = self.now().astimezone(UTC).strftime("%Y-%m-%d")
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
        """Copy the file now and drop what is too old. Gives the copy.

        Raises:
            OSError: the copy could not be made.
        """
        return self.keep_content(file.read_bytes())

    def keep_content(self, content: bytes, *, damaged: bool = False) -> Path:
        """Keep this content as a copy and drop what is too old. Gives the copy.

        Args:
            content: what to keep, to the byte.
            damaged: it is no whole data file: its name says so, and it pushes no whole copy out.

        Raises:
            OSError: the copy could not be made.
        """
        import tempfile  # nobody who only reads waits for it

        make_private_folder(self.folder)
        copy = self._free_name("damaged" if damaged else "json")
        # A name of its own: another process may be making a copy in the same second. It is made 0600.
        descriptor, name = tempfile.mkstemp(prefix=f".{copy.stem}.", suffix=".new", dir=self.folder)
        unfinished = Path(name)
        try:
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
        self._drop_old()
        self._drop_unfinished()
        return copy

    def _drop_old(self) -> None:
        """Keep the newest copies and the first one of each of the last days; drop the others."""
        copies = self.all()
        first_of_day = {copy.name[:10]: copy for copy in reversed(copies)}
        days = sorted(first_of_day)[-KEPT:]
        kept = {*copies[-KEPT:], *(first_of_day[day] for day in days)}
        for old in copies:
            if old not in kept:
                old.unlink(missing_ok=True)

    def _drop_unfinished(self) -> None:
        """Take away what killed processes left; what is younger may still be written to."""
        present = time.time()
        for left in self.unfinished():
            with suppress(OSError):
                if abs(present - left.stat().st_mtime) > UNFINISHED_SECONDS:
                    left.unlink()

    def _free_name(self, suffix: str) -> Path:
        """Name a copy by this moment; a second one in the same second does not replace the first."""
        name = self.now().astimezone(UTC).strftime(_NAME)
        copy, count = self.folder / f"{name}.{suffix}", 1
        while copy.exists():
            count += 1
            copy = self.folder / f"{name}_{count:02}.{suffix}"
        return copy
