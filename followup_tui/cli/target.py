"""A file that an export is written to: whole or not at all, and its owner's only."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from followup_tui.errors import CallError, DataError
from followup_tui.storage.folders import sync_folder


def write_file(name: str, text: str, data_file: Path) -> None:
    """Write a text to a file, in the place of what was there, as UTF-8 and readable by its owner only.

    Args:
        name: the file. Where it is a pipe or a device, the text is sent there instead.
        text: what to write.
        data_file: the data file, which is never written over.

    Raises:
        CallError: the name is empty, or means the data file.
        DataError: it could not be written; what was there before still is.
    """
    if not name.strip():
        raise CallError("-o names no file", "Write -o FILE, or leave it out to print it")
    # A link stays a link: what it points to is what is written.
    target = Path(os.path.realpath(name))
    if target == Path(os.path.realpath(data_file)):
        raise CallError(f"{name} is the data file itself", "Export to another file")
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
        else:
            _replace(target, text)
    except OSError as error:
        raise DataError(
            f"{name} could not be written: {error.strerror}",
            "Look at its folder and the permissions, or choose another file",
        ) from error


def _replace(target: Path, text: str) -> None:
    # mkstemp opens with 0600 and refuses what is there already, links included.
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(unfinished).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(unfinished).unlink()
        raise
    sync_folder(target.parent)
