"""Where the user's files lie."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from followup_tui.errors import CallError


class Places(NamedTuple):
    """The user's files.

    Attributes:
        data_file: the applications.
        state_folder: backups and unfinished drafts.
        config_file: the settings, which need not be there.
    """

    data_file: Path
    state_folder: Path
    config_file: Path


def places(environ: Mapping[str, str], data: str | None) -> Places:
    """Say where the user's files lie. Nothing is made or looked at.

    Args:
        environ: the environment. Its `XDG_` variables count where they are absolute paths.
        data: the data file asked for on the command line; it goes before `FOLLOWUP_DATA`.

    Raises:
        CallError: `data` is empty, or there is no home folder to put a file in.
    """
    if data is not None and not data.strip():
        raise CallError("--data names no file", "Write --data FILE, or leave it out")
    chosen = data or environ.get("FOLLOWUP_DATA", "")
    if chosen:
        data_file = _expanded(chosen, environ)
    else:
        data_file = _folder(environ, "XDG_DATA_HOME", ".local/share") / "followup.json"
    return Places(
        data_file=data_file,
        state_folder=_folder(environ, "XDG_STATE_HOME", ".local/state"),
        config_file=_folder(environ, "XDG_CONFIG_HOME", ".config") / "config.toml",
    )


def _folder(environ: Mapping[str, str], variable: str, default: str) -> Path:
    named = environ.get(variable, "")
    # The specification: a relative path is invalid and to be ignored.
    base = Path(named) if named.startswith("/") else _home(environ) / default
    return base / "followup"


def _home(environ: Mapping[str, str]) -> Path:
    if environ.get("HOME"):
        return Path(environ["HOME"])
    try:
        # What pathlib falls back to; it would take an empty HOME for the root folder, though.
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise CallError("You have no home folder here to keep your data in", "Set HOME to one") from None


def _expanded(text: str, environ: Mapping[str, str]) -> Path:
    first, slash, rest = text.partition("/")
    if first == "~":
        return _home(environ) / rest if slash else _home(environ)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~name without such a user: a file may be called that, as in the shell
        return Path(text)
