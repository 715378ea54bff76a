"""Drafts: what is half-written in forms and letters, saved while one types, offered after a dropped line."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from followup_tui import files
from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.text import clean_line, remove_controls
from followup_tui.storage.process_lock import is_owner_running, lock_while_running

STALE_SECONDS = 86_400
"""After so long the lock file of a process that no longer runs is removed."""

SENT_SECONDS = 30 * 86_400
"""How long the words of sent letters are kept beside their contact: nobody takes one back later."""

MOST_BYTES = 16_000_000
"""The largest draft that is read: far more than anybody types."""

LETTERS_FORM = "LettersPage"
"""The form in which letters are written."""

_BEGUN_ANEW = ("PersonForm", "PromiseForm")
"""Forms that make something new of what was typed, where what they were about is gone."""


class Draft(msgspec.Struct, frozen=True):
    """A form that was being filled in.

    Attributes:
        form: the name of the form's class, as the routes have it.
        application_id: the id of the application it is about; empty for a new one.
        part: what of it: a person's id, a kind of letter; empty where the form is about the whole.
        title: what the form was called, for the offer to go on with it.
        at: when it was last typed in.
        fields: what was typed, by the name of the field; only what differs from how the form began.
        before: what these fields began with.
        uid: the application's `uid`: its id may be that of another one by now, after a removal or a sync.
    """

    form: str
    application_id: str
    part: str
    title: str
    at: Instant
    fields: dict[str, str] = {}
    before: dict[str, str] = {}
    uid: str = ""

    @property
    def name(self) -> str:
        """The name by which a draft is found; each form about one thing has one draft."""
        return "-".join(part for part in (self.form, self.uid or self.application_id, self.part) if part)

    def is_about(self, application: Application) -> bool:
        """Return whether it is about this application, whatever its id is by now."""
        return self.uid == application.uid if self.uid else self.application_id == application.id

    def application_in(self, applications: Mapping[str, Application]) -> Application | None:
        """Return the application it is about; None where that is gone.

        Raises:
            DataError: an application that was to be read late cannot be read.
        """
        application = applications.get(self.application_id)
        if application is not None and self.is_about(application):
            return application
        return next((each for each in applications.values() if self.uid and self.is_about(each)), None)


def can_be_resumed(draft: Draft, applications: Mapping[str, Application]) -> bool:
    """Return whether what a draft is about is there; it may come back with undo.

    Raises:
        DataError: an application that was to be read late cannot be read.
    """
    if not draft.application_id:
        return True
    application = draft.application_in(applications)
    if application is None:
        return False
    if draft.form == LETTERS_FORM:
        from followup_tui.domain.letter import LetterKind  # the first paint needs no letters

        return draft.part in set(LetterKind)
    if not draft.part or draft.form in _BEGUN_ANEW:
        return True
    ids = (*(each.id for each in application.interviews), *(each.id for each in application.contacts))
    return draft.part in ids


def letters_draft_name(application: Application, kind: str) -> str:
    """Return the name of the draft in which letters of a kind about an application are half-written."""
    return f"{LETTERS_FORM}-{_key(application)}-{kind}"


class Drafts:
    """The drafts beside one data file.

    A draft belongs to the process it is being written in: while that runs, no other is offered it.

    Args:
        folder: the folder they lie in, which is this data file's alone.
    """

    def __init__(self, folder: Path) -> None:
        self._lock: int | None = None
        self._folder = folder
        self._sent = self._folder / "sent"

    def save(self, draft: Draft) -> None:
        """Save a draft to disk, whole or not at all, for its owner only.

        Raises:
            OSError: it could not be written.
        """
        self._lock_own()
        file = self._folder / f"{_safe(draft.name)}.{os.getpid()}.json"
        files.replace(file, msgspec.json.encode(draft))

    def remove(self, name: str) -> None:
        """Remove a draft: the form was saved, or left on purpose."""
        for file in self._own(f"{_safe(name)}.*.json"):
            file.unlink(missing_ok=True)

    def find(self, name: str, *, of_any_process: bool = False) -> Draft | None:
        """Return the newest draft of this name, or None where there is none that can be read.

        Args:
            name: the draft's name.
            of_any_process: whether one that another process is just writing counts too: to look at it, not to
                go on with it.
        """
        pattern = f"{_safe(name)}.*.json"
        drafts = self._read(self._folder.glob(pattern) if of_any_process else self._own(pattern))
        return next((draft for draft in drafts if draft.name == name), None)

    def all(self) -> list[Draft]:
        """Return the drafts that can be resumed, the newest first. A damaged file is passed over."""
        return list(self._read(self._own("*.json")))

    def offered(self, applications: Mapping[str, Application]) -> list[Draft]:
        """Return the drafts that can be resumed and are about something that is there, the newest first.

        Raises:
            DataError: an application that was to be read late cannot be read.
        """
        return [draft for draft in self.all() if can_be_resumed(draft, applications)]

    def remove_left_behind(self, applications: Mapping[str, Application]) -> None:
        """Remove drafts whose application has been gone for so long that nobody undoes it any more.

        Raises:
            DataError: an application that was to be read late cannot be read.
        """
        for file in self._own("*.json"):
            draft = _read(file) if _age(file) > SENT_SECONDS else None
            if draft is not None and not can_be_resumed(replace(draft, part="", form=""), applications):
                file.unlink(missing_ok=True)

    def files_about(self, applications: Iterable[Application]) -> list[Path]:
        """Return the files of all drafts about applications, of any process, and of letters sent.

        Raises:
            OSError: the folder cannot be looked into.
        """
        from followup_tui.domain.letter import LetterKind  # the first paint needs no letters

        gone = tuple(applications)
        uids, ids = ({getattr(application, name) for application in gone} for name in ("uid", "id"))
        keys = {_safe(_key(application)) for application in gone}
        about = []
        for file in (file for file in files.listed(self._folder) if file.suffix == ".json"):
            draft = _read(file)
            if draft is None:  # It is of no use, and may be about one.
                is_about_one = any(f"-{key}" in file.name for key in keys)
            else:
                is_about_one = draft.uid in uids if draft.uid else draft.application_id in ids
            if is_about_one:
                about.append(file)
        for file in files.listed(self._sent):
            name = file.stem.removeprefix(f"{LETTERS_FORM}-")
            if any(name.removesuffix(f"-{kind}") in keys for kind in LetterKind):
                about.append(file)
        return about

    def remove_fields(self, name: str, *fields: str) -> None:
        """Remove some fields of a draft; where nothing else is in it, remove the draft.

        Raises:
            OSError: it could not be written.
        """
        draft = self.find(name)
        if draft is None or draft.fields.keys().isdisjoint(fields):
            return
        left, before = (
            {key: text for key, text in texts.items() if key not in fields}
            for texts in (draft.fields, draft.before)
        )
        if left:
            self.save(replace(draft, fields=left, before=before))
        else:
            self.remove(name)

    def of_person(self, application: Application, person_id: str) -> list[Draft]:
        """Return the drafts in which something is half-written to or about a person, the newest first."""
        return [
            draft
            for draft in self.all()
            if draft.is_about(application) and (draft.part == person_id or _letter_fields(draft, person_id))
        ]

    def remove_person(self, application: Application, person_id: str) -> None:
        """Remove what is half-written to or about a person, and the words of letters sent to them.

        Nobody who gets their id later is sent any of it.

        Raises:
            OSError: it could not be written.
        """
        for draft in self.of_person(application, person_id):
            if draft.part == person_id:
                self.remove(draft.name)
            else:
                self.remove_fields(draft.name, *_letter_fields(draft, person_id))
        from followup_tui.domain.letter import LetterKind  # the first paint needs no letters

        for name in (letters_draft_name(application, kind) for kind in LetterKind):
            sent = _read(self._sent / f"{_safe(name)}.json")
            if sent is not None and sent.name == name:
                left = {key: text for key, text in sent.fields.items() if not key.startswith(f"{person_id}.")}
                files.replace(
                    self._sent / f"{_safe(name)}.json", msgspec.json.encode(replace(sent, fields=left))
                )

    def save_sent(self, name: str, at: Instant, words: Mapping[str, str]) -> None:
        """Save the words of a letter that was sent, in case that is undone. They are no draft.

        They lie in a folder of their own, beside what was sent before under the same name, and are removed
        after `SENT_SECONDS`.

        Raises:
            OSError: they could not be written.
        """
        for file in self._sent.glob("*.json"):
            if _age(file) > SENT_SECONDS:
                file.unlink(missing_ok=True)
        draft = Draft(name, "", "", "", at, {**self.find_sent(name), **words})
        files.replace(self._sent / f"{_safe(name)}.json", msgspec.json.encode(draft))

    def find_sent(self, name: str) -> Mapping[str, str]:
        """Return the words of letters that were sent, by the names they were saved under."""
        draft = _read(self._sent / f"{_safe(name)}.json")
        return draft.fields if draft is not None and draft.name == name else {}

    def find_sent_letters(self, application: Application, kind: str) -> Mapping[str, str]:
        """Return the words of letters of a kind about an application that were sent, as `find_sent`."""
        return self.find_sent(letters_draft_name(application, kind))

    @staticmethod
    def _read(paths: Iterable[Path]) -> Iterator[Draft]:
        """Read drafts, the newest first."""
        newest_first = sorted(paths, key=_changed_at, reverse=True)
        return (draft for draft in map(_read, newest_first) if draft is not None)

    def _own(self, pattern: str) -> Iterator[Path]:
        """Return the files of this process, and of processes that no longer run."""
        for file in self._folder.glob(pattern) if self._folder.is_dir() else ():
            process_id = file.name.split(".")[-2]
            if process_id == str(os.getpid()) or not is_owner_running(self._lock_of(process_id)):
                yield file

    def clear_unfinished(self) -> None:
        """Remove what killed processes left of drafts, and of the words of letters that were sent."""
        for folder in (self._folder, self._sent):
            files.clear_unfinished_in(folder)

    def _lock_of(self, process_id: str) -> Path:
        return self._folder / f"{process_id}.alive"

    def _lock_own(self) -> None:
        """Let other processes see that this one runs, for as long as it does, however it ends."""
        if self._lock is not None:
            return
        files.make_private_folder(self._folder)
        for lock in self._folder.glob("*.alive"):
            if _age(lock) > STALE_SECONDS and not is_owner_running(lock):
                lock.unlink(missing_ok=True)
        self.clear_unfinished()
        self._lock = lock_while_running(self._lock_of(str(os.getpid())), create=True)


def _key(application: Application) -> str:
    """Return what names the files about an application: its id may change, and be another's."""
    return application.uid or application.id


def _age(file: Path) -> float:
    """Return how many seconds ago a file was last written."""
    return time.time() - _changed_at(file) / 1e9


def _changed_at(file: Path) -> int:
    """Return when a file was last written, in nanoseconds; long ago where it is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _letter_fields(draft: Draft, person_id: str) -> list[str]:
    """Return the fields of a draft that belong to the letter to a person."""
    if draft.form != LETTERS_FORM:
        return []
    return [name for name in draft.fields if name.startswith(f"{person_id}.")]


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)[:120]


def _read(file: Path) -> Draft | None:
    try:
        draft = msgspec.json.decode(files.read_regular(file, MOST_BYTES), type=Draft)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    return replace(
        draft,
        title=clean_line(draft.title[:200], "The title"),
        fields={name: remove_controls(text) for name, text in draft.fields.items()},
        before={name: remove_controls(text) for name, text in draft.before.items()},
    )
