"""How the program ends, refuses to begin, and steps aside for an editor or a shell."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored
from tests.pty.terminal import PROGRAM, Terminal, run

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


def thread_count(terminal: Terminal) -> int:
    """Return how many threads the program has."""
    return len(list(Path(f"/proc/{terminal.pid}/task").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
def test_stopped_and_continued_by_a_signal_it_can_be_left(start: Start, fill: Fill) -> None:
    """SIGSTOP cannot be handled: after SIGCONT the board is painted anew, works, and can be left."""
    fill("Northwind")
    terminal = start()
    terminal.wait_for("Northwind", "? keys")
    # The board is painted before the threads for the terminal run.
    terminal.wait_until(lambda: b"\x1b[?2004h" in terminal.output, "the threads begun")
    threads = thread_count(terminal)
    for _ in range(2):
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.clear_screen()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("Interviewed 1", "Northwind", "? keys")
    assert thread_count(terminal) == threads
    terminal.press("L")
    terminal.wait_for("moved to Thanked", "Thanked 1")
    before = len(terminal.output)
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert_restored(terminal, before)


def test_stopped_by_a_signal_in_a_shell_fg_brings_it_back(start: Start, fill: Fill) -> None:
    """Stopped from outside, it stays stopped while the shell has the terminal, and is itself after `fg`."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    fill("Northwind")
    shell = start(command=(bash, "--norc", "--noprofile", "-i"), PS1="ready> ")
    shell.wait_for("ready>")
    shell.type(" ".join(f"'{word}'" for word in PROGRAM) + "\r")
    shell.wait_for("Northwind", "? keys")
    # Time to read the reply to its last request: once it is stopped, the shell would read that.
    shell.assert_stays(lambda: "Northwind" in shell.text(), "the board", seconds=0.3)
    shell.clear_screen()
    shell_children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children")
    (program,) = map(int, shell_children.read_text().split())
    os.kill(program, signal.SIGSTOP)
    shell.wait_for("Stopped", "ready>")
    shell.clear_screen()
    shell.type("kill -CONT %1\r")
    shell.wait_for("ready>")
    shell.assert_stays(lambda: "Northwind" not in shell.text(), "the shell's screen", seconds=0.5)
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
