"""Bringing in a journal from jrnl: shown first, asked about, taken back as one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Followup


def jotted(title: str, day: str = "2026-11-23", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of JSON
    """Give an entry as jrnl exports it."""
    return {"title": title, "body": "", "date": day, "time": "18:00", "tags": [], "starred": False, **more}


@pytest.fixture
def file(northwind: Followup, tmp_path: Path) -> Path:
    """What jrnl exported: one entry for each of two applications, one for none."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-12 10:00")
    target = tmp_path / "jrnl.json"
    entries = [
        jotted("Acme", "2026-11-13", body="## What went well\nCalm\n## Change next time\n- Speak slower"),
        jotted("Groceries \x1b[31m"),
        jotted("Met Northwind.", body="A laptop, $95,000"),
    ]
    target.write_text(json.dumps({"tags": {}, "entries": entries}))
    return target


PREVIEW = (
    "3 entries of jrnl in {}:\n"
    "  new            Fri 13 Nov 2026 18:00: Acme (acme/i1)\n"
    "  skipped        Mon 23 Nov 2026 18:00: Groceries [31m: "
    "no application has the name of its tags or its title\n"
    "  new            Mon 23 Nov 2026 18:00: Met Northwind. (northwind/i1)\n"
    "2 new, 0 changed, 0 already there, 1 skipped\n"
)


def test_an_import_is_shown_first_and_asked_about(
    northwind: Followup, file: Path, data_file: Path, answer: Callable[[bytes], None]
) -> None:
    """No changes nothing, yes imports it."""
    before = data_file.read_bytes()
    answer(b"n\n")
    refused = northwind("import", str(file))
    assert (refused.code, refused.out) == (0, f"{PREVIEW.format(file)}Nothing was changed.\n")
    assert refused.err == "followup: Import 2 entries? [y/N]\n"
    assert data_file.read_bytes() == before
    answer(b"y\n")
    assert northwind("import", str(file)).out == (
        f"{PREVIEW.format(file)}Imported. To take it back: followup undo\n"
    )
    (acme,) = northwind("show", "acme", "--json").json["interviews"]
    assert (acme["reflection"]["well"], acme["reflection"]["at"]) == ("Calm", "2026-11-13T18:00:00+01:00")
    assert [one["text"] for one in acme["reflection"]["change"]] == ["Speak slower"]
    (interview,) = northwind("show", "northwind", "--json").json["interviews"]
    assert (interview["said"], interview["reflection"]["notes"]) == (
        None,
        "Met Northwind.\nA laptop, $95,000",
    )


def test_an_import_is_one_step_with_a_copy_before_it(
    northwind: Followup, file: Path, data_file: Path, home: Path
) -> None:
    """`undo` takes all of it back; the copy is the file as it was."""
    before, listed = data_file.read_bytes(), northwind("list", "--json").json
    assert northwind("import", str(file), "--yes").code == 0
    copies = list((home / "state" / "followup" / "backups").rglob("*.json"))
    assert before in [copy.read_bytes() for copy in copies]
    assert northwind("undo").out == "Undone: Imported from jrnl.\n"
    stamps = {"updated_at": None, "revision": None}
    kept = [{**one, **stamps} for one in northwind("list", "--json").json]
    assert kept == [{**one, **stamps} for one in listed]


def test_the_same_file_twice_changes_nothing(northwind: Followup, file: Path, data_file: Path) -> None:
    """It is there already, without a question."""
    northwind("import", str(file), "--yes")
    before = data_file.read_bytes()
    again = northwind("import", str(file))
    assert again.code == 0
    assert again.out.endswith("0 new, 0 changed, 2 already there, 1 skipped\nNothing was changed.\n")
    assert data_file.read_bytes() == before


def test_what_the_journal_exports_comes_back(northwind: Followup, file: Path, tmp_path: Path) -> None:
    """Written for jrnl, exported by it, and imported here after it was all taken back."""
    northwind("import", str(file), "--yes")
    before = northwind("journal", "--json").json
    text = northwind("journal", "--export", "jrnl").out
    entries = []
    for part in text.removeprefix("[").split("\n["):
        stamp, _, content = part.partition("] ")
        day, _, time = stamp.partition(" ")
        title, _, body = content.partition("\n")
        tags = [word for word in content.split() if word.startswith("@")]
        entries.append(jotted(title, day, time=time, body=body.strip(), tags=tags))
    northwind("undo")
    assert northwind("journal", "--json").json == []
    back = tmp_path / "back.json"
    back.write_text(json.dumps({"entries": entries}))
    assert northwind("import", str(back), "--yes").code == 0
    after = northwind("journal", "--json").json
    for entry in (*before, *after):
        del entry["reflection"]["at"]  # an entry has one date in jrnl: that of the interview
    assert after == before


def test_a_dry_run_and_scripts_are_told_the_same(northwind: Followup, file: Path, data_file: Path) -> None:
    """Nothing is changed, and no terminal is needed; without either, the call is refused."""
    before = data_file.read_bytes()
    assert northwind("import", str(file), "--dry-run").out == f"{PREVIEW.format(file)}Nothing was changed.\n"
    document = northwind("import", str(file), "--dry-run", "--json").json
    assert (document["files"], document["imported"]) == ([{"kind": "jrnl", "title": "jrnl"}], False)
    assert document["entries"][1:] == [
        {
            "where": "Mon 23 Nov 2026 18:00",
            "title": "Groceries [31m",
            "becomes": "skipped",
            "id": None,
            "interview": None,
            "why": "no application has the name of its tags or its title",
            "changes": [],
            "remarks": [],
        },
        {
            "where": "Mon 23 Nov 2026 18:00",
            "title": "Met Northwind.",
            "becomes": "new",
            "id": "northwind",
            "interview": "i1",
            "why": None,
            "changes": [],
            "remarks": [],
        },
    ]
    refused = northwind("import", str(file), "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "no terminal to ask on" in refused.err
    assert data_file.read_bytes() == before
    assert northwind("import", str(file), "--yes", "--json").json["imported"] is True


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Bread and milk\n", "does not know what kind of file"),
        (
            b"What,Price\nBread,2\nMilk,1\n",
            "which column holds the company and which the role cannot be told",
        ),
        (b"\xff\xfe", "does not know what kind of file"),
        (None, "could not be read: No such file or directory"),
    ],
)
def test_another_kind_of_file_is_one_sentence(
    northwind: Followup, data_file: Path, tmp_path: Path, content: bytes | None, message: str
) -> None:
    """Exit 2, and nothing is changed."""
    before, target = data_file.read_bytes(), tmp_path / "x.csv"
    if content is not None:
        target.write_bytes(content)
    result = northwind("import", str(target), "--yes")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err
    assert northwind("import", str(tmp_path), "--yes").code == 2
    assert data_file.read_bytes() == before


def test_without_a_copy_nothing_is_imported(
    northwind: Followup, file: Path, home: Path, data_file: Path
) -> None:
    """Where the copy before it cannot be made, exit 3 and the file as it was."""
    import shutil

    shutil.rmtree(home / "state", ignore_errors=True)
    (home / "state").write_text("a file where the folder should be")
    before = data_file.read_bytes()
    result = northwind("import", str(file), "--yes")
    assert (result.code, "No copy could be made" in result.err) == (3, True)
    assert data_file.read_bytes() == before
