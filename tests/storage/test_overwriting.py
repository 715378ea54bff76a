"""Parts of a file overwritten: all of them or none, wherever it is cut off."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.storage import overwriting
from followup_tui.storage.layout import Write
from followup_tui.storage.overwriting import (
    HalfWrittenError,
    finish,
    lock_beside,
    overwrite,
    read_file,
    signature_of,
)

BEFORE = bytes(range(65, 91)) * 4
WRITES = [Write(3, b"one"), Write(40, b"two"), Write(42, b"three"), Write(80, b" " * 9)]
AFTER = BEFORE[:3] + b"one" + BEFORE[6:40] + b"twthree" + BEFORE[47:80] + b" " * 9 + BEFORE[89:]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with its lock."""
    path = tmp_path / "file"
    path.write_bytes(BEFORE)
    lock_beside(path).touch()
    return path


def put(path: Path, writes: list[Write]) -> os.stat_result:
    """Write into the file as it is."""
    return overwrite(path, writes, signature_of(path.stat()))


def read(path: Path) -> bytes:
    """Give what the file says."""
    return read_file(path)[0]


def noted(path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Give the note of these writes, the file itself left as it was."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "lseek", _failing(errno.EIO))
        with pytest.raises(HalfWrittenError):
            put(path, WRITES)
    assert path.read_bytes() == BEFORE
    return lock_beside(path).read_bytes()


def _failing(number: int) -> object:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(min_size=1, max_size=60),
    writes=st.lists(st.tuples(st.integers(0, 50), st.binary(min_size=1, max_size=9)), max_size=6),
)
def test_the_writes_are_made_one_after_the_other(
    file: Path, content: bytes, writes: list[tuple[int, bytes]]
) -> None:
    """Whatever lies over what, the file has what the last write put there."""
    inside = [Write(offset, new) for offset, new in writes if offset + len(new) <= len(content)]
    file.write_bytes(content)
    put(file, inside)
    wanted = bytearray(content)
    for offset, new in inside:
        wanted[offset : offset + len(new)] = new
    assert file.read_bytes() == read(file) == bytes(wanted)
    assert lock_beside(file).read_bytes() == b""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_states_never_look_alike(file: Path) -> None:
    """However quickly one follows the other, the time of change tells them apart."""
    seen = {file.stat().st_mtime_ns}
    for number in range(20):
        seen.add(put(file, [Write(0, b"%02d" % number)]).st_mtime_ns)
    assert len(seen) == 21


