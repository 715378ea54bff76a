"""Writing down how an interview was: in one call, or in the user's editor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followup_tui.config import find_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from tests.cli.conftest import Followup

ROOT = str(Path(__file__).parents[3])


def reflection(followup: Followup, number: int = 1, name: str = "northwind") -> Any:  # noqa: ANN401 - an object of JSON
    """Return what was written down of an interview, as scripts see it."""
    return followup("show", name, "--json").json["interviews"][number - 1]["reflection"]


@pytest.fixture
def edits(home: Path) -> Path:
    """Where texts lie while they are edited."""
    return find_paths(os.environ, None).edited_texts_folder


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make the user's editor do this; a terminal is there."""
    monkeypatch.setattr("followup_tui.cli.commands.reflect.is_terminal", lambda _: True)

    def make(commands: str) -> None:
        script = tmp_path / "editor"
        script.write_text(f"#!/bin/sh\n{commands}\n")
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))

    return make


def test_lines_are_added_to_what_stands_there(northwind: Followup) -> None:
    """Each option is a line; the next call adds to it, and a line that stands there stands there once."""
    result = northwind(
        *("reflect", "north", "--well", "Calm", "--badly", "Late", "--change", "Speak slower"),
        *("--said", "$95,000", "--said", "- a laptop", "--feeling", "4"),
    )
    assert (result.code, result.err) == (0, "")
    assert result.out == "Northwind: reflected on the interview today 10:00.\n"
    document = northwind("reflect", "north", "--well", "Calm", "--well", "Kind\nQuick", "--json").json
    (interview,) = document["interviews"]
    assert interview["said"] == "$95,000\n- a laptop"
    assert interview["reflection"] == {
        "at": "2026-11-23T14:02:00+01:00",
        "well": "Calm\nKind\nQuick",
        "badly": "Late",
        "change": [
            {
                "id": "northwind/i1/1",
                "text": "Speak slower",
                "state": "open",
                "closed_at": None,
                "zones": {},
            },
        ],
        "feeling": 4,
        "notes": None,
        "looked_back": False,
        "zones": {"at": "Europe/Berlin"},
    }
    assert "Nothing changed" in northwind("reflect", "north", "--badly", "Late").out
    assert "Nothing changed" in northwind("reflect", "north", "--badly", " ").out
    assert northwind("undo").out.startswith("Undone: Northwind: reflected")
    assert reflection(northwind)["well"] == "Calm"


def test_a_lesson_that_was_done_stays_done_when_others_are_added(northwind: Followup) -> None:
    """What came of it is kept."""
    northwind("reflect", "north", "--change", "Speak slower")
    northwind("lessons", "--done", "northwind/i1/1")
    northwind("reflect", "north", "--change", "Ask more", "--change", "Speak slower")
    assert [one["state"] for one in reflection(northwind)["change"]] == ["done", "open"]


def test_another_interview_than_the_last_can_be_meant(northwind: Followup) -> None:
    """By its number or its id; the last that was held unless said; none that lies ahead."""
    northwind("interview", "north", "--at", "13:00")
    northwind("interview", "north", "--at", "2026-11-30 09:00")
    northwind("reflect", "north", "--well", "Last")
    northwind("reflect", "north", "--well", "First", "--interview", "1")
    northwind("reflect", "north", "--well", "Again", "--interview", "I1")
    assert (reflection(northwind, 1)["well"], reflection(northwind, 2)["well"]) == ("First\nAgain", "Last")
    ahead = northwind("reflect", "north", "--well", "x", "--interview", "i3")
    assert (ahead.code, "lies ahead" in ahead.err) == (2, True)


