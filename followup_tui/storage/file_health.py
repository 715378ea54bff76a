"""The state of what lies around the data file: permissions, left-over files, a running save, free space."""

from __future__ import annotations

import fcntl
import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from followup_tui.files import UNFINISHED_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_tui.storage.recovery import Recovery

_LOCKS: Final = Path("/proc/locks")
"""Where Linux lists the locks that are held; there is no such list elsewhere."""


@dataclass(frozen=True, slots=True)
class ExposedPath:
    """A file or folder that others than its owner have permissions for.

    Attributes:
        mode: its permissions now, as `chmod` writes them.
        private_mode: the permissions it should have.
    """

    path: Path
    mode: int
    private_mode: int


@dataclass(frozen=True, slots=True)
class RunningSave:
    """A save that another process is making.

    Attributes:
        pid: the process, 0 where it cannot be told.
    """

    pid: int


def find_exposed(paths: Iterable[Path]) -> Iterator[ExposedPath]:
    """Return those of the user's files and folders that others have permissions for; links are left out."""
    seen: set[Path] = set()
    for path in paths:
        if path in seen:
            continue
        seen.add(path)
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode) or status.st_uid != os.getuid():
                continue
            mode = stat.S_IMODE(status.st_mode)
            if mode & 0o077:
                # Nothing is given to the owner: what they made read-only stays so.
                yield ExposedPath(path, mode, mode & (0o700 if stat.S_ISDIR(status.st_mode) else 0o600))


def walk(folder: Path) -> Iterator[Path]:
    """Return a folder and everything in it, without following links."""
    yield folder
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(here, name)


def find_left_over(recovery: Recovery) -> list[Path]:
    """Return the temporary files of saves and backups that were killed."""
    left_over = []
    storage = recovery.storage
    if find_running_save(storage.lock_file) is None:
        left_over += storage.unfinished()
    for backup in recovery.backups.unfinished():
        with suppress(OSError):
            if time.time() - backup.lstat().st_mtime > UNFINISHED_SECONDS:
                left_over.append(backup)
    return left_over


def find_running_save(lock_file: Path) -> RunningSave | None:
    """Return the save that is being made at this moment, None where there is none."""
    try:
        descriptor = os.open(lock_file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return RunningSave(_process_holding(os.fstat(descriptor)))
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None


def free_bytes(folder: Path) -> int | None:
    """Return how many bytes the user has free where this folder is, or will be; None where it is unknown."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            status = os.statvfs(place)
            return status.f_bavail * status.f_frsize
    return None


def _process_holding(status: os.stat_result) -> int:
    """Return the process that holds a lock on a file; 0 where it is unknown."""
    try:
        table = _LOCKS.read_text(errors="replace")
    except OSError:
        return 0
    # Some file systems show another device there than stat does, so the file's number alone must do.
    processes = re.findall(rf"FLOCK\s+\S+\s+WRITE\s+(\d+)\s+\S+:{status.st_ino}\s", table)
    return int(processes[0]) if len(set(processes)) == 1 else 0
