"""Texts in an editor that came back at once: it may write them later, and then they are taken over.

Each lies in its folder, where the editor has it open. Beside the folder a note says what the text is, and how
it stood when it was last handed over: what differs from that is new.
"""

from __future__ import annotations

import shutil
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from followup_tui import files
from followup_tui.domain.application import Application

FORGOTTEN_SECONDS = 7 * 86_400
"""After so long without a new word, no editor is taken to have a text open still."""

MOST_BYTES = 16_000_000
"""The largest text that is taken over from an editor."""

_NOTE = ".later"


class LateEdit(Struct, frozen=True):
    """A text that an editor may write later.

    Attributes:
        folder: the folder it lies in, alone.
        name: the name of its file.
        about: what it is about: an application's `uid`, or its id where it has none yet, and what of it, with
            a slash between. Without either it is about none.
        title: what it is called where it is offered.
        words: a checksum of its words as they were last handed over, in either direction.
    """

    folder: Path
    name: str
    about: str
    title: str
    words: str

    @property
    def file(self) -> Path:
        """The file that the editor has open."""
        return self.folder / Path(self.name).name

    def is_about_any(self, applications: Mapping[str, Application]) -> bool:
        """Return whether what it is about is there; a text that is about no application always is."""
        owner = self.about.partition("/")[0]
        return not owner or any(owner == (each.uid or each.id) for each in applications.values())

    def saved_text(self) -> str | None:
        """Return the text where the editor has saved something new; None where it has not, or it is gone."""
        try:
            text = files.read_regular(self.file, MOST_BYTES).decode()
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        except (OSError, UnicodeDecodeError):
            return None
        return None if checksum(text) == self.words else text


def checksum(text: str) -> str:
    """Return a checksum of a text's words: spaces and line ends are changed where a text is tidied."""
    return f"{zlib.crc32(' '.join(text.split()).encode('utf-8', 'replace')):08x}"


def late_edits(home: Path) -> list[LateEdit]:
    """Return the texts that may be written later, the newest first. A note that cannot be read is none."""
    return read_notes(home.glob(f"*{_NOTE}"))


def read_notes(files_of_home: Iterable[Path]) -> list[LateEdit]:
    """Return the texts that the notes among some files are about, as `late_edits`."""
    edits = []
    for note in (file for file in files_of_home if file.name.endswith(_NOTE)):
        with suppress(OSError, msgspec.MsgspecError, TypeError):
            fields = msgspec.json.decode(files.read_regular(note), type=dict[str, str])
            edit = LateEdit(note.with_name(note.name.removesuffix(_NOTE)), **fields)
            edits.append((note.stat().st_mtime_ns, edit))
    return [edit for _, edit in sorted(edits, key=lambda pair: pair[0], reverse=True)]


def save_note(edit: LateEdit) -> None:
    """Note that an editor may write a text later, or how it stands now.

    Raises:
        OSError: it could not be written.
    """
    fields = {"name": edit.name, "about": edit.about, "title": edit.title, "words": edit.words}
    files.replace(_note(edit.folder), msgspec.json.encode(fields))


def remove_note(folder: Path) -> None:
    """Remove the note beside a folder: then it is an edit like any other."""
    with suppress(OSError):
        _note(folder).unlink()


def is_late(folder: Path) -> bool:
    """Return whether a folder is that of a text which may be written later."""
    return _note(folder).exists()


def remove_forgotten(home: Path) -> None:
    """Remove texts that no editor has written to for long. What was written and not taken over stays."""
    for edit in late_edits(home):
        with suppress(OSError):
            age = time.time() - _note(edit.folder).stat().st_mtime
            if age > FORGOTTEN_SECONDS and edit.saved_text() is None:
                shutil.rmtree(edit.folder, ignore_errors=True)
                remove_note(edit.folder)


def _note(folder: Path) -> Path:
    return folder.with_name(folder.name + _NOTE)