def test_what_was_to_change_is_asked_about_after_the_next_interview(
    northwind: Followup, clock: time_machine.Traveller
) -> None:
    """The lessons that were open before it are named with what says that they were done; JSON is JSON."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-12 10:00")
    northwind("reflect", "acme", "--change", "Speak slower")
    northwind("interview", "northwind", "--at", "2026-11-23 15:00")
    clock.shift(7200)
    result = northwind("reflect", "north", "--well", "Calm")
    assert result.out.splitlines()[1:] == [
        "",
        "You wanted to change this. Did you, this time?",
        "acme/i1/1  Speak slower (Acme, Thu 12 Nov)",
        "If so: followup lessons --done ID; no longer worth it: --drop ID",
    ]
    northwind("lessons", "--done", "acme/i1/1")
    assert northwind("reflect", "north", "--well", "Kind").out.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("northwind", "--feeling", "6"), "a number from 1 to 5"),
        (("northwind", "--feeling", "good"), "a number from 1 to 5"),
        (
            ("northwind", "--well", "x", "--interview", "7"),
            "There is no interview '7' at Northwind. There is i1",
        ),
        (("northwind", "--well", "x" * 20_001), "What went well is 20,001 characters long"),
        (("northwind", "--change", "x" * 501), "501 characters"),
        (("acme", "--well", "x"), "No interview at Acme was held yet"),
        (("northwind",), "Your editor needs a terminal"),
        (("nothere", "--well", "x"), "There is no application"),
    ],
)
def test_what_cannot_be_written_down_is_one_sentence(
    northwind: Followup, data_file: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, and nothing is changed."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-30 09:00")
    before = data_file.read_bytes()
    result = northwind("reflect", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err
    assert data_file.read_bytes() == before


def test_the_editor_begins_with_what_stands_there(
    northwind: Followup, editor: Callable[[str], None], edits: Path, tmp_path: Path
) -> None:
    """One text with the prompts as headings; what is saved takes its place, and no file is left."""
    northwind("reflect", "north", "--well", "Calm")
    editor(f'cp "$1" {tmp_path}/begun; sed -i "s/^Calm$/Quiet/; s/^## How it felt/&\\n3/" "$1"')
    assert northwind("reflect", "north").out == "Northwind: reflected on the interview today 10:00.\n"
    begun = (tmp_path / "begun").read_text()
    assert begun.startswith(
        "<!-- Northwind, Data engineer, interview 1, Mon 23 Nov 2026 -->\n\n## What went well\n\nCalm\n"
    )
    assert (reflection(northwind)["well"], reflection(northwind)["feeling"]) == ("Quiet", 3)
    assert list(edits.iterdir()) == []
    editor('touch "$1"')
    assert "Nothing changed" in northwind("reflect", "north").out
    assert list(edits.iterdir()) == []


def test_nothing_written_is_no_reflection(northwind: Followup, editor: Callable[[str], None]) -> None:
    """It is said, and it is still to be noted; all taken out again is said as what it is."""
    editor('touch "$1"')
    for arguments in ((), ("--well", " ")):
        assert northwind("reflect", "north", *arguments).out == (
            "Nothing was written, so how it went is not noted yet. A line is enough.\n"
        )
    assert reflection(northwind) is None
    northwind("reflect", "north", "--well", "Calm")
    editor('echo "<!-- x -->" > "$1"')
    assert "reflection removed" in northwind("reflect", "north").out
    assert reflection(northwind) is None


def test_what_cannot_be_saved_is_kept_and_gone_on_with(
    northwind: Followup, editor: Callable[[str], None], edits: Path, data_file: Path
) -> None:
    """A feeling that is none, a file no longer whole: the text is where the sentence says, and comes back."""
    editor('printf "## What went well\\nCalm\\n## How it felt\\ngreat\\n" > "$1"')
    refused = northwind("reflect", "north")
    (folder,) = edits.iterdir()
    assert refused.code == 2
    assert f"What was written there is in {folder}/reflection.md" in refused.err
    before = data_file.read_bytes()
    editor(f'sed -i s/great/5/ "$1"; echo broken > {data_file}')
    refused = northwind("reflect", "north")
    (folder,) = edits.iterdir()
    assert (refused.code, str(data_file) in refused.err) == (3, True)
    assert f"What was written there is in {folder}/reflection.md" in refused.err
    data_file.write_bytes(before)
    editor('echo "## What did not\nLate" >> "$1"')
    assert northwind("reflect", "north").code == 0
    written = reflection(northwind)
    assert (written["well"], written["badly"], written["feeling"]) == ("Calm", "Late", 5)
    assert list(edits.iterdir()) == []


def test_what_stands_above_the_headings_in_the_editor_is_private(
    northwind: Followup, editor: Callable[[str], None], tmp_path: Path
) -> None:
    """It comes back there, is shown and found in the journal, and is no part of what was said."""
    editor('sed -i "1a My secret diary" "$1"')
    northwind("reflect", "north")
    assert reflection(northwind)["notes"] == "My secret diary"
    assert northwind("show", "north", "--json").json["interviews"][0]["said"] is None
    assert "  My secret diary\n" in northwind("journal", "SECRET").out
    northwind("reflect", "north", "--well", "Calm")
    editor(f'cp "$1" {tmp_path}/begun')
    northwind("reflect", "north")
    assert "-->\n\nMy secret diary\n\n## What went well\n\nCalm\n" in (tmp_path / "begun").read_text()
    for command in ("prep", "dossier"):
        assert "secret" not in northwind(command, "north").out
    assert "secret" in northwind("dossier", "north", "--with-reflections").out


def test_an_editor_that_fails_changes_nothing(
    northwind: Followup, editor: Callable[[str], None], edits: Path
) -> None:
    """What was typed in it is kept; where nothing was, no file is left."""
    editor("exit 3")
    refused = northwind("reflect", "north")
    assert (refused.code, list(edits.iterdir())) == (2, [])
    editor('echo typed >> "$1"; exit 3')
    refused = northwind("reflect", "north")
    (folder,) = edits.iterdir()
    assert (
        f"ended with an error (3); nothing was changed. What was written there is in {folder}" in refused.err
    )
    assert reflection(northwind) is None


def test_the_editor_gets_the_terminal(northwind: Followup, tmp_path: Path) -> None:
    """In a process of its own: the editor reads and writes the terminal that the command was called in."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\ntest -t 0 && test -t 1 && echo "## What went well\nSeen" > "$1"\n')
    script.chmod(0o700)
    line, other_end = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "followup_tui", "reflect", "northwind", "--interview", "1"],
            env={**os.environ, "PYTHONPATH": ROOT, "EDITOR": str(script)},
            stdin=other_end,
            stdout=other_end,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
        output = os.read(line, 1 << 16)
    finally:
        os.close(other_end)
        os.close(line)
    assert (done.returncode, done.stderr) == (0, b"")
    assert output.startswith(b"Northwind: reflected on the interview")
    assert reflection(northwind)["well"] == "Seen"
