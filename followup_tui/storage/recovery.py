"""Restoring the data file from a backup, whatever state the file is in, and backing it up on demand."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import first_few
from followup_tui.errors import CallError, DataError
from followup_tui.storage.backups import Backups
from followup_tui.storage.contents import Contents, read_contents
from followup_tui.storage.data_file import FileStorage
from followup_tui.storage.file_state import read_file
from followup_tui.storage.tables import Tables

Now = Callable[[], datetime]

_REVISION = re.compile(rb'"revision"\s*:\s*([0-9]{1,15})\b')


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the data file: one of its backups, or any file that the user names.

    Attributes:
        number: its number in the list, 1 for the newest; 0 for a file that is not in the list.
        made_at: when it was made, aware, in the user's zone.
        size: in bytes.
    """

    path: Path
    number: int
    made_at: datetime
    size: int


class Recovery:
    """One data file and its copies, whatever state they are in.

    Args:
        data_file: the data file.
        backups_folder: the folder its copies are kept in.
        now: returns the present moment, aware, in the user's zone.
    """

    def __init__(self, data_file: Path, backups_folder: Path, now: Now) -> None:
        self.backups = Backups(backups_folder, now)
        self.storage = FileStorage(data_file, self.backups)
        self._now = now

    @property
    def path(self) -> Path:
        """The data file; where a link was named, what it points to."""
        return self.storage.path

    def present(self) -> Contents | None:
        """Return what the data file holds now, None where there is none.

        Raises:
            DataError: nothing of it can be read: it is a folder, say, or belongs to somebody else.
        """
        try:
            return read_contents(self.path)
        except FileNotFoundError:
            return None

    def copies(self) -> list[Copy]:
        """Return the backups, the newest first."""
        return [self._copy(path, number) for number, path in enumerate(reversed(self.backups.all()), start=1)]

    def contents(self, copy: Copy) -> Contents:
        """Return what a copy holds; its problems say where nothing of it can be read."""
        try:
            return read_contents(copy.path)
        except FileNotFoundError:
            return Contents(problems=("it is gone",))
        except DataError as error:
            return Contents(problems=(error.happened.replace(f"{copy.path} ", "it ", 1),))

    def newest_whole(self) -> tuple[Copy, Contents] | None:
        """Return the newest backup that can be used, with what it holds; None where there is none."""
        for copy in self.copies():
            contents = self.contents(copy)
            if contents.is_whole:
                return copy, contents
        return None

    def find(self, text: str) -> Copy:
        """Return the copy that the user means.

        Args:
            text: its number in the list, the beginning of its date as the list shows it or of its file's
                name, or the path of any file.

        Raises:
            CallError: no copy is meant, or more than one could be.
        """
        copies = self.copies()
        name = text.strip()
        if re.fullmatch("[0-9]{1,3}", name):
            if not 1 <= int(name) <= len(copies):
                raise CallError(f"There is no copy number {name}", "followup restore lists the copies")
            return copies[int(name) - 1]
        matches = [copy for copy in copies if name in {copy.path.name, copy.path.stem}]
        matches = matches or [
            copy for copy in copies if name and f"{copy.made_at:%Y-%m-%d %H:%M}".startswith(name)
        ]
        matches = matches or [copy for copy in copies if name and copy.path.name.startswith(name)]
        if len(matches) == 1:
            return matches[0]
        shown = clean_line(text[:60], "The copy")
        if matches:
            numbers = first_few([str(copy.number) for copy in matches])
            raise CallError(f"{shown!r} could be copy {numbers}", "Write its number, or more of it")
        path = Path(text).expanduser() if text.startswith("~/") else Path(text)
        is_file = False
        with suppress(OSError):  # no file can have that name
            is_file = bool(name) and path.is_file()
        if not is_file:
            raise CallError(f"There is no copy {shown!r}", "followup restore lists the copies")
        path = Path(os.path.realpath(path))
        if path == self.path:
            raise CallError(f"{shown!r} is the data file itself", "followup restore lists its copies")
        return next(
            (copy for copy in copies if os.path.realpath(copy.path) == str(path)), self._copy(path, 0)
        )

    def back_up(self) -> tuple[Path, Contents]:
        """Back the data file up now. Return the backup and what it holds.

        A file that is not whole is copied too, under a name that says so.

        Raises:
            CallError: there is no file yet.
            DataError: it cannot be read, or not be copied.
        """
        present = self.present()
        if present is None:
            raise CallError(
                f"There is nothing to copy yet: {self.path} is made by the first thing you record",
                "followup restore lists the copies of what was there before" if self.backups.newest() else "",
            )
        try:
            return self._back_up(present), present
        except OSError as error:
            raise DataError(
                f"No copy could be made in {self.backups.folder}: {error.strerror}",
                "Make room or look at the folder's permissions",
                untouched=str(self.path),
            ) from error

    def restore(self, copy: Copy, contents: Contents, present: Contents | None) -> Path | None:
        """Put a copy in the place of the data file, which is backed up first.

        Args:
            copy: the copy.
            contents: what it holds, as it was shown to the user.
            present: what the data file holds, as it was shown; None where there is none.

        Returns:
            The backup of what was there before; None where nothing was.

        Raises:
            CallError: the data file changed since it was shown.
            DataError: the copy cannot be used, or the file could not be written. It is as it was.
        """
        if not contents.is_whole:
            advice = "Update with pip install -U followup-tui" if contents.is_newer else "Choose another copy"
            raise DataError(
                f"The copy {copy.path} cannot be used: {contents.problems[0]}",
                f"{advice}; followup restore lists them",
                untouched=str(self.path),
            )
        backups: list[Path] = []

        def back_up() -> None:
            if (content := _bytes(self.path)) != (present.content if present else None):
                raise CallError(
                    f"{self.path} was changed elsewhere just now, so nothing was restored",
                    "Look again with followup restore",
                )
            if present is not None and content is not None:
                backups.append(self._back_up_first(present))

        self.storage.replace(self._tables(contents, present), back_up)
        return backups[0] if backups else None

    def _back_up_first(self, present: Contents) -> Path:
        try:
            # The save below removes it. Beside a damaged file it may hold what nothing else does.
            for left in self.storage.unfinished() if not present.is_whole else ():
                if content := _bytes(left):
                    self.backups.back_up_content(content, damaged=True)
            return self._back_up(present)
        except OSError as error:
            raise DataError(
                f"What is there now could not be copied first: {error.strerror}. Nothing was restored",
                f"Make {self.backups.folder} writable, or make room, then try again",
                untouched=str(self.path),
            ) from error

    def _back_up(self, present: Contents) -> Path:
        return self.backups.back_up_content(
            present.content, damaged=not present.is_whole and not present.is_newer
        )

    def _tables(self, contents: Contents, present: Contents | None) -> Tables:
        """Return the copy's tables, each application with a revision that this file never had.

        An open board tells by id and revision whether it has painted an application already.
        """
        files = [contents.content]
        if present is not None:
            files.append(present.content)
        elif newest := self.newest_whole():  # A board that saw the file go has backed up what it held.
            files.append(newest[1].content)
        revisions = (int(digits) for content in files for digits in _REVISION.findall(content))
        revision = 1 + max(revisions, default=0)
        applications = contents.tables.get("applications", {})
        stamped = {
            number: {**_plain(document), "revision": revision} for number, document in applications.items()
        }
        return {**contents.tables, "applications": stamped} if applications else contents.tables

    def _copy(self, path: Path, number: int) -> Copy:
        try:
            made_at, size = self.backups.made_at(path), path.stat().st_size
        except OSError:  # It was dropped a moment ago; reading it says so.
            made_at, size = self._now(), 0
        return Copy(path, number, made_at.astimezone(self._now().tzinfo), size)


def _bytes(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return read_file(path)[0]
    return None


def _plain(document: Any) -> dict[str, Any]:  # noqa: ANN401 - raw JSON, or what a migration made of it
    plain: dict[str, Any] = document if isinstance(document, dict) else msgspec.json.decode(document)
    return plain
