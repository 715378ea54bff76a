"""backup, restore and doctor: what they say and leave alone, and that they work where nothing else does."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.copies import say_age, say_size
from followup_tui.storage import file_health
from tests.samples import at

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from tests.cli.conftest import Followup

DAY = 86_400
UNFINISHED = ".followup.json.0123456789abcdef.new"
"""What the data file is called while it is written."""

CUT = b'{\n"applications": {\n'


@pytest.fixture
def copies(home: Path) -> Callable[[], list[Path]]:
    """Give the copies, the oldest first."""
    return lambda: sorted((home / "state" / "followup" / "backups").glob("*/*"))


@pytest.fixture
def two_days(northwind: Followup, clock: time_machine.Traveller) -> Followup:
    """The program with a copy of yesterday, since when Acme came and Northwind changed."""
    northwind("backup")
    clock.shift(DAY)
    northwind("add", "Acme", "Backend")
    northwind("move", "northwind", "thanked")
    return northwind


def test_a_backup_says_where_it_is(
    northwind: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """The copy is the file to the byte, for its owner only; JSON says the same."""
    said = northwind("backup")
    (copy,) = copies()
    assert said.code == 0
    assert said.out.startswith(f"Copied to {copy} (1 application, ")
    assert copy.read_bytes() == data_file.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    told = northwind("backup", "--json").json
    assert told == {"path": str(copies()[1]), "size": data_file.stat().st_size, "applications": 1}


def test_a_backup_of_nothing_is_refused(followup: Followup) -> None:
    """Nothing recorded yet: one sentence, exit 2."""
    refused = followup("backup")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "nothing to copy yet" in refused.err


def test_a_backup_of_a_damaged_file_is_no_backup(
    northwind: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """It is copied as it is under a name that says so, and the call exits 3."""
    data_file.write_bytes(CUT)
    refused = northwind("backup")
    (copy,) = copies()
    assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert "it is cut off" in refused.err
    assert f"kept as {copy}, which is no backup; followup restore lists" in refused.err
    assert (copy.suffix, copy.read_bytes(), data_file.read_bytes()) == (".damaged", CUT, CUT)


def test_a_backup_of_a_newer_file_is_one(northwind: Followup, data_file: Path) -> None:
    """Nothing is wrong with it; the restore list tells it from those this version can use."""
    data_file.write_bytes(data_file.read_bytes().replace(b'"schema":2', b'"schema":99'))
    assert "(written by a newer followup, " in northwind("backup").out
    listed = northwind("restore").out
    assert "newer\n     a newer followup wrote it (schema 99; this one knows 2)" in listed
    refused = northwind("restore", "1", "--yes")
    assert refused.code == 3
    assert "Update with pip install -U followup-tui" in refused.err


def test_the_list_says_what_each_copy_would_do(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """Newest first: date, age, size, how many, whether whole, and how it differs from the file."""
    two_days("backup")
    first, second, third = (say_size(copy.stat().st_size) for copy in copies())
    assert two_days("restore").out.splitlines() == [
        f"Copies of {data_file} (2 applications), the newest first:",
        f"  1  2026-11-24 14:02  just now   {third}  2 applications  whole",
        "     the same as the file",
        f"  2  2026-11-24 14:02  just now   {second}  1 application   whole",
        "     takes away acme; changes northwind",
        f"  3  2026-11-23 14:02  1 day ago  {first}  1 application   whole",
        "     takes away acme; changes northwind",
        "To put one in the place of the file: followup restore NUMBER",
    ]


def test_the_list_is_a_document_for_scripts(two_days: Followup, copies: Callable[[], list[Path]]) -> None:
    """Moments carry their offset; a copy that is not whole says why and compares with nothing."""
    copies()[-1].write_bytes(b"half")
    first, second = two_days("restore", "--json").json
    assert first["problem"] == "line 1, character 1: a value is missing"
    assert (first["whole"], first["applications"], first["brings_back"]) == (False, None, None)
    assert second == {
        "number": 2,
        "path": str(copies()[0]),
        "made_at": "2026-11-23T14:02:00+01:00",
        "size": copies()[0].stat().st_size,
        "applications": 1,
        "whole": True,
        "problem": None,
        "brings_back": [],
        "takes_away": ["acme"],
        "changes": ["northwind"],
    }


@pytest.mark.parametrize("columns", [30, 80])
def test_the_list_fits_the_terminal(
    two_days: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """A row is cut where there is no room; what the copy would do is broken between words."""
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = [line for line in two_days("restore").out.splitlines() if line.startswith("  ")]
    assert all(len(line) <= columns for line in rows)
    assert any("northwind" in line for line in rows)


def test_without_copies_it_says_how_to_make_one(followup: Followup) -> None:
    """An empty list is no error."""
    said = followup("restore")
    assert (said.code, said.out.count("\n")) == (0, 1)
    assert "followup backup makes one" in said.out
    assert followup("restore", "--json").json == []


def test_a_restore_can_be_taken_back(two_days: Followup, data_file: Path) -> None:
    """It says what it does, where what was there is kept, and the command that undoes it, which works."""
    before = two_days("list", "--json").json
    said = two_days("restore", "2026-11-23", "--yes")
    assert said.code == 0
    assert said.out.splitlines()[:4] == [
        "Copy 2, made yesterday 14:02 (1 day ago): 1 application.",
        "It takes away acme.",
        "It changes northwind.",
        f"Restored: {data_file} holds that copy now.",
    ]
    assert [card["id"] for card in two_days("list", "--json").json] == ["northwind"]
    back = said.out.splitlines()[-1].removeprefix("To take this back: followup ").split()
    assert two_days(*back, "--yes").code == 0
    after = two_days("list", "--json").json
    assert [(card["id"], card["stage"]) for card in after] == [(card["id"], card["stage"]) for card in before]


def test_on_a_terminal_it_asks(two_days: Followup, answer: Callable[[bytes], None], data_file: Path) -> None:
    """Only a yes is one; anything else, and the end of the input, changes nothing."""
    before = data_file.read_bytes()
    for typed in (b"\n", b"no\n", b"\x04"):
        answer(typed)
        kept = two_days("restore", "2")
        assert (kept.code, kept.out.splitlines()[-1]) == (0, "Nothing was changed.")
        assert kept.err == f"followup: Put it in the place of {data_file}? [y/N]\n"
        assert data_file.read_bytes() == before
    answer(b"\n")
    assert two_days("restore", "2", "--json").json["restored"] is None
    answer(b"Yes\n")
    assert "Restored" in two_days("restore", "2").out
    assert len(two_days("list", "--json").json) == 1


@pytest.mark.parametrize("closed", [True, False])
def test_without_a_terminal_it_needs_yes(
    two_days: Followup, monkeypatch: pytest.MonkeyPatch, data_file: Path, tmp_path: Path, *, closed: bool
) -> None:
    """Exit 2 and one sentence, be stdin a file or closed; nothing is changed."""
    before = data_file.read_bytes()
    (tmp_path / "in").write_text("y\n")
    with (tmp_path / "in").open() as stream:
        if closed:
            stream.close()
        monkeypatch.setattr("sys.stdin", stream)
        refused = two_days("restore", "1")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "add --yes" in refused.err
    assert data_file.read_bytes() == before


def test_the_same_applications_are_not_restored(two_days: Followup, copies: Callable[[], list[Path]]) -> None:
    """Where a copy would change nothing, nothing is written and no copy made."""
    two_days("backup")
    before = copies()
    assert two_days("restore", "1", "--yes").out == (
        "Nothing to restore: the file holds the same applications already.\n"
    )
    assert two_days("restore", "1", "--yes", "--json").json["restored"] is None
    assert copies() == before


def test_a_damaged_file_is_compared_by_what_can_be_read_and_kept(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """List and comparison say so; the damaged file is kept to the byte."""
    broken = data_file.read_bytes().replace(b'"role":"Data', b'"role":7,"x":"Data')
    data_file.write_bytes(broken)
    listed = two_days("restore").out
    assert f"{data_file} cannot be used: application 1 (northwind), line 6: role is a whole" in listed
    assert "compared with the 1 application that can still be read:" in listed
    assert "brings back northwind; takes away acme" in listed
    result = two_days("restore", "1", "--yes", "--json").json
    assert (result["brings_back"], result["takes_away"], result["changes"]) == (["northwind"], ["acme"], [])
    assert Path(result["kept"]).read_bytes() == broken
    assert Path(result["kept"]) in copies()
    data_file.write_bytes(CUT)
    said = two_days("restore", "1", "--yes").out
    assert "What is there now cannot be read, so it cannot be compared." in said
    assert "The damaged file is kept as " in said
    assert two_days("doctor").code == 0


def test_a_file_that_is_gone_comes_back(two_days: Followup, data_file: Path, tmp_path: Path) -> None:
    """The list says that it is not there; what a copy holds is what it brings back; any file will do."""
    outside = tmp_path / "my copy.json"
    shutil.copy(data_file, outside)
    data_file.unlink()
    assert f"There is no {data_file} now." in two_days("restore").out
    said = two_days("restore", str(outside), "--yes").out
    assert said.startswith(f"{outside}, made ")
    assert "It brings back northwind, acme." in said
    assert "kept" not in said
    assert len(two_days("list", "--json").json) == 2


def test_a_copy_that_cannot_be_used_is_refused(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """Exit 3, one sentence, the file as it was; a copy that is not there is a wrong call."""
    before = data_file.read_bytes()
    copies()[-1].write_bytes(b"half")
    refused = two_days("restore", "1", "--yes")
    assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert f"{data_file} is untouched" in refused.err
    assert two_days("restore", "99", "--yes").code == 2
    assert data_file.read_bytes() == before


def test_many_names_are_counted(northwind: Followup) -> None:
    """Five are named, the rest is a number."""
    northwind("backup")
    for number in range(7):
        northwind("add", f"Firm {number}", "SRE")
    assert "takes away firm-0, firm-1, firm-2, firm-3, firm-4 and 2 more" in northwind("restore").out


def test_another_data_file_is_named_in_what_to_type(followup: Followup, tmp_path: Path) -> None:
    """The commands in the answers are for the file that was asked about, quoted for the shell."""
    file = tmp_path / "my data.json"
    followup("add", "Acme", "SRE", "--data", str(file))
    followup("backup", "--data", str(file))
    assert f"restore NUMBER --data '{file}'" in followup("restore", "--data", str(file)).out


def test_all_is_well(two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]) -> None:
    """Where the file is, what it holds, the newest copy with its age and what it would do, exit 0."""
    said = two_days("doctor")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"Your data: {data_file}"
    assert lines[1].startswith("  It is whole: 2 applications, 3 steps to undo or redo, schema 2, ")
    assert lines[2].endswith(" are free.")
    assert lines[3:] == [
        "Backups: 2",
        f"  The newest whole one: today 14:02 (just now), 1 application, {copies()[-1]}",
        "  In place of the file it would take away acme; change northwind.",
        "All is well.",
    ]


def test_before_anything_was_recorded_all_is_well(followup: Followup, home: Path) -> None:
    """No file is no fault, and looking makes none."""
    said = followup("doctor")
    assert said.code == 0
    assert "There is no such file yet" in said.out
    assert said.out.endswith("All is well.\n")
    assert list(home.iterdir()) == []


def test_the_doctor_is_a_document_for_scripts(two_days: Followup, data_file: Path) -> None:
    """Everything it says has a key, and the newest copy is one of `restore --json`."""
    told = two_days("doctor", "--json").json
    assert list(told) == [
        *("file", "exists", "whole", "schema", "applications", "damaged", "steps", "size", "free", "saving"),
        *("problems", "notes", "mended", "advice", "backups", "newest_backup"),
    ]
    assert (told["file"], told["applications"], told["steps"]) == (str(data_file), 2, 3)
    assert told["newest_backup"] == two_days("restore", "--json").json[0]
    assert (told["problems"], told["notes"], told["saving"]) == ([], [], None)


def test_what_is_wrong_is_said_by_application_and_field(two_days: Followup, data_file: Path) -> None:
    """Exit 3; how many are whole, what the newest copy would bring and lack, and what to do."""
    content = data_file.read_bytes().replace(b'"decision_date":"2026-11-27"', b'"decision_date":"2026-02-30"')
    data_file.write_bytes(content)
    said = two_days("doctor")
    assert said.code == 3
    assert "  - application 1 (northwind), line 6: decision_date is no date: 2026-02-30\n" in said.out
    assert "  1 of 2 applications can be read.\n" in said.out
    assert "would bring back northwind; take away acme, compared with what can be read." in said.out
    assert "followup restore compares the copies and puts one in place" in said.out
    assert "All is well" not in said.out
    assert two_days("doctor", "--mend").code == 3
    assert data_file.read_bytes() == content


UNUSABLE = {
    "empty": (b"", "it is empty"),
    "cut off": (CUT, "cut off"),
    "another shape": (b'{"todo": ["milk"]}', "not what followup writes"),
    "newer": (b'{"meta": {"1": {"schema": 99}}, "applications": {}}', "Update with pip"),
    "twice": (b'{"meta": {"1": {"schema": 2}}, "meta": {}}', "schema number"),
    "a history": (b'{"meta": {"1": {"schema": 2}}, "history": {"1": {}}}', "step 1 of the history"),
    "spread out": (b'{\n  "applications": {\n    "1": {\n      "id": "x"\n', "cut off"),
}


@pytest.mark.parametrize(("content", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_the_doctor_works_where_everything_else_refuses(
    northwind: Followup, data_file: Path, content: bytes, sentence: str
) -> None:
    """Whatever is in the file, it says what is wrong, exits 3 and writes nothing."""
    data_file.write_bytes(content)
    said = northwind("doctor")
    assert (said.code, said.err) == (3, "")
    assert sentence in said.out
    assert northwind("doctor", "--json").json["whole"] is False
    assert data_file.read_bytes() == content
    assert northwind("list").code == 3 or "history" in sentence


def test_many_faults_are_counted(northwind: Followup, data_file: Path) -> None:
    """Twenty are told one by one; scripts get all of them."""
    broken = b",".join(b'"%d": {"id": "x%d"}' % (number, number) for number in range(30))
    data_file.write_bytes(b'{"meta": {"1": {"schema": 2}}, "applications": {' + broken + b"}}")
    assert "  - and 10 more\n  0 of 30 applications can be read.\n" in northwind("doctor").out
    assert len(northwind("doctor", "--json").json["problems"]) == 30


def test_a_folder_in_the_files_place_is_said(followup: Followup, tmp_path: Path) -> None:
    """What cannot be opened at all gets its sentence from all three."""
    for command in (("doctor",), ("restore",)):
        assert "is a folder" in followup(*command, "--data", str(tmp_path)).out or command == ("restore",)
    assert followup("doctor", "--data", str(tmp_path)).code == 3
    assert followup("backup", "--data", str(tmp_path)).code == 3


def test_a_list_needs_no_file_that_can_be_read(two_days: Followup, data_file: Path) -> None:
    """With a folder in the file's place the copies are listed, uncompared, and none is put there."""
    data_file.unlink()
    data_file.mkdir()
    listed = two_days("restore").out
    assert f"{data_file} is a folder.\nIts copies, the newest first:" in listed
    assert "takes away" not in listed
    assert two_days("restore", "1", "--yes").code == 3
    assert "What it would lack cannot be told" in two_days("doctor").out


