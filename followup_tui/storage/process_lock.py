"""A lock that lasts as long as a process: it tells whether the process that something belongs to still runs.

A process number alone would not tell: a process that was killed keeps it until it is reaped, and after a
restart of the machine another one has it. A lock goes with its process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def lock_while_running(path: Path, *, create: bool = False) -> int:
    """Lock a file or a folder for as long as this process runs, or until the returned descriptor is closed.

    Args:
        path: the file or folder.
        create: whether it is a file to be created where it is missing, for its owner only.

    Raises:
        OSError: it does not exist, or cannot be created.
    """
    flags = os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags | (os.O_RDWR | os.O_CREAT if create else os.O_RDONLY), 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def is_owner_running(path: Path) -> bool:
    """Tell whether a process that runs has locked this file or folder."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
