"""A text in the user's own editor: in a private file that is gone once its text is safe elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.errors import CallError, FollowupError
from followup_tui.files import create, listed, make_private_folder
from followup_tui.storage.editor_command import editor_words, may_write_later, waiting_command
from followup_tui.storage.late_edits import (
    LateEdit,
    checksum,
    is_late,
    late_edits,
    read_notes,
    remove_forgotten,
    remove_note,
    save_note,
)
from followup_tui.storage.process_lock import is_owner_running, lock_while_running

_KEYS_FOR_THE_EDITOR = (signal.SIGINT, signal.SIGQUIT)
"""What a key sends to everything in the terminal: ctrl+c in the editor must not end the program behind it."""

AT_ONCE_SECONDS = 2.0
"""An editor that comes back sooner, with nothing written, may have the text open still, in a window."""

_DIGEST_LENGTH = 12
_OWNER_LENGTH = 6
_MARK_LENGTH = _OWNER_LENGTH + _DIGEST_LENGTH
_KEPT, _DROPPED = "kept", "dropped"
"""What stands in a folder's name in place of a process, once the edit has come to such an end."""


def subject(application: Application, part: str) -> str:
    """Return what tells a text about an application from all others, also of one that has its id later."""
    return f"{application.uid or application.id}/{part}"


def edited_texts_about(applications: Iterable[Application], folder: Path) -> list[Path]:
    """Return the folders of texts about applications, there and among the machine's temporary files.

    Whether their editor still runs, `is_owner_running` tells.

    Raises:
        OSError: a folder cannot be looked into.
    """
    subjects = {_owner(subject(application, "")) for application in applications}
    marks = set(map(_owner_digest, subjects))
    present = listed(folder)
    late = [edit.folder for edit in read_notes(present) if _owner(edit.about) in subjects]
    others = [each for each in present if each.name[:_OWNER_LENGTH] in marks]
    elsewhere = [each for each in listed(Path(tempfile.gettempdir())) if each.name.startswith("followup-")]
    others += [each for each in elsewhere if each.name[len("followup-") :][:_OWNER_LENGTH] in marks]
    return list(dict.fromkeys([*late, *filter(Path.is_dir, others)]))


