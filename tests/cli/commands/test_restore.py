"""`followup restore`: what it says, asks and leaves alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.copies import say_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Followup

CUT = b'{\n"applications": {\n'


def test_the_list_says_what_each_copy_would_do(
    two_days: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """Newest first: date, age, size, how many, whether whole, and how it differs from the file."""
    two_days("backup")
    sizes = [say_size(copy.stat().st_size) for copy in copies()]
    first, second, third = (size.ljust(max(map(len, sizes))) for size in sizes)
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
    result = followup("restore")
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert "followup backup makes one" in result.out
    assert followup("restore", "--json").json == []


def test_a_restore_can_be_taken_back(two_days: Followup, data_file: Path) -> None:
    """It says what it does, where what was there is kept, and the command that undoes it, which works."""
    before = two_days("list", "--json").json
    result = two_days("restore", "2026-11-23", "--yes")
    assert result.code == 0
    assert result.out.splitlines()[:4] == [
        "Copy 2, made yesterday 14:02 (1 day ago): 1 application.",
        "It takes away acme.",
        "It changes northwind.",
        f"Restored: {data_file} holds that copy now.",
    ]
    assert [card["id"] for card in two_days("list", "--json").json] == ["northwind"]
    back = result.out.splitlines()[-1].removeprefix("To take this back: followup ").split()
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
    output = two_days("restore", "1", "--yes").out
    assert "What is there now cannot be read, so it cannot be compared." in output
    assert "The damaged file is kept as " in output
    assert two_days("doctor").code == 0


def test_a_file_that_is_gone_comes_back(two_days: Followup, data_file: Path, tmp_path: Path) -> None:
    """The list says that it is not there; what a copy holds is what it brings back; any file will do."""
    outside = tmp_path / "my copy.json"
    shutil.copy(data_file, outside)
    data_file.unlink()
    assert f"There is no {data_file} now." in two_days("restore").out
    output = two_days("restore", str(outside), "--yes").out
    assert output.startswith(f"{outside}, made ")
    assert "It brings back northwind, acme." in output
    assert "kept" not in output
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


def test_a_list_needs_no_file_that_can_be_read(two_days: Followup, data_file: Path) -> None:
    """With a folder in the file's place the copies are listed, uncompared, and none is put there."""
    data_file.unlink()
    data_file.mkdir()
    listed = two_days("restore").out
    assert f"{data_file} is a folder.\nIts copies, the newest first:" in listed
    assert "takes away" not in listed
    assert two_days("restore", "1", "--yes").code == 3
    assert "What it would lack cannot be told" in two_days("doctor").out
