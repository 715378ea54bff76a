"""`followup journal`: reading, searching, writing it to files."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


def test_the_journal_reads_newest_first(reflected: Followup) -> None:
    """Day, company, interview, people, then the prompts that were answered."""
    assert reflected("journal").out == (
        "today 10:00  Northwind, Data engineer, interview 1, with Dr. Jana Novák, Bob Lee\n"
        "  What went well\n"
        "    Prepared\n"
        "  What was said\n"
        "    They need engineers\n"
        "\n"
        "Thu 12 Nov 10:00  Acme, Backend, interview 1, with Ann Lee\n"
        "  What went well\n"
        "    Calm\n"
        "    Good *questions*\n"
        "  What did not\n"
        "    Late\n"
        "  Change next time\n"
        "    Speak slower\n"
        "    Ask about pay\n"
        "  What was said\n"
        "    A laptop, $95,000\n"
        "  How it felt: 4 of 5\n"
    )


@pytest.mark.parametrize("columns", [10, 24, 40, 80])
def test_the_journal_fits_the_terminal(
    reflected: Followup, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """No line is wider than the terminal, in the journal and in the list of lessons."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("journal", "lessons"):
        lines = reflected(command).out.splitlines()
        assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), ["northwind", "acme"]),
        (("LAPTOP",), ["acme"]),
        (("calm", "slower"), ["acme"]),
        (("calm", "prepared"), []),
        (("jana",), ["northwind"]),
        (("--company", "NORTH"), ["northwind"]),
        (("--open",), ["acme"]),
        (("laptop", "--open", "slower"), ["acme"]),
        (("--tag", "remote"), []),
    ],
)
def test_the_journal_is_searched(reflected: Followup, arguments: tuple[str, ...], ids: list[str]) -> None:
    """Every word must occur; the filters narrow it further."""
    result = reflected("journal", *arguments, "--json")
    assert (result.code, [item["id"] for item in result.json]) == (0, ids)
    if not ids:
        assert reflected("journal", *arguments).out == "No entry fits.\n"


def test_an_empty_journal_says_how_to_begin(northwind: Followup) -> None:
    """Nothing is no error, and JSON says it with an empty list."""
    assert "followup reflect ID" in northwind("journal").out
    assert "followup reflect ID --change" in northwind("lessons").out
    assert northwind("journal", "--json").json == northwind("lessons", "--json").json == []


def test_the_journal_is_written_as_one_file(reflected: Followup, tmp_path: Path) -> None:
    """Printed or written alike, for its owner only; what was asked for and no more."""
    for kind, beginning in (
        ("markdown", "# Journal\n"),
        ("jrnl", "[2026-11-12 10:00] Acme, Backend, interview 1"),
    ):
        target = tmp_path / kind
        printed = reflected("journal", "--export", kind).out
        assert printed.startswith(beginning)
        assert reflected("journal", "--export", kind[:2], "-o", str(target)).out == f"Written to {target}\n"
        assert target.read_bytes().decode() == printed
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Acme" not in reflected("journal", "--company", "north", "--export", "markdown").out
    assert reflected("journal", "-o", "-").out.startswith("# Journal\n")


def test_a_folder_gets_a_file_a_day(reflected: Followup, tmp_path: Path) -> None:
    """The folder is made where it is missing; files it wrote are written anew, and only those."""
    folder = tmp_path / "new" / "journal"
    assert reflected("journal", "-o", f"{folder}/").out == f"2 days written to {folder}\n"
    assert sorted(path.name for path in folder.iterdir()) == ["2026-11-12.md", "2026-11-23.md"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    reflected("reflect", "northwind", "--well", "Friendly")
    assert reflected("journal", "--export", "markdown", "-o", str(folder)).code == 0
    assert "Friendly" in (folder / "2026-11-23.md").read_text("utf-8")


def test_somebodys_diary_is_not_written_over(reflected: Followup, tmp_path: Path) -> None:
    """A file of the same name that followup did not write stops it before anything is written."""
    (tmp_path / "2026-11-23.md").write_text("Dear diary")
    refused = reflected("journal", "-o", str(tmp_path))
    assert (refused.code, refused.out) == (2, "")
    assert "2026-11-23.md is there already" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-23.md"]
    assert (tmp_path / "2026-11-23.md").read_text() == "Dear diary"
    file = tmp_path / "file"
    file.write_text("x")
    assert reflected("journal", "-o", f"{file}/x/").code == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--export", "word"), "is not a format the journal can be written in"),
        (("--export", "jrnl", "-o", "{}"), "jrnl reads one file"),
        (("--export", "jrnl", "--json"), "--json prints"),
        (("-o", ""), "-o names no file"),
        (("--frob",), "This is not understood: --frob"),
        (("word", "--frob"), "This is not understood: --frob"),
    ],
)
def test_a_wrong_export_is_one_sentence(
    reflected: Followup, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, and nothing is printed or written."""
    result = reflected("journal", *(argument.format(tmp_path) for argument in arguments))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert list(tmp_path.iterdir()) == []
