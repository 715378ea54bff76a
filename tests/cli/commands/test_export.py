"""`followup export`: what is written, where, and over what never."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from followup_tui.exchange.formats import EXPORTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup

HOSTILE = "[/b] Ünïcødé 株式会社 👩🏽\u200d💻 \x1b]0;x\x07"


SAFE = "[/b] Ünïcødé 株式会社 👩🏽\u200d💻 ]0;x"


def test_a_hostile_name_is_stored_shown_and_exported_safely(followup: Followup) -> None:
    """What a terminal would obey is gone at the door; all the rest is as it was typed, everywhere."""
    followup("add", HOSTILE, "=cmd|'/c calc'!A1", "--person", HOSTILE)
    followup("contact", "b", "sent", "--note", HOSTILE)
    shown = [followup(*words).out for words in (("list",), ("show", "b"), ("history",), ("list", "--json"))]
    exported = {kind: followup("export", kind).out for kind in EXPORTS}
    assert not any(sign in output for output in (*shown, *exported.values()) for sign in "\x1b\x07")
    assert all(SAFE in output for output in (*shown, exported["json"], exported["csv"]))
    assert "\\[/b\\]" in exported["markdown"]
    assert "'=cmd|'/c calc'!A1" in exported["csv"]
    assert json.loads(exported["json"])[0]["company"] == SAFE


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_is_printed_or_written_alike(northwind: Followup, tmp_path: Path, kind: str) -> None:
    """`-o FILE` writes what would be printed, readable by its owner only, in the place of what was there."""
    target = tmp_path / f"out.{kind}"
    target.write_text("old")
    target.chmod(0o644)
    result = northwind("export", kind, "-o", str(target))
    done = "Written" if kind == "employment-office" else "1 application written"
    assert result.out == f"{done} to {target}\n"
    assert target.read_bytes().decode() == northwind("export", kind).out
    assert target.read_bytes().decode() == northwind("export", kind, "-o", "-").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*out*")] == [target.name]


def test_a_month_is_listed_for_an_employment_office(northwind: Followup) -> None:
    """From and until days as people type them; in the order of time, or refused; for this format alone."""
    northwind("contact", "northwind", "sent", "--at", "20.11.")
    listed = northwind("export", "employment", "--since", "20.11.", "--until", "yesterday").out
    assert [line.partition(",")[0] for line in listed.splitlines()] == ["\ufeffDate", "2026-11-20"]
    wrong = northwind("export", "employment-office", "--since", "yesterday", "--until", "20.11.")
    assert (wrong.code, wrong.err) == (
        2,
        "followup: --until 2026-11-20 lies before --since 2026-11-22. Nothing was written; swap them\n",
    )
    refused = northwind("export", "csv", "--since", "20.11.")
    assert refused.code == 2
    assert "--since and --until are for employment-office; csv is always whole" in refused.err


def test_json_export_is_the_list_for_scripts(northwind: Followup) -> None:
    """Both are the same document, and the CSV has a row an application."""
    northwind("add", "Acme", "Backend")
    assert northwind("export", "json").json == northwind("list", "--json").json
    rows = list(csv.DictReader(io.StringIO(northwind("export", "csv").out, newline="")))
    assert [row["id"] for row in rows] == ["northwind", "acme"]


def test_the_data_file_is_never_exported_over(northwind: Followup, data_file: Path, tmp_path: Path) -> None:
    """Not under its name and not through a link."""
    before = data_file.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(data_file)
    for name in (data_file, link):
        result = northwind("export", "json", "-o", str(name))
        assert result.code == 2
        assert "the data file itself" in result.err
    assert data_file.read_bytes() == before


def test_an_export_that_cannot_be_written_leaves_what_was_there(northwind: Followup, tmp_path: Path) -> None:
    """No folder, a folder in the file's place: exit 3, and nothing half-written stays."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for target in (tmp_path / "none" / "x.json", folder):
        result = northwind("export", "json", "-o", str(target))
        assert (result.code, result.out) == (3, "")
        assert f"{target} could not be written" in result.err
    assert list(tmp_path.glob(".*")) == []
    assert northwind("export", "json", "-o", "").code == 2


def test_an_export_may_go_through_a_link_or_to_a_device(northwind: Followup, tmp_path: Path) -> None:
    """A link stays a link, and a device is written to and not replaced."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real.json")
    assert northwind("export", "json", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert (tmp_path / "real.json").is_file()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert northwind("export", "csv", "-o", str(pipe)).code == 0
        assert os.read(reader, 10).startswith(b"id,company")
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_export_imported_into_an_empty_file_gives_the_same_data(
    northwind: Followup, tmp_path: Path
) -> None:
    """From one file to another and back: nothing differs but the stamps of the import itself."""
    northwind("contact", "northwind", "received", "--person", "jana", "--note", "Call me")
    northwind("offer", "northwind", "--answer-by", "fri", "--term", "salary 72,000")
    northwind("promise", "northwind", "Send references", "--due", "fri")
    exported, other = tmp_path / "all.json", tmp_path / "other.json"
    northwind("export", "json", "-o", str(exported))
    result = northwind("import", str(exported), "--yes", "--data", str(other))
    assert "1 new, 0 changed, 0 already there, 0 skipped\nImported." in result.out
    stamps = {"updated_at": None, "revision": None}
    listed, copied = (northwind("list", "--json", *words).json for words in ((), ("--data", str(other))))
    assert [{**each, **stamps} for each in copied] == [{**each, **stamps} for each in listed]
    assert northwind("import", str(exported), "--yes", "--data", str(other)).out.endswith(
        "0 new, 0 changed, 1 already there, 0 skipped\nNothing was changed.\n"
    )