def test_copies_of_a_file_that_is_gone_are_noted(two_days: Followup, data_file: Path) -> None:
    """It is no fault to begin anew, and no secret that there was something."""
    data_file.unlink()
    said = two_days("doctor")
    assert said.code == 0
    assert "The file is gone, but copies of it are there: followup restore compares them." in said.out


def test_missing_and_damaged_backups_are_noted(
    northwind: Followup, copies: Callable[[], list[Path]], data_file: Path
) -> None:
    """A file without a copy, or with none that is whole, is one accident from being lost."""
    assert "There is no backup yet; the next change makes one" in northwind("doctor").out
    northwind("backup")
    copies()[0].write_bytes(b"half")
    noted = northwind("doctor").out
    assert "No backup is whole: followup backup makes one" in noted
    assert "None of them is whole." in noted
    data_file.write_bytes(b"half")
    assert "There is no whole backup: put the file right with an editor" in northwind("doctor").out


def test_what_others_can_look_into_is_mended(two_days: Followup, data_file: Path, home: Path) -> None:
    """Files and folders of its own are named with their permissions; `--mend` closes them, and says so."""
    settings = home / "config" / "followup" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("")
    settings.chmod(0o644)
    state = home / "state" / "followup"
    copy = next(state.glob("backups/*/*.json"))
    for path in (state, data_file.parent, settings.parent):
        path.chmod(0o755)
    for path in (data_file, copy):
        path.chmod(0o664)
    noted = two_days("doctor")
    assert noted.code == 0
    assert f"{data_file} is open to others (its permissions are 664): --mend closes it (600)." in noted.out
    assert noted.out.count("--mend closes it") == 6
    mended = two_days("doctor", "--mend")
    assert mended.out.count("is open to you only now") == 6
    assert mended.out.endswith("All is well.\n")
    for path in (state, data_file.parent, settings.parent):
        assert path.stat().st_mode & 0o777 == 0o700
    for path in (data_file, copy, settings):
        assert path.stat().st_mode & 0o777 == 0o600
    assert two_days("doctor", "--mend", "--json").json["mended"] == []


