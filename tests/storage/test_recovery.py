"""Copies: found, compared, and put in the place of a file in whatever state."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from followup_tui.errors import CallError, DataError
from followup_tui.storage.backups import MAX_BACKUPS
from followup_tui.storage.codec import SCHEMA
from followup_tui.storage.contents import Contents, Difference, compare
from followup_tui.storage.data_file import FileStorage
from followup_tui.storage.recovery import Recovery
from followup_tui.storage.tables import Tables, encode
from tests.samples import NORTHWIND, Clock, instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from followup_tui.domain.application import Application
    from followup_tui.storage.backups import Backups
    from followup_tui.storage.repository import Repository

ACME = replace(NORTHWIND, id="acme", company="Acme")


@pytest.fixture
def recovery(tmp_path: Path, data_file: Path, clock: Clock) -> Recovery:
    """The data file and its copies."""
    return Recovery(data_file, tmp_path / "state", clock)


@pytest.fixture
def record(reopen: Callable[[], Repository]) -> Callable[..., None]:
    """Put applications into the data file, as another process would; None takes one out."""

    def put(*applications: Application, gone: tuple[str, ...] = ()) -> None:
        states: dict[str, Application | None] = {application.id: application for application in applications}
        states |= dict.fromkeys(gone)
        reopen().commit(instant("2026-11-23"), lambda _: ("changed", states))

    return put


def put_back(recovery: Recovery, text: str = "1") -> Path | None:
    """Restore a copy, as it is."""
    copy = recovery.find(text)
    return recovery.restore(copy, recovery.contents(copy), recovery.present())


def names(recovery: Recovery) -> list[str]:
    """Give the ids in the data file, which is whole."""
    present = recovery.present()
    assert present is not None
    assert present.is_whole, present.problems
    return list(present.applications)


def test_a_copy_takes_the_files_place_and_the_file_becomes_a_copy(
    recovery: Recovery, record: Callable[..., None], clock: Clock
) -> None:
    """What the file held before is the newest copy then, to the byte, and can be put back the same way."""
    record(NORTHWIND)
    recovery.back_up()
    clock.pass_by(hours=1)
    record(ACME)
    before = recovery.path.read_bytes()
    kept = put_back(recovery)
    assert names(recovery) == ["northwind"]
    assert kept == recovery.copies()[0].path
    assert kept.read_bytes() == before
    put_back(recovery, kept.name)
    assert sorted(names(recovery)) == ["acme", "northwind"]


def test_no_card_is_mistaken_for_one_that_was_painted_before(
    recovery: Recovery, record: Callable[..., None], reopen: Callable[[], Repository]
) -> None:
    """After a restore no application has a revision it had before, and neither has any later change."""
    record(NORTHWIND)
    recovery.back_up()
    board = reopen()
    seen = {board.applications["northwind"].revision}
    for role in ("SRE", "Analyst"):
        record(replace(NORTHWIND, role=role))
        board.refresh()
        seen.add(board.applications["northwind"].revision)
    put_back(recovery)
    assert board.refresh() == {"northwind"}
    assert board.applications["northwind"].role == NORTHWIND.role
    assert board.applications["northwind"].revision not in seen
    seen.add(board.applications["northwind"].revision)
    record(replace(NORTHWIND, role="SRE"))
    board.refresh()
    assert board.applications["northwind"].revision not in seen


def test_a_file_that_is_gone_is_put_back(
    recovery: Recovery, record: Callable[..., None], reopen: Callable[[], Repository]
) -> None:
    """Nothing is copied where nothing is there, and a board that saw it go reads the new one."""
    record(NORTHWIND)
    board = reopen()
    record(replace(NORTHWIND, role="SRE"))
    board.refresh()
    gone = board.applications["northwind"].revision
    recovery.path.unlink()
    with pytest.raises(DataError, match="is gone"):
        board.refresh()
    assert recovery.present() is None
    assert put_back(recovery, str(recovery.copies()[-1].number)) is None
    board.refresh()
    assert board.applications["northwind"].revision > gone


def test_a_damaged_file_is_kept_and_is_no_backup(
    recovery: Recovery, record: Callable[..., None], clock: Clock
) -> None:
    """It is copied to the byte under a name that says so; it is never offered, and rotation leaves it."""
    record(NORTHWIND)
    recovery.back_up()
    recovery.path.write_bytes(b'{"half')
    kept = put_back(recovery)
    assert kept is not None
    assert (kept.suffix, kept.read_bytes(), kept.stat().st_mode & 0o777) == (".damaged", b'{"half', 0o600)
    assert names(recovery) == ["northwind"]
    assert recovery.backups.damaged() == [kept]
    assert [copy.path.suffix for copy in recovery.copies()] == [".json"]
    for _ in range(MAX_BACKUPS + 3):
        clock.pass_by(days=1)
        recovery.back_up()
    assert recovery.backups.damaged() == [kept]


def test_an_unfinished_save_beside_a_damaged_file_is_kept_too(
    recovery: Recovery, record: Callable[..., None]
) -> None:
    """It may hold what nothing else does, and the restore would write over it."""
    record(NORTHWIND)
    recovery.back_up()
    recovery.path.write_bytes(b"")
    left = recovery.path.with_name(".followup.json.0123456789abcdef.new")
    left.write_bytes(b"half a save")
    put_back(recovery)
    assert {copy.read_bytes() for copy in recovery.backups.damaged()} == {b"", b"half a save"}
    assert not left.exists()


@pytest.mark.parametrize("content", [b"", b"{}x", b'{"meta": {"1": {"schema": 99}}}'])
def test_a_copy_that_cannot_be_used_is_refused(
    recovery: Recovery, record: Callable[..., None], tmp_path: Path, content: bytes
) -> None:
    """Damaged or of a newer schema: nothing is written, and the sentence says why."""
    record(NORTHWIND)
    before = recovery.path.read_bytes()
    copy = tmp_path / "copy.json"
    copy.write_bytes(content)
    with pytest.raises(DataError, match="cannot be used") as refused:
        put_back(recovery, str(copy))
    assert refused.value.untouched == str(recovery.path)
    assert recovery.path.read_bytes() == before
    assert recovery.copies() == []


def test_a_file_of_a_newer_followup_is_no_damaged_one(
    recovery: Recovery, record: Callable[..., None], tmp_path: Path
) -> None:
    """It is copied among the backups before an older state takes its place."""
    record(NORTHWIND)
    recovery.back_up()
    newer = encode({"meta": {"1": {"schema": SCHEMA + 1}}, "applications": {}})
    recovery.path.write_bytes(newer)
    kept = put_back(recovery)
    assert kept is not None
    assert (kept.suffix, kept.read_bytes()) == (".json", newer)
    assert not recovery.contents(recovery.copies()[0]).is_whole
    found = recovery.newest_whole()
    assert found is not None
    assert found[0].number == 2


def test_a_copy_of_an_older_schema_is_brought_to_this_one(
    recovery: Recovery, record: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as whole, says its own schema, and what is put in place is of this version's."""
    from followup_tui.storage import migrations

    record(NORTHWIND)
    older = json.loads(recovery.path.read_bytes())
    older["meta"]["1"]["schema"] = SCHEMA - 1
    copy = recovery.path.with_name("old.json")
    copy.write_text(json.dumps(older))
    monkeypatch.setattr(migrations, "MIGRATIONS", {SCHEMA - 1: lambda tables: tables})
    found = recovery.find(str(copy))
    assert recovery.contents(found).schema == SCHEMA - 1
    put_back(recovery, str(copy))
    assert json.loads(recovery.path.read_bytes())["meta"]["1"]["schema"] == SCHEMA
    assert names(recovery) == ["northwind"]


