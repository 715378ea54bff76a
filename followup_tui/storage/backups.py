"""Backups: copies of the data file, kept elsewhere, one before the first change of a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from followup_tui.files import clear_unfinished_in, create, make_private_folder

MAX_BACKUPS = 20
"""How many backups are kept, and of how many days the first one is: some weeks of a job search, with one for
each day on which something changed. Many backups made on one day do not push out those weeks."""

_TIME = "%Y-%m-%dT%H%M%SZ"
_NUMBER = r".*Z-([0-9]{4,9})\.(?:json|damaged)"


class Backups:
    """The backups of one data file.

    A backup is named by its moment and a number, `2026-11-23T130200Z-0007.json`: the number grows by one
    with each and says which is newer, since a clock may have been wrong.

    Args:
        folder: the folder they lie in, which is this data file's alone.
        now: returns the present moment, aware.

    Attributes:
        failure: why the last backup of a day could not be made, a sentence; empty where it could.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self.failure = ""
        self.now = now
        self._last_day = ""

    def all(self) -> list[Path]:
        """Return the backups, the oldest first."""
        return sorted(_files_in(self.folder, "*.json"), key=_number_of)

    def damaged(self) -> list[Path]:
        """Return the damaged files that were kept when a backup took their place, the oldest first.

        They are no backups: nothing is ever restored from them, and none of them is dropped.
        """
        return sorted(_files_in(self.folder, "*.damaged"), key=_number_of)

    def unfinished(self) -> list[Path]:
        """Return what is being written just now, or was when the program was killed."""
        return _files_in(self.folder, ".*.new")

    def made_at(self, backup: Path) -> datetime:
        """Return when a backup was made: what its name says, else when it was last written. In UTC.

        Raises:
            OSError: its name does not say it, and it cannot be looked at.
        """
        try:
            return datetime.strptime(backup.name[:18], _TIME).replace(tzinfo=UTC)
        except ValueError:
            return datetime.fromtimestamp(backup.stat().st_mtime, UTC)

    def newest(self) -> Path | None:
        """Return the newest backup, or None where there is none."""
        backups = self.all()
        return backups[-1] if backups else None

    def back_up_daily(self, file: Path) -> None:
        """Copy the file unless a backup was made today (UTC).

        A backup that cannot be made is no reason to refuse the user's change: `failure` says what went wrong.
        """
        day = self.now().astimezone(UTC).strftime("%Y-%m-%d")
        if self._last_day == day:
            return
        try:
            if not any(backup.name.startswith(day) for backup in self.all()):
                self.back_up(file)
            clear_unfinished_in(self.folder)
            self.failure = ""
        except OSError as error:
            self.failure = f"No backup could be made in {self.folder}: {error.strerror}"
        self._last_day = day

    def back_up(self, file: Path) -> Path:
        """Copy the file now and drop what is too old. Return the backup.

        Raises:
            OSError: it could not be made.
        """
        return self.back_up_content(file.read_bytes())

    def back_up_content(self, content: bytes, *, damaged: bool = False) -> Path:
        """Keep this content as a backup and drop what is too old. Return the backup.

        Args:
            content: what to keep, to the byte.
            damaged: whether it is no whole data file: its name says so, and it pushes no backup out.

        Raises:
            OSError: the backup could not be made.
        """
        make_private_folder(self.folder)
        moment = self.now().astimezone(UTC).strftime(_TIME)
        suffix = "damaged" if damaged else "json"
        number = max(map(_number_of, (*self.all(), *self.damaged())), default=0)
        while True:
            number += 1
            backup = self.folder / f"{moment}-{number:04}.{suffix}"
            # Another process may be making one under the same name.
            with suppress(FileExistsError):
                create(backup, content)
                break
        self._drop_old(number)
        clear_unfinished_in(self.folder)
        return backup

    def _drop_old(self, number: int) -> None:
        """Keep the newest backups and the first one of each of the last days; drop the others.

        None that is as new as the backup of this number is dropped, which was made just now; nor is a file
        that the user put there.
        """
        backups = self.all()
        first_of_day = {backup.name[:10]: backup for backup in reversed(backups)}
        days = list(dict.fromkeys(backup.name[:10] for backup in reversed(backups)))[:MAX_BACKUPS]
        kept = {*backups[-MAX_BACKUPS:], *(first_of_day[day] for day in days)}
        for backup in backups:
            if backup not in kept and 0 < _number_of(backup) < number:
                backup.unlink(missing_ok=True)


def _files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder, in order; none where it is not there, or no folder can be called that."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def _number_of(backup: Path) -> int:
    """Return the number of a backup; 0 for a file that the user put among them."""
    match = re.fullmatch(_NUMBER, backup.name)
    return int(match[1]) if match else 0
