"""The lock of a sync: of one data file, one at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from followup_tui import files
from followup_tui.errors import CallError, DataError

_SECONDS: Final = 5.0
"""How long is waited for another sync: for one that was killed, whose git has not ended yet, long enough."""


@contextmanager
def only_sync(lock_file: Path) -> Iterator[int]:
    """Hold the lock that a sync of a data file needs. Yield its descriptor.

    Raises:
        CallError: another sync goes on.
        DataError: it cannot be locked.
    """
    try:
        files.make_private_folder(lock_file.parent)
        descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataError(f"{lock_file} could not be made: {error.strerror}", "Look at its folder") from error
    try:
        _wait(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _wait(descriptor: int) -> None:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN):
                raise DataError(
                    f"The sync cannot be locked: {error.strerror}", "Is it a local disk?"
                ) from error
        if time.monotonic() > until:
            raise CallError("Another sync of this file goes on", "Wait for it")
        time.sleep(0.05)