def test_what_another_program_keeps_in_a_copy_comes_back_too(
    recovery: Recovery, record: Callable[..., None]
) -> None:
    """Tables and fields this version does not know are restored as they are."""
    record(NORTHWIND)
    plain = json.loads(recovery.path.read_bytes())
    plain["mine"] = {"7": {"a": 1}}
    plain["applications"]["1"]["colour"] = "red"
    copy = recovery.path.with_name("other.json")
    copy.write_text(json.dumps(plain))
    put_back(recovery, str(copy))
    written = json.loads(recovery.path.read_bytes())
    assert written["mine"] == plain["mine"]
    assert written["applications"]["1"]["colour"] == "red"


def test_a_change_made_meanwhile_is_not_written_over(recovery: Recovery, record: Callable[..., None]) -> None:
    """What was shown to the user must be what is replaced; else nothing is, and they look again."""
    record(NORTHWIND)
    recovery.back_up()
    copy = recovery.copies()[0]
    contents, present = recovery.contents(copy), recovery.present()
    record(ACME)
    with pytest.raises(CallError, match="changed elsewhere just now, so nothing was restored"):
        recovery.restore(copy, contents, present)
    assert sorted(names(recovery)) == ["acme", "northwind"]


def test_nothing_is_restored_where_the_file_cannot_be_copied_first(
    recovery: Recovery, record: Callable[..., None], tmp_path: Path
) -> None:
    """Without a copy of what is there nothing takes its place."""
    record(NORTHWIND)
    before = recovery.path.read_bytes()
    copy = tmp_path / "copy.json"
    copy.write_bytes(encode({"meta": {"1": {"schema": SCHEMA}}}))
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(DataError, match=r"could not be copied first.*Nothing was restored") as refused:
        put_back(recovery, str(copy))
    assert refused.value.untouched == str(recovery.path)
    with pytest.raises(DataError, match="No copy could be made"):
        recovery.back_up()
    assert recovery.path.read_bytes() == before