@contextmanager
def edit_text(
    text: str,
    name: str,
    *,
    about: str,
    folder: Path,
    command: str,
    title: str = "",
    suspended: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[str]:
    """Let the user edit a text in `$VISUAL` or `$EDITOR`; the block gets what they saved.

    The file lies in a folder of its own among the program's private ones, and is removed once the block has
    ended well. Where the editor fails it is kept, until a text comes back that holds all of it. Where the
    line dropped meanwhile, or the block refuses what was written, the next edit of the same text goes on with
    it. Where the editor comes back at once, as a graphical one may, its file stays where it has it open, and
    the next edit of the same text takes over what was saved there, without the editor.

    Args:
        text: what the editor begins with.
        name: the name of the file it edits; its ending tells the editor what it is.
        about: what tells this text from others that begin alike, empty ones above all, as `subject` gives it.
        folder: the folder that texts about this data file are edited in. Where it cannot be written to, the
            machine's own for temporary files is used.
        command: the user's editor, as a shell would read it; where it is empty, one that is installed.
        title: what the text is called where it is offered because the editor wrote it later.
        suspended: gives the terminal to the editor while its context lasts; raises OSError where it cannot.

    Raises:
        CallError: there is no editor, it could not be started, it failed, or it came back at once. What was
            written in it is kept, in the file the sentence names.
        FollowupError: what the block raises; its sentence names the file, too.
    """
    words, home = editor_words(command), _usable_folder(folder)
    late = [edit for edit in late_edits(home) if (edit.about, edit.name) == (about, name)] if home else []
    for edit in late:
        saved_text = edit.saved_text()
        if saved_text is not None:
            with _taken_over(edit, saved_text, text):
                yield saved_text.rstrip("\n") if not text.endswith("\n") else saved_text
            return
    try:
        # The one that the editor may have open still, where it holds the same.
        still_open = (edit.file for edit in late if edit.file.is_file() and edit.words == checksum(text))
        file = next(still_open, None) or _prepare_file(text, name, about, home)
        lock = lock_while_running(file.parent)
    except OSError as error:
        raise CallError(f"No file could be made for {words[0]}: {error.strerror}") from error
    try:
        try:
            written = _run_editor(words, file, about, suspended)
        except _ReturnedAtOnceError as error:
            _keep_for_later(home, LateEdit(file.parent, name, about, title or name, checksum(text)), error)
            raise
        try:
            yield written.rstrip("\n") if not text.endswith("\n") else written
        except FollowupError as error:
            sentences = (error.next_step.rstrip("."), _keep(file, about, resumable=True))
            error.next_step = ". ".join(filter(None, sentences))
            raise
        _remove(file.parent)
        remove_note(file.parent)
        _remove_merged(home, name, about, written)
        if home:
            remove_forgotten(home)
    finally:
        os.close(lock)


@contextmanager
def _taken_over(edit: LateEdit, saved_text: str, text: str) -> Iterator[None]:
    """Have the block take over what an editor saved later. Its file stays: the editor has it open.

    Raises:
        CallError: the text is no longer the one the editor began with.
        FollowupError: what the block raises; its sentence names the file, too.
    """
    if edit.words != checksum(text):
        # Asked once. From then on it is an edit like one that was interrupted.
        remove_note(edit.folder)
        raise CallError(
            "Your editor saved it later, and it was changed here meanwhile",
            f"What you saved there is in {edit.file}",
        )
    try:
        yield
    except FollowupError as error:
        sentences = (error.next_step.rstrip("."), f"What was written there is in {edit.file}")
        error.next_step = ". ".join(filter(None, sentences))
        raise
    with suppress(OSError):  # it is offered again
        save_note(replace(edit, words=checksum(saved_text)))


class _ReturnedAtOnceError(CallError):
    """An editor came back at once, with nothing written."""


def _keep_for_later(home: Path | None, edit: LateEdit, error: CallError) -> None:
    """Leave a file where the editor may have it open, and say in the error how what it saves is taken."""
    offer = f"What you save there stays in {edit.file}"
    with suppress(OSError):
        if home:
            save_note(edit)
            offer = "Save there, then do the same again: it takes what you saved"
    error.next_step = f"{offer}. {error.next_step}"


def _run_editor(
    command: list[str], file: Path, about: str, suspended: Callable[[], AbstractContextManager[None]]
) -> str:
    """Run the editor and return what it saved.

    Raises:
        _ReturnedAtOnceError: it came back at once, with nothing written, and may do so later.
        CallError: it could not be started, or it failed.
    """
    try:
        before = file.read_bytes(), file.stat().st_mtime_ns
        with suspended(), _leaving_keys_to_the_editor():
            started_at = time.perf_counter()
            # Some editors save by making a new file: that, too, is for its owner's eyes only.
            code = subprocess.call([*command, str(file)], umask=0o077)  # noqa: S603 - the user's own command
            took = time.perf_counter() - started_at
        after = file.read_bytes(), file.stat().st_mtime_ns
        written = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"{command[0]} did not work: {_reason(error, file)}", _keep(file, about)) from error
    if code != 0:
        # What a signal ended had no say: mostly a dropped line. Shells say 128 and more for it.
        dropped = code < 0 or code > 128
        raise CallError(
            f"{command[0]} ended with an error ({code}); nothing was changed",
            _keep(file, about, resumable=dropped),
        )
    if took < AT_ONCE_SECONDS and before == after and may_write_later(command):
        raise _ReturnedAtOnceError(
            f"{Path(command[0]).name} came back at once, with nothing written",
            f'To have it waited for: VISUAL="{waiting_command(command)}"',
        )
    return written


