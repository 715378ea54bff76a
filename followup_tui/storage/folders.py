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


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Give the files of a folder, in order; none where it is not there, or no folder can be called that."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def write_private_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, in the place of what was there, for its owner's eyes only.

    Its folder is made where it is missing.

    Raises:
        OSError: it could not be written.
    """
    make_private_folder(file.parent)
    unfinished = file.with_name(f"{file.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as opened:
        os.fchmod(opened.fileno(), 0o600)
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    unfinished.replace(file)


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
