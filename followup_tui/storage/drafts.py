"""What is half-written: kept on disk while one types, and given back after a line dropped."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from followup_tui import files
from followup_tui.domain.application import Instant
from followup_tui.domain.text import clean_line, remove_controls
from followup_tui.storage.process_lock import hold, is_held

FORGOTTEN_SECONDS = 86_400
"""After this long, what says that a process runs is taken away where none does."""

SENT_SECONDS = 30 * 86_400
"""So long the words of letters that went out are kept, beside their contact: nobody takes one back later."""

LETTERS_FORM = "LettersPage"
"""The form in which letters are written."""


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


def letters_name(application: str, kind: str) -> str:
    """Give the name of the draft in which letters of a kind about an application are half-written."""
    return f"{LETTERS_FORM}-{application}-{kind}"


class Drafts:
    """The drafts beside one data file.

    A draft belongs to the process it is being written in: while that runs, no other is offered it.

    Args:
        folder: the folder they lie in, which is this data file's alone.
    """

    def __init__(self, folder: Path) -> None:
        self._held: int | None = None
        self._folder = folder
        self._sent = self._folder / "sent"

    def keep(self, draft: Draft) -> None:
        """Put a draft on disk, whole or not at all. It is for its owner's eyes only.

        Raises:
            OSError: it could not be written.
        """
        self._hold()
        file = self._folder / f"{_safe(draft.name)}.{os.getpid()}.json"
        files.replace(file, msgspec.json.encode(draft))

    def drop(self, name: str) -> None:
        """Forget a draft: it was saved, or left on purpose."""
        for file in self._mine(f"{_safe(name)}.*.json"):
            file.unlink(missing_ok=True)

    def find(self, name: str, *, to_read: bool = False) -> Draft | None:
        """Give the newest draft of this name, or None where there is none that can be read.

        Args:
            name: of the draft.
            to_read: whether it is only looked at, and not gone on with: then one that another process is at
                will do.
        """
        pattern = f"{_safe(name)}.*.json"
        found = self._read(self._folder.glob(pattern) if to_read else self._mine(pattern))
        return next((draft for draft in found if draft.name == name), None)

    def all(self) -> list[Draft]:
        """Give what is half-written, the newest first. A file that is none is passed over."""
        return list(self._read(self._mine("*.json")))

    def take_out(self, name: str, *fields: str) -> None:
        """Take some fields out of a draft; where nothing else is in it, forget it.

        Raises:
            OSError: it could not be written.
        """
        known = self.find(name)
        if known is None or known.fields.keys().isdisjoint(fields):
            return
        left, before = (
            {key: text for key, text in texts.items() if key not in fields}
            for texts in (known.fields, known.before)
        )
        if left:
            self.keep(replace(known, fields=left, before=before))
        else:
            self.drop(name)

    def keep_sent(self, name: str, at: Instant, words: Mapping[str, str]) -> None:
        """Keep the words of a letter that went out, in case that is taken back. They are not half-written.

        They lie in a folder of their own, which nothing that is pressed reads, beside what was sent before
        under the same name. What has been there for long is forgotten.

        Raises:
            OSError: they could not be written.
        """
        for file in self._sent.glob("*.json"):
            if time.time() - _written(file) / 1e9 > SENT_SECONDS:
                file.unlink(missing_ok=True)
        draft = Draft(name, "", "", "", at, {**self.find_sent(name), **words})
        files.replace(self._sent / f"{_safe(name)}.json", msgspec.json.encode(draft))

    def find_sent(self, name: str) -> Mapping[str, str]:
        """Give the words of letters that went out, by the names they were kept under."""
        known = _read(self._sent / f"{_safe(name)}.json")
        return known.fields if known is not None and known.name == name else {}

    @staticmethod
    def _read(found: Iterable[Path]) -> Iterator[Draft]:
        """Read drafts, the newest first."""
        files = sorted(found, key=_written, reverse=True)
        return (draft for draft in map(_read, files) if draft is not None)

    def _mine(self, pattern: str) -> Iterator[Path]:
        """Give the files of this process, and of processes that are gone."""
        for file in self._folder.glob(pattern) if self._folder.is_dir() else ():
            owner = file.name.split(".")[-2]
            if owner == str(os.getpid()) or not is_held(self._alive(owner)):
                yield file

    def _alive(self, owner: str) -> Path:
        return self._folder / f"{owner}.alive"

    def _hold(self) -> None:
        """Let other processes see that this one runs, for as long as it does, however it ends."""
        if self._held is not None:
            return
        files.make_private_folder(self._folder)
        for left in self._folder.glob("*.alive"):
            if time.time() - _written(left) / 1e9 > FORGOTTEN_SECONDS and not is_held(left):
                left.unlink(missing_ok=True)
        self._held = hold(self._alive(str(os.getpid())), make=True)


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
        fields={name: remove_controls(text) for name, text in draft.fields.items()},
        before={name: remove_controls(text) for name, text in draft.before.items()},
    )
