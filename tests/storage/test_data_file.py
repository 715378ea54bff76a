"""The data file: whole or not at all, for its owner only, never written over unseen."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from followup_tui import files
from followup_tui.errors import DataError
from followup_tui.storage import file_lock, file_state
from followup_tui.storage import tables as tables_module
from followup_tui.storage.backup_offer import offer_backup
from followup_tui.storage.data_file import FileStorage
from followup_tui.storage.tables import Tables, encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup_tui.storage.backups import Backups
    from tests.samples import Clock

ONE: Tables = {"applications": {"1": {"company": "Northwind"}}}
TWO: Tables = {"applications": {"1": {"company": "Northwind"}, "2": {"company": "Acme"}}}


UNFINISHED = ".followup.json.0123456789abcdef.new"
"""What a file is called while it is written."""


@pytest.fixture
def storage(data_file: Path, backups: Backups) -> FileStorage:
    """The storage on the data file."""
    return FileStorage(data_file, backups, lambda: offer_backup(backups))


def save(storage: FileStorage, tables: Tables) -> None:
    """Write these tables in one transaction."""
    with storage.transaction():
        storage.write(tables)


def without_mark(content: bytes) -> Any:  # noqa: ANN401 - whatever is in the file
    """Return what a file holds, without the mark of the save that wrote it."""
    tables = json.loads(content)
    if "meta" in tables:
        assert tables.pop("meta")["1"].keys() == {"save"}
    return tables


def plain(storage: FileStorage) -> Any:  # noqa: ANN401 - whatever is in the file
    """Return what a storage reads, as plain JSON."""
    return without_mark(msgspec.json.encode(storage.read()))


def test_what_was_saved_is_what_another_process_reads(
    storage: FileStorage, data_file: Path, backups: Backups
) -> None:
    """A file that is not there reads as nothing; once saved, everybody reads what was saved."""
    assert storage.read() is None
    save(storage, ONE)
    assert plain(FileStorage(data_file, backups)) == ONE
    save(storage, TWO)
    assert plain(FileStorage(data_file, backups)) == TWO


_NAMES = st.one_of(st.text(max_size=10), st.sampled_from(['a"b', "a\\", "history", "株式", "\x1b", "\n"]))
_DOCUMENTS = st.dictionaries(
    st.text(max_size=5), st.text() | st.integers() | st.booleans() | st.none(), max_size=3
)


@given(
    st.dictionaries(
        _NAMES, st.dictionaries(st.integers(0, 10**12).map(str), _DOCUMENTS, max_size=4), max_size=3
    )
)
def test_whatever_is_encoded_is_json_that_reads_back_the_same(tables: Tables) -> None:
    """Tables of any name with any documents become JSON that reads back the same, in order."""
    tables = json.loads(json.dumps(tables).encode("utf-8", "replace").decode())
    try:
        content = encode(tables)
    except UnicodeEncodeError:
        return
    assert json.loads(content) == tables
    # It is known for the program's own, and none of it needs the slower look for numbers that stand twice.
    raw = msgspec.json.decode(content, type=dict[str, dict[str, msgspec.Raw]])
    assert tables_module._is_as_encoded(content, raw)
    for documents in json.loads(content).values():
        assert list(map(int, documents)) == sorted(map(int, documents))


def test_each_document_stands_on_a_line_of_its_own(storage: FileStorage, data_file: Path) -> None:
    """The file can be read, searched and compared line by line."""
    save(storage, TWO)
    content = data_file.read_text()
    mark = json.loads(content)["meta"]["1"]["save"]
    assert content == (
        f'{{\n"meta": {{\n"1": {{"save":"{mark}"}}\n}},\n'
        '"applications": {\n"1": {"company":"Northwind"},\n"2": {"company":"Acme"}\n}\n}\n'
    )


def test_plain_tinydb_reads_the_file(storage: FileStorage, data_file: Path) -> None:
    """The file is a TinyDB file: TinyDB's own storage reads it."""
    save(storage, TWO)
    with TinyDB(data_file, storage=JSONStorage, access_mode="r") as database:
        assert [document["company"] for document in database.table("applications")] == ["Northwind", "Acme"]


