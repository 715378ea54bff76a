"""What cannot be imported is a sentence, and changes nothing; what takes long says how far it is."""

from __future__ import annotations

import fcntl
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from followup_tui.cli import progress
from followup_tui.cli.commands import import_
from followup_tui.cli.progress import progress_bar
from followup_tui.importing import import_planned
from followup_tui.storage import file_lock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup

TABLE = "Company,Role,Status,Interview\nAcme,Baker,Interview,31.02.2026\nGlobex,Cook,Interview,24.11.2026\n"


def archive(content: bytes) -> bytes:
    """Pack a table into a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("jobs.csv", content)
    return target.getvalue()


CONTENTS = {
    "empty.csv": b"",
    "blank.csv": b" \n \n",
    "binary": bytes(range(256)) * 50,
    "commas.csv": b"," * 2_000_000,
    "brackets.json": b"[" * 2_000_000,
    "values.json": b"[" + b"{}," * 6_000_000 + b"{}]",
    "cut.zip": archive(TABLE.encode())[:-30],
    "bomb.zip": archive(bytes(65 << 20)),
}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.csv", "empty.csv is empty"),
        ("blank.csv", "blank.csv is empty"),
        ("binary", "does not know what kind of file"),
        ("commas.csv", "does not know what kind of file"),
        ("brackets.json", "does not know what kind of file"),
        ("values.json", "does not know what kind of file"),
        ("cut.zip", "is a damaged archive"),
        ("bomb.zip", "holds more than 64 MB, unpacked"),
        ("missing", "could not be read: No such file or directory"),
        ("folder", "it is a folder; name the files in it"),
        ("pipe", "it is a pipe; followup import - reads what is sent to it"),
        ("device", "it is a device, not a file"),
        ("large", "is larger than 64 MB"),
    ],
)
def test_what_is_no_data_is_a_sentence(
    northwind: Followup, tmp_path: Path, data_file: Path, name: str, sentence: str
) -> None:
    """Exit code 2, one line, the data file as it was; nothing waits, and no more is read than is needed."""
    path = tmp_path / name
    if name in CONTENTS:
        path.write_bytes(CONTENTS[name])
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(1 << 30)
    before = data_file.read_bytes()
    result = northwind("import", str(path), "--yes")
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert data_file.read_bytes() == before


def test_what_cannot_be_opened_is_a_sentence(northwind: Followup, tmp_path: Path) -> None:
    """The file of somebody else."""
    if os.geteuid() == 0:
        pytest.skip("root may read anything")
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    path.chmod(0)
    assert "could not be read: Permission denied" in northwind("import", str(path), "--yes").err


def test_the_standard_input_is_read_once_and_may_be_closed(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named twice it is refused; closed it is empty."""
    assert "only once" in northwind("import", "-", "-", "--yes").err
    monkeypatch.setattr("sys.stdin", None)
    assert "The standard input is empty" in northwind("import", "-", "--yes").err


def test_a_day_that_there_is_not_is_left_empty_and_said(northwind: Followup, tmp_path: Path) -> None:
    """The rest of the row is taken; a row with a cell too many is named and left out."""
    path = tmp_path / "jobs.csv"
    path.write_text(f"{TABLE}Initech,Clerk,Interview,,more\n")
    result = northwind("import", str(path), "--yes")
    assert "31.02.2026 is no day" in result.out
    assert "line 4" in result.out
    assert result.out.endswith(
        "2 new, 0 changed, 0 already there, 1 skipped\nImported. To take it back: followup undo\n"
    )


def test_a_data_file_that_is_locked_is_a_sentence(
    northwind: Followup, tmp_path: Path, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is imported while another process saves."""
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    before = data_file.read_bytes()
    monkeypatch.setattr(file_lock, "LOCK_SECONDS", 0.0)
    with file_lock.lock_file_of(data_file).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = northwind("import", str(path), "--yes")
    assert result.code == 3
    assert data_file.read_bytes() == before


def test_what_is_changed_meanwhile_stays(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import is planned again on what is there by then."""
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    is_first = True

    def meanwhile(*arguments: object) -> object:
        nonlocal is_first
        if is_first:
            is_first = False
            northwind("add", "Acme", "Baker")
        return import_planned(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(import_, "import_planned", meanwhile)
    assert northwind("import", str(path), "--yes").code == 0
    assert [each["id"] for each in northwind("list", "--json").json].count("acme") == 1
    assert "acme-2" not in [each["id"] for each in northwind("list", "--json").json]


def test_a_bar_on_a_terminal_and_nothing_in_a_pipe(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many of how many; it is taken away at the end."""
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    monkeypatch.setattr(progress, "_FIRST_AFTER", 0.0)
    monkeypatch.setattr(progress, "_AGAIN_AFTER", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    assert northwind("import", str(path), "--dry-run").err == ""
    line, program_end = os.openpty()
    try:
        with os.fdopen(program_end, "w") as stream:
            monkeypatch.setattr("sys.stderr", stream)
            with progress_bar() as tell:
                tell("Reading", 1_500, 20_000)
                tell("Comparing", 20_000, 20_000)
            monkeypatch.undo()
            os.write(program_end, b"<end>")
            shown = b""
            while not shown.endswith(b"<end>"):
                shown += os.read(line, 1_000)
    finally:
        os.close(line)
    erase = b"\r\x1b[K"
    assert shown.removesuffix(b"<end>").split(erase) == [
        b"",
        b"Reading [#...................] 1,500 of 20,000",
        b"Comparing [####################] 20,000 of 20,000",
        b"",
    ]


def test_ctrl_c_leaves_nothing_half_written(
    northwind: Followup, tmp_path: Path, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it reads, and while it compares."""
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    before = data_file.read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("followup_tui.exchange.imports.planner.plan_application", interrupt)
    assert northwind("import", str(path), "--yes").code == 130
    assert data_file.read_bytes() == before
