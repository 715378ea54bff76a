"""Forgetting: an application is taken out of the data, the history, the backups and all beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from followup_tui import files
from followup_tui.domain.application import Application
from followup_tui.domain.applications import outlines
from followup_tui.domain.company import company_key
from followup_tui.domain.search import has_words, search_text, search_words
from followup_tui.domain.search_entries import all_text
from followup_tui.errors import DataError, FollowupError
from followup_tui.storage.contents import read_contents
from followup_tui.storage.drafts import Drafts
from followup_tui.storage.edited_text import edited_texts_about
from followup_tui.storage.file_state import read_file
from followup_tui.storage.late_edits import remove_note
from followup_tui.storage.left_behind import owner_of
from followup_tui.storage.other_copies import find_copies
from followup_tui.storage.process_lock import is_owner_running
from followup_tui.storage.repository import Repository
from followup_tui.storage.without_applications import Forgotten

FORGOTTEN_MARK: Final = "forgotten"
"""The file in the folder of the sync that says that its older commits are to be cleared away."""


_MOST_NAMES: Final = 20
"""For the names of so many companies at most the texts of the other applications are searched."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where texts about applications lie beside the data file and its backups.

    Attributes:
        drafts: what is half-written.
        edited_texts: the folder of texts in the user's editor.
        folders: of letters and pages; each file's name begins with its application's id.
        sync: the folder of the sync; it need not be there.
        own_words: files, and folders of files, in which the user has words for all applications.
    """

    drafts: Drafts
    edited_texts: Path
    folders: tuple[Path, ...]
    sync: Path
    own_words: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of applications, beside what they are themselves.

    Attributes:
        steps: how many steps of the history hold something of them.
        backups: the backups that do.
        drafts: the files of what is half-written about them, and of the words of letters that were sent.
        edited_texts: the folders of texts about them in the user's editor.
        files: letters and pages about them that were copied or put in a file.
        open_texts: the folders of texts that an editor has open at this moment: they stay.
        named_in: the ids of other applications in whose texts their company is named: these stay.
        naming_files: the user's own templates and questions in which it is: these stay.
        other_copies: copies beside the data file, of whoever made them, that have them: these stay.
        is_synced: whether the data is synced: then older commits have them.
    """

    steps: int
    backups: tuple[Path, ...]
    drafts: tuple[Path, ...]
    edited_texts: tuple[Path, ...]
    files: tuple[Path, ...]
    open_texts: tuple[Path, ...]
    named_in: tuple[str, ...]
    naming_files: tuple[Path, ...]
    other_copies: tuple[Path, ...]
    is_synced: bool


