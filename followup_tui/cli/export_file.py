"""A document to a file or to stdout. A file is written whole or not at all, and is its owner's only."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.cli.output import safe_line, write_document, write_line
from followup_tui.errors import CallError, DataError
from followup_tui.storage.backups import UNFINISHED_SECONDS
from followup_tui.storage.folders import sync_folder

if TYPE_CHECKING:
    from followup_tui.cli.command import Call

_UNFINISHED = ".followup.new"


def write_or_print(call: Call, text: str) -> None:
    """Write a document to the file that `-o` names, or print it.

    Raises:
        CallError: the name is empty, or means the data file.
        DataError: it could not be written; what was there before still is.
    """
    output = call.options.output
    if output is None or output == "-":
        write_document(text)
        return
    write_file(output, text, call.context.paths.data_file)
    write_line(f"Written to {safe_line(output)}")


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
    prefix = f".{target.name[:100]}."
    _drop_unfinished(target.parent, prefix)
    descriptor, unfinished = tempfile.mkstemp(prefix=prefix, suffix=_UNFINISHED, dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            os.fchmod(stream.fileno(), 0o600)  # the umask may have taken even that away
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(unfinished).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(unfinished).unlink()
        raise
    sync_folder(target.parent)


def _drop_unfinished(folder: Path, prefix: str) -> None:
    """Remove what a killed export left there; what is younger may still be written to."""
    with suppress(OSError):  # It may not be listed; that is no reason not to write in it.
        for left in folder.iterdir():
            if not (left.name.startswith(prefix) and left.name.endswith(_UNFINISHED)):
                continue
            with suppress(OSError):
                if time.time() - left.lstat().st_mtime > UNFINISHED_SECONDS:
                    left.unlink()
