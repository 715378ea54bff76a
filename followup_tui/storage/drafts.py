"""What is half-written: kept on disk while one types, and given back after a line dropped."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from followup_tui.domain.application import Instant
from followup_tui.domain.text import clean_line, is_safe
from followup_tui.storage.folders import make_private_folder, named_after, write_private_file

FORGOTTEN_SECONDS = 86_400
"""After this long, what says that a process runs is taken away where none does."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was being filled in.

    Attributes:
        form: which form.
        application: the id of the application it is about; empty for a new one.
        of: what of it: a person's id; empty where the form is about the whole.
        title: what the form was called, for the offer to go on with it.
        fields: what was typed, by the name of the field; only what differs from how the form began.
        before: what these fields began with.
        done: whether it is finished, and only kept in case that is taken back: it is not offered.
    """

    form: str
    application: str
    of: str
    title: str
    at: Instant
    fields: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    done: bool = False

    @property
    def name(self) -> str:
        """What tells it from other drafts."""
        return "-".join(part for part in (self.form, self.application, self.of) if part)


class Drafts:
    """The drafts beside one data file.

    A draft belongs to the process it is being written in: while that runs, no other is offered it.

    Args:
        state_folder: the folder under which they are kept.
        data_file: whose drafts they are: each data file has its own.

    Attributes:
        letters_folder: where letters that were copied or sent are, for every data file.
    """

    def __init__(self, state_folder: Path, data_file: Path) -> None:
        self.letters_folder = state_folder / "letters"
        self._held: int | None = None
        self._folder = state_folder / "drafts" / named_after(data_file)

    def keep(self, draft: Draft) -> None:
        """Put a draft on disk, whole or not at all. It is for its owner's eyes only.

        Raises:
            OSError: it could not be written.
        """
        self._hold()
        file = self._folder / f"{_safe(draft.name)}.{os.getpid()}.json"
        write_private_file(file, msgspec.json.encode(draft))

    def drop(self, name: str) -> None:
        """Forget a draft: it was saved, or left on purpose."""
        for file in self._mine(f"{_safe(name)}.*.json"):
            file.unlink(missing_ok=True)

    def find(self, name: str) -> Draft | None:
        """Give the newest draft of this name, or None where there is none that can be read."""
        return next((draft for draft in self._read() if draft.name == name), None)

    def all(self) -> list[Draft]:
        """Give what is half-written, the newest first. A file that is none is passed over."""
        return [draft for draft in self._read() if not draft.done]

    def _read(self) -> list[Draft]:
        files = sorted(self._mine("*.json"), key=_written, reverse=True)
        return [draft for draft in map(_read, files) if draft is not None]

    def _mine(self, pattern: str) -> Iterator[Path]:
        """Give the files of this process, and of processes that are gone."""
        for file in self._folder.glob(pattern) if self._folder.is_dir() else ():
            owner = file.name.split(".")[-2]
            if owner == str(os.getpid()) or not _is_held(self._alive(owner)):
                yield file

    def _alive(self, owner: str) -> Path:
        return self._folder / f"{owner}.alive"

    def _hold(self) -> None:
        """Let other processes see that this one runs, for as long as it does, however it ends.

        Its number alone would not do: one that was killed keeps it until it is reaped, and after a restart of
        the machine another has it.
        """
        if self._held is not None:
            return
        make_private_folder(self._folder)
        for left in self._folder.glob("*.alive"):
            if time.time() - _written(left) / 1e9 > FORGOTTEN_SECONDS and not _is_held(left):
                left.unlink(missing_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        self._held = os.open(self._alive(str(os.getpid())), flags, 0o600)
        fcntl.flock(self._held, fcntl.LOCK_SH)


def _is_held(file: Path) -> bool:
    """Say whether a process that runs holds this file."""
    try:
        opened = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False


def _written(file: Path) -> int:
    """Give when a file was last written, in nanoseconds; long ago where it is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)[:120]


def _read(file: Path) -> Draft | None:
    try:
        draft = msgspec.json.decode(file.read_bytes(), type=Draft)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    return replace(
        draft,
        title=clean_line(draft.title[:200], "The title"),
        fields={name: _shown(text) for name, text in draft.fields.items()},
        before={name: _shown(text) for name, text in draft.before.items()},
    )


def _shown(text: str) -> str:
    return "".join(char for char in text if is_safe(char))