@contextmanager
def _leaving_keys_to_the_editor() -> Iterator[None]:
    """Ignore the keys that interrupt, in this process; the editor still gets them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [signal.signal(number, lambda *_: None) for number in _KEYS_FOR_THE_EDITOR]
    try:
        yield
    finally:
        for number, handler in zip(_KEYS_FOR_THE_EDITOR, before, strict=True):
            signal.signal(number, handler)


def _prepare_file(text: str, name: str, about: str, home: Path | None) -> Path:
    """Return the file that the editor begins with: its owner's only, in a folder of its own.

    Raises:
        OSError: it could not be made.
    """
    # The folder's name says what the text was, without a word of it, and whose process it belongs to.
    digest = _digest(text.encode(), about)
    mark = f"{digest}-{os.getpid()}-"
    for folder in _abandoned_edits(home) if about or text else ():
        owner, _, _ = folder.name.rpartition("-")
        if not owner.startswith(f"{digest}-") or owner.endswith(_KEPT):
            continue
        if (folder / name).is_file() and not _is_unchanged(folder, name, about):
            # Renamed, not copied: an editor finds what it rescued itself beside it.
            return folder.rename(folder.with_name(f"{mark}{folder.name.rpartition('-')[2]}")) / name
    folder = Path(tempfile.mkdtemp(prefix=mark if home else f"followup-{mark}", dir=home))
    folder.chmod(0o700)  # A strict umask must not lock its own owner out.
    file = folder / name
    # A last line without its end would swallow what a script appends.
    create(file, text.encode() + (b"" if text.endswith("\n") or not text else b"\n"))
    return file


def _usable_folder(folder: Path) -> Path | None:
    """Return the folder if it can be written to; None for the machine's own for temporary files."""
    try:
        make_private_folder(folder)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _keep(file: Path, about: str, *, resumable: bool = False) -> str:
    """Keep what was written, and return a sentence that says where; remove it where nothing was written."""
    folder = file.parent
    remove_note(folder)
    if _is_unchanged(folder, file.name, about) or _is_empty(folder):
        _remove(folder)
        return ""
    with suppress(OSError):
        mark = _DROPPED if resumable else _KEPT
        digest, _, random = folder.name.removeprefix("followup-").split("-")
        folder = folder.rename(folder.with_name(f"{digest}-{mark}-{random}"))
    if not os.path.lexists(folder / file.name):
        return f"Other files that it made are in {folder}"
    return f"What was written there is in {folder / file.name}"


def _abandoned_edits(home: Path | None) -> list[Path]:
    """Return the folders of edits whose process no longer runs, the newest first."""
    if home is None:
        return []
    with suppress(OSError):
        abandoned = [folder for folder in home.iterdir() if _is_abandoned(folder)]
        return sorted(abandoned, key=lambda folder: folder.stat().st_mtime, reverse=True)
    return []


def _is_abandoned(folder: Path) -> bool:
    return folder.is_dir() and not is_owner_running(folder) and not is_late(folder)


def _remove_merged(home: Path | None, name: str, about: str, written: str) -> None:
    """Remove abandoned edits in which nothing was written, or all of which is in this text."""
    for folder in _abandoned_edits(home):
        with suppress(OSError, UnicodeDecodeError):
            came_back = _is_alone(folder, name) and (folder / name).read_text("utf-8").strip() in written
            if came_back or _is_unchanged(folder, name, about):
                _remove(folder)


def _is_unchanged(folder: Path, name: str, about: str) -> bool:
    try:
        content = (folder / name).read_bytes() if _is_alone(folder, name) else None
    except OSError:
        return False
    return (
        content is not None
        and _digest(content, about) == folder.name.removeprefix("followup-")[:_MARK_LENGTH]
    )


def _is_alone(folder: Path, name: str) -> bool:
    """Tell whether nothing else lies there: a killed editor leaves what was typed in another file."""
    return [file.name for file in folder.iterdir()] == [name] and (folder / name).is_file()


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _digest(content: bytes, about: str) -> str:
    """Return a checksum of what a text is about and how it began; first stands that of its application."""
    whole = hashlib.sha256(about.encode() + b"\0" + content.rstrip(b"\n")).hexdigest()
    return _owner_digest(about) + whole[:_DIGEST_LENGTH]


def _owner_digest(about: str) -> str:
    """Return a checksum of the application that a text is about."""
    return hashlib.sha256(_owner(about).encode()).hexdigest()[:_OWNER_LENGTH]


def _owner(about: str) -> str:
    """Return what identifies the application that a text is about."""
    return about.partition("/")[0]


def _reason(error: Exception, file: Path) -> str:
    if not os.path.lexists(file):
        return "it deleted the file it was given; your text stays as it was before"
    if isinstance(error, UnicodeDecodeError):
        return "what it saved is no UTF-8 text"  # its own words quote a piece of the text
    return str(error.strerror if isinstance(error, OSError) and error.strerror else error)
