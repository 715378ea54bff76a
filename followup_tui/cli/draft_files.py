"""Letters in files that mail programs open as drafts, one each."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from followup_tui.errors import DataError
from followup_tui.files import create


def write_draft_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a draft file, its owner's only, whole or not at all, and never over another file.

    Where another file has the name, a number is added; where the same letter lies there already, it stays.

    Raises:
        DataError: it could not be written.
    """
    names = (f"{name}.eml" if number == 1 else f"{name}-{number}.eml" for number in count(1))
    try:
        return next(file for file in map(folder.joinpath, names) if _create_or_match(file, content))
    except OSError as error:
        raise DataError(
            f"{folder} could not be written to: {error.strerror}",
            "Look at the folder and its permissions, or choose another",
        ) from error


def _create_or_match(file: Path, content: bytes) -> bool:
    """Write a new file, unless it is there already. Return False where another file has its name."""
    try:
        create(file, content)
    except FileExistsError:
        return file.is_file() and not file.is_symlink() and file.read_bytes() == content
    return True