class Forgetting:
    """Forgets applications of one data file.

    Args:
        repository: the data file.
        places: what lies beside it.
    """

    def __init__(self, repository: Repository, places: Places) -> None:
        self._repository = repository
        self._places = places

    def forgettable(self) -> dict[str, Application]:
        """Return all applications by id: those there are, else what the history, or a backup, has of one."""
        by_id = dict(self._repository.applications)
        for step in reversed(self._repository.steps()):
            for application_id, state in step.states.items():
                if state is not None:
                    by_id.setdefault(application_id, state)
        for backup in reversed(self._repository.backups.all()):
            with suppress(OSError, FollowupError):
                for application_id, application in read_contents(backup).applications.items():
                    by_id.setdefault(application_id, application)
        return by_id

    def closed_before(self, day: date) -> list[Application]:
        """Return the applications that ended before a day, those that were removed since too."""
        return [
            application
            for application in self.forgettable().values()
            if application.closed_at is not None and application.closed_at.local().date() < day
        ]

    def traces(self, applications: Iterable[Application]) -> Traces:
        """Return what there is of applications.

        Raises:
            DataError: an application cannot be read, or a folder cannot be looked into.
        """
        try:
            return self._traces(tuple(applications))
        except OSError as error:
            raise DataError(
                f"{error.filename} could not be looked into: {error.strerror}", "Look at its permissions"
            ) from error

    def _traces(self, gone: tuple[Application, ...]) -> Traces:
        forgotten = self._forgotten(gone)
        ids = {application.id for application in gone}
        edited_texts = edited_texts_about(gone, self._places.edited_texts)
        open_texts = tuple(filter(is_owner_running, edited_texts))
        return Traces(
            steps=sum(not ids.isdisjoint(step.states) for step in self._repository.steps()),
            backups=tuple(path for path, _, _ in self._backups_with(forgotten)),
            drafts=tuple(self._places.drafts.files_about(gone)),
            edited_texts=tuple(folder for folder in edited_texts if folder not in open_texts),
            files=tuple(self._files_about(gone)),
            open_texts=open_texts,
            named_in=tuple(self._naming(gone)),
            naming_files=tuple(self._files_naming(gone)),
            other_copies=tuple(self._other_copies_with(forgotten)),
            is_synced=self._is_synced(),
        )

    def forget(self, applications: Iterable[Application]) -> frozenset[str]:
        """Take applications out of everything. Return the ids of those that differ now.

        Raises:
            DataError: a file could not be written. Those before it are written; the data file, the last one,
                is as it was, so this can be called again.
        """
        gone = tuple(applications)
        return self._repository.forget(self._forgotten(gone), lambda: self._clean(gone))

    def _clean(self, gone: tuple[Application, ...]) -> None:
        path = self._places.edited_texts
        try:
            for path in (*self._places.drafts.files_about(gone), *self._files_about(gone)):
                path.unlink(missing_ok=True)
            for path in edited_texts_about(gone, self._places.edited_texts):
                if not is_owner_running(path):
                    shutil.rmtree(path)
                    remove_note(path)
            if self._is_synced():
                path = self._places.sync / FORGOTTEN_MARK
                files.replace(path, b"")
            for path, content, status in self._backups_with(self._forgotten(gone)):
                files.replace(path, content)
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        except OSError as error:
            raise DataError(
                f"{error.filename or path} could not be changed: {error.strerror}",
                "Look at its permissions, then do the same again: not all is forgotten yet",
                untouched=str(self._repository.path),
            ) from error
        files.clear_unfinished(self._repository.path, older_than=0)
        self._places.drafts.clear_unfinished()
        beside = (*self._places.folders, self._places.edited_texts, self._places.sync)
        for folder in (self._repository.backups.folder, *beside):
            files.clear_unfinished_in(folder)

    def _forgotten(self, gone: tuple[Application, ...]) -> Forgotten:
        ids, uids = ({getattr(application, name) for application in gone} for name in ("id", "uid"))
        applications = self._repository.applications
        staying = [
            outline.company
            for outline in outlines(applications)
            if outline.id not in ids or applications[outline.id].uid not in uids
        ]
        return Forgotten.of(gone, staying)

    def _backups_with(self, forgotten: Forgotten) -> Iterator[tuple[Path, bytes, os.stat_result]]:
        """Yield the backups in which there is something of it, each as it is without, and its status."""
        for backup in files.listed(self._repository.backups.folder):
            if backup.suffix not in (".json", ".damaged") or not backup.is_file():
                continue
            with suppress(FileNotFoundError):  # it was dropped meanwhile
                status, (content, _) = backup.stat(), read_file(backup)
                left = forgotten.without_in(content)
                if left != content:
                    yield backup, left, status

    def _is_synced(self) -> bool:
        return any(file.suffix == ".git" for file in files.listed(self._places.sync))

    def _other_copies_with(self, forgotten: Forgotten) -> Iterator[Path]:
        for copy in find_copies(self._repository.path):
            with suppress(FileNotFoundError, DataError):
                content, _ = read_file(copy)
                if forgotten.without_in(content) != content:
                    yield copy

    def _files_about(self, gone: Iterable[Application]) -> Iterator[Path]:
        """Yield letters and pages about applications; a file's name begins with the id of its application."""
        applications = self._repository.applications
        gone_by_id: Mapping[str, Application] = {each.id: each for each in gone}
        ids = {*applications, *gone_by_id}
        for folder in self._places.folders:
            for file in files.listed(folder):
                owner = owner_of(file, ids)
                if owner in gone_by_id and not self._is_of_a_later_one(file, gone_by_id[owner]):
                    yield file

    def _is_of_a_later_one(self, file: Path, application: Application) -> bool:
        """Return whether a file is about an application that got the id of this one, which was removed."""
        present = self._repository.applications.get(application.id)
        if present is None or present.uid == application.uid:
            return False
        return file.lstat().st_mtime >= present.created_at.utc.timestamp()

    def _naming(self, gone: Iterable[Application]) -> Iterator[str]:
        """Yield the ids of the applications at other companies in whose texts one of these is named.

        For many that is not looked for.
        """
        words = _company_words(gone)
        uids = {each.uid for each in gone}
        for application in self._repository.applications.values():
            if application.uid not in uids and company_key(application.company) not in words:
                text = all_text(application)
                if any(has_words(text, each) for each in words.values()):
                    yield application.id

    def _files_naming(self, gone: Iterable[Application]) -> Iterator[Path]:
        """Yield the user's own templates and the like in which the company of one of these is named."""
        words = _company_words(gone)
        for place in self._places.own_words if words else ():
            for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
                with suppress(OSError):  # none, or nothing that somebody wrote
                    text = search_text(files.read_regular(file).decode("utf-8", "replace"))
                    if any(has_words(text, each) for each in words.values()):
                        yield file


def _company_words(gone: Iterable[Application]) -> dict[str, tuple[str, ...]]:
    """Return what to search texts for, by the keys of the companies; nothing for many, or for mere signs."""
    words = {company_key(each.company): search_words(each.company) for each in gone}
    return {key: each for key, each in words.items() if each} if len(words) <= _MOST_NAMES else {}
