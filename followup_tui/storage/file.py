"""A TinyDB storage that loses nothing.

TinyDB's own storage overwrites the file in place, unlocked; a kill or a full disk in that moment leaves
half a file. Here a save writes a new file beside it, makes it durable, and puts it in the old one's place
in one step, so a reader sees the old state or the new one and never anything between. In a large file a save
overwrites only what changes, which is as safe (`overwriting.py`).
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb.storages import Storage

from followup_tui.domain.text import TEXT_LIMIT, clean_line
from followup_tui.errors import DataError
from followup_tui.storage.folders import make_private_folder, sync_folder
from followup_tui.storage.layout import Layout
from followup_tui.storage.overwriting import (
    HalfWrittenError,
    Signature,
    finish,
    forget,
    lock_beside,
    overwrite,
    read_file,
    signature_of,
    touch_after,
    write_all,
)
from followup_tui.storage.tables import NotOursError, Tables, decode, encode, has_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup_tui.storage.backups import Backups

LOCK_SECONDS = 5.0
"""How long a save waits for another process to finish its own."""

_ABSENT: Signature = (0, 0, 0)


class FileStorage(Storage):
    """One data file, with its lock beside it and its backups elsewhere.

    Reads need no lock. Writes happen inside `transaction`, which holds the lock, starts from what is on
    disk, and saves once, at its end, or not at all.
    """

    def __init__(self, path: Path, backups: Backups) -> None:
        # A link stays a link: what it points to is what is written.
        self.path = Path(os.path.realpath(path))
        self.backups = backups
        self._tables: Tables | None = None
        self._signature: Signature | None = None
        self._layout: Layout | None = None
        self._changing: Tables | None = None
        self._dirty = False
        self._rescued: Path | None = None

    def read(self) -> Tables | None:
        """Give the tables as they are on disk, or None where there is no file yet; in a transaction, its own.

        Raises:
            DataError: the file cannot be read or is no data file of this program.
        """
        if self._changing is not None:
            return self._changing
        if self.changed():
            self._load()
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables for the end of the transaction."""
        if self._changing is None:
            raise RuntimeError("writes happen inside a transaction")
        self._changing = data
        self._dirty = True

    @property
    def tables(self) -> Tables | None:
        """The tables as last read from disk or saved there by this process; never those of half a change."""
        return self._tables

    def changed(self) -> bool:
        """Say whether the file on disk is another than the one last read or written here."""
        return self._signature is None or self._signature != self._signature_on_disk()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the file for one change. At the end all of it is on disk; after an error, none of it.

        Raises:
            DataError: another process holds the file for too long, or it cannot be read or written. What
                was on disk before is still there.
        """
        with self._locked():
            if self.changed():
                self._load()
            there = self._tables is not None
            # TinyDB puts changed tables into what it read: it gets an outer dict of its own, so that a
            # change that fails leaves nothing in memory.
            self._changing, self._dirty = dict(self._tables or {}), False
            try:
                yield
                if self._dirty:
                    if there:
                        self.backups.keep_daily(self.path)
                    self._save(self._changing)
            finally:
                self._changing = None

    def put_in_place(self, tables: Tables, keep: Callable[[], None]) -> None:
        """Save these tables in the place of whatever is there: a whole file, a damaged one, or none.

        Args:
            tables: what is to stand there.
            keep: called with the file locked and before anything is written, to copy what is there. What
                it raises ends this, and nothing was written.

        Raises:
            DataError: another process holds the file for too long, or it cannot be written. What was on
                disk before is still there.
        """
        with self._locked():
            keep()
            self._signature = self._signature_on_disk()
            self._save_anew(tables)

    @property
    def unfinished(self) -> Path:
        """Where a save writes before it is whole. Without a save going on, what is there was left over."""
        return self.path.with_name(f".{self.path.name}.new")

    @property
    def lock_file(self) -> Path:
        """The file that whoever saves holds."""
        return lock_beside(self.path)

    def clear_unfinished(self) -> None:
        """Take away what a killed save left over; never what another process is writing just now.

        Raises:
            DataError: it could not be taken away.
        """
        with self._locked():
            try:
                self.unfinished.unlink(missing_ok=True)
            except OSError as error:
                raise DataError(
                    f"{self.unfinished} could not be taken away: {error.strerror}",
                    "Look at the folder's permissions",
                    untouched=str(self.path),
                ) from error

    def _load(self) -> None:
        try:
            content, status = read_file(self.path)
        except FileNotFoundError as error:
            if self._tables is not None:
                raise self._gone() from error
            self._signature = _ABSENT
            return
        try:
            self._tables, self._layout = decode(content), None
        except NotOursError as error:
            raise self.damaged(str(error)) from error
        self._signature = signature_of(status)
        self._rescued = None

    def damaged(self, what: str) -> DataError:
        """Make the error for a file whose content cannot be used; the file stays as it is."""
        from followup_tui.storage.recovery import offer  # only a damaged file needs it

        # What is wrong may quote what somebody wrote into the file.
        what = clean_line(what, "The error", limit=TEXT_LIMIT)
        step = f"{offer(self.backups)}. Or start on another file with --data FILE"
        return DataError(f"{self.path} {what}", step, untouched="It")

    def _gone(self) -> DataError:
        """Make the error for a file that was there and is not any more, once what it held is safe.

        Going on as if it had never been would lose all of it; so would waiting for it to come back in a
        process that ends first.
        """
        with suppress(OSError):
            self._rescued = self._rescued or self.backups.keep_content(encode(self._tables or {}))
        copy = self._rescued or self.backups.newest()
        step = f"A copy of what it held is {copy}: put it back, or" if copy else "Put it back, or"
        return DataError(f"{self.path} is gone", f"{step} start on another file with --data FILE")

    def _signature_on_disk(self) -> Signature:
        try:
            return signature_of(self.path.stat())
        except OSError:
            return _ABSENT

    def find_places(self) -> None:
        """Find where each document of a large file stands, before a change waits for it.

        Nothing is locked: where another process changes the file meanwhile, its signature is another one,
        and what was found here is forgotten with what was read.
        """
        if self._layout is None and self._tables is not None and self._is_large:
            with suppress(OSError):  # the change says why, if it cannot be read then either
                self._layout = Layout.of(self.path.read_bytes(), self._tables)

    @property
    def _is_large(self) -> bool:
        return self._signature is not None and has_room(self._signature[2])

    def _save(self, tables: Tables) -> None:
        if self._overwrite(tables):
            self._tables = tables
        else:
            self._save_anew(tables)

    def _overwrite(self, tables: Tables) -> bool:
        """Write only what changes into a large file. Gives whether that could be; if not, nothing was."""
        before, layout, self._layout = self._tables, self._layout, None
        if before is None or self._signature is None or not self._is_large:
            return False
        try:
            # Found here by a command; the board has found it while nobody waited.
            layout = layout or Layout.of(self.path.read_bytes(), before)
            if layout is None or (writes := layout.change(before, tables)) is None:
                return False
            self._signature = signature_of(overwrite(self.path, writes, self._signature))
        except HalfWrittenError as error:
            self._save_elsewhere(tables, error)
            return True
        except OSError:
            return False  # Writing it anew may be possible, or says why not.
        self._layout = layout
        return True

    def _save_elsewhere(self, tables: Tables, failed: HalfWrittenError) -> None:
        """Write a file anew where the disk took half of a change, and could not go back."""
        try:
            self._save_anew(tables)
        except DataError as error:
            self._signature = None
            raise DataError(
                f"The change is noted in {self.lock_file}, but the disk did not take it into"
                f" {self.path}: {failed.strerror}",
                "Keep both files together and look at the disk; the next change carries out what is noted",
            ) from error
        forget(self.lock_file)

    def _save_anew(self, tables: Tables) -> None:
        temporary = self.unfinished
        try:
            status = self._write_new(temporary, encode(tables))
            temporary.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise DataError(
                f"The change could not be saved: {error.strerror}",
                "Make room or look at the permissions, then try again",
                untouched=str(self.path),
            ) from error
        self._tables, self._layout = tables, None
        self._signature = signature_of(status)
        try:
            sync_folder(self.path.parent)
        except OSError as error:
            raise DataError(
                f"The change is in {self.path}, but the disk did not confirm it: {error.strerror}",
                "Look at the disk before you rely on it",
            ) from error

    def _write_new(self, temporary: Path, content: bytes) -> os.stat_result:
        # One that a killed process left, or a link that would decide what is overwritten.
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            write_all(descriptor, content)
            # The time of change always grows: files get the same inode by turns.
            touch_after(descriptor, self._signature[1] if self._signature else 0)
            os.fsync(descriptor)
            return os.fstat(descriptor)
        finally:
            os.close(descriptor)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            make_private_folder(self.path.parent)
            self._refuse_what_is_protected()
            new = not self.lock_file.exists()
            lock = os.open(self.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if new:
                sync_folder(self.path.parent)  # What is noted in it outlives a power cut.
        except OSError as error:
            raise DataError(
                f"Nothing can be saved in {self.path.parent}: {error.strerror}",
                "Look at the folder's permissions, or use another file with --data FILE",
                untouched=str(self.path),
            ) from error
        try:
            with suppress(OSError):
                os.fchmod(lock, 0o600)  # A strict umask must not lock its own owner out.
            self._wait_for(lock)
            self._finish()
            yield
        finally:
            with suppress(OSError):  # Nothing was written by this: there is nothing to lose.
                os.close(lock)

    def _finish(self) -> None:
        """Carry out what a killed process had begun to write; where the disk fails there, elsewhere on it."""
        try:
            try:
                finish(self.path)
            except OSError:
                self._write_new(self.unfinished, read_file(self.path)[0])
                self.unfinished.replace(self.path)
                sync_folder(self.path.parent)
                forget(self.lock_file)
        except OSError as error:
            raise DataError(
                f"What is noted in {self.lock_file} could not be carried out: {error.strerror}",
                "Make room or look at the disk, then try again; keep both files together",
            ) from error

    def _refuse_what_is_protected(self) -> None:
        """Refuse a file its owner made read-only: replacing it would pass over that silently."""
        if self.path.is_file() and not self.path.stat().st_mode & 0o200:
            raise DataError(
                f"{self.path} is read-only", f"Allow writing with chmod u+w {self.path}", untouched="It"
            )

    def _wait_for(self, lock: int) -> None:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise DataError(
                        f"Another followup has been saving for {LOCK_SECONDS:g} seconds",
                        "Try again, or end the other one",
                        untouched=str(self.path),
                    ) from error
                time.sleep(0.005)
            except OSError as error:
                raise DataError(
                    f"{self.path} cannot be locked: {error.strerror}",
                    "Keep it on a file system that has locks, with --data FILE",
                    untouched="It",
                ) from error
            else:
                return
