"""A data file as it lies on the disk: its content, and what tells one state of it from another."""

from __future__ import annotations

import os
import stat
from _thread import allocate_lock, start_new_thread  # `threading` is slow to import
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from followup_tui.errors import DataError

_HEAD = 64
"""How many bytes at the beginning of a file hold the mark of its last save (`tables.marked`)."""


class FileState(Struct, frozen=True):
    """What two states of a file differ in.

    Every save of this program leaves another head. The other fields show what another program did, which
    knows nothing of marks; alone they would not do, since there are file systems that count whole seconds
    and use an inode again at once.
    """

    head: bytes
    inode: int
    changed_at: int
    size: int


class _ReadingAhead:
    """A file that is read in a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[bytes, FileState] | None = None
        self._is_over = allocate_lock()
        self._is_over.acquire()
        start_new_thread(self._run, ())

    def _run(self) -> None:
        with suppress(Exception):  # whoever wants the file reads it once more, and is told
            self._read = _read_now(self._path)
        self._is_over.release()

    def wait(self) -> tuple[bytes, FileState] | None:
        """Return what was read, once it is; None where it could not be."""
        self._is_over.acquire()
        return self._read


_AHEAD: Final[dict[Path, _ReadingAhead]] = {}
"""What is read ahead, or was and is not asked for yet, by path."""


def read_ahead(path: Path) -> None:
    """Begin to read a data file that `read_file` is asked for next, while what decodes it is imported."""
    path = Path(os.path.realpath(path))
    with suppress(RuntimeError):  # no further thread is allowed
        _AHEAD[path] = _ReadingAhead(path)


def read_file(path: Path) -> tuple[bytes, FileState]:
    """Return the content of a data file, or of a copy of one, and its state.

    Of one that was read ahead they are those of then: the state tells whether it was changed since.

    Raises:
        FileNotFoundError: there is none.
        DataError: it cannot be read, or is no file.
    """
    ahead = _AHEAD.pop(path, None)
    return (ahead.wait() if ahead else None) or _read_now(path)


def _read_now(path: Path) -> tuple[bytes, FileState]:
    try:
        with _opened(path) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no file but a device or a pipe"
                raise DataError(f"{path} is {kind}", "Use another file with --data FILE")
            with open(descriptor, "rb", closefd=False) as file:
                content = file.read()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DataError(f"{path} could not be read: {error.strerror}", "Look at its permissions") from error
    return content, state_of(status, content)


def read_state(path: Path) -> FileState | None:
    """Return the state of a file, None where there is none that can be read."""
    try:
        with _opened(path) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return None
            return state_of(status, os.pread(descriptor, _HEAD, 0))
    except OSError:
        return None


def state_of(status: os.stat_result, content: bytes) -> FileState:
    """Return the state of a file with this status and this content, of which its beginning is enough."""
    return FileState(content[:_HEAD], status.st_ino, status.st_mtime_ns, status.st_size)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    # Not blocking: a named pipe in the file's place must not stop the program.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