def test_a_folder_the_user_chose_is_theirs_to_open(followup: Followup, tmp_path: Path) -> None:
    """With `--data` in a shared folder only the file is closed; a read-only file stays read-only."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    file = shared / "data.json"
    followup("add", "Acme", "SRE", "--data", str(file))
    file.chmod(0o444)
    said = followup("doctor", "--mend", "--data", str(file)).out
    assert f"{file} is open to you only now (400)." in said
    assert (file.stat().st_mode & 0o777, shared.stat().st_mode & 0o777) == (0o400, 0o755)


def test_links_are_left_alone(northwind: Followup, home: Path, tmp_path: Path) -> None:
    """Settings that are a link into somebody's other files are not opened or closed."""
    theirs = tmp_path / "config.toml"
    theirs.write_text("")
    theirs.chmod(0o644)
    (home / "config" / "followup").mkdir(parents=True, mode=0o700)
    (home / "config" / "followup" / "config.toml").symlink_to(theirs)
    assert str(theirs) not in northwind("doctor", "--mend").out
    assert theirs.stat().st_mode & 0o777 == 0o644


def test_what_a_killed_save_left_is_taken_away(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """Beside a whole file it is worth nothing; a copy that is being made just now is no such thing."""
    half = data_file.with_name(UNFINISHED)
    half.write_bytes(b"half")
    folder = copies()[0].parent
    old, new = folder / ".old.new", folder / ".now.new"
    for path in (old, new):
        path.write_bytes(b"half")
        path.chmod(0o600)
    half.chmod(0o600)
    os.utime(old, (0, 0))
    os.utime(new, (time.time(), time.time()))
    assert two_days("doctor").out.count("was left over by a save that was never finished") == 2
    mended = two_days("doctor", "--mend")
    assert mended.out.count("left over by a save that was never finished, is gone.") == 2
    assert (half.exists(), old.exists(), new.exists()) == (False, False, True)


def test_an_unfinished_save_beside_a_damaged_file_stays(two_days: Followup, data_file: Path) -> None:
    """It may hold what the file lacks, so `--mend` does not touch it."""
    half = data_file.with_name(UNFINISHED)
    half.write_bytes(data_file.read_bytes())
    data_file.write_bytes(CUT)
    assert "It stays until the file is whole." in two_days("doctor", "--mend").out
    assert half.exists()


def test_what_cannot_be_taken_away_is_said(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """Folders where left-over files would be are named, and stay."""
    data_file.with_name(UNFINISHED).mkdir(mode=0o700)
    left = copies()[0].parent / ".old.new"
    left.mkdir(mode=0o700)
    os.utime(left, (0, 0))
    assert two_days("doctor", "--mend").out.count("could not be taken away: ") == 2


def test_who_saves_is_said(two_days: Followup, data_file: Path) -> None:
    """While another process holds the file, its number is told where the system tells it."""
    script = (
        "import fcntl, os, sys\nfd = os.open(sys.argv[1], os.O_RDWR)\nfcntl.flock(fd, fcntl.LOCK_EX)\n"
        "print(flush=True)\nsys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(data_file.with_name("followup.json.lock"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        half = data_file.with_name(UNFINISHED)
        half.write_bytes(b"half")
        said, told = two_days("doctor").out, two_days("doctor", "--json").json
        holder.communicate()
    assert "It is being saved at this moment, by " in said
    assert told["saving"] in {holder.pid, 0}
    if Path("/proc/locks").exists() and told["saving"]:
        assert f"by process {holder.pid}." in said
    assert str(half) not in said
    assert "being saved" not in two_days("doctor").out


def test_a_lock_that_tells_nothing_is_no_fault(
    two_days: Followup, data_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the system's list it is another process; without locks nobody can be saving."""
    lock_file = data_file.with_name("followup.json.lock")
    with lock_file.open("rb+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        monkeypatch.setattr(file_health, "_LOCKS", tmp_path / "none")
        assert "by another process." in two_days("doctor").out

    def fail(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    assert file_health.who_saves(lock_file) is None


def test_a_read_only_file_is_noted(two_days: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may read and not write is told that no change can be saved; the data is well."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode in {os.F_OK, os.R_OK} and access(path, mode))
    said = two_days("doctor")
    assert said.code == 0
    assert "The file is read-only, so no change can be saved: chmod u+w" in said.out
    assert "Nothing can be saved in " in said.out


def test_a_full_disk_is_foretold(two_days: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little room is noted for the file and for its copies."""

    class Room:
        f_bavail, f_frsize = 10, 512

    monkeypatch.setattr(os, "statvfs", lambda _: Room)
    assert two_days("doctor").out.count("Only 5.1 KB are free for ") == 2

    def fail(_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "statvfs", fail)
    assert "free" not in two_days("doctor").out
    assert two_days("doctor", "--json").json["free"] is None


def test_permissions_that_cannot_be_changed_are_said(
    two_days: Followup, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that refuses leaves a note with its reason."""
    data_file.chmod(0o644)

    def fail(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", fail)
    assert "could not be closed: Operation not permitted." in two_days("doctor", "--mend").out


def test_settings_are_looked_at_too(northwind: Followup, settings_file: Path) -> None:
    """What is wrong there stands in the answer, once."""
    settings_file.write_text('theme = "blue"')
    settings_file.chmod(0o600)
    settings_file.parent.chmod(0o700)
    said = northwind("doctor")
    assert (said.code, said.err) == (0, "")
    assert said.out.count("theme (line 1)") == 1
    assert "All is well" not in said.out


def test_without_a_home_a_named_file_is_looked_at(
    followup: Followup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All folders may be chosen one by one."""
    import pwd

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.setenv("FOLLOWUP_DATA", str(tmp_path / "x.json"))
    assert followup("doctor").code == 0


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23 14:02", "just now"),
        ("2026-11-23 14:01", "1 minute ago"),
        ("2026-11-23 12:00", "2 hours ago"),
        ("2026-11-22 14:03", "23 hours ago"),
        ("2026-11-20 14:02", "3 days ago"),
        ("2026-11-24 14:02", "in the future"),
    ],
)
def test_ages_are_said_in_words(moment: str, said: str) -> None:
    """In minutes, hours or days, whichever says it shortest; a clock set back is no age."""
    assert say_age(at(moment), at("2026-11-23 14:02")) == said


def test_sizes_are_said_in_words() -> None:
    """Three digits at the most."""
    assert [say_size(size) for size in (0, 999, 4_210, 31_000_000, 5_000_000_000)] == [
        *("0 B", "999 B", "4.2 KB", "31 MB", "5.0 GB"),
    ]
