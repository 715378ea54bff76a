"""Reading the journal, its lessons, the page before an interview, the dossier."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


@pytest.fixture
def reflected(northwind: Followup) -> Followup:
    """The program, with two interviews at two companies that were reflected on."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-12 10:00", "--person", "Ann Lee")
    northwind(
        *("reflect", "acme", "--well", "Calm", "--well", "Good *questions*", "--badly", "Late"),
        *(
            "--change",
            "Speak slower",
            "--change",
            "Ask about pay",
            "--said",
            "A laptop, $95,000",
            "--feeling",
            "4",
        ),
    )
    northwind("reflect", "northwind", "--well", "Prepared", "--said", "They need engineers")
    return northwind


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
        assert reflected("journal", *arguments).out == "Nothing in the journal is like that.\n"


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
    ("arguments", "said"),
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
    reflected: Followup, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, and nothing is printed or written."""
    result = reflected("journal", *(argument.format(tmp_path) for argument in arguments))
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_lessons_are_open_until_somebody_says_otherwise(
    reflected: Followup, clock: time_machine.Traveller
) -> None:
    """Done, dropped and open again: each is one step that can be taken back."""
    assert reflected("lessons").out == (
        "acme/i1/1  Speak slower (Acme, Thu 12 Nov)\nacme/i1/2  Ask about pay (Acme, Thu 12 Nov)\n"
    )
    assert reflected("lessons", "--done", "acme/i1/1").out == "Acme: lesson done: Speak slower.\n"
    assert [item["id"] for item in reflected("lessons", "--json").json] == ["acme/i1/2"]
    assert "Nothing changed" in reflected("lessons", "--done", "acme/i1/1").out
    dropped = reflected("lessons", "--drop", "acme/i1/2", "--json").json
    assert [one["state"] for one in dropped["interviews"][0]["reflection"]["change"]] == ["done", "dropped"]
    assert reflected("lessons").out == "No lesson is open. followup lessons --all shows the others.\n"
    assert reflected("lessons", "--all").out == (
        "acme/i1/1  Speak slower (Acme, Thu 12 Nov, done today)\n"
        "acme/i1/2  Ask about pay (Acme, Thu 12 Nov, dropped today)\n"
    )
    assert "Ask about pay (dropped)" in reflected("journal").out
    assert reflected("lessons", "--reopen", "acme/i1/2").out == "Acme: lesson open again: Ask about pay.\n"
    reflected("undo")
    assert reflected("lessons", "--json").json == []
    for arguments in (("--done", "acme"), ("--done", "acme/i1/9"), ("--done", "a", "--drop", "b")):
        assert reflected("lessons", *arguments).code == 2


def test_the_page_before_an_interview(reflected: Followup, tmp_path: Path) -> None:
    """Lessons of all companies, printed, in a file or as JSON."""
    reflected("interview", "northwind", "--at", "2026-11-30 09:00")
    printed = reflected("prep", "north").out
    assert printed.startswith("# Northwind, Data engineer\n\nInterview 2: Mon 30 Nov 2026 09:00.\n")
    assert "## This time\n\n- Speak slower (Acme, Thu 12 Nov 2026)\n" in printed
    target = tmp_path / "prep.md"
    assert reflected("prep", "north", "-o", str(target)).out == f"Written to {target}\n"
    assert target.read_text("utf-8") == printed
    document = reflected("prep", "north", "--json").json
    assert (document["interview"], [one["text"] for one in document["worked"]]) == (
        "i2",
        ["Prepared", "Calm", "Good *questions*"],
    )


def test_the_dossier_keeps_private_what_was_thought(
    reflected: Followup, tmp_path: Path, settings_file: Path
) -> None:
    """Hired: closing points to it; what was said is in it, what was thought only if asked for."""
    closed = reflected("close", "acme", "hired").out
    assert closed == "Acme: closed, hired.\nFor your first day: followup dossier acme\n"
    printed = reflected("dossier", "acme").out
    assert "- [ ] See what came of: A laptop, \\$95,000\n" in printed
    assert not any(word in printed for word in ("Calm", "Late", "Speak slower", "4 of 5"))
    private = reflected("dossier", "acme", "--with-reflections").out
    assert all(word in private for word in ("Calm", "Late", "Speak slower", "4 of 5"))
    target = tmp_path / "dossier.md"
    reflected("dossier", "acme", "-o", str(target))
    assert target.read_text("utf-8") == printed
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    settings_file.write_text('language = "de"')
    assert "Guten Tag Ann Lee," in reflected("dossier", "acme").out
    assert "dossier" not in reflected("close", "northwind", "rejected").out
