"""Writes a document to a file or to stdout: a file whole or not at all, and for its owner only."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from followup_tui.cli.command import Call
from followup_tui.cli.output import write_document, write_error, write_line
from followup_tui.domain.text import safe_line
from followup_tui.errors import CallError, DataError
from followup_tui.files import clear_unfinished, follow_links, is_private, replace


def write_or_print(call: Call, text: str, done: str = "Written") -> None:
    """Write a document to the file that `-o` names, and say what was `done`; or print it.

    Raises as `write_file`.
    """
    output = call.options.output
    if output is None or output == "-":
        write_document(text)
        return
    write_file(call, output, text)
    write_line(f"{done} to {safe_line(output)}")


def write_file(call: Call, name: str, text: str) -> None:
    """Write a text to a file, in the place of what was there, as UTF-8 and readable by its owner only.

    Where the name is that of a pipe or a device, the text is sent there instead.

    Raises:
        CallError: the name is empty, or means the data file.
        DataError: it could not be written; what was there before still is.
    """
    if not name.strip():
        raise CallError("-o names no file", "Write -o FILE, or leave it out to print it")
    try:
        if _is_stream(name):
            _write_to_stream(name, text)
            return
        # The user's own link stays a link: what it points to is what is written.
        target = follow_links(Path(name))
        if target == Path(os.path.realpath(call.context.paths.data_file)):
            raise CallError(f"{name} is the data file itself", "Export to another file")
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        clear_unfinished(target)
        status = replace(target, text.encode())
    except OSError as error:
        raise DataError(
            f"{name} could not be written: {error.strerror}",
            "Look at its folder and the permissions, or choose another file",
        ) from error
    if not is_private(status):
        write_error(f"Others may read {name}: its file system does not keep them out")


def _is_stream(name: str) -> bool:
    """Tell whether a name is that of a pipe or a device.

    Raises:
        PermissionError: it is one that somebody else made, who would read along.
    """
    try:
        status = Path(name).stat()
    except FileNotFoundError:
        return False
    if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
        return False
    if status.st_uid not in (os.geteuid(), 0):
        raise PermissionError(errno.EPERM, "it is a pipe or a device that somebody else made")
    return True


def _write_to_stream(name: str, text: str) -> None:
    # Without O_CREAT and O_TRUNC: should the name be a file's by now, that file stays as it is.
    descriptor = os.open(name, os.O_WRONLY | os.O_CLOEXEC)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise FileExistsError(errno.EEXIST, "it has just become a file")
        stream.write(text)
