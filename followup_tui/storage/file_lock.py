"""The lock that a process holds while it saves a data file, so that two saves never overlap.

A file beside the data file is locked, since a save replaces the data file itself; and the data file is locked
too, so that a process that finds no lock file any more, or another one, still waits for a save that goes on.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from followup_tui.errors import DataError
from followup_tui.files import make_private

LOCK_SECONDS = 5.0
"""How long a save waits for another process to finish its own."""

_SAFELY = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Neither a link nor a pipe that somebody put in the place of a file stops the program or is written to."""


def lock_file_of(path: Path) -> Path:
    """Return the path of the lock file of a data file. It is empty, and made by the first save."""
    return path.with_name(f"{path.name}.lock")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on a data file.

    Raises:
        DataError: another process holds it for too long, or the file system has no locks.
        OSError: the lock file cannot be made or opened.
    """
    deadline = time.monotonic() + LOCK_SECONDS
    with ExitStack() as stack:
        lock = _lock(lock_file_of(path), path, deadline)
        stack.callback(_close, lock)
        status = os.fstat(lock)
        # Only what is ours alone: of a file with a second name, that name would be changed as well.
        if status.st_uid == os.geteuid() and status.st_nlink == 1:
            make_private(lock)  # A strict umask must not lock its own owner out.
        with suppress(FileNotFoundError):
            if stat.S_ISREG(path.lstat().st_mode):
                stack.callback(_close, _lock(path, path, deadline))
        yield


def _lock(file: Path, path: Path, deadline: float) -> int:
    """Open and lock a file, and make sure that it is still the one of that name."""
    while True:
        descriptor = _open(file, make=file != path)
        try:
            _wait_for(descriptor, path, deadline)
            if _is_named(descriptor, file):
                return descriptor
        except BaseException:
            _close(descriptor)
            raise
        # Somebody removed or replaced it meanwhile: this lock keeps nobody out.
        _close(descriptor)
        if time.monotonic() > deadline:
            raise _busy(path)


def _is_named(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(file.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _open(file: Path, *, make: bool) -> int:
    if file.is_symlink():
        raise OSError(errno.ELOOP, f"{file} is a link")
    if make:
        return os.open(file, os.O_RDWR | os.O_CREAT | _SAFELY, 0o600)
    try:
        return os.open(file, os.O_RDWR | _SAFELY)  # network file systems lock only what may be written
    except PermissionError:
        return os.open(file, os.O_RDONLY | _SAFELY)


def _wait_for(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise _busy(path) from error
            time.sleep(0.005)
        except OSError as error:
            raise DataError(
                f"{path} cannot be locked: {error.strerror}",
                "Keep it on a file system that has locks, with --data FILE",
                untouched="It",
            ) from error
        else:
            return


def _busy(path: Path) -> DataError:
    return DataError(
        f"Another followup has been saving for {LOCK_SECONDS:g} seconds",
        "Try again, or end the other one",
        untouched=str(path),
    )


def _close(descriptor: int) -> None:
    with suppress(OSError):  # Nothing was written by this: there is nothing to lose.
        os.close(descriptor)
