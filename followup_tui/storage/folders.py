"""Folders only their owner can look into, and names in them that survive a power cut."""

from __future__ import annotations

import errno
import os
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


def named_after(data_file: Path) -> str:
    """Give a folder's name for what belongs to one data file: the file's own, and what tells its place."""
    import hashlib

    place = os.path.realpath(data_file)
    return f"{Path(place).stem}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:8]}"
