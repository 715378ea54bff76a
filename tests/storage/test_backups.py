"""Copies of the data file."""

from __future__ import annotations

import os
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from followup_tui.config import Paths
from followup_tui.storage.backups import MAX_BACKUPS, Backups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.samples import Clock


@pytest.fixture
def file(data_file: Path) -> Path:
    """A file to copy."""
    data_file.parent.mkdir(parents=True)
    data_file.write_bytes(b"first")
    return data_file


@pytest.fixture
def wide_umask() -> Iterator[None]:
    """A shell in which everybody may read and write everything new."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_first_change_of_a_day_is_copied_and_the_second_is_not(
    file: Path, backups: Backups, clock: Clock
) -> None:
    """One copy a day is kept, of what was there before the day's first change."""
    backups.back_up_daily(file)
    file.write_bytes(b"second")
    clock.pass_by(hours=2)
    backups.back_up_daily(file)
    assert [copy.read_bytes() for copy in backups.all()] == [b"first"]
    clock.pass_by(days=1)
    backups.back_up_daily(file)
    assert [copy.read_bytes() for copy in backups.all()] == [b"first", b"second"]
    assert backups.newest() == backups.all()[-1]


def test_another_process_on_the_same_day_makes_no_second_copy(
    tmp_path: Path, file: Path, backups: Backups, clock: Clock
) -> None:
    """Whether a copy was made today is seen in the folder, not remembered in one process."""
    backups.back_up_daily(file)
    file.write_bytes(b"second")
    Backups(tmp_path / "state", clock).back_up_daily(file)
    assert [copy.read_bytes() for copy in backups.all()] == [b"first"]


def test_the_oldest_copies_go(file: Path, backups: Backups, clock: Clock) -> None:
    """So many copies are kept and no more; those that go are the oldest."""
    for number in range(MAX_BACKUPS + 5):
        file.write_bytes(b"%d" % number)
        backups.back_up(file)
        clock.pass_by(days=1)
    assert [copy.read_bytes() for copy in backups.all()] == [
        b"%d" % number for number in range(5, MAX_BACKUPS + 5)
    ]


def test_backups_of_a_clock_that_was_ahead_outlive_none_made_since(
    file: Path, backups: Backups, clock: Clock
) -> None:
    """What was copied last is newest, whatever the clock said, and is there once it is named."""
    clock.pass_by(days=400)
    ahead = [backups.back_up(file) for _ in range(MAX_BACKUPS)]
    clock.pass_by(days=-400)
    for number in range(3):
        file.write_bytes(b"%d" % number)
        backup = backups.back_up(file)
        assert backup.read_bytes() == b"%d" % number
        assert backup == backups.newest()
        clock.pass_by(hours=30)
    assert ahead[0].exists()  # the first of its day
    assert [path.exists() for path in ahead[1:4]] == [False, False, True]


def test_a_name_is_never_given_twice(file: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process makes a backup at the same moment, both are there."""
    look = Backups.all
    first = backups.back_up(file)
    monkeypatch.setattr(Backups, "all", lambda self: [path for path in look(self) if path != first])
    second = backups.back_up(file)
    assert (first.read_bytes(), second.read_bytes()) == (b"first", b"first")
    assert first != second


def test_what_the_user_puts_among_the_backups_is_not_dropped(file: Path, backups: Backups) -> None:
    """It has no number, so it counts as the oldest, and stays."""
    mine = backups.back_up(file).with_name("mine.json")
    mine.write_bytes(b"mine")
    for _ in range(2 * MAX_BACKUPS):
        backups.back_up(file)
    assert backups.all()[0] == mine
    assert len(backups.all()) <= MAX_BACKUPS + 2


def test_copies_made_in_one_second_are_all_kept(file: Path, backups: Backups) -> None:
    """A copy never takes the place of another one, and they stay in the order they were made."""
    for number in range(12):
        file.write_bytes(b"%d" % number)
        backups.back_up(file)
    assert [copy.read_bytes() for copy in backups.all()] == [b"%d" % number for number in range(12)]


def test_copies_are_for_their_owner_only(wide_umask: None, file: Path, backups: Backups) -> None:
    """Folders are 0700 and copies 0600, whatever the umask."""
    copy = backups.back_up(file)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [folder.stat().st_mode & 0o777 for folder in (copy.parent, copy.parent.parent)] == [0o700, 0o700]


def test_two_files_never_share_their_copies(tmp_path: Path, file: Path) -> None:
    """Files of one name in two folders have copies of their own; a link to a file has the file's."""
    other = tmp_path / "elsewhere" / file.name
    link = tmp_path / "link.json"
    link.symlink_to(file)
    paths = Paths(file, tmp_path, tmp_path)
    assert replace(paths, data_file=other).backups_folder != paths.backups_folder
    assert replace(paths, data_file=link).backups_folder == paths.backups_folder


def test_a_copy_that_cannot_be_made_is_told_and_stops_nothing(
    tmp_path: Path, file: Path, clock: Clock
) -> None:
    """Where no copy can be made the change goes on, and a sentence says why there is none."""
    (tmp_path / "state").write_text("a file where the folder should be")
    backups = Backups(tmp_path / "state", clock)
    backups.back_up_daily(file)
    assert "No backup could be made" in backups.failure
    assert backups.all() == []
    assert backups.newest() is None
    with pytest.raises(OSError, match="exists"):
        backups.back_up(file)


def test_a_failure_is_over_once_a_copy_was_made(tmp_path: Path, file: Path, clock: Clock) -> None:
    """The sentence goes away with the first copy that works, on the next day at the latest."""
    (tmp_path / "state").write_text("a file where the folder should be")
    backups = Backups(tmp_path / "state", clock)
    backups.back_up_daily(file)
    (tmp_path / "state").unlink()
    clock.pass_by(days=1)
    backups.back_up_daily(file)
    assert (backups.failure, len(backups.all())) == ("", 1)


def test_nothing_half_made_is_left(file: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that fails on the way leaves no part of itself behind."""
    backups.back_up(file)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        backups.back_up(file)
    assert [copy.name for copy in backups.folder.iterdir()] == [backups.all()[0].name]


def test_a_copy_is_named_by_its_moment(file: Path, backups: Backups, clock: Clock) -> None:
    """The name is the moment in UTC, so that the newest is last in any listing, and a number that grows."""
    moment = f"{clock().astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    assert [backups.back_up(file).name for _ in range(2)] == [f"{moment}-0001.json", f"{moment}-0002.json"]
