"""`followup list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli import commands
from followup_tui.cli.argument_parser import Parser

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


_ABOUT_NO_FILE = ("add", "import", "sync", "demo", "completion")
"""The commands that make a data file, or read none."""

_WORDS = {
    "forget": ("x",),
    "move": ("x", "thanked"),
    "person": ("x", "Ann Lee"),
    "decision": ("x", "fri"),
    "promise": ("x", "y"),
    "close": ("x", "hired"),
    "snooze": ("x", "mon"),
    "export": ("csv",),
    "edit": ("x", "--role", "y"),
}
"""What a command needs beside the data file, where not any word will do for what it cannot do without."""


def _words(name: str) -> tuple[str, ...]:
    parser = Parser()
    commands.load(name).add_arguments(parser)
    needed = [each for each in parser._actions if not each.option_strings and each.nargs in (None, "+")]
    return _WORDS.get(name, ("x",) * len(needed))


def test_an_empty_list_says_how_to_begin(followup: Followup) -> None:
    """Nothing recorded is no error, and JSON says it with an empty list."""
    assert "followup add COMPANY ROLE" in followup("list").out
    assert followup("list", "--json").json == []
    assert followup("list").code == 0


def test_the_list_groups_by_todays_stage(northwind: Followup, clock: time_machine.Traveller) -> None:
    """A card whose day has passed stands in Overdue without anybody having moved it."""
    northwind("add", "Acme", "Backend", "--at", "12:00")
    northwind("move", "acme", "thanked")
    lines = northwind("list").out.splitlines()
    assert lines[0] == "Interviewed 1"
    assert lines[3] == "Thanked 1"
    assert lines[-1] == "2 live. Last new application today."
    clock.shift(86_400 * 7)
    assert [line for line in northwind("list", "--stage", "overdue").out.splitlines() if "northwind" in line]
    assert [item["id"] for item in northwind("list", "--stage", "over", "--json").json] == ["northwind"]
    assert northwind("list").out.endswith("\n\n2 live. Last new application 7 days ago.\n")
    assert northwind("list", "--stage", "closed").out == "Nothing stands in Closed.\n"


@pytest.mark.parametrize("columns", [12, 24, 40, 59, 60, 80, 120])
def test_the_list_fits_the_terminal(
    northwind: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """No line is wider than the terminal, and the columns stand under each other, wide letters too."""
    from followup_tui.cells import text_width

    northwind(
        "add",
        "株式会社株式会社株式会社 Ünïcødé & Söhne GmbH",
        "👩🏽\u200d💻 Principal engineer of everything",
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = northwind("list").out.splitlines()
    assert all(text_width(line) <= columns for line in lines)
    if columns >= 80:
        ends = {
            text_width(line[: line.index(role)])
            for line in lines
            for role in ("Data engi", "👩")
            if role in line
        }
        assert len(ends) == 1


def test_in_a_pipe_nothing_is_cut(northwind: Followup) -> None:
    """A script that reads the list finds whole names."""
    northwind("add", "A" * 90, "B" * 90)
    assert f"{'A' * 90}  {'B' * 90}" in northwind("list").out


@pytest.mark.parametrize("name", [name for name in commands.names() if name not in _ABOUT_NO_FILE])
def test_a_file_that_is_named_and_is_not_there_is_said(followup: Followup, tmp_path: Path, name: str) -> None:
    """A slip in its name is no empty list: each command that reads it names it, exits 3, makes nothing."""
    file = tmp_path / "nothere.json"
    result = followup(name, *_words(name), "--data", str(file))
    assert (result.code, result.out) == (3, "")
    assert (
        result.err == f"followup: There is no file {file}. Check its name; followup add creates a new one\n"
    )
    assert list(tmp_path.iterdir()) == []
