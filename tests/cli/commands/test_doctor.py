"""`followup doctor`: what it says and mends, and that it works where nothing else does."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.storage import file_health

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Followup

CUT = b'{\n"applications": {\n'


UNUSABLE = {
    "empty": (b"", "it is empty"),
    "cut off": (CUT, "cut off"),
    "another shape": (b'{"todo": ["milk"]}', "not what followup writes"),
    "newer": (b'{"meta": {"1": {"schema": 99}}, "applications": {}}', "Update with pip"),
    "twice": (b'{"meta": {"1": {"schema": 5}}, "meta": {}}', "schema number"),
    "a history": (b'{"meta": {"1": {"schema": 5}}, "history": {"1": {}}}', "step 1 of the history"),
    "spread out": (b'{\n  "applications": {\n    "1": {\n      "id": "x"\n', "cut off"),
}


UNFINISHED = ".followup.json.0123456789abcdef.new"
"""What the data file is called while it is written."""


def test_all_is_well(two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]) -> None:
    """Where the file is, what it holds, the newest copy with its age and what it would do, exit 0."""
    result = two_days("doctor")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == f"Your data: {data_file}"
    assert lines[1].startswith("  It is whole: 2 applications, 3 steps to undo or redo, schema 5, ")
    assert lines[2].endswith(" are free.")
    assert lines[3:] == [
        "Backups: 2",
        f"  The newest whole one: today 14:02 (just now), 1 application, {copies()[-1]}",
        "  In place of the file it would take away acme; change northwind.",
        "All is well.",
    ]


def test_before_anything_was_recorded_all_is_well(followup: Followup, home: Path) -> None:
    """No file is no fault, and looking makes none."""
    result = followup("doctor")
    assert result.code == 0
    assert "There is no such file yet" in result.out
    assert result.out.endswith("All is well.\n")
    assert list(home.iterdir()) == []


def test_the_doctor_is_a_document_for_scripts(two_days: Followup, data_file: Path) -> None:
    """Everything it says has a key, and the newest copy is one of `restore --json`."""
    document = two_days("doctor", "--json").json
    assert list(document) == [
        *("file", "exists", "whole", "schema", "applications", "damaged", "steps", "size", "free", "saving"),
        *("problems", "notes", "mended", "advice", "backups", "newest_backup"),
    ]
    assert (document["file"], document["applications"], document["steps"]) == (str(data_file), 2, 3)
    assert document["newest_backup"] == two_days("restore", "--json").json[0]
    assert (document["problems"], document["notes"], document["saving"]) == ([], [], None)


def test_what_is_wrong_is_said_by_application_and_field(two_days: Followup, data_file: Path) -> None:
    """Exit 3; how many are whole, what the newest copy would bring and lack, and what to do."""
    content = data_file.read_bytes().replace(b'"decision_date":"2026-11-27"', b'"decision_date":"2026-02-30"')
    data_file.write_bytes(content)
    result = two_days("doctor")
    assert result.code == 3
    assert "  - application 1 (northwind), line 6: decision_date is no date: 2026-02-30\n" in result.out
    assert "  1 of 2 applications can be read.\n" in result.out
    assert "would bring back northwind; take away acme, compared with what can be read." in result.out
    assert "followup restore compares the copies and puts one in place" in result.out
    assert "All is well" not in result.out
    assert two_days("doctor", "--mend").code == 3
    assert data_file.read_bytes() == content


@pytest.mark.parametrize(("content", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_the_doctor_works_where_everything_else_refuses(
    northwind: Followup, data_file: Path, content: bytes, sentence: str
) -> None:
    """Whatever is in the file, it says what is wrong, exits 3 and writes nothing."""
    data_file.write_bytes(content)
    result = northwind("doctor")
    assert (result.code, result.err) == (3, "")
    assert sentence in result.out
    assert northwind("doctor", "--json").json["whole"] is False
    assert data_file.read_bytes() == content
    assert northwind("list").code == 3 or "history" in sentence


def test_many_faults_are_counted(northwind: Followup, data_file: Path) -> None:
    """Twenty are told one by one; scripts get all of them."""
    broken = b",".join(b'"%d": {"id": "x%d"}' % (number, number) for number in range(30))
    data_file.write_bytes(b'{"meta": {"1": {"schema": 5}}, "applications": {' + broken + b"}}")
    assert "  - and 10 more\n  0 of 30 applications can be read.\n" in northwind("doctor").out
    assert len(northwind("doctor", "--json").json["problems"]) == 30


def test_a_folder_in_the_files_place_is_said(followup: Followup, tmp_path: Path) -> None:
    """What cannot be opened at all gets its sentence from all three."""
    for command in (("doctor",), ("restore",)):
        assert "is a folder" in followup(*command, "--data", str(tmp_path)).out or command == ("restore",)
    assert followup("doctor", "--data", str(tmp_path)).code == 3
    assert followup("backup", "--data", str(tmp_path)).code == 3


def test_copies_of_a_file_that_is_gone_are_noted(two_days: Followup, data_file: Path) -> None:
    """It is no fault to begin anew, and no secret that there was something."""
    data_file.unlink()
    result = two_days("doctor")
    assert result.code == 0
    assert "The file is gone, but copies of it are there: followup restore compares them." in result.out


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
    output = followup("doctor", "--mend", "--data", str(file)).out
    assert f"{file} is open to you only now (400)." in output
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
        output, document = two_days("doctor").out, two_days("doctor", "--json").json
        holder.communicate()
    assert "It is being saved at this moment, by " in output
    assert document["saving"] in {holder.pid, 0}
    if Path("/proc/locks").exists() and document["saving"]:
        assert f"by process {holder.pid}." in output
    assert str(half) not in output
    assert "being saved" not in two_days("doctor").out


def test_a_lock_that_tells_nothing_is_no_fault(
    two_days: Followup, data_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the system's list it is another process; without locks nobody can be saving."""
    lock_file = data_file.with_name("followup.json.lock")
    with lock_file.open("rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        monkeypatch.setattr(file_health, "_LOCKS", tmp_path / "none")
        assert "by another process." in two_days("doctor").out

    def fail(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    assert file_health.find_running_save(lock_file) is None


def test_a_read_only_file_is_noted(two_days: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may read and not write is told that no change can be saved; the data is well."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode in {os.F_OK, os.R_OK} and access(path, mode))
    result = two_days("doctor")
    assert result.code == 0
    assert "The file is read-only, so no change can be saved: chmod u+w" in result.out
    assert "Nothing can be saved in " in result.out


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
    result = northwind("doctor")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("theme (line 1)") == 1
    assert "All is well" not in result.out


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
