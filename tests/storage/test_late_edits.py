"""An editor that comes back at once and writes later, as graphical ones do without their option to wait."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from followup_tui.domain.application import Application
from followup_tui.errors import CallError, DataError
from followup_tui.storage.edited_text import edit_text, subject
from followup_tui.storage.editor_command import may_write_later, waiting_command
from followup_tui.storage.late_edits import FORGOTTEN_SECONDS, late_edits
from tests.samples import instant

NOW = instant("2026-11-23 14:02")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where texts lie while they are edited."""
    return tmp_path / "editor"


@pytest.fixture
def detached(tmp_path: Path) -> str:
    """An editor that comes back at once; where the text is, it writes into `opened`."""
    return script(tmp_path / "detached", f'echo "$1" >> {tmp_path}/opened')


def script(file: Path, commands: str) -> str:
    """Make an editor that does this."""
    file.write_text(f"#!/bin/sh\n{commands}\n")
    file.chmod(0o700)
    return str(file)


def edit(text: str, folder: Path, command: str, about: str = "acme") -> str:
    """Edit the notes of an application, and take over what comes back."""
    with edit_text(
        text, "notes.md", about=about, folder=folder, command=command, title="Acme, notes"
    ) as back:
        return back


def open_in(detached: str, text: str, folder: Path) -> Path:
    """Open a text in the editor that comes back at once; return the file it has open then."""
    with pytest.raises(CallError):
        edit(text, folder, detached)
    (late, *_) = late_edits(folder)
    return late.file


