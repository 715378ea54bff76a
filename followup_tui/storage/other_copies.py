"""Copies beside the data file: of another program, because it was changed in two places, or of the user."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Final

_MARKS: Final = r"""
      .*(conflic|konflik|conflit).*         # Syncthing, Dropbox, Nextcloud, Seafile, pCloud, rclone, Unison
    | .*\(case\ clash.*                     # Nextcloud, of names that differ in case alone
    | .*-safebackup-[0-9]{4}                # OneDrive for Linux
    | -(desktop|laptop)-[0-9a-z]{7}         # OneDrive: the name of the computer, as Windows makes it
    | -.*\bmac(book|\ ?mini|\ ?studio)?\b.* # and as macOS does
    | \ ?\([0-9]{1,3}\)                     # Google Drive, OneDrive
    | \ [0-9]{1,2}                          # iCloud
    """
"""What such programs put between the name of a file and its ending.

What a person adds to the copies that they make is none of it: `followup-backup`, `followup copy`.
"""


def find_other_copies(data_file: Path) -> list[Path]:
    """Return the files beside a data file that bear its name and what such a program adds to it, by name.

    Args:
        data_file: the data file; where it is a link, what it points to.
    """
    computer = re.escape(f"-{socket.gethostname()}")
    marks = re.compile(f"{_MARKS} | {computer}", re.IGNORECASE | re.VERBOSE)
    stem, suffix = data_file.stem, data_file.suffix
    return [
        file
        for file in find_copies(data_file)
        if marks.fullmatch(file.name[len(stem) : len(file.name) - len(suffix)])
    ]


def find_copies(data_file: Path) -> list[Path]:
    """Return the files beside a data file whose names begin and end like its own, the user's copies too."""
    stem, suffix = data_file.stem, data_file.suffix
    try:
        files = sorted(data_file.parent.iterdir())
    except OSError:
        return []
    return [
        file
        for file in files
        if file != data_file
        and file.name.startswith(stem)
        and file.name.endswith(suffix)
        and len(file.name) >= len(stem) + len(suffix)
        and file.is_file()
    ]