def test_a_table_nobody_knows_stays(storage: FileStorage, data_file: Path, backups: Backups) -> None:
    """What another program keeps in the file under a name of its own is still there after a save."""
    data_file.parent.mkdir(parents=True)
    data_file.write_text(
        json.dumps({'my "own"\\ table': {"3": {"a": [1.5, None, "\u202e"]}}, **ONE}, indent=4)
    )
    with storage.transaction():
        tables = storage.read()
        assert tables is not None
        storage.write({**tables, **TWO})
    assert without_mark(data_file.read_bytes()) == {
        'my "own"\\ table': {"3": {"a": [1.5, None, "\u202e"]}},
        **TWO,
    }


def test_nothing_is_written_where_nothing_changed(storage: FileStorage, data_file: Path) -> None:
    """A transaction without a write leaves the very same file."""
    save(storage, ONE)
    before = data_file.stat()
    with storage.transaction():
        storage.read()
    assert data_file.stat().st_mtime_ns == before.st_mtime_ns
    assert data_file.stat().st_ino == before.st_ino


def test_a_write_outside_a_transaction_is_a_mistake(storage: FileStorage) -> None:
    """Nothing is written without the lock."""
    with pytest.raises(RuntimeError):
        storage.write(ONE)


def test_after_an_error_neither_file_nor_memory_holds_half_a_change(
    storage: FileStorage, data_file: Path
) -> None:
    """An error in the middle of a transaction leaves file and memory as they were."""
    save(storage, ONE)
    content = data_file.read_bytes()

    def fail() -> None:
        with storage.transaction():
            tables = storage.read()
            assert tables is not None
            tables["applications"] = {}
            storage.write(tables)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert data_file.read_bytes() == content
    assert plain(storage) == ONE
    save(storage, TWO)
    assert plain(storage) == TWO


def test_a_change_from_outside_is_noticed(storage: FileStorage, data_file: Path, backups: Backups) -> None:
    """A file that another process saved, or an editor wrote in place, is read again; otherwise it is not."""
    save(storage, ONE)
    assert not storage.is_changed()
    save(FileStorage(data_file, backups), TWO)
    assert storage.is_changed()
    assert plain(storage) == TWO
    assert not storage.is_changed()
    data_file.write_text(json.dumps(ONE, indent=2))
    assert storage.is_changed()
    assert plain(storage) == ONE


def test_a_transaction_begins_with_what_is_on_disk(
    storage: FileStorage, data_file: Path, backups: Backups
) -> None:
    """Whoever holds the lock sees what was saved before, not what they read long ago."""
    save(storage, ONE)
    save(FileStorage(data_file, backups), TWO)
    with storage.transaction():
        assert plain(storage) == TWO