def test_it_is_said_with_what_to_set_and_what_it_saves_later_is_taken_over(
    folder: Path, detached: str, tmp_path: Path
) -> None:
    """The file stays where the editor has it open, through every save; nothing else takes it."""
    with pytest.raises(CallError) as refused:
        edit("one", folder, detached)
    assert str(refused.value) == (
        "detached came back at once, with nothing written. Save there, then do the same again: "
        'it takes what you saved. To have it waited for: VISUAL="code --wait"'
    )
    (late,) = late_edits(folder)
    assert (late.title, late.saved_text()) == ("Acme, notes", None)
    assert (late.file.stat().st_mode & 0o777, late.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    waits = script(tmp_path / "waits", 'echo more >> "$1"')
    late.file.write_text("one\ntwo\n")
    assert edit("one", folder, waits, about="globex") == "one\nmore"
    assert edit("one", folder, waits) == "one\ntwo"
    late.file.write_text("one\ntwo\nthree\n")
    assert edit("one\ntwo", folder, waits) == "one\ntwo\nthree"
    # Opened again it is the same file, which the editor has open; written while waited for it is done.
    with pytest.raises(CallError):
        edit("one\ntwo\nthree", folder, detached)
    assert set((tmp_path / "opened").read_text().split()) == {str(late.file)}
    assert edit("one\ntwo\nthree", folder, waits) == "one\ntwo\nthree\nmore"
    assert list(folder.iterdir()) == []


def test_what_was_changed_here_meanwhile_is_not_written_over(folder: Path, detached: str) -> None:
    """The sentence names the file, once; the next edit begins with the text as it is here."""
    file = open_in(detached, "one", folder)
    file.write_text("one, later\n")
    with pytest.raises(CallError, match="it was changed here meanwhile") as refused:
        edit("another", folder, detached)
    assert str(file) in str(refused.value)
    assert file.read_text() == "one, later\n"
    assert open_in(detached, "another", folder).read_text() == "another\n"
    assert file.read_text() == "one, later\n"


def test_what_is_refused_when_it_is_taken_over_is_offered_again(folder: Path, detached: str) -> None:
    """A full disk: its file is named, and the next try takes it."""
    file = open_in(detached, "one", folder)
    file.write_text("two\n")
    with (
        pytest.raises(DataError, match="What was written there is in") as refused,
        edit_text("one", "notes.md", about="acme", folder=folder, command=detached),
    ):
        raise DataError("Full", "Make room")
    assert str(file) in str(refused.value)
    assert edit("one", folder, detached) == "two"


def test_what_was_rescued_from_a_killed_editor_is_taken_too(
    folder: Path, detached: str, tmp_path: Path
) -> None:
    """It is opened in an editor that comes back at once: the next try takes it as it is."""
    with pytest.raises(CallError):
        edit("one", folder, script(tmp_path / "killed", 'echo half >> "$1"; kill -9 $$'))
    open_in(detached, "one", folder)
    assert edit("one", folder, detached) == "one\nhalf"


def test_a_file_that_was_deleted_or_never_written_is_forgotten(
    folder: Path, detached: str, tmp_path: Path
) -> None:
    """After a week; what was written and not taken over stays."""
    unwritten = open_in(detached, "one", folder)
    deleted = open_in(detached, "two", folder)
    deleted.unlink()
    written = open_in(detached, "three", folder)
    written.write_text("three and more\n")
    moment = time.time() - FORGOTTEN_SECONDS - 60
    for note in folder.glob("*.later"):
        os.utime(note, (moment, moment))
    edit("", folder, script(tmp_path / "waits", 'echo x >> "$1"'), about="globex")
    assert {path.name for path in folder.iterdir()} == {written.parent.name, f"{written.parent.name}.later"}
    assert not unwritten.exists()


def test_without_a_folder_of_its_own_its_file_stays_and_is_named(
    tmp_path: Path, detached: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state folder cannot be made."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "file").write_text("")
    with pytest.raises(CallError, match="What you save there stays in") as refused:
        edit("one", tmp_path / "file" / "editor", detached)
    opened = (tmp_path / "opened").read_text().strip()
    assert opened in str(refused.value)
    assert Path(opened).read_text() == "one\n"


def test_a_note_that_cannot_be_read_is_none(folder: Path, detached: str) -> None:
    """Half a note, one that names a file elsewhere: nothing of it is read, and nothing fails."""
    file = open_in(detached, "one", folder)
    (note,) = folder.glob("*.later")
    note.write_text(note.read_text().replace("notes.md", "../../notes.md"))
    assert [late.file for late in late_edits(folder)] == [file]
    note.write_text("{")
    assert late_edits(folder) == []


def test_a_text_is_offered_only_with_the_application_it_is_about(folder: Path, detached: str) -> None:
    """Another that got the id of one that was removed is not offered its text, nor given it."""
    first, second = (
        Application("acme", "Acme", "x", created_at=NOW, updated_at=NOW, uid=uid) for uid in ("one", "two")
    )
    with pytest.raises(CallError):
        edit("", folder, detached, about=subject(first, "notes"))
    (late,) = late_edits(folder)
    late.file.write_text("secret\n")
    assert [late.is_about_any(there) for there in ({"acme": first}, {"acme": second}, {})] == [
        True,
        False,
        False,
    ]
    with pytest.raises(CallError, match="at once"):
        edit("", folder, detached, about=subject(second, "notes"))
    with pytest.raises(CallError):
        edit("", folder, detached, about="/en")
    assert late_edits(folder)[0].is_about_any({})
    assert edit("", folder, detached, about=subject(first, "notes")) == "secret"


@pytest.mark.parametrize(
    ("command", "is_late", "waits"),
    [
        ("/usr/bin/code", True, "/usr/bin/code --wait"),
        ("code -n", True, "code -n --wait"),
        ("code --wait", False, None),
        ("subl -w", False, None),
        ("gvim", True, "gvim --nofork"),
        ("gvim -f", False, None),
        ("kate", True, "kate --block"),
        ("vim", False, None),
        ("vim -n", False, None),
        ("vim -g", True, "vim"),
        ("emacsclient -n", True, "emacsclient"),
        ("nano", False, None),
        ("my-editor", True, "code --wait"),
    ],
)
def test_which_editors_may_write_later(command: str, is_late: bool, waits: str | None) -> None:
    """Somebody who leaves vim within a moment is not told that it did not wait."""
    words = command.split()
    assert may_write_later(words) is is_late
    assert waits is None or waiting_command(words) == waits
