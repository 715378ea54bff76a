"""The data file: a storage for TinyDB that loses nothing.

TinyDB's own storage overwrites the file in place, unlocked; a kill or a full disk in that moment leaves
half a file. Here a save writes the whole file anew beside it, makes it durable, and puts it in the old one's
place in one step, so a reader, or a program that copies it, sees the old state or the new one and never
anything between.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path

from followup_tui import files
from followup_tui.errors import DataError
from followup_tui.storage.backups import Backups
from followup_tui.storage.file_state import FileState, read_file, read_state, state_of
from followup_tui.storage.reading import unusable
from followup_tui.storage.tables import Tables, UnusableError, decode, encode, encode_lines, marked


def no_offer() -> str:
    """Return what to do about a damaged file where nobody looked for backups of it."""
    return "followup doctor says what is wrong"


class FileStorage:
    """One data file, with its lock beside it and its backups elsewhere.

    Reads need no lock. Writes happen inside `transaction`, which holds the lock, starts from what is on
    disk, and saves once, at its end, or not at all.

    Args:
        path: the data file. A link stays a link: what it points to is what is written.
        backups: its backups.
        offer: says what to do about a damaged file, by the backups there are.
    """

    def __init__(self, path: Path, backups: Backups, offer: Callable[[], str] = no_offer) -> None:
        self._named = path
        self.path = Path(os.path.realpath(path))
        self.backups = backups
        self._offer = offer
        self._tables: Tables | None = None
        self._state: FileState | None = None
        self._is_read = False
        self._changing: Tables | None = None
        self._is_dirty = False
        self._is_private = True
        self._is_cleared = False
        self._rescued: Path | None = None

    def read(self) -> Tables | None:
        """Return the tables as they are on disk, None where there is no file yet; in a transaction, its own.

        Raises:
            DataError: the file cannot be read or is no data file of this program.
        """
        if self._changing is not None:
            return self._changing
        if self.is_changed():
            self._load()
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables for the end of the transaction."""
        if self._changing is None:
            raise RuntimeError("writes happen inside a transaction")
        self._changing = data
        self._is_dirty = True

    @property
    def tables(self) -> Tables | None:
        """The tables as last read from disk or saved there by this process; never those of half a change."""
        return self._tables

    @property
    def warning(self) -> str:
        """What went wrong without losing anything, or empty."""
        if self.backups.failure or self._is_private:
            return self.backups.failure
        return f"Others may read {self.path}: its file system does not keep them out"

    def is_changed(self) -> bool:
        """Tell whether the file on disk is in another state than the one last read or written here."""
        return not self._is_read or self._state != read_state(self.path)

    @contextmanager
    def transaction(self, *, backs_up: bool = True) -> Iterator[None]:
        """Hold the file for one change. At the end all of it is on disk; after an error, none of it.

        Args:
            backs_up: whether the first change of a day is preceded by a backup.

        Raises:
            DataError: another process holds the file for too long, or it cannot be read or written. What
                was on disk before is still there.
        """
        with self._locked():
            if self.is_changed():
                self._load()
            # TinyDB puts changed tables into what it read: it gets an outer dict of its own, so that a
            # change that fails leaves nothing in memory.
            self._changing, self._is_dirty = dict(self._tables or {}), False
            try:
                yield
                if self._is_dirty:
                    if self._tables is not None and backs_up:
                        self.backups.back_up_daily(self.path)
                    self._save(self._changing)
            finally:
                self._changing = None

    def replace(self, tables: Tables, back_up: Callable[[], None]) -> None:
        """Save these tables in the place of whatever is there: a whole file, a damaged one, or none.

        Args:
            tables: what is to stand there.
            back_up: called with the file locked and before anything is written, to copy what is there. What
                it raises ends this, and nothing was written.

        Raises:
            DataError: another process holds the file for too long, or it cannot be written. What was on
                disk before is still there.
        """
        with self._locked():
            back_up()
            self._state = read_state(self.path)
            self._save(tables)

    def unfinished(self) -> list[Path]:
        """Return where saves write before they are whole. Without one going on, these were left over."""
        return files.unfinished(self.path)

    @property
    def lock_file(self) -> Path:
        """The file that a process that saves has locked."""
        from followup_tui.storage.file_lock import lock_file_of  # reading needs no lock

        return lock_file_of(self.path)

    def clear_unfinished(self) -> None:
        """Remove what a killed save left over; never what another process is writing just now.

        Raises:
            DataError: it could not be removed.
        """
        with self._locked():
            for left in self.unfinished():
                try:
                    left.unlink(missing_ok=True)
                except OSError as error:
                    raise DataError(
                        f"{left} could not be taken away: {error.strerror}",
                        "Look at the folder's permissions",
                        untouched=str(self.path),
                    ) from error

    def _load(self) -> None:
        try:
            content, state = read_file(self.path)
        except FileNotFoundError as error:
            if self._tables is not None:
                raise self._gone() from error
            self._state, self._is_read = None, True
            return
        try:
            self._tables = decode(content)
        except UnusableError as error:
            raise self.unusable(error) from error
        self._state, self._is_read = state, True
        self._rescued = None

    def unusable(self, error: UnusableError) -> DataError:
        """Return the error for a file whose content cannot be used; the file stays as it is."""
        return unusable(self.path, error, self._offer)

    def _gone(self) -> DataError:
        """Return the error for a file that was there and is not any more, once what it held is safe.

        Going on as if it had never been would lose all of it; so would waiting for it to come back in a
        process that ends first.
        """
        with suppress(OSError):
            self._rescued = self._rescued or self.backups.back_up_content(encode(self._tables or {}))
        copy = self._rescued or self.backups.newest()
        step = f"A copy of what it held is {copy}: put it back, or" if copy else "Put it back, or"
        return DataError(f"{self.path} is gone", f"{step} start on another file with --data FILE")

    def _save(self, tables: Tables) -> None:
        """Write the whole file. Where none was there, one that appears meanwhile is not replaced."""
        tables = marked(tables)
        if not self._is_cleared:
            files.clear_unfinished(self.path, older_than=0)  # With the lock held, nobody is writing one.
            self._is_cleared = True
        write = files.create if self._state is None else files.replace
        not_synced: OSError | None = None
        try:
            status = write(self.path, encode_lines(tables))
        except files.NotSyncedError as error:
            status, not_synced = error.status, error
        except OSError as error:
            raise DataError(
                f"The change could not be saved: {error.strerror}",
                "Make room or look at the permissions, then try again",
                untouched=str(self.path),
            ) from error
        head = b"".join(islice(encode_lines(tables), 9))
        self._tables, self._state, self._is_read = tables, state_of(status, head), True
        self._is_private = files.is_private(status)
        if not_synced is not None:
            raise DataError(
                f"The change is in {self.path}, but the disk did not confirm it: {not_synced.strerror}",
                "Look at the disk before you rely on it",
            ) from not_synced

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from followup_tui.storage.file_lock import locked  # reading needs no lock

        with ExitStack() as stack:
            try:
                files.make_private_folder(self.path.parent)
                self._refuse_what_is_protected()
                stack.enter_context(locked(self.path))
            except OSError as error:
                raise DataError(
                    f"Nothing can be saved in {self.path.parent}: {error.strerror}",
                    "Look at the folder's permissions, or use another file with --data FILE",
                    untouched=str(self.path),
                ) from error
            yield

    def _refuse_what_is_protected(self) -> None:
        """Refuse a file its owner made read-only, which replacing would pass over; and a planted link."""
        if self.path.is_file() and not self.path.stat().st_mode & 0o200:
            raise DataError(
                f"{self.path} is read-only", f"Allow writing with chmod u+w {self.path}", untouched="It"
            )
        files.follow_links(self._named)
