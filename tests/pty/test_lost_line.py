"""A line that drops: what is half-written is kept, the process is gone, and the next start offers it."""

from __future__ import annotations

import json
import os
import resource
import signal
from pathlib import Path

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored
from tests.pty.terminal import PROGRAM, NotSeenError, Terminal, run

pytestmark = pytest.mark.pty

PROMISED = 3.0
"""Within how many seconds the process is gone."""

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="how much a process uses is read as Linux tells it"
)


def half_written(start: Start, command: tuple[str, ...] = PROGRAM) -> Terminal:
    """Start the program and type half an interview into the form."""
    terminal = start(command=command)
    terminal.wait_for("n record an interview")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.type("Globex")
    terminal.press("tab")
    terminal.type("SRE")
    terminal.wait_for("Globex", "SRE")
    return terminal


def kept(home: Path) -> list[str]:
    """Return every text that is on disk as half-written."""
    drafts = (json.loads(file.read_bytes()) for file in home.rglob("drafts/*/*.json"))
    return [text for draft in drafts for text in draft["fields"].values()]


def assert_offered(start: Start) -> None:
    """The next start offers what was half-written, and it comes back whole."""
    terminal = start()
    terminal.wait_for("Half-written: Record an interview")
    terminal.press("o")
    terminal.wait_for("What you had typed here is back", "Globex", "SRE")
    terminal.press("ctrl+s")
    terminal.wait_for("Globex: recorded")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    last = start()
    last.wait_for("Globex", "Interviewed 1")
    assert "Half-written" not in last.text()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM])
def test_a_signal_keeps_what_is_half_written(start: Start, number: signal.Signals) -> None:
    """Asked to leave while a form is open, it keeps what is in it and gives the terminal back.

    It exits with 128 and the number, as a shell says it.
    """
    terminal = half_written(start)
    before = len(terminal.output)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit(PROMISED) == 128 + number
    assert_restored(terminal, before)
    assert_offered(start)


def test_a_signal_on_the_board_gives_the_terminal_back(start: Start, fill: Fill) -> None:
    """Asked to leave where nothing is being written, it leaves the terminal as it was before."""
    fill("Northwind")
    terminal = start()
    terminal.wait_for("Northwind", "? keys")
    before = len(terminal.output)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait_for_exit(PROMISED) == 128 + signal.SIGTERM
    assert_restored(terminal, before)


def test_a_closed_terminal_keeps_what_is_half_written(start: Start) -> None:
    """When the terminal is closed the process is gone within three seconds, and nothing typed is lost."""
    terminal = half_written(start)
    terminal.hang_up()
    assert terminal.wait_for_exit(PROMISED) == 129
    assert_offered(start)


def test_a_killed_process_has_kept_what_is_half_written(start: Start, home: Path) -> None:
    """What is typed is on disk without anything asking for it: not even SIGKILL loses it."""
    terminal = half_written(start)
    terminal.wait_unread_until(lambda: {"Globex", "SRE"} <= set(kept(home)), "both words on disk")
    terminal.kill()
    assert {"Globex", "SRE"} <= set(kept(home))


@needs_proc
def test_a_closed_terminal_ends_what_was_to_outlive_it(start: Start, home: Path) -> None:
    """Started as nohup starts programs, it is gone all the same when its terminal is, and uses no core."""
    terminal = half_written(start, ("sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM))
    ignored = Path(f"/proc/{terminal.pid}/status").read_text("utf-8").partition("SigIgn:")[2].split()[0]
    assert int(ignored, 16) & 1 << signal.SIGHUP - 1
    others, so_far = used_by_the_ended(), terminal.cpu_seconds
    terminal.hang_up()
    assert terminal.wait_for_exit(PROMISED) == 129
    assert used_by_the_ended() - others - so_far < 1.0
    assert {"Globex", "SRE"} <= set(kept(home))


def used_by_the_ended() -> float:
    """How many seconds of a core the processes have used that were started here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, None], ids=["TERM", "HUP", "closed"])
def test_a_terminal_that_stops_reading_loses_nothing(
    start: Start, home: Path, ending: signal.Signals | None
) -> None:
    """What is typed while nothing is read is on disk, and the process ends when told to.

    Where the terminal reads again after that, it finds itself as it was before the program.
    """
    terminal = half_written(start)
    terminal.block_output()
    terminal.type(" at night")
    terminal.wait_unread_until(lambda: "SRE at night" in kept(home), "the rest on disk")
    before = len(terminal.output)
    if ending is None:
        terminal.hang_up()
        assert terminal.wait_for_exit_unread(PROMISED) == 128 + signal.SIGHUP
    else:
        os.kill(terminal.pid, ending)
        assert terminal.wait_for_exit_unread(PROMISED) == 128 + ending
        terminal.wait_for_exit()
        assert b"at night" not in terminal.output, "the terminal did read"
        assert_restored(terminal, before)
    assert "SRE at night" in kept(home)


@needs_proc
def test_what_is_done_while_the_terminal_reads_nothing_is_saved(start: Start, fill: Fill) -> None:
    """A card that is moved unseen is moved in the file; nothing is busy; `q` leaves the terminal usable."""
    fill("Northwind")
    terminal = start()
    terminal.wait_for("Northwind", "? keys")
    terminal.block_output()
    terminal.press("L")
    terminal.wait_unread_until(lambda: '"thanked"' in run("list", "--json").stdout, "the card in Thanked")
    so_far = terminal.cpu_seconds
    with pytest.raises(NotSeenError):
        terminal.wait_for_exit_unread(within=0.5)
    assert terminal.cpu_seconds - so_far < 0.25
    before = len(terminal.output)
    terminal.press("q")
    assert terminal.wait_for_exit_unread(PROMISED) == 0
    terminal.wait_for_exit()
    assert b"moved to Thanked" not in terminal.output, "the terminal did read"
    assert_restored(terminal, before)


def test_left_on_purpose_nothing_is_offered(start: Start) -> None:
    """Escape and y leave the form for good: the next start says nothing of it."""
    terminal = half_written(start)
    terminal.press("escape")
    terminal.wait_for("Leave without saving?")
    terminal.press("y")
    terminal.wait_for("Just had one?")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    again = start()
    again.wait_for("n record an interview")
    assert "Half-written" not in again.text()