def test_a_note_is_read_and_carried_out_whatever_of_it_was_done(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off before, in the middle of, and after every write, the file says the new text."""
    noted(file, monkeypatch)
    for done in range(len(BEFORE) + 1):
        file.write_bytes(AFTER[:done] + BEFORE[done:])
        assert read(file) == AFTER
    finish(file)
    assert file.read_bytes() == AFTER
    assert lock_beside(file).read_bytes() == b""


def test_a_note_that_is_not_whole_was_never_begun_with(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off while it was noted, or damaged since, a note means nothing; the next one takes its place."""
    note = noted(file, monkeypatch)
    for damaged in (*(note[:size] for size in range(len(note))), note[:-1] + b"!", note + b" ", b"\0" * 500):
        lock_beside(file).write_bytes(damaged)
        assert read(file) == BEFORE
        finish(file)
        assert file.read_bytes() == BEFORE
    put(file, WRITES)
    assert read(file) == AFTER


@pytest.mark.parametrize("content", [BEFORE[::-1], BEFORE[:20], b"x" + BEFORE, b""])
def test_a_note_about_another_text_is_not_carried_out(
    file: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Where somebody wrote the file anew meanwhile, it stays as they wrote it."""
    noted(file, monkeypatch)
    file.write_bytes(content)
    assert read(file) == content
    finish(file)
    assert file.read_bytes() == content
    assert lock_beside(file).read_bytes() == b""


@pytest.mark.parametrize("step", ["write", "fsync"])
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, when: int
) -> None:
    """Whichever write or fsync fails, what was there stands there, and nothing is noted."""
    real, count = getattr(os, step), 0

    def fail(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count == when:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        if step == "fsync" and when == 3:
            put(file, WRITES)  # It takes two.
            return
        with pytest.raises(OSError, match="No space left"):
            put(file, WRITES)
    assert file.read_bytes() == read(file) == BEFORE
    assert lock_beside(file).read_bytes() == b""


def test_a_file_that_is_another_one_by_now_is_left_alone(file: Path) -> None:
    """What was made for one state of a file is not written into another, nor through a second name of it."""
    known = signature_of(file.stat())
    file.write_bytes(BEFORE[::-1])
    os.utime(file, ns=(1, 1))
    with pytest.raises(OSError, match="Stale"):
        overwrite(file, WRITES, known)
    file.with_name("snapshot").hardlink_to(file)
    with pytest.raises(OSError, match="Stale"):
        put(file, WRITES)
    assert file.read_bytes() == BEFORE[::-1]
    assert lock_beside(file).read_bytes() == b""


def test_who_reads_while_it_is_written_reads_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads half of it, and no note any more, sees by the time of change that it was written to."""
    real, halves = overwriting.write_all, []

    def slowly(descriptor: int, content: bytes) -> None:
        real(descriptor, content)
        if content == WRITES[0].content:
            # A clock that ticks so slowly that every write falls into one tick.
            os.utime(file, ns=(10**18, 10**18))
            halves.append(file.read_bytes())

    noted = overwriting._noted

    def after_it(lock: Path) -> list[overwriting.Part]:
        if not halves:
            with monkeypatch.context() as patch:
                patch.setattr(overwriting, "_noted", noted)
                put(file, WRITES)
        return noted(lock)

    monkeypatch.setattr(overwriting, "write_all", slowly)
    monkeypatch.setattr(overwriting, "_noted", after_it)
    assert read(file) == AFTER
    assert halves
    assert halves[0] not in {BEFORE, AFTER}


def test_a_note_that_is_taken_back_is_forgotten_by_who_read_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the note itself did not become durable, the file looks changed to whoever believed it."""
    before = signature_of(file.stat())
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _failing(errno.EIO))
        with pytest.raises(OSError, match="Input/output"):
            put(file, WRITES)
    assert read(file) == BEFORE
    assert signature_of(file.stat()) != before


def test_what_goes_is_taken_out_last(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the file alone, made in the middle, has what moves twice rather than not at all."""
    seen = []
    real = overwriting.write_all

    def watched(descriptor: int, content: bytes) -> None:
        real(descriptor, content)
        seen.append(content)

    monkeypatch.setattr(overwriting, "write_all", watched)
    put(file, [Write(0, b"  "), Write(50, b"moved")])
    assert seen[1:] == [b"moved", b"  "]


def test_a_disk_that_fails_for_good_keeps_what_is_noted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was there cannot be put back either, the note stays, and the file reads as it says."""
    assert noted(file, monkeypatch)
    assert read(file) == AFTER


def test_a_lock_that_is_no_file_notes_nothing(file: Path) -> None:
    """A link, a folder or a pipe in the lock's place is neither read nor written."""
    lock = lock_beside(file)
    elsewhere = file.with_name("elsewhere")
    elsewhere.write_bytes(b"theirs")
    lock.unlink()
    lock.symlink_to(elsewhere)
    assert read(file) == BEFORE
    with pytest.raises(OSError, match="symbolic links"):
        put(file, WRITES)
    assert (file.read_bytes(), elsewhere.read_bytes()) == (BEFORE, b"theirs")
    lock.unlink()
    os.mkfifo(lock)
    assert read(file) == BEFORE
    with pytest.raises(OSError, match="No such device"):
        put(file, WRITES)
    assert file.read_bytes() == BEFORE
