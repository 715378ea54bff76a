"""What lies around the data file: who may read it, what was left over, who is saving, how much is free."""

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
class Open:
    """A file or folder that others than its owner can get at.

    Attributes:
        mode: its permissions now, as `chmod` writes them.
        wanted: the permissions it should have.
    """

    path: Path
    mode: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Lock:
    """A save that is going on.

    Attributes:
        pid: the process, 0 where it cannot be told.
    """

    pid: int


def open_to_others(paths: Iterable[Path]) -> Iterator[Open]:
    """Give what others can get at among these files and folders, and those in the folders; links are left."""
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
                yield Open(path, mode, mode & (0o700 if stat.S_ISDIR(status.st_mode) else 0o600))


def below(folder: Path) -> Iterator[Path]:
    """Give a folder and all that lies in it, without following links."""
    yield folder
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(here, name)


def left_over(recovery: Recovery) -> list[Path]:
    """Give what a killed process left: a save that was never finished, copies that never were."""
    found = []
    storage = recovery.storage
    if who_saves(storage.lock_file) is None:
        found += storage.unfinished()
    for copy in recovery.backups.unfinished():
        with suppress(OSError):
            if time.time() - copy.lstat().st_mtime > UNFINISHED_SECONDS:
                found.append(copy)
    return found


def who_saves(lock_file: Path) -> Lock | None:
    """Say who is saving at this moment; None where nobody is, or nobody ever did."""
    try:
        descriptor = os.open(lock_file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Lock(_holder(os.fstat(descriptor)))
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None


def free_bytes(folder: Path) -> int | None:
    """Say how much room there is for the user where this folder is, or will be; None where nobody says."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            room = os.statvfs(place)
            return room.f_bavail * room.f_frsize
    return None


def _holder(status: os.stat_result) -> int:
    """Find the process that holds a lock on a file; 0 where it cannot be told."""
    try:
        table = _LOCKS.read_text(errors="replace")
    except OSError:
        return 0
    # Some file systems show another device there than stat does, so the file's number alone must do.
    held = re.findall(rf"FLOCK\s+\S+\s+WRITE\s+(\d+)\s+\S+:{status.st_ino}\s", table)
    return int(held[0]) if len(set(held)) == 1 else 0