def test_a_disk_that_fails_in_a_restore_leaves_the_file(
    recovery: Recovery, record: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restore is a save like any other: whole, or not at all."""
    record(NORTHWIND)
    recovery.back_up()
    record(ACME)
    before = recovery.path.read_bytes()

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = FileStorage._save

    def save(storage: FileStorage, tables: Tables) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", fail)
            real(storage, tables)

    monkeypatch.setattr(FileStorage, "_save", save)
    with pytest.raises(DataError, match="could not be saved: No space left"):
        put_back(recovery)
    assert recovery.path.read_bytes() == before
    assert recovery.storage.unfinished() == []


def test_copies_are_found_by_number_date_name_and_path(
    recovery: Recovery, record: Callable[..., None], clock: Clock, tmp_path: Path
) -> None:
    """1 is the newest; a date is the user's, as the list shows it; a beginning must mean one copy."""
    record(NORTHWIND)
    for _ in range(3):
        recovery.back_up()
        clock.pass_by(hours=10)
    copies = recovery.copies()
    assert [copy.number for copy in copies] == [1, 2, 3]
    assert [f"{copy.made_at:%d %H:%M}" for copy in copies] == ["24 10:02", "24 00:02", "23 14:02"]
    assert recovery.find("2") == copies[1]
    assert recovery.find("2026-11-23") == recovery.find("2026-11-23 14") == copies[2]
    assert recovery.find("2026-11-23T230200Z") == recovery.find(copies[1].path.name) == copies[1]
    assert recovery.find("2026-11-23T23") == copies[1]
    assert recovery.find(str(copies[0].path)) == copies[0]
    other = tmp_path / "other.json"
    other.write_bytes(recovery.path.read_bytes())
    assert (recovery.find(str(other)).number, recovery.find(str(other)).size) == (0, other.stat().st_size)
    for text, sentence in {
        "2026": "could be copy 1, 2, 3",
        "4": "no copy number 4",
        "0": "no copy number 0",
        "": "There is no copy",
        "yesterday": "There is no copy 'yesterday'",
        str(tmp_path): "There is no copy",
        str(recovery.path): "is the data file itself",
    }.items():
        with pytest.raises(CallError, match=sentence):
            recovery.find(text)


def test_many_copies_are_counted_and_not_all_named(recovery: Recovery, record: Callable[..., None]) -> None:
    """A beginning that could be any of many names five."""
    record(NORTHWIND)
    for _ in range(7):
        recovery.back_up()
    with pytest.raises(CallError, match=r"copy 1, 2, 3, 4, 5 and 2 more"):
        recovery.find("2026")
    assert recovery.find(recovery.copies()[-1].path.stem).number == 7


def test_a_path_may_begin_with_the_home_folder(
    recovery: Recovery, record: Callable[..., None], home: Path
) -> None:
    """A quoted `~/` means what it means in the shell."""
    record(NORTHWIND)
    (home / "copy.json").write_bytes(recovery.path.read_bytes())
    assert recovery.find("~/copy.json").path == home / "copy.json"


def test_many_copies_of_one_day_do_not_push_out_the_weeks_before(
    recovery: Recovery, record: Callable[..., None], clock: Clock
) -> None:
    """Of every day in the last weeks the first copy stays, and of all copies the newest."""
    record(NORTHWIND)
    for _ in range(5):
        recovery.back_up()
        clock.pass_by(days=1)
    for _ in range(MAX_BACKUPS + 10):
        recovery.back_up()
    kept = recovery.copies()
    assert len({copy.path.name[:10] for copy in kept}) == 6
    assert len(kept) == MAX_BACKUPS + 6


def test_a_backup_of_nothing_or_of_a_damaged_file_is_told_apart(
    recovery: Recovery, record: Callable[..., None]
) -> None:
    """Where there is no file there is no copy; a damaged one is copied, and counts as no backup."""
    with pytest.raises(CallError, match="nothing to copy yet"):
        recovery.back_up()
    record(NORTHWIND)
    recovery.back_up()
    recovery.path.write_bytes(b"half")
    copy, contents = recovery.back_up()
    assert (copy.suffix, contents.is_whole) == (".damaged", False)
    recovery.path.unlink()
    with pytest.raises(CallError, match="followup restore lists the copies"):
        recovery.back_up()


def test_what_differs_is_what_the_user_would_see() -> None:
    """Times of change and revisions are no difference."""
    touched = replace(NORTHWIND, revision=9, updated_at=instant("2026-11-30"))
    assert not compare({"northwind": NORTHWIND}, {"northwind": touched})
    edited = replace(touched, role="SRE")
    assert compare(
        {"northwind": NORTHWIND, "acme": ACME}, {"northwind": edited, "globex": ACME}
    ) == Difference(("acme",), ("globex",), ("northwind",))


def test_a_copy_that_cannot_be_read_says_so(
    recovery: Recovery, record: Callable[..., None], tmp_path: Path
) -> None:
    """A folder among the copies, or one that was dropped a moment ago, stops no list."""
    record(NORTHWIND)
    recovery.back_up()
    copy = recovery.copies()[0]
    copy.path.unlink()
    assert recovery.contents(copy).problems == ("it is gone",)
    copy.path.mkdir()
    assert recovery.contents(copy).problems == ("it is a folder",)
    copy.path.rmdir()
    copy.path.symlink_to(tmp_path / "nowhere")
    assert recovery.copies()[0].size == 0
    (recovery.backups.folder / "mine.json").write_bytes(b"x")
    os.utime(recovery.backups.folder / "mine.json", (0, 0))
    assert recovery.copies()[-1].made_at.year == 1970
    assert not Contents(problems=("x",)).is_comparable


def test_the_newest_whole_copy_is_offered_with_its_age(
    recovery: Recovery,
    record: Callable[..., None],
    reopen: Callable[[], Repository],
    backups: Backups,
    clock: Clock,
) -> None:
    """The sentence about a damaged file names the copy, when it was made, what it lacks, and two commands."""

    def refused() -> str:
        with pytest.raises(DataError) as error:
            reopen()
        return str(error.value)

    record(NORTHWIND)
    whole = recovery.path.read_bytes()
    recovery.path.write_bytes(b"half")
    assert "There is no backup yet: put the file right; followup doctor says what is wrong" in refused()
    copy = backups.back_up_content(whole)
    clock.pass_by(days=1)
    assert (
        f"The newest backup is {copy}, made yesterday 14:02: followup restore compares it with the file and "
        "puts it in place, without what was done since; followup doctor says what is wrong. Or start on "
        "another file with --data FILE"
    ) in refused()
    backups.back_up_content(b"half")
    assert f"The newest whole backup is {copy}" in refused()
    copy.write_bytes(b"half, too")
    assert f"The newest backup is {backups.newest()}, but none is whole" in refused()
