"""Reading a file that the user writes: a regular file of a size that somebody could have typed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 250_000
"""The largest file that is read; the settings with every line filled in take 10,000."""


def read_regular_file(path: Path) -> bytes:
    """Read a file. A link may point to it.

    Raises:
        OSError: it cannot be read, is too large, or is not a regular file: a pipe or a device, which may
            never end.
    """
    # Looked at before it is opened, too: opening some devices does something.
    _check(path.stat())
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as stream:
        _check(os.fstat(stream.fileno()))
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES // 1000} KB")
    return content


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
