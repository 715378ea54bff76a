"""`followup completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.candidates import SOURCES
from followup_tui.cli.commands.completion import SHELLS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed(followup: Followup, shell: str) -> None:
    """It is for that shell, and completes this program."""
    result = followup("completion", shell)
    assert result.code == 0
    assert f"Completion of followup for {shell}" in result.out


def test_another_shell_is_refused(followup: Followup) -> None:
    """The sentence says which there are."""
    for words in (("completion",), ("completion", "tcsh")):
        result = followup(*words)
        assert result.code == 2
        assert "bash, zsh, fish" in result.err


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("applications", "why", ["northwind"]),
        ("people", "person nor --who", ["p1", "p2"]),
        ("people", "person nothere --who", []),
        ("interviews", "interview northwind --which", ["i1"]),
        ("contacts", "contact --by email northwind --edit", ["c1"]),
        ("promises", "promise northwind --done", ["1"]),
        ("tags", "edit northwind --untag", ["remote"]),
        ("lessons", "lessons --done", ["northwind/i1/1"]),
        ("closed-lessons", "lessons --reopen", []),
        ("contact-kinds", "contact northwind sent", ["thank-you", "follow-up", "reply", "other"]),
        ("contact-kinds", "contact northwind rec", ["message", "notice", "invitation", "rejection", "offer"]),
        ("template-sets", "edit northwind --letters", ["en", "de", "de-informal"]),
        ("nothing-like-it", "why", []),
    ],
)
def test_what_could_come_next(northwind: Followup, source: str, line: str, words: list[str]) -> None:
    """Each kind of value, by what the line names; a tag that a shell would split is left out."""
    northwind("contact", "northwind", "sent", "thank-you")
    northwind("promise", "northwind", "send references")
    northwind("edit", "northwind", "--tag", "remote", "--tag", "two words; rm")
    northwind("reflect", "northwind", "--change", "Speak slower")
    result = northwind("completion", "--candidates", source, "--", "followup", *line.split())
    assert (result.code, result.err) == (0, "")
    assert [printed.partition("\t")[0] for printed in result.out.splitlines()] == words


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("data", ["nothere.json", "broken.json", "folder", "", "\x1b"])
def test_a_file_that_cannot_be_used_is_passed_over(
    followup: Followup, tmp_path: Path, source: str, data: str
) -> None:
    """Somebody is typing: nothing is said, and nothing is made."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.json").write_text("{")
    before = sorted(tmp_path.iterdir())
    path = str(tmp_path / data) if data else data
    result = followup("completion", "--candidates", source, "--", "followup", "--data", path, "show", "x")
    assert (result.code, result.err) == (0, "")
    assert sorted(tmp_path.iterdir()) == before


def test_the_file_that_the_line_names_is_asked(northwind: Followup, tmp_path: Path) -> None:
    """With `--data` before or behind the command, and in quotes as it was typed."""
    other = tmp_path / "my data.json"
    northwind("add", "Acme", "Backend", "--data", str(other))
    for words in (["--data", f"'{other}'", "why"], ["why", f"--data={other}"], ["why", "--data", str(other)]):
        result = northwind("completion", "--candidates", "applications", "--", "followup", *words)
        assert result.out == "acme\tAcme\n"
