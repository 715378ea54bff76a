"""What is half-written: kept on disk while one types, and given back after a line dropped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from followup_tui.domain.application import Instant
from followup_tui.domain.text import clean_line, is_safe
from followup_tui.storage.folders import make_private_folder, named_after


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
    """

    form: str
    application: str
    of: str
    title: str
    at: Instant
    fields: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

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
    """

    def __init__(self, state_folder: Path, data_file: Path) -> None:
        self._folder = state_folder / "drafts" / named_after(data_file)

    def keep(self, draft: Draft) -> None:
        """Put a draft on disk, whole or not at all. It is for its owner's eyes only.

        Raises:
            OSError: it could not be written.
        """
        make_private_folder(self._folder)
        file = self._folder / f"{_safe(draft.name)}.{os.getpid()}.json"
        unfinished = file.with_suffix(".new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as opened:
            os.fchmod(opened.fileno(), 0o600)
            opened.write(msgspec.json.encode(draft))
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)

    def drop(self, name: str) -> None:
        """Forget a draft: it was saved, or left on purpose."""
        for file in self._mine(f"{_safe(name)}.*.json"):
            file.unlink(missing_ok=True)

    def find(self, name: str) -> Draft | None:
        """Give the newest draft of this name, or None where there is none that can be read."""
        return next((draft for draft in self.all() if draft.name == name), None)

    def all(self) -> list[Draft]:
        """Give the drafts, the newest first. A file that is none is passed over."""
        drafts = [draft for draft in map(_read, self._mine("*.json")) if draft is not None]
        return sorted(drafts, key=lambda draft: draft.at.utc, reverse=True)

    def _mine(self, pattern: str) -> Iterator[Path]:
        """Give the files of this process, and of processes that are gone."""
        for file in self._folder.glob(pattern) if self._folder.is_dir() else ():
            owner = file.name.split(".")[-2]
            if owner == str(os.getpid()) or not _runs(owner):
                yield file


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)[:120]


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


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
