"""Whether the process that something belongs to still runs.

Its number alone would not tell: one that was killed keeps it until it is reaped, and after a restart of the
machine another has it. A lock goes with its process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def hold(path: Path, *, make: bool = False) -> int:
    """Hold a file or a folder for as long as this process runs, or until what is given back is closed.

    Args:
        path: the file or folder.
        make: whether it is a file to be made where it is missing, for its owner only.

    Raises:
        OSError: it is not there, or cannot be made.
    """
    flags = os.O_NOFOLLOW | os.O_CLOEXEC
    held = os.open(path, flags | (os.O_RDWR | os.O_CREAT if make else os.O_RDONLY), 0o600)
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def is_held(path: Path) -> bool:
    """Say whether a process that runs holds this file or folder."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False
