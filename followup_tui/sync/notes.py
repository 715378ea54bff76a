"""What a sync notes on this machine beside its repository, which may be damaged and made anew."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from followup_tui import files


class Notes(Struct, frozen=True):
    """What is noted.

    Attributes:
        remote: the address that was synced with last; empty where there is none.
        readable: the address that the user lets everything be sent to readable.
        begins_with: the commit before which all was cleared away here, since it held what was forgotten.
    """

    remote: str = ""
    readable: str = ""
    begins_with: str = ""


def read_notes(file: Path) -> Notes:
    """Return what is noted; nothing where the file is not there, or damaged."""
    try:
        return msgspec.json.decode(files.read_regular(file), type=Notes)
    except (OSError, ValueError):
        return Notes()


def write_notes(file: Path, notes: Notes) -> None:
    """Note it.

    Raises:
        OSError: it cannot be written.
    """
    files.replace(file, msgspec.json.encode(notes))
