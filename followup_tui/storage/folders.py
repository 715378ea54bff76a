"""Folders only their owner can look into, and names in them that survive a power cut."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, each open to its owner only, whatever the umask.

    A folder that is there already stays as its owner has it.

    Raises:
        OSError: it could not be made.
    """
    if not folder.is_dir():
        if folder.parent != folder:
            make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable: without it a power cut can bring the old file back.

    Raises:
        OSError: the disk failed. A file system that cannot do this for a folder is not asked twice.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(descriptor)
