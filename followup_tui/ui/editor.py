"""The user's own editor, for anything longer than a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from followup_tui.errors import CallError
from followup_tui.ui.outside import harmless


def write_in_editor(app: App[Any], text: str, name: str) -> str:
    """Let the user write a text in `$VISUAL` or `$EDITOR`, and give what they saved.

    Args:
        app: the program, which leaves the terminal to the editor meanwhile.
        text: what the editor begins with.
        name: the name of the file it edits; its ending tells the editor what it is.

    Raises:
        CallError: there is no editor, it could not be started, or it failed. What was written in it is
            kept, in the file the sentence names.
    """
    command = _editor()
    try:
        folder = Path(tempfile.mkdtemp(prefix="followup-"))
        file = folder / name
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CallError(f"No file could be made for {command[0]}: {error.strerror}") from error
    try:
        with app.suspend():
            code = subprocess.call([*command, str(file)])  # noqa: S603 - the user's own command
        written = harmless(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, SuspendNotSupported) as error:
        raise CallError(f"{command[0]} did not work: {error}", _kept(file, text)) from error
    app.refresh(layout=True)
    if code != 0:
        raise CallError(f"{command[0]} ended with an error ({code}); nothing was changed", _kept(file, text))
    shutil.rmtree(folder, ignore_errors=True)
    return written.rstrip("\n") if not text.endswith("\n") else written


def _editor() -> list[str]:
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise CallError(f"$EDITOR cannot be read: {wanted[:60]!r}", "Close its quotation marks") from error
    found = words or [known for known in ("nano", "vi") if shutil.which(known)][:1]
    if not found:
        raise CallError("There is no editor", "Set $EDITOR, for example to nano")
    if shutil.which(found[0]) is None:
        raise CallError(f"The editor {found[0]!r} is not there", "Set $EDITOR to one that is")
    return found


def _kept(file: Path, text: str) -> str:
    try:
        if file.read_text(encoding="utf-8") != text:
            return f"What was written there is in {file}"
    except (OSError, UnicodeDecodeError):
        return f"What was written there is in {file}"
    shutil.rmtree(file.parent, ignore_errors=True)
    return ""
