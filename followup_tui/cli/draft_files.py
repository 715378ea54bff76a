"""Letters in files that mail programs open as drafts, one each."""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

from followup_tui.errors import DataError
from followup_tui.storage.folders import make_private_folder, sync_folder


def write_draft_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a draft file, its owner's only, whole or not at all, and never over another file.

    Where another file has the name, a number is added; where the same letter lies there already, it stays.

    Raises:
        DataError: it could not be written.
    """
    try:
        make_private_folder(folder)
        descriptor, unfinished = tempfile.mkstemp(prefix=f".{name[:20]}.", suffix=".new", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                os.fchmod(stream.fileno(), 0o600)  # the umask may have taken even that away
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            names = (f"{name}.eml" if number == 1 else f"{name}-{number}.eml" for number in count(1))
            file = next(path for path in map(folder.joinpath, names) if _place(path, unfinished, content))
        finally:
            Path(unfinished).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise DataError(
            f"{folder} could not be written to: {error.strerror}",
            "Look at the folder and its permissions, or choose another",
        ) from error
    return file


def _place(path: Path, unfinished: str, content: bytes) -> bool:
    """Give the finished file this path. Return whether it has it, or the same letter had it already."""
    try:
        # A link is refused where a name is taken, and a rename would take its place.
        path.hardlink_to(unfinished)
    except FileExistsError:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        if os.path.lexists(path):
            return False
        # A file system without hard links, as on memory cards.
        Path(unfinished).rename(path)
    return True
