"""How the program ends, refuses to begin, and steps aside for an editor or a shell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored
from tests.pty.terminal import PROGRAM, run

pytestmark = pytest.mark.pty


def test_leaving_is_exit_code_0_and_gives_the_terminal_back(start: Start) -> None:
    """`q` ends with 0, on the shell's own screen, with the cursor shown and the mouse left alone."""
    terminal = start()
    terminal.wait_for("q leave")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert_restored(terminal)


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_no_terminal_is_refused(arguments: tuple[str, ...]) -> None:
    """With stdin from nowhere and a pipe for stdout: one sentence on stderr, exit 2, no escape sequence."""
    refused = run(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "needs a terminal" in refused.stderr
    assert "\x1b" not in refused.stderr


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_cannot_place_text_is_refused(start: Start, kind: str) -> None:
    """TERM=dumb, or none: one sentence that names TERM, exit 2, no escape sequence."""
    terminal = start(TERM=kind)
    assert terminal.wait_for_exit() == 2
    assert b"TERM is" in terminal.output
    assert terminal.output.count(b"\n") == 1
    assert b"\x1b" not in terminal.output


def test_an_unset_term_is_refused(start: Start) -> None:
    """The same where TERM is not there at all."""
    terminal = start("-u", "TERM", *PROGRAM, command=("env",))
    assert terminal.wait_for_exit() == 2
    assert b"TERM is not set" in terminal.output
    assert terminal.output.count(b"\n") == 1
    assert b"\x1b" not in terminal.output


@pytest.mark.parametrize("content", [b"", b"{", b"no json", b"[]", b'{"applications": {"1": {}}}'])
def test_a_damaged_file_is_refused_and_left_alone(start: Start, data_file: Path, content: bytes) -> None:
    """A file that is no data file: one sentence that names it, exit 3, no escape sequence, and it stays."""
    data_file.parent.mkdir(parents=True)
    data_file.write_bytes(content)
    terminal = start(size=(400, 24))
    assert terminal.wait_for_exit() == 3
    assert str(data_file) in terminal.text()
    assert terminal.output.count(b"\n") == 1
    assert b"\x1b" not in terminal.output
    assert data_file.read_bytes() == content
    assert [file.name for file in data_file.parent.iterdir()] == [data_file.name]


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str], str]:
    """Make an editor of a shell script; `"$1"` in it is the file to edit."""

    def make(script: str) -> str:
        file = tmp_path / "editor"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o700)
        return str(file)

    return make


def notes() -> str:
    """Return the notes of Northwind as they are in the file."""
    exported = json.loads(run("export", "json").stdout)
    applications = exported if isinstance(exported, list) else exported["applications"]
    (northwind,) = applications
    return str(northwind["notes"])


def test_the_editors_text_becomes_the_notes(start: Start, fill: Fill, editor: Callable[[str], str]) -> None:
    """`N` gives the terminal to $EDITOR; what it saved is in the notes, and the board is back."""
    fill("Northwind")
    script = editor('test -t 1 && printf "they use Kafka\\nask about [on-call]" > "$1"')
    terminal = start(EDITOR=script)
    terminal.wait_for("Northwind", "? keys")
    terminal.press("N")
    terminal.wait_for("Northwind: edited")
    terminal.press("enter")
    terminal.wait_for("Notes", "they use Kafka", "ask about [on-call]")
    terminal.press("escape")
    terminal.wait_for("Interviewed 1")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert notes() == "they use Kafka\nask about [on-call]"


def test_an_editor_that_fails_changes_nothing(
    start: Start, fill: Fill, data_file: Path, editor: Callable[[str], str]
) -> None:
    """An editor that ends with 1 leaves the notes as they were; it says so, and the board goes on."""
    fill("Northwind")
    before = data_file.read_bytes()
    terminal = start(EDITOR=editor('printf "half a tho" > "$1"; exit 1'), size=(200, 24))
    terminal.wait_for("Northwind", "? keys")
    terminal.press("N")
    terminal.wait_for("ended with an error (1); nothing was changed")
    assert data_file.read_bytes() == before
    terminal.press("L")
    terminal.wait_for("moved to Thanked")


def test_stopped_and_continued_the_picture_is_back(start: Start, fill: Fill) -> None:
    """Ctrl-Z gives the shell its terminal; `fg` draws the board again, whole, and keys work."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    fill("Northwind")
    shell = start(command=(bash, "--norc", "--noprofile", "-i"), PS1="ready> ")
    shell.wait_for("ready>")
    shell.type(" ".join(f"'{word}'" for word in PROGRAM) + "\r")
    shell.wait_for("Northwind", "? keys")
    shell.clear_screen()
    shell.press("ctrl+z")
    shell.wait_for("Stopped", "ready>")
    shell.clear_screen()
    shell.type("fg\r")
    shell.wait_for("Interviewed 1", "Northwind", "Engineer", "Closed 0")
    shell.press("L")
    shell.wait_for("moved to Thanked", "Thanked 1")
    shell.clear_screen()
    shell.press("q")
    shell.wait_for("ready>")
    shell.type("echo code $?\r")
    shell.wait_for("code 0")


def test_a_dropped_line_ends_the_program(start: Start, fill: Fill) -> None:
    """When the connection breaks the program ends, and every change that was shown is in the file."""
    fill("Northwind")
    terminal = start()
    terminal.wait_for("Northwind", "? keys")
    terminal.press("L")
    terminal.wait_for("moved to Thanked")
    terminal.hang_up()
    assert terminal.wait_for_exit() != 0
    (northwind,) = json.loads(run("list", "--json").stdout)
    assert northwind["stage"] == "thanked"
