"""The lock on a data file keeps everybody else out, whatever becomes of the lock's own file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.errors import DataError
from followup_tui.storage import file_lock
from followup_tui.storage.data_file import FileStorage
from followup_tui.storage.file_lock import lock_file_of, locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_tui.storage.backups import Backups
    from followup_tui.storage.tables import Tables

ONE: Tables = {"applications": {"1": {"company": "Northwind"}}}
TWO: Tables = {"applications": {"1": {"company": "Northwind"}, "2": {"company": "Acme"}}}


def remove(lock: Path) -> None:
    """Remove the lock file."""
    lock.unlink()


def replace(lock: Path) -> None:
    """Put another file in the lock file's place, as a program that synchronises folders does."""
    lock.with_name("other").touch()
    lock.with_name("other").replace(lock)


GONE = pytest.mark.parametrize("lose", [remove, replace])


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long here."""
    monkeypatch.setattr(file_lock, "LOCK_SECONDS", 0.05)


def save(storage: FileStorage, tables: Tables) -> None:
    """Write these tables in one transaction."""
    with storage.transaction():
        storage.write(tables)


@GONE
def test_a_save_that_goes_on_keeps_others_out_without_its_lock_file(
    data_file: Path, backups: Backups, lose: Callable[[Path], None]
) -> None:
    """The other one is refused, and nothing that was acknowledged is written over."""
    first, second = FileStorage(data_file, backups), FileStorage(data_file, backups)
    save(first, ONE)
    with first.transaction():
        first.write(TWO)
        lose(first.lock_file)
        with pytest.raises(DataError, match="Another followup has been saving"):
            save(second, ONE)
    assert second.read() is not None
    assert (second.tables or {})["applications"].keys() == {"1", "2"}
    save(second, ONE)


@GONE
def test_the_first_save_never_takes_the_place_of_another_one(
    data_file: Path, backups: Backups, lose: Callable[[Path], None]
) -> None:
    """There is no data file to lock yet: whoever comes second is refused, and the first one's file stays."""
    first, second = FileStorage(data_file, backups), FileStorage(data_file, backups)

    def begin_late() -> None:
        with first.transaction():
            first.write(ONE)
            lose(first.lock_file)
            save(second, TWO)

    with pytest.raises(DataError, match="could not be saved: File exists"):
        begin_late()
    tables = FileStorage(data_file, backups).read()
    assert tables is not None
    assert tables["applications"].keys() == {"1", "2"}


@GONE
def test_a_lock_whose_file_was_lost_meanwhile_is_taken_again(
    data_file: Path, monkeypatch: pytest.MonkeyPatch, lose: Callable[[Path], None]
) -> None:
    """A lock on a file that nobody finds any more keeps nobody out."""
    data_file.parent.mkdir(parents=True)
    wait, waited = file_lock._wait_for, 0

    def lose_it_twice(descriptor: int, path: Path, deadline: float) -> None:
        nonlocal waited
        wait(descriptor, path, deadline)
        waited += 1
        if waited < 3:
            lose(lock_file_of(path))

    monkeypatch.setattr(file_lock, "_wait_for", lose_it_twice)
    with locked(data_file):
        assert waited == 3
        with pytest.raises(DataError, match="Another followup"), locked(data_file):
            pytest.fail("two hold it")
    assert sorted(path.name for path in data_file.parent.iterdir()) == ["followup.json.lock"]


def test_a_lock_that_is_lost_again_and_again_is_given_up(
    data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not tried for ever."""
    data_file.parent.mkdir(parents=True)
    wait = file_lock._wait_for

    def always_lose_it(descriptor: int, path: Path, deadline: float) -> None:
        wait(descriptor, path, deadline)
        lock_file_of(path).unlink()

    monkeypatch.setattr(file_lock, "_wait_for", always_lose_it)
    with pytest.raises(DataError, match="Another followup"), locked(data_file):
        pytest.fail("nobody holds it")


def test_a_data_file_that_was_replaced_while_one_waits_is_locked_anew(
    data_file: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save replaces the file that the next one waits for."""
    save(FileStorage(data_file, backups), ONE)
    wait = file_lock._wait_for
    seen: list[int] = []

    def replaced_once(descriptor: int, path: Path, deadline: float) -> None:
        wait(descriptor, path, deadline)
        if len(seen) == 1:
            data_file.with_name("new").write_bytes(data_file.read_bytes())
            data_file.with_name("new").replace(data_file)
        seen.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(file_lock, "_wait_for", replaced_once)
    with locked(data_file):
        assert seen[-1] == data_file.stat().st_ino
        assert len(set(seen)) == 3


def test_what_is_locked_is_closed_to_others_only_where_it_is_ours(data_file: Path) -> None:
    """A lock file that others may read is closed to them; one that is a link is not followed."""
    data_file.parent.mkdir(parents=True)
    lock, other = lock_file_of(data_file), data_file.with_name("other")
    lock.touch()
    lock.chmod(0o644)
    with locked(data_file):
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    lock.unlink()
    other.touch()
    other.chmod(0o644)
    lock.symlink_to(other)
    with pytest.raises(OSError, match="is a link"), locked(data_file):
        pytest.fail("it was followed")
    assert stat.S_IMODE(other.stat().st_mode) == 0o644
