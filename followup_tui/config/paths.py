"""Where the user's files lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from followup_tui.errors import CallError

_DATA: Final = ("XDG_DATA_HOME", ".local/share")
_DATA_FILE: Final = "followup.json"


class Paths(Struct, frozen=True):
    """The paths of the user's files and folders. Nothing is made or looked at.

    Attributes:
        data_file: the applications.
        state_folder: the folder of backups, drafts and whatever else the program keeps for itself.
        config_folder: the folder of the settings and of the user's own letter templates.
        own_data_folder: the program's own folder for data files, also where `data_file` is elsewhere;
            None where there is no home folder that it could be in.
    """

    data_file: Path
    state_folder: Path
    config_folder: Path
    own_data_folder: Path | None = None

    @property
    def is_usual(self) -> bool:
        """Whether the data file is the usual one, and none that was named."""
        return self.own_data_folder is not None and self.data_file == self.own_data_folder / _DATA_FILE

    @property
    def config_file(self) -> Path:
        """The settings, which need not be there."""
        return self.config_folder / "config.toml"

    @property
    def questions_file(self) -> Path:
        """The questions to ask in an interview, which the user edits."""
        return self.config_folder / "questions.txt"

    @property
    def templates_folder(self) -> Path:
        """The user's own letter templates, a folder for each set."""
        return self.config_folder / "letters"

    @property
    def backups_folder(self) -> Path:
        """The backups of this data file."""
        return self._of_data_file("backups")

    @property
    def drafts_folder(self) -> Path:
        """What is half-written in forms and letters about this data file's applications."""
        return self._of_data_file("drafts")

    @property
    def edited_texts_folder(self) -> Path:
        """What is being written in the user's editor about this data file's applications."""
        return self._of_data_file("editor")

    @property
    def letters_folder(self) -> Path:
        """Letters about this data file's applications that were copied or put in a file."""
        return self._of_data_file("letters")

    @property
    def sync_folder(self) -> Path:
        """What syncing this data file with other machines needs: the repository, a lock."""
        return self._of_data_file("sync")

    @property
    def pages_folder(self) -> Path:
        """Pages about this data file's applications that were put in a file."""
        return self._of_data_file("pages")

    @property
    def offered_presets_file(self) -> Path:
        """The countries whose preset was offered, one a line."""
        return self.state_folder / "offered-presets"

    def _of_data_file(self, kind: str) -> Path:
        """Return the folder for things of a kind that belong to this data file and to no other."""
        import zlib  # what only reads the data file does without

        path = os.path.realpath(self.data_file)
        # A file's name may be as long as a folder's can be, so it is cut to leave room for the checksum. That
        # tells files of one name apart and hides nothing; a stronger one is slow to import.
        return self.state_folder / kind / f"{Path(path).stem[:60]}-{zlib.crc32(os.fsencode(path)):08x}"


def find_paths(environ: Mapping[str, str], data: str | None) -> Paths:
    """Return the paths of the user's files.

    Args:
        environ: the environment. Its `XDG_` variables count where they are absolute paths.
        data: the data file asked for on the command line; it goes before `FOLLOWUP_DATA`.

    Raises:
        CallError: `data` is empty, or there is no home folder to put a file in.
    """
    if data is not None and not data.strip():
        raise CallError("--data names no file", "Write --data FILE, or leave it out")
    chosen = data or environ.get("FOLLOWUP_DATA", "")
    return Paths(
        data_file=expand_home(chosen, environ) if chosen else _folder(environ, *_DATA) / _DATA_FILE,
        state_folder=_folder(environ, "XDG_STATE_HOME", ".local/state"),
        config_folder=_folder(environ, "XDG_CONFIG_HOME", ".config"),
        own_data_folder=_own_data_folder(environ),
    )


def _own_data_folder(environ: Mapping[str, str]) -> Path | None:
    try:
        return _folder(environ, *_DATA)
    except CallError:  # there is no home; the other folders are named by variables
        return None


def _folder(environ: Mapping[str, str], variable: str, default: str) -> Path:
    value = environ.get(variable, "")
    # The specification: a relative path is invalid and to be ignored.
    base = Path(value) if value.startswith("/") else _home(environ) / default
    return base / "followup"


def _home(environ: Mapping[str, str]) -> Path:
    if environ.get("HOME"):
        return Path(environ["HOME"])
    import pwd  # HOME is mostly set

    try:
        # What pathlib falls back to; it would take an empty HOME for the root folder, though.
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise CallError("You have no home folder here to keep your data in", "Set HOME to one") from None


def expand_home(text: str, environ: Mapping[str, str]) -> Path:
    """Return the path that a text names, with `~` and `~name` as in a shell.

    Raises:
        CallError: it begins with `~`, and there is no home folder.
    """
    first, slash, rest = text.partition("/")
    if first == "~":
        return _home(environ) / rest if slash else _home(environ)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~name without such a user: a file may be called that, as in the shell
        return Path(text)


def short_path(path: Path) -> str:
    """Return a path as a shell takes it, with the home folder as `~`."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
