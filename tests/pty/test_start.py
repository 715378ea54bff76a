"""The start: the board is painted before what draws it is loaded."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import sys
from functools import partial
from operator import contains
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.painted_once import painted_twice
from tests.pty.restored import assert_restored
from tests.pty.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.pty

_SLOW = """
import sys, time
from importlib.abc import MetaPathFinder
from followup_tui.cli import main
class Slow(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "textual":
            time.sleep(1.0)
sys.meta_path.insert(0, Slow())
main(None)
"""

_BROKEN = """
import sys
from followup_tui.cli import main
sys.modules["textual"] = None
main(None)
"""

_SCREEN_TAKEN = b"\x1b[?1049h"


_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=$ ]*[a-zA-Z]|\].*?(?:\x07|\x1b\\))")


@pytest.fixture
def slow(start: Start, fill: Fill) -> Terminal:
    """Start the program where Textual takes a second to load, and wait for the first paint."""
    fill("Northwind", "Globex")
    terminal = start(command=(sys.executable, "-c", _SLOW))
    terminal.wait_for("Interviewed 2", "Northwind", "Globex", "? keys")
    assert b"\x1b[?1000h" not in terminal.output
    return terminal


@pytest.mark.parametrize(
    "variables",
    [{"COLORTERM": "truecolor"}, {}, {"TERM": "linux"}, {"NO_COLOR": "1"}, {"LANG": "C"}],
    ids=str,
)
def test_textual_paints_nothing_again(start: Start, fill: Fill, variables: dict[str, str]) -> None:
    """After the first paint the terminal is sent no letter, and is not cleared, whatever its size."""
    fill("Northwind", "Globex")
    terminals = [start(size=size, **variables) for size in ((80, 24), (120, 36), (40, 12))]
    for terminal in terminals:
        terminal.wait_for("Interviewed", "? keys")
        terminal.wait_until(partial(contains, terminal.output, b"\x1b[?2004h"), "Textual started")
    # Side by side: the time is waited for once.
    for _ in range(15):
        for terminal in terminals:
            terminal.assert_stays(lambda: True, "it runs", 0.1 / len(terminals))
    for terminal in terminals:
        modes = terminal.output.partition(b"\x1b[0m\x1b[H")[2]
        assert modes
        # But for the clock, where a minute has passed.
        assert _CONTROL.sub(b"", modes).strip(b"0123456789:") == b"", terminal.columns
        assert terminal.output.count(_SCREEN_TAKEN) == 1
        assert not re.search(rb"\x1b\[[0-9]*J", terminal.output)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
@pytest.mark.parametrize("is_in_tmux", [False, True], ids=["terminal", "tmux"])
def test_no_cell_is_painted_twice(
    start: Start, fill: Fill, tmp_path: Path, size: tuple[int, int], *, is_in_tmux: bool
) -> None:
    """From the first byte to the board that answers, cell by cell over time."""
    fill("Northwind", "Globex")
    command: tuple[str, ...] = PROGRAM
    if is_in_tmux:
        if shutil.which("tmux") is None:
            pytest.skip("there is no tmux here")
        server = ("tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null")
        # The session ends with its terminal, at the end of the test.
        options = (";", "set", "status", "off", ";", "set", "destroy-unattached", "on")
        command = (*server, "new-session", shlex.join(PROGRAM), *options)
    terminal = start(size=size, command=command)
    terminal.wait_for("Interviewed", "Northwind", "? keys")
    terminal.assert_stays(lambda: True, "it runs", 1.0)
    assert painted_twice(bytes(terminal.output), size) == []


def test_where_the_toolkit_cannot_be_loaded_the_screen_is_given_back(start: Start, fill: Fill) -> None:
    """The sentence is on the normal screen, and the terminal is as it was."""
    fill("Northwind")
    terminal = start(command=(sys.executable, "-c", _BROKEN))
    assert terminal.wait_for_exit() == 70
    assert b"Northwind" in terminal.output
    after = terminal.output.partition(b"\x1b[?1049l\x1b[?25h")[2]
    assert after.startswith(b"followup: Something is wrong")
    assert b"\x1b" not in after
    assert terminal.is_cooked


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_asked_to_leave_before_the_toolkit_is_loaded(slow: Terminal, number: signal.Signals) -> None:
    """The screen is given back as later."""
    os.kill(slow.pid, number)
    assert slow.wait_for_exit() == 128 + number
    assert_restored(slow)


def test_hung_up_before_the_toolkit_is_loaded(slow: Terminal) -> None:
    """The program ends."""
    slow.hang_up()
    slow.wait_for_exit_unread(10.0)


def test_keys_typed_ahead_are_neither_shown_nor_lost(slow: Terminal) -> None:
    """They act once the toolkit is there; ctrl+c is one of them."""
    before = slow.text()
    slow.press("ctrl+c right n")
    slow.assert_stays(lambda: slow.text() == before, "nothing echoed", 0.3)
    slow.type("Initech")
    slow.wait_for("Company", "Initech")


def test_keys_that_select_are_answered_before_the_toolkit_is_loaded(slow: Terminal) -> None:
    """The others wait for it, and what comes after them; it has nothing to paint again."""
    slow.press("j")
    slow.wait_until(lambda: slow.lines()[-2].startswith("  Northwind"), "the other card selected")
    slow.press("right")
    slow.wait_until(lambda: "Northwind" not in slow.lines()[-2], "no card selected")
    assert b"\x1b[?1000h" not in slow.output
    painted = len(slow.output)
    slow.wait_until(partial(contains, slow.output, b"\x1b[?2004h"), "Textual started")
    slow.assert_stays(lambda: True, "it runs", 0.3)
    assert _CONTROL.sub(b"", bytes(slow.output[painted:])).strip(b"0123456789:") == b""
    slow.press("left j enter")
    slow.wait_for("Northwind", "escape")


def test_enter_counts_before_the_terminal_is_taken(start: Start, fill: Fill) -> None:
    """The terminal, still in the shell's mode, makes a line break of it."""
    fill("Northwind", "Globex")
    terminal = start()
    terminal.press("j enter")
    assert terminal.is_cooked
    terminal.wait_for("Northwind", "escape")


def test_resized_before_the_toolkit_is_loaded(slow: Terminal) -> None:
    """Everything is painted anew, in the size that the window has."""
    slow.resize(120, 36)
    slow.wait_for("Northwind", "? keys")
    assert len(slow.lines()) == 36
    assert slow.lines()[-1].lstrip().startswith("n new")


def test_stopped_before_the_toolkit_is_loaded(slow: Terminal) -> None:
    """The terminal is another program's meanwhile; continued, everything is painted anew."""
    os.kill(slow.pid, signal.SIGTSTP)
    state = Path(f"/proc/{slow.pid}/stat")
    slow.wait_unread_until(
        lambda: state.read_text("utf-8").rpartition(")")[2].split()[0] == "T", "it stopped"
    )
    assert slow.is_cooked
    slow.clear_screen()
    os.kill(slow.pid, signal.SIGCONT)
    slow.wait_for("Northwind", "Globex", "? keys")
    assert not slow.is_cooked


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["the folder is made", "the screen is taken", "the board is shown"])
def test_a_sample_is_thrown_away_whenever_a_signal_comes(
    start: Start, home: Path, moment: str, number: signal.Signals
) -> None:
    """From the moment its folder is made the program leaves neither that nor a raw terminal behind."""
    folder = home / "samples"
    folder.mkdir()
    terminal = start("demo", TMPDIR=str(folder))
    match moment:
        case "the folder is made":
            terminal.wait_unread_until(lambda: any(folder.iterdir()), moment)
        case "the screen is taken":
            terminal.wait_until(lambda: _SCREEN_TAKEN in terminal.output, moment)
        case _:
            terminal.wait_for("Interviewed", "? keys")
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit() == 128 + number
    assert list(folder.iterdir()) == []
    if _SCREEN_TAKEN in terminal.output:
        assert_restored(terminal)
    else:
        assert terminal.is_cooked
