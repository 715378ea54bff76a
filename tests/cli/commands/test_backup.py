"""`followup backup`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.storage.codec import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Followup

CUT = b'{\n"applications": {\n'


def test_a_backup_says_where_it_is(
    northwind: Followup, data_file: Path, copies: Callable[[], list[Path]]
) -> None:
    """The copy is the file to the byte, for its owner only; JSON says the same."""
    result = northwind("backup")
    (copy,) = copies()
    assert result.code == 0
    assert result.out.startswith(f"Copied to {copy} (1 application, ")
    assert copy.read_bytes() == data_file.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    document = northwind("backup", "--json").json
    assert document == {"path": str(copies()[1]), "size": data_file.stat().st_size, "applications": 1}


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
    data_file.write_bytes(data_file.read_bytes().replace(f'"schema":{SCHEMA}'.encode(), b'"schema":99'))
    assert "(written by a newer followup, " in northwind("backup").out
    listed = northwind("restore").out
    assert f"newer\n     a newer followup wrote it (schema 99; this one knows {SCHEMA})" in listed
    refused = northwind("restore", "1", "--yes")
    assert refused.code == 3
    assert "Update with pip install -U followup-tui" in refused.err
