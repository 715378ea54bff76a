"""A TinyDB storage that loses nothing.

TinyDB's own storage overwrites the file in place, unlocked; a kill or a full disk in that moment leaves
half a file. Here a save writes a new file beside it, makes it durable, and puts it in the old one's place
in one step, so a reader sees the old state or the new one and never anything between.

Documents are handed around as the JSON text they are (`msgspec.Raw`) until somebody needs what is in them:
changing one of 10,000 does not decode the other 9,999. On disk each document stands on a line of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb.storages import Storage

from followup_tui.domain.text import TEXT_LIMIT, clean_line
from followup_tui.errors import DataError
from followup_tui.storage.folders import make_private_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup_tui.storage.backups import Backups

Tables = dict[str, dict[str, Any]]
"""Tables by name, each with its documents by number; a document is a dict or the JSON text of one."""

Signature = tuple[int, int, int]
"""What tells one state of the file from another: inode, time of change in nanoseconds, size."""

LOCK_SECONDS = 5.0
"""How long a save waits for another process to finish its own."""

_ABSENT: Signature = (0, 0, 0)
_NUMBER = re.compile("0|[1-9][0-9]{0,15}")
_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


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
            self._save(tables)

    @property
    def unfinished(self) -> Path:
        """Where a save writes before it is whole. Without a save going on, what is there was left over."""
        return self.path.with_name(f".{self.path.name}.new")

    @property
    def lock_file(self) -> Path:
        """The empty file that whoever saves holds."""
        return self.path.with_name(f"{self.path.name}.lock")

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
        self._tables = self._parse(content)
        self._signature = _signature(status)
        self._rescued = None

    def _parse(self, content: bytes) -> Tables:
        if not content.strip():
            raise self.damaged("is empty")
        try:
            content.decode()  # The decoder does not look into the documents yet.
            tables: Tables = dict(_TABLES.decode(content))
            if not all(_NUMBER.fullmatch(number) for table in tables.values() for number in table):
                raise self.damaged("is JSON, but not what followup writes: a document has no number")
            if encoded_size(tables) != len(content):
                # Somebody edited it. Of two documents with one number a decoder keeps the last.
                json.loads(content, object_pairs_hook=self._refuse_doubles)
        except UnicodeDecodeError as error:
            raise self.damaged("is not whole: it is no UTF-8 text") from error
        except msgspec.ValidationError as error:
            raise self.damaged("is JSON, but not what followup writes") from error
        except (ValueError, RecursionError) as error:
            raise self.damaged("is not whole: it is cut off, or no JSON") from error
        return tables

    def _refuse_doubles(self, pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise self.damaged(f"has {name[:60]!r} twice in one place")
            seen.add(name)

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
            return _signature(self.path.stat())
        except OSError:
            return _ABSENT

    def _save(self, tables: Tables) -> None:
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
        self._tables = tables
        self._signature = _signature(status)
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
            _write_all(descriptor, content)
            # Two saves can fall into one tick of the file system's clock and get the same inode by turns:
            # the time of change always grows, so no two states have one signature.
            before = self._signature[1] if self._signature else 0
            if os.fstat(descriptor).st_mtime_ns <= before:
                os.utime(descriptor, ns=(before + 1, before + 1))
            os.fsync(descriptor)
            return os.fstat(descriptor)
        finally:
            os.close(descriptor)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            make_private_folder(self.path.parent)
            self._refuse_what_is_protected()
            lock = os.open(self.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
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
            yield
        finally:
            with suppress(OSError):  # Nothing was written to it: there is nothing to lose.
                os.close(lock)

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


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """Give what a data file or a copy of one holds, and its state at that moment.

    Raises:
        FileNotFoundError: there is none.
        DataError: it cannot be read, or is no file.
    """
    try:
        # Not blocking: a named pipe in the file's place must not stop the program.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no file but a device or a pipe"
                raise DataError(f"{path} is {kind}", "Use another file with --data FILE")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(), status
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DataError(f"{path} could not be read: {error.strerror}", "Look at its permissions") from error


def encode(tables: Tables) -> bytes:
    """Write tables as JSON, a document a line, in the order of their numbers."""
    parts = [b"{"]
    for index, (name, documents) in enumerate(tables.items()):
        lines = b",\n".join(
            # What was read and did not change is written as it is.
            b'"%b": %b'
            % (number.encode(), document if type(document) is msgspec.Raw else msgspec.json.encode(document))
            for number, document in sorted(documents.items(), key=lambda item: int(item[0]))
        )
        parts.append(b"%s\n%s: {\n%s\n}" % (b"," if index else b"", msgspec.json.encode(name), lines))
    parts.append(b"\n}\n")
    return b"".join(parts)


def encoded_size(tables: Tables) -> int:
    """Count the bytes `encode` would write, without writing them."""
    size = len(b"{\n}\n")
    for index, (name, documents) in enumerate(tables.items()):
        size += len(msgspec.json.encode(name)) + len(b",\n: {\n\n}" if index else b"\n: {\n\n}")
        size += sum(map(len, documents)) + sum(map(len, documents.values())) + len(b'"": ') * len(documents)
        size += len(b",\n") * max(len(documents) - 1, 0)
    return size


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _signature(status: os.stat_result) -> Signature:
    return (status.st_ino, status.st_mtime_ns, status.st_size)
