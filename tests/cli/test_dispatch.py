"""From the arguments to the exit code: which file is used, and what is said beside the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "not JSON": b"hello",
    "another shape": b'{"todo": ["milk"]}',
    "a list": b"[]",
    "no schema": b'{"applications": {"1": {"id": "x"}}}',
    "another application": b'{"meta": {"1": {"schema": 3}}, "applications": {"1": {"id": 3}}}',
    "a newer schema": b'{"meta": {"1": {"schema": 99}}, "applications": {}}',
    "not text": b"\xff\xfe\x00",
}


def test_the_data_file_is_named_before_or_after_the_command(
    followup: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--data` means the same in both places and goes before FOLLOWUP_DATA."""
    other = str(tmp_path / "other.json")
    assert followup("add", "A", "B", "--data", other).code == 0
    assert [item["id"] for item in followup("--data", other, "list", "--json").json] == ["a"]
    assert followup("list", "--json").json == []
    monkeypatch.setenv("FOLLOWUP_DATA", other)
    assert len(followup("list", "--json").json) == 1
    assert "none.json" in followup("list", "--data", str(tmp_path / "none.json")).err


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list", 0),
        ("list --json", 0),
        ("due", 0),
        ("due --quiet", 1),
        ("stats", 0),
        ("export json", 0),
        ("show northwind", 2),
    ],
)
def test_a_data_file_that_is_not_there_is_named(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int
) -> None:
    """Whoever mistypes it gets an error; one in FOLLOWUP_DATA may be a new one, and is said."""
    missing = tmp_path / "mistyped.json"
    mistyped = northwind(*line.split(), "--data", str(missing))
    assert (mistyped.code, mistyped.out) == (3, "")
    assert mistyped.err.startswith(f"followup: There is no file {missing}. ")
    assert mistyped.err.count("\n") == 1
    monkeypatch.setenv("FOLLOWUP_DATA", str(missing))
    result = northwind(*line.split())
    assert result.code == code
    assert (f"followup: There is no file {missing}\n" in result.err) is (code != 1)
    assert (f"recorded yet in {missing}." in result.out) is (line == "list")
    assert list(tmp_path.glob("mistyped*")) == []
    assert northwind("add", "A", "B").err == ""


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
@pytest.mark.parametrize("arguments", [("list",), ("add", "A", "B"), ("undo",), ("export", "json")])
def test_a_damaged_file_is_named_and_left_alone(
    followup: Followup, tmp_path: Path, content: bytes, arguments: tuple[str, ...]
) -> None:
    """Exit 3, one sentence with the file and how to go on, and not a byte of it or beside it changed."""
    file = tmp_path / "damaged.json"
    file.write_bytes(content)
    result = followup(*arguments, "--data", str(file))
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("followup: ")
    assert result.err.count("\n") == 1
    assert str(file) in result.err
    assert "--data FILE" in result.err
    assert "untouched" in result.err
    assert file.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.json"]


def test_a_truncated_file_is_named_and_left_alone(northwind: Followup, data_file: Path) -> None:
    """Wherever it is cut off, the rest of it stays as it is."""
    whole = data_file.read_bytes()
    for length in range(1, len(whole) - 3, len(whole) // 12):
        data_file.write_bytes(whole[:length])
        result = northwind("add", "A", "B")
        assert (result.code, result.out) == (3, "")
        assert str(data_file) in result.err
        assert data_file.read_bytes() == whole[:length]


def test_a_folder_is_no_data_file(followup: Followup, tmp_path: Path) -> None:
    """A folder's name gets a sentence, too."""
    result = followup("list", "--data", str(tmp_path))
    assert result.code == 3
    assert str(tmp_path) in result.err


def test_wrong_settings_are_said_and_stop_nothing(northwind: Followup, settings_file: Path) -> None:
    """The command does its work, exits as it would, and the problems follow on stderr."""
    settings_file.write_text('theme = "blue"\ncolour = 3\n')
    result = northwind("list", "--json")
    assert result.code == 0
    assert len(result.json) == 1
    first, second = result.err.splitlines()
    assert first.startswith("followup: settings: theme (line 1)")
    assert second.startswith("followup: settings: colour (line 2)")


def test_an_error_comes_before_what_is_wrong_in_the_settings(
    northwind: Followup, settings_file: Path
) -> None:
    """The first line on stderr is the one that explains the exit code."""
    settings_file.write_text("colour = 3\n")
    result = northwind("show", "nothere")
    assert result.code == 2
    assert result.err.splitlines()[0].startswith("followup: There is no application")


def test_the_users_zone_counts(northwind: Followup, settings_file: Path) -> None:
    """What is typed is read in the zone of the settings, and days are counted there."""
    settings_file.write_text('zone = "America/New_York"')
    northwind("add", "Acme", "Backend", "--at", "07:30")
    assert (
        northwind("show", "acme", "--json").json["interviews"][0]["ended_at"] == "2026-11-23T07:30:00-05:00"
    )


def test_a_backup_that_cannot_be_made_is_said(northwind: Followup, home: Path) -> None:
    """The change is made all the same."""
    import shutil

    shutil.rmtree(home / "state", ignore_errors=True)
    (home / "state").write_text("a file where the folder should be")
    result = northwind("move", "northwind", "thanked")
    assert result.code == 0
    assert result.err.startswith("followup: No backup could be made")
    assert northwind("show", "northwind", "--json").json["stage"] == "thanked"
