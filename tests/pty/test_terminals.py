"""Every kind of terminal, and none: it works there, or refuses with one sentence and nothing else."""

from __future__ import annotations

import os
import random
import shlex
import subprocess
import time
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.terminal import PATIENCE, PROGRAM, Terminal, environment

pytestmark = pytest.mark.pty

LONG = os.environ.get("FOLLOWUP_LONG") == "1"

SENTENCE = "followup needs 20 columns and 6 rows."

SIZES = [(1, 1), (2, 2), (5, 3), (19, 5), (20, 6), (40, 12), (60, 24), (80, 24), (200, 60), (400, 100)]
"""Columns and rows."""

ALWAYS = {(1, 1), (19, 5), (20, 6), (400, 100)}
"""What is tried in every run: the ends, and both sides of where the board fits. The rest takes its time."""

IDLE_SECONDS = 1.0
IDLE_SHARE = 0.25
"""How long an idle board is watched, and how much of that time at most it may have computed."""


def processor_seconds(process: int) -> float:
    """Return how long a process has computed so far, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def shows_what_fits(terminal: Terminal) -> bool:
    """Return whether the screen shows the board, or where it does not fit as much of the sentence as does."""
    lines = terminal.lines()
    if terminal.columns < 20 or len(lines) < 6:
        shown = "".join(lines).replace(" ", "")
        wanted = SENTENCE.replace(" ", "")
        return bool(shown) and (shown.startswith(wanted) or wanted.startswith(shown))
    return "Interviewed" in "".join(lines[:10]) and lines[-1].endswith("? keys")


def shows_that(terminal: Terminal) -> None:
    """Wait for the board, or the sentence."""
    terminal.wait_until(lambda: shows_what_fits(terminal), "the board, or what fits of the sentence")


def refused_in(written: bytes) -> str:
    """Return the one line with which the board was refused, and hold that nothing steers a terminal in it."""
    assert b"\x1b" not in written
    assert written.count(b"\n") == 1
    line = written.decode("ascii").strip()
    assert line.startswith("followup: The board needs a terminal")
    return line


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(
            size, marks=() if LONG or size in ALWAYS else pytest.mark.skip("only with FOLLOWUP_LONG=1")
        )
        for size in SIZES
    ],
    ids=lambda size: "x".join(map(str, size)),
)
def test_any_size_has_something_to_show(start: Start, size: tuple[int, int]) -> None:
    """From one cell to 400x100: the board or the sentence, keys do no harm, and `q` ends with 0."""
    terminal = start("demo", size=size)
    shows_that(terminal)
    terminal.press("j l k L")
    shows_that(terminal)
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_a_resize_that_is_taken_back_at_once(start: Start) -> None:
    """The terminal lost what was on it, and has the size again that the program knows: all is drawn."""
    terminal = start("demo", size=(80, 24))
    shows_that(terminal)
    for size in ((1, 1), (200, 60), (79, 24)):
        terminal.resize(*size)
        terminal.resize(80, 24)
        shows_that(terminal)
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_forty_resizes_a_second(start: Start) -> None:
    """Dragged about for two seconds, over one cell too, and typed into: then it is right, and rests."""
    chance = random.Random(7)
    terminal = start("demo", size=(80, 24))
    shows_that(terminal)
    begun, count = time.monotonic(), 80
    for number in range(1, count + 1):
        small = (chance.randint(1, 30), chance.randint(1, 9))
        large = (chance.randint(1, 400), chance.randint(1, 100))
        terminal.resize(*chance.choice([(1, 1), (400, 100), small, large]))
        if number % 4 == 0:
            terminal.press(chance.choice(["j", "k", "h", "l", "L", "H", "?", "escape"]))
        # In step, as a hand drags: what is asked for is forty a second.
        while (left := begun + number / 40 - time.monotonic()) > 0:
            terminal.read_once(left)
    terminal.press("escape")
    terminal.resize(80, 24)
    terminal.press("escape")
    shows_that(terminal)
    terminal.resize(81, 25)
    terminal.wait_until(
        lambda: len(terminal.lines()) == 25 and shows_what_fits(terminal), "the board at 81x25"
    )
    before = processor_seconds(terminal.pid)
    terminal.assert_stays(lambda: shows_what_fits(terminal), "the board", IDLE_SECONDS)
    assert processor_seconds(terminal.pid) - before < IDLE_SECONDS * IDLE_SHARE
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("kind", ["linux", "screen", *(["vt100", "no-such-terminal"] if LONG else [])])
def test_terminals_of_many_kinds(start: Start, fill: Fill, kind: str) -> None:
    """On the console, in screen, on old and unknown terminals the board comes, and keys work."""
    fill("Northwind")
    terminal = start(TERM=kind)
    shows_that(terminal)
    terminal.press("L")
    terminal.wait_for("moved to Thanked", "Thanked 1")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.output.startswith(b"\x1b")


@pytest.mark.parametrize("kind", ["unknown", *(["", "dumb"] if LONG else [])])
def test_terminals_that_cannot_place_text(start: Start, kind: str) -> None:
    """Where TERM says nothing, or that nothing can be placed: the sentence says so, exit 2."""
    terminal = start("demo", TERM=kind)
    assert terminal.wait_for_exit() == 2
    assert "TERM" in refused_in(bytes(terminal.output))


@pytest.mark.parametrize(
    "language",
    [{"LANG": "C"}, {"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}],
    ids=["LANG=C", "LC_ALL=POSIX"],
)
def test_the_c_locale_gets_ascii(start: Start, fill: Fill, language: dict[str, str]) -> None:
    """From its first byte to its last the board writes nothing but ASCII."""
    fill("Northwind")
    terminal = start(size=(80, 24), command=PROGRAM, **language)
    shows_that(terminal)
    terminal.press("L")
    terminal.wait_for("moved to Thanked")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.output.isascii()


@pytest.mark.parametrize(
    ("redirection", "named"),
    [
        ("<&-", "What it reads"),
        (">&-", "Its output"),
        (">out", "Its output"),
        ("2>log", "What it says of errors"),
        *([("</dev/null", "What it reads"), ("2>&-", "")] if LONG else []),
        ("<&- >&- 2>&-", ""),
    ],
)
def test_a_stream_that_is_no_terminal_is_refused(
    start: Start, tmp_path: Path, redirection: str, named: str
) -> None:
    """Closed, from nowhere, or a file: one sentence names which, where it can be said at all; exit 2."""
    program = f"cd {shlex.quote(str(tmp_path))}; exec {shlex.join(PROGRAM)} demo {redirection}"
    terminal = start(command=("sh", "-c", program))
    assert terminal.wait_for_exit() == 2
    files = [tmp_path / name for name in ("out", "log") if (tmp_path / name).exists()]
    written = bytes(terminal.output) + b"".join(file.read_bytes() for file in files)
    if named:
        assert named in refused_in(written.replace(b"\r\n", b"\n"))
    else:
        assert written == b""


def test_an_output_that_is_a_pipe_is_refused(start: Start) -> None:
    """`followup | cat` and `followup 2>&1 | cat`: the sentence, and no escape sequence."""
    for redirection in ("", "2>&1"):
        program = f"{shlex.join(PROGRAM)} demo {redirection} | cat"
        terminal = start(command=("sh", "-c", program))
        terminal.wait_for_exit()
        assert "is not connected" in refused_in(bytes(terminal.output))


def test_an_input_at_its_end_does_not_spin(start: Start, fill: Fill) -> None:
    """With hang-ups ignored, as under nohup, a terminal that is closed ends the program all the same."""
    fill("Northwind")
    terminal = start(command=("sh", "-c", f'trap "" HUP; exec {shlex.join(PROGRAM)}'))
    shows_that(terminal)
    terminal.hang_up()
    assert terminal.wait_for_exit() == 129


@pytest.mark.parametrize(
    "variables", [{"COLUMNS": "10", "LINES": "3"}, {"COLUMNS": "99999", "LINES": "9999"}]
)
def test_the_window_goes_before_what_a_shell_handed_on(
    start: Start, fill: Fill, variables: dict[str, str]
) -> None:
    """`COLUMNS` and `LINES` of another window neither squeeze the board nor blow it up."""
    fill("Northwind")
    terminal = start(size=(80, 24), command=PROGRAM, **variables)
    shows_that(terminal)
    terminal.resize(60, 12)
    shows_that(terminal)


COMMANDS = ["list", "due", "show northwind", "export json", "doctor"]


def in_a_shell(script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a script; what is no redirection in it goes to pipes."""
    return subprocess.run(
        ["bash", "-c", script],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE * 3,
        check=False,
    )


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "<&- >&- 2>&-", "| head -n 1"])
def test_commands_with_streams_closed(fill: Fill, redirection: str) -> None:
    """Whatever is closed, a command does its work, exits with 0 and has nothing to complain of."""
    fill("Northwind")
    program = shlex.join(PROGRAM)
    calls = "; ".join(
        f"{program} {command} {redirection}; codes=$codes${{PIPESTATUS[0]}}" for command in COMMANDS
    )
    done = in_a_shell(f'{calls}; echo; echo "codes $codes"')
    assert done.stdout.decode().splitlines()[-1] == "codes " + "0" * len(COMMANDS)
    assert done.stderr == b""


def test_nothing_strays_into_the_file_where_streams_are_closed(fill: Fill, data_file: Path) -> None:
    """A closed stream's number goes to no file: what Python writes there of itself is in none."""
    fill("Northwind")
    watched = (
        "import os, sys\n"
        "from followup_tui import files\n"
        "save = files.replace\n"
        "def watch(*arguments):\n"
        "    status = save(*arguments)\n"
        "    taken = [os.readlink(f'/proc/self/fd/{number}') for number in range(3)]\n"
        "    open(os.environ['TAKEN'], 'w').write(' '.join(taken))\n"
        "    return status\n"
        "files.replace = watch\n"
        "from followup_tui.cli import main\n"
        "main()\n"
    )
    taken = data_file.with_name("taken")
    python = shlex.join([PROGRAM[0], "-c", watched])
    done = in_a_shell(
        f"TAKEN={shlex.quote(str(taken))} {python} move northwind thanked <&- >&- 2>&-",
    )
    assert done.returncode == 0
    assert taken.read_text() == "/dev/null /dev/null /dev/null"