def test_no_two_saves_look_alike(
    storage: FileStorage, data_file: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not where the file system counts whole seconds and uses inodes again, and saves are of one size."""
    monkeypatch.setattr(file_state, "FileState", lambda head, *_: (head,))
    save(storage, ONE)
    board, seen = FileStorage(data_file, backups), set()
    board.read()
    for company in ("Northwind", "Southwind") * 5:
        assert not board.is_changed()
        tables: Tables = {"applications": {"1": {"company": company}}}
        save(FileStorage(data_file, backups), tables)
        assert board.is_changed()
        assert plain(board) == tables
        seen.add(file_state.read_state(data_file))
    assert len(seen) == 10


WRONG = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t ", "is empty"),
    "cut off": (encode(TWO)[:-9], "is not whole"),
    "half a character": ('{"applications": {"1": {"company": "株'.encode()[:-1], "is not whole"),
    "not UTF-8": (b'{"applications": {"1": {"company": "M\xfcller"}}}', "is no UTF-8 text"),
    "not JSON": (b"company: Northwind", "no JSON"),
    "NaN": (b'{"applications": {"1": {"salary": NaN}}}', "no JSON"),
    "two documents one behind the other": (encode(ONE) * 2, "no JSON"),
    "zeros after a power cut": (b"\0" * 4096, "no JSON"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "no JSON"),
    "very deep": (b'{"applications": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "no JSON"),
    "a list": (b"[]", "not what followup writes"),
    "a number": (b"7", "not what followup writes"),
    "tables that are lists": (b'{"_default": []}', "not what followup writes"),
    "a document without a number": (b'{"applications": {"one": {}}}', "a document has no number"),
    "a number written otherwise": (b'{"applications": {"1_0": {}}}', "a document has no number"),
    "a number with a zero": (b'{"applications": {"01": {}}}', "a document has no number"),
    "a number below zero": (b'{"applications": {"-1": {}}}', "a document has no number"),
    "a huge number": (b'{"applications": {"' + b"9" * 5_000 + b'": {}}}', "a document has no number"),
    "no UTF-8 far behind": (
        encode({"notes": {"1": {"a": "a" * 70_000}}})[:-7] + b'\xfc"}\n}\n}\n',
        "is no UTF-8",
    ),
    "one number twice": (b'{"applications": {"1": {"a": 1}, "1": {"a": 2}}}', "has '1' twice in one place"),
    "one table twice": (b'{"applications": {}, "applications": {"1": {}}}', "has 'applications' twice"),
    "a control twice": (b'{"\\u001b[2J": {}, "\\u001b[2J": {}}', r"has '\x1b[2J' twice"),
}


@pytest.mark.parametrize("before", range(2**16 - 40, 2**16 - 20))
def test_a_letter_of_many_bytes_is_whole_wherever_it_stands(before: int) -> None:
    """A file is looked at in pieces, and one may end within a letter."""
    tables = {"notes": {"1": {"text": "a" * before + "株é株"}}}
    decoded = tables_module.decode(encode(tables))
    assert json.loads(bytes(decoded["notes"]["1"])) == tables["notes"]["1"]


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_none_of_ours_is_refused_and_left_alone(
    storage: FileStorage, data_file: Path, content: bytes, sentence: str
) -> None:
    """A damaged file is named and neither read nor written; the sentence says how to go on."""
    data_file.parent.mkdir(parents=True)
    data_file.write_bytes(content)
    for _ in range(2):
        with pytest.raises(DataError) as refused:
            storage.read()
        assert sentence in str(refused.value)
        assert str(data_file) in str(refused.value)
        assert "It is untouched" in str(refused.value)
        assert "--data FILE" in str(refused.value)
        assert refused.value.exit_code == 3
        with pytest.raises(DataError):
            save(storage, ONE)
    assert data_file.read_bytes() == content


def test_a_file_that_breaks_while_we_look_leaves_what_was_read(storage: FileStorage, data_file: Path) -> None:
    """While the file cannot be read memory stays and a backup is named; once mended it is read."""
    save(storage, ONE)
    save(storage, TWO)
    whole = data_file.read_bytes()
    data_file.write_bytes(whole[:20])
    with pytest.raises(DataError) as refused:
        storage.read()
    assert f"The newest backup is {storage.backups.newest()}" in str(refused.value)
    assert without_mark(msgspec.json.encode(storage.tables)) == TWO
    data_file.write_bytes(whole)
    assert plain(storage) == TWO


def test_a_file_that_is_deleted_under_us_is_not_begun_anew(storage: FileStorage, data_file: Path) -> None:
    """A file that is gone is neither forgotten nor written anew: a copy of what it held is kept and named."""
    save(storage, TWO)
    data_file.unlink()
    for _ in range(3):
        with pytest.raises(DataError, match="is gone") as refused:
            storage.read()
        (copy,) = storage.backups.all()
        assert str(copy) in str(refused.value)
        with pytest.raises(DataError, match="is gone"):
            save(storage, ONE)
    assert not data_file.exists()
    (copy,) = storage.backups.all()
    assert without_mark(copy.read_bytes()) == TWO
    data_file.write_bytes(copy.read_bytes())
    save(storage, ONE)
    assert without_mark(data_file.read_bytes()) == ONE


def test_a_folder_or_a_pipe_in_the_files_place_is_refused(storage: FileStorage, data_file: Path) -> None:
    """What is no file is refused at once, and nothing waits for a pipe to be written to."""
    data_file.mkdir(parents=True)
    with pytest.raises(DataError, match="is a folder"):
        storage.read()
    with pytest.raises(DataError, match="is a folder"):
        save(storage, ONE)
    data_file.rmdir()
    os.mkfifo(data_file)
    with pytest.raises(DataError, match="a device or a pipe"):
        storage.read()
    with pytest.raises(DataError, match="a device or a pipe"):
        save(storage, ONE)
    assert stat.S_ISFIFO(data_file.stat().st_mode)


def test_a_file_where_the_folder_should_be_is_refused(storage: FileStorage, data_file: Path) -> None:
    """Where the folder cannot be made, nothing is saved and the sentence names the folder."""
    data_file.parent.parent.mkdir()
    data_file.parent.write_text("a file")
    with pytest.raises(DataError, match="could not be read: Not a directory"):
        storage.read()
    with pytest.raises(DataError, match="Nothing can be saved in"):
        save(storage, ONE)
    assert data_file.parent.read_text() == "a file"


def test_a_read_only_file_is_not_written_over(storage: FileStorage, data_file: Path) -> None:
    """A file its owner made read-only is read but not replaced, and the sentence says how to allow it."""
    save(storage, ONE)
    data_file.chmod(0o400)
    assert plain(storage) == ONE
    with pytest.raises(DataError, match=r"is read-only.*chmod u\+w"):
        save(storage, TWO)
    assert without_mark(data_file.read_bytes()) == ONE


def test_a_link_stays_a_link(tmp_path: Path, data_file: Path, backups: Backups) -> None:
    """A data file that is a link is written where it points to, be it there already or not."""
    link = tmp_path / "link.json"
    link.symlink_to(data_file)
    save(FileStorage(link, backups), ONE)
    save(FileStorage(link, backups), TWO)
    assert link.is_symlink()
    assert not data_file.is_symlink()
    assert without_mark(data_file.read_bytes()) == TWO
    assert list(tmp_path.glob("*.lock")) == list(tmp_path.glob(".*.new")) == []


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Umasks from everything open to hardly anything possible."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_everything_is_for_its_owner_only(umask: int, storage: FileStorage, data_file: Path) -> None:
    """Folders that are made are 0700 and all files 0600, whatever the umask, from the first save on."""
    for tables in (ONE, TWO):
        save(storage, tables)
        made = [data_file.parent, data_file.parent.parent]
        assert [path.stat().st_mode & 0o777 for path in made] == [0o700, 0o700]
        files = list(data_file.parent.iterdir())
        assert sorted(path.name for path in files) == ["followup.json", "followup.json.lock"]
        assert [path.stat().st_mode & 0o777 for path in files] == [0o600, 0o600]


def test_a_file_that_was_open_to_others_is_closed_to_them(storage: FileStorage, data_file: Path) -> None:
    """The first save of a file that everybody could read makes it its owner's; the folder stays as it is."""
    data_file.parent.mkdir(parents=True)
    data_file.parent.chmod(0o755)
    data_file.write_bytes(encode(ONE))
    data_file.chmod(0o644)
    save(storage, TWO)
    assert data_file.stat().st_mode & 0o777 == 0o600
    assert data_file.parent.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_a_killed_process_left_is_no_hindrance(
    storage: FileStorage, data_file: Path, tmp_path: Path, kind: str
) -> None:
    """A half-written new file from before, or a link somebody put there, is taken away and never followed."""
    save(storage, ONE)
    left = data_file.with_name(UNFINISHED)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    if kind == "link":
        left.symlink_to(victim)
    else:
        left.write_bytes(b"{half")
        left.chmod(0o444)
    save(FileStorage(data_file, storage.backups), TWO)
    assert without_mark(data_file.read_bytes()) == TWO
    assert victim.read_text() == "precious"
    assert not left.exists()


def test_what_cannot_be_removed_is_no_hindrance(storage: FileStorage, data_file: Path) -> None:
    """A folder with the name of a half-written file stays, and the change is saved beside it."""
    save(storage, ONE)
    in_the_way = data_file.with_name(UNFINISHED)
    in_the_way.mkdir()
    save(FileStorage(data_file, storage.backups), TWO)
    assert plain(storage) == TWO
    assert in_the_way.is_dir()


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_disk_that_fails_before_the_change_is_in_place_leaves_the_old_file(
    storage: FileStorage, data_file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whichever step fails before the new file is in place, the old one is whole and nothing is left over."""
    save(storage, ONE)
    storage.backups.back_up_daily(data_file)

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(DataError, match="could not be saved: No space left") as refused:
            save(storage, TWO)
    assert refused.value.untouched == str(data_file)
    assert without_mark(data_file.read_bytes()) == ONE
    assert plain(storage) == ONE
    assert sorted(path.name for path in data_file.parent.iterdir()) == ["followup.json", "followup.json.lock"]
    save(storage, TWO)
    assert without_mark(data_file.read_bytes()) == TWO


def test_a_disk_that_writes_a_little_at_a_time_gets_all_of_it(
    storage: FileStorage, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that takes only some bytes is gone on with until all are written."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, bytes(content[:7])))
    save(storage, TWO)
    assert without_mark(data_file.read_bytes()) == TWO


def test_a_disk_that_fails_after_the_change_is_in_place_is_told_as_it_is(
    storage: FileStorage, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the change is in the file but may not outlive a power cut, the sentence says just that."""
    save(storage, ONE)
    storage.backups.back_up_daily(data_file)

    def fail(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(files, "sync_folder", fail)
    with pytest.raises(DataError, match=r"The change is in .* but the disk did not confirm it") as refused:
        save(storage, TWO)
    assert refused.value.untouched == ""
    assert plain(storage) == without_mark(data_file.read_bytes()) == TWO


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_a_file_system_that_cannot_sync_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """That a file system knows no fsync of folders is passed over; that the disk failed is not."""

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    if number == errno.EIO:
        with pytest.raises(OSError, match=os.strerror(number)):
            files.sync_folder(tmp_path)
    else:
        files.sync_folder(tmp_path)


def test_a_save_waits_for_another_one_and_gives_up_with_a_sentence(
    storage: FileStorage, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process holds the file it can be read; a save waits and then says so."""
    save(storage, ONE)
    monkeypatch.setattr(file_lock, "LOCK_SECONDS", 0.05)
    other = os.open(data_file.with_name("followup.json.lock"), os.O_RDWR)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(DataError, match=r"Another followup has been saving for 0\.05 seconds"):
            save(storage, TWO)
        assert plain(storage) == ONE
    finally:
        os.close(other)
    save(storage, TWO)
    assert plain(storage) == TWO


def test_a_file_system_without_locks_is_a_sentence(
    storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where locks do not work nothing is saved, since nothing could be held."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    with pytest.raises(DataError, match="cannot be locked: No locks available"):
        save(storage, ONE)


def _large() -> Tables:
    """Return tables that make a large file."""
    firms = {str(number): {"company": f"Firm {number}", "notes": "said " * 50_000} for number in range(1, 6)}
    return {"applications": firms, "history": {}}


def test_a_copy_made_by_linking_stays_what_it_was(storage: FileStorage, data_file: Path) -> None:
    """A save puts a new file in the old one's place, at any size; a reader of the old one misses nothing."""
    for tables in (ONE, _large()):
        save(storage, tables)
        snapshot = data_file.with_name("snapshot")
        snapshot.hardlink_to(data_file)
        before = data_file.read_bytes()
        with data_file.open("rb") as reader:
            begun = reader.read(10)
            save(storage, TWO)
            assert begun + reader.read() == before
        assert snapshot.read_bytes() == before
        assert storage.lock_file.read_bytes() == b""
        snapshot.unlink()


def test_nothing_beside_a_file_changes_what_it_says(storage: FileStorage, data_file: Path) -> None:
    """An older, whole file put back by hand is read as it is, whatever was left beside it."""
    save(storage, _large())
    older = data_file.read_bytes()
    changed = _large()
    changed["applications"]["3"] = {"company": "Acme"}
    save(storage, changed)
    storage.lock_file.write_bytes(b'5d1c3f0a[[13,"b2xk","bmV3"]]')
    data_file.with_name(UNFINISHED).write_bytes(data_file.read_bytes())
    data_file.write_bytes(older)
    assert plain(FileStorage(data_file, storage.backups)) == _large()
    save(storage, {**_large(), "history": {"1": {}}})
    assert without_mark(data_file.read_bytes()) == {**_large(), "history": {"1": {}}}


def test_a_document_twice_is_refused(storage: FileStorage, data_file: Path) -> None:
    """However the rest of the lines look, of two documents with one number none is dropped unseen."""
    save(storage, _large())
    content = data_file.read_bytes()
    for damaged in (
        content.replace(b'"2": {"company":"Firm 2"', b'"1": {"company":"Firm 2"'),
        content.replace(b'\n"2": {', b' "2": {}, "2": {'),
        content.replace(b'\n"2": {', b'\n"2": {},\n"2": {').removesuffix(b"\n"),
    ):
        assert damaged != content
        data_file.write_bytes(damaged)
        with pytest.raises(DataError, match="twice in one place"):
            storage.read()


def test_a_file_is_read_in_the_order_of_its_numbers(storage: FileStorage, data_file: Path) -> None:
    """Documents that somebody put in another order are read, and saved, in that of their numbers."""
    firms = {str(number): {"company": f"Firm {number}"} for number in range(1, 30)}
    data_file.parent.mkdir(parents=True)
    data_file.write_text(json.dumps({"applications": dict(reversed(firms.items()))}))
    tables = storage.read()
    assert tables is not None
    assert list(tables["applications"]) == list(firms)
    save(storage, tables)
    content = data_file.read_bytes()
    assert content.index(b'\n"5": ') < content.index(b'\n"10": ')


def test_a_file_somebody_formatted_is_written_anew(storage: FileStorage, data_file: Path) -> None:
    """What an editor made of it is read, and the next save brings the lines back."""
    save(storage, _large())
    data_file.write_text(json.dumps(_large(), indent=2))
    changed = _large()
    changed["applications"]["3"] = {"company": "Acme"}
    save(storage, changed)
    assert without_mark(data_file.read_bytes()) == changed
    assert b'\n"3": {"company":"Acme"},\n' in data_file.read_bytes()


def test_the_first_save_of_a_day_keeps_a_copy_of_what_was_there(storage: FileStorage, clock: Clock) -> None:
    """Before a day's first change the file is copied; a file that is only being made has nothing to copy."""
    save(storage, ONE)
    assert storage.backups.all() == []
    save(storage, TWO)
    save(storage, ONE)
    assert [without_mark(copy.read_bytes()) for copy in storage.backups.all()] == [ONE]
    clock.pass_by(days=1)
    save(storage, TWO)
    assert len(storage.backups.all()) == 2


_FILL = """
import resource, sys
from pathlib import Path
from followup_tui.errors import DataError
from followup_tui.storage.backups import Backups
from followup_tui.storage.backup_offer import offer_backup
from followup_tui.storage.data_file import FileStorage
from tests.samples import Clock

path = Path(sys.argv[1])
storage = FileStorage(path, Backups(path.parent / "state", Clock()))
with storage.transaction():
    storage.write({"applications": {"1": {"company": "Northwind"}}})
with storage.transaction():
    storage.write({"applications": {"1": {"company": "Acme"}}})
before = path.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    with storage.transaction():
        storage.write({"applications": {"1": {"company": "x" * 100_000}}})
except DataError as error:
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.new"))
    assert storage.read()["applications"]["1"] == {"company": "Acme"}
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with storage.transaction():
        storage.write({"applications": {"1": {"company": "Globex"}}})
    print(error)
"""


def test_a_file_system_that_is_full_leaves_the_old_file_whole(tmp_path: Path, project: Path) -> None:
    """With a real limit on file sizes a save stops half-way: the old file is whole, and later saves work."""
    path = tmp_path / "data.json"
    done = subprocess.run(
        [sys.executable, "-c", _FILL, str(path)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert "The change could not be saved: File too large" in done.stdout
    assert f"{path} is untouched" in done.stdout
    assert without_mark(path.read_bytes()) == {"applications": {"1": {"company": "Globex"}}}
