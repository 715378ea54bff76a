"""The start, where one process works out what another one draws."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored

pytestmark = pytest.mark.pty

_UNREAD = """
from followup_tui.cli import main
from followup_tui.ui.app import FollowupApp
FollowupApp.read = FollowupApp._continue_after_first_paint = lambda app: None
main(None)
"""

_SLOW = """
import time
from followup_tui.cli import main
from followup_tui.ui.board import first_paint
def slowly(*of, take=first_paint.compute_first_paint):
    time.sleep(3.0)  # longer than it takes to load the toolkit on a machine that is busy
    return take(*of)
first_paint.compute_first_paint = slowly
main(None)
"""

_INTERRUPTED = """
import os, time
from pathlib import Path
from followup_tui.cli import board, main
def save(sample):
    time.sleep(0.3)
    Path(os.environ["SEEN"]).write_text(str(sample._context.paths.data_file.parent.is_dir()))
def interrupt(*of):
    raise KeyboardInterrupt
assert board._Sample.save and board._show
board._Sample.save, board._show = save, interrupt
main(["demo", "--size", "2"])
"""

_SCREEN_TAKEN = b"\x1b[?1049h"


def test_the_first_paint_needs_no_reading_here(start: Start, fill: Fill) -> None:
    """A program that never reads its file shows the board all the same: another process has."""
    fill("Northwind", "Globex")
    terminal = start(command=(sys.executable, "-c", _UNREAD))
    terminal.wait_for("Interviewed 2", "Northwind", "Globex", "nothing yet", "? keys")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_leave_while_it_waits_for_a_picture(
    start: Start, fill: Fill, number: signal.Signals
) -> None:
    """With much to read the screen is taken before the picture is there: it is given back as later."""
    fill("Northwind")
    terminal = start(command=(sys.executable, "-c", _SLOW))
    terminal.wait_until(lambda: _SCREEN_TAKEN in terminal.output, "the screen taken")
    terminal.assert_stays(lambda: b"Northwind" not in terminal.output, "no picture yet", 0.3)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit() == 128 + number
    assert_restored(terminal)


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


def test_a_sample_is_thrown_away_once_the_other_process_is_done_with_it(start: Start, home: Path) -> None:
    """Interrupted while it loads, the program waits for who still writes in the sample's folder."""
    seen, folder = home / "seen", home / "samples"
    folder.mkdir()
    terminal = start(command=(sys.executable, "-c", _INTERRUPTED), SEEN=str(seen), TMPDIR=str(folder))
    assert terminal.wait_for_exit() == 130
    assert seen.read_text() == "True"
    assert list(folder.iterdir()) == []
