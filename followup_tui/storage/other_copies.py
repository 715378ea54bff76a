"""Copies that another program made beside the data file, because it was changed in two places at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_MARKS: Final = re.compile(
    r"""
      .*conflict.*            # Syncthing, Dropbox, Nextcloud, Seafile, Resilio, Unison
    | .*\b(copy|copie|kopie|kopia|cópia|copia)\b.*  # file managers; Dropbox and macOS in other languages
    | \s?\([0-9]{1,3}\)       # Google Drive, browsers
    | \s[0-9]{1,2}            # iCloud
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What such programs put between the name of a file and its ending."""


def find_other_copies(data_file: Path) -> list[Path]:
    """Return the files beside a data file that bear its name and what such a program adds to it, by name.

    Args:
        data_file: the data file; where it is a link, what it points to.
    """
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
        and _MARKS.fullmatch(file.name[len(stem) : len(file.name) - len(suffix)])
        and file.is_file()
    ]
