"""`followup merge`: what another machine did in a copy comes in, and nothing is lost on either side."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Followup, shown


@pytest.fixture
def copy(data_file: Path) -> Path:
    """Where another program puts its copy."""
    return data_file.with_name("followup.sync-conflict-20261126-061500-ABCDEFG.json")


@pytest.fixture
def parted(northwind: Followup, copy: Path, data_file: Path) -> Callable[..., Followup]:
    """Copy the file, then do something in the copy, each a call of the program."""

    def part(*calls: tuple[str, ...]) -> Followup:
        shutil.copy(data_file, copy)
        for call in calls:
            assert northwind(*call, "--data", str(copy)).code == 0
        return northwind

    return part


def test_both_sides_come_together_in_one_step(
    parted: Callable[..., Followup], copy: Path, copies: Callable[[], list[Path]]
) -> None:
    """Different fields, a contact there, an application on each side; one undo takes it back."""
    followup = parted(
        ("edit", "northwind", "--tag", "there"),
        ("contact", "northwind", "sent", "thank-you"),
        ("add", "Globex", "Cook"),
    )
    followup("edit", "northwind", "--notes", "here")
    followup("add", "Initech", "Baker")
    before = shown(followup)
    number = len(copies())
    result = followup("merge", str(copy), "--yes")
    assert result.code == 0, result.err
    assert "New: globex" in result.out
    assert "Changed: northwind" in result.out
    assert f"rm {copy}" in result.out
    after = shown(followup)
    assert (after["notes"], after["tags"], len(after["contacts"])) == ("here", ["there"], 1)
    assert {each["id"] for each in followup("list", "--json").json} == {"northwind", "globex", "initech"}
    assert len(copies()) == number + 1
    again = followup("merge", str(copy), "--yes")
    assert (again.code, "is here already" in again.out) == (0, True)
    followup("undo")
    stamps = {"updated_at": "", "revision": 0}
    assert {**shown(followup), **stamps} == {**before, **stamps}
    assert followup("show", "globex").code == 2


def test_it_is_asked_first(
    parted: Callable[..., Followup], copy: Path, answer: Callable[[bytes], None], data_file: Path
) -> None:
    """What it would do is shown; no, and no terminal, change nothing and make no copy."""
    followup = parted(("edit", "northwind", "--tag", "there"))
    before = data_file.read_bytes()
    answer(b"n\n")
    result = followup("merge", str(copy))
    assert "Changed: northwind" in result.out
    assert "Nothing was changed" in result.out
    assert data_file.read_bytes() == before
    answer(b"y\n")
    assert followup("merge", str(copy)).code == 0
    assert shown(followup)["tags"] == ["there"]


def test_what_both_changed_is_kept_beside_it(parted: Callable[..., Followup], copy: Path) -> None:
    """The copy's stands, the one here is a clash, and the exit code says so."""
    followup = parted(("edit", "northwind", "--role", "There"))
    followup("edit", "northwind", "--role", "Here")
    result = followup("merge", str(copy), "--yes", "--json")
    assert (result.code, result.json["clashes"]) == (1, {"northwind": 1})
    (clash,) = followup("clashes", "--json").json
    assert (clash["stands"], clash["other"]) == ("There", "Here")


def test_removed_on_one_side(parted: Callable[..., Followup], copy: Path, data_file: Path) -> None:
    """Gone where the other left it alone; kept, and asked about, where the other changed it."""
    followup = parted(("add", "Globex", "Cook"), ("remove", "northwind"))
    followup("merge", str(copy), "--yes")
    assert [each["id"] for each in followup("list", "--json").json] == ["globex"]
    followup("undo")
    followup("edit", "northwind", "--notes", "changed")
    result = followup("merge", str(copy), "--yes", "--json")
    assert (result.code, result.json["clashes"]) == (1, {"northwind": 1})
    assert shown(followup)["notes"] == "changed"


def test_the_base_is_where_the_histories_part_else_a_backup(
    parted: Callable[..., Followup], copy: Path, data_file: Path
) -> None:
    """A value that both had, and one side changed since, is no clash, also without a common history."""
    followup = parted()
    followup("backup")
    followup("edit", "northwind", "--role", "Here")
    without_history(copy)
    result = followup("merge", str(copy), "--yes", "--json")
    assert (result.code, result.json["changed"]) == (0, [])
    assert shown(followup)["role"] == "Here"


def without_history(file: Path) -> None:
    """Take the history out of a file, as if it were too long ago."""
    file.write_text(json.dumps({**json.loads(file.read_text()), "history": {}}))


def test_what_is_no_copy_is_refused(northwind: Followup, copy: Path, data_file: Path, tmp_path: Path) -> None:
    """The data file itself, another data file, a damaged one, none, a folder."""
    before = data_file.read_bytes()
    assert northwind("merge", str(data_file), "--yes").code == 2
    assert northwind("add", "Globex", "Cook", "--data", str(tmp_path / "other.json")).code == 0
    other = northwind("merge", str(tmp_path / "other.json"), "--yes")
    assert (other.code, "is no copy of your data" in other.err) == (2, True)
    copy.write_bytes(before[:-40])
    damaged = northwind("merge", str(copy), "--yes")
    assert (damaged.code, "cannot be merged" in damaged.err) == (3, True)
    assert northwind("merge", str(copy.with_name("gone.json")), "--yes").code == 2
    assert northwind("merge", str(tmp_path), "--yes").code == 3
    assert data_file.read_bytes() == before


def test_doctor_names_the_copy(parted: Callable[..., Followup], copy: Path) -> None:
    """With the command that brings it in; nothing is wrong with the data for that."""
    followup = parted()
    result = followup("doctor")
    assert result.code == 0
    assert f"followup merge {copy}" in result.out
