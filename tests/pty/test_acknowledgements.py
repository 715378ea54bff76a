"""Back-pressure with a terminal that replies late, no longer, or never: keys count, no reply is left over."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_tui.ui.terminal.pacing import ACKNOWLEDGEMENT_REQUEST
from tests.pty.conftest import Fill, Start
from tests.pty.restored import assert_restored
from tests.pty.terminal import ROOT, Terminal, run

pytestmark = pytest.mark.pty

FROZEN = (sys.executable, str(ROOT / "tests" / "bench" / "frozen.py"))
"""The program with its clock stopped: a minute that passes paints something, too."""

REQUEST = ACKNOWLEDGEMENT_REQUEST.encode()
FRAME = b"\x1b[?2026l"
"""The end of a frame."""

MOUSE_OFF = b"\x1b[?1000l"
"""Written when the program stops reading."""

MOMENT = 0.1
"""How late a reply is here: less than it is waited for before another program gets the terminal."""

LATE = 1.2
"""How late one is on a slow line: less than a terminal that has replied so far is waited for."""


def fall_silent(terminal: Terminal, shown: str) -> None:
    """Keep back replies from now on, once those to all requests so far were sent."""
    # The board is painted before the program asks for the first one.
    terminal.wait_until(lambda: REQUEST in terminal.output, "a request")
    terminal.assert_stays(lambda: shown in terminal.text(), shown, MOMENT)
    terminal.is_mute = True


def press_unacknowledged(terminal: Terminal, key: str, selected: str) -> None:
    """Press a key whose frame is seen, but not acknowledged."""
    terminal.press(key)
    terminal.wait_until(lambda: selected in terminal.text() and terminal.output.endswith(REQUEST), selected)


@pytest.fixture
def board(start: Start, fill: Fill) -> Terminal:
    """A board whose terminal has replied so far, and keeps back its replies from now on."""
    fill("Northwind", "Globex", "Initech", "Acme")
    terminal = start(command=FROZEN)
    terminal.wait_for("Interviewed 4", "▌Acme", "? keys")
    terminal.press("j")
    terminal.wait_for("▌Globex")
    fall_silent(terminal, "▌Globex")
    return terminal


def test_a_terminal_that_never_replies_is_asked_once(start: Start, fill: Fill) -> None:
    """Every key has its effect without waiting for anything, and `q` gives the terminal back."""
    fill("Northwind", "Globex")
    terminal = start()
    terminal.is_mute = True
    terminal.wait_for("Interviewed 2", "▌Globex", "? keys")
    terminal.press("j")
    terminal.wait_for("▌Northwind")
    terminal.press("L")
    terminal.wait_for("moved to Thanked")
    assert terminal.output.count(REQUEST) == 1
    terminal.press("q")
    assert terminal.wait_for_exit() == 0
    assert_restored(terminal)


def test_keys_pressed_before_the_reply_make_one_frame(board: Terminal) -> None:
    """Nothing is sent behind a frame that has not come; when it has, what all the keys did goes in one."""
    press_unacknowledged(board, "j", "▌Initech")
    sent = len(board.output)
    for _ in range(2):
        board.press("j k j")
        board.assert_stays(lambda: len(board.output) == sent, "nothing sent", MOMENT)
    board.is_mute = False
    board.send_replies()
    board.wait_for("▌Northwind")
    board.press("k")
    board.wait_for("▌Initech")
    assert board.output.count(FRAME, sent) == 2


def test_a_frame_that_is_no_longer_needed_is_not_sent(board: Terminal) -> None:
    """Keys that take one another back while a frame is under way bring nothing."""
    press_unacknowledged(board, "j", "▌Initech")
    sent = len(board.output)
    board.press("j k j k")
    board.assert_stays(lambda: len(board.output) == sent, "nothing sent", MOMENT)
    board.is_mute = False
    board.send_replies()
    board.assert_stays(lambda: len(board.output) == sent, "nothing sent", MOMENT)


def test_a_terminal_that_stops_replying_is_not_waited_for_long(board: Terminal) -> None:
    """The frame that was held comes in the end, of another size too; those after it come at once.

    When it answers again, all is as before.
    """
    press_unacknowledged(board, "j", "▌Initech")
    board.resize(100, 30)
    board.press("j")
    board.wait_for("Interviewed 4", "▌Northwind", "? keys")
    asked = board.output.count(REQUEST)
    board.press("L")
    board.wait_for("Thanked 1", "moved to Thanked")
    board.press("u")
    board.wait_for("Thanked 0")
    assert board.output.count(REQUEST) == asked
    board.is_mute = False
    board.send_replies()
    board.press("L")
    board.wait_for("Thanked 1", "moved to Thanked")
    assert board.output.count(REQUEST) > asked
    board.press("q")
    assert board.wait_for_exit() == 0


def test_a_reply_nobody_asked_for_is_nothing(board: Terminal) -> None:
    """Between keys, and in a form, it is neither a key nor text."""
    board.is_mute = False
    board.send(b"\x1b[?62;22cj\x1b[?6c")
    board.wait_for("▌Initech")
    board.press("n")
    board.wait_for("Record an interview", "They decide by")
    board.send(b"Umb\x1b[?62;")
    board.send(b"22crella")
    board.wait_for_cursor("Company           Umbrella")


@pytest.fixture
def shell(start: Start, fill: Fill) -> Iterator[Terminal]:
    """The board in a shell that says which line it reads after it."""
    fill("Northwind", "Globex")
    then = 'echo "shell again"; read -r line; echo "read <$line>"'
    terminal = start(command=("sh", "-c", f"{shlex.join(FROZEN)}; {then}"))
    terminal.wait_for("Interviewed 2", "▌Globex", "? keys")
    fall_silent(terminal, "▌Globex")
    yield terminal
    terminal.wait_for("shell again")
    terminal.type("as typed\r")
    terminal.wait_for("read <as typed>")
    assert "22c" not in terminal.text()


@pytest.mark.parametrize("late", [MOMENT, LATE])
def test_a_reply_after_q_is_not_left_for_the_shell(shell: Terminal, late: float) -> None:
    """The one still under way is waited for, and the frame that waited for it goes nowhere."""
    press_unacknowledged(shell, "j", "▌Northwind")
    shell.press("k q")
    shell.assert_stays(lambda: MOUSE_OFF not in shell.output, "the board", late)
    shell.send_replies()


def test_a_reply_that_never_comes_does_not_keep_the_program(shell: Terminal) -> None:
    """It is not waited for beyond a moment."""
    press_unacknowledged(shell, "j", "▌Northwind")
    shell.press("q")


def test_a_reply_is_not_typed_into_the_editor(start: Start, fill: Fill, tmp_path: Path) -> None:
    """One still under way is waited for before the editor gets the terminal; the board is back after it."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "what to write"; read -r line; printf "%s" "$line" > "$1"\n')
    editor.chmod(0o700)
    fill("Northwind", "Globex")
    terminal = start(command=FROZEN, EDITOR=str(editor))
    terminal.wait_for("▌Globex", "? keys")
    fall_silent(terminal, "▌Globex")
    press_unacknowledged(terminal, "j", "▌Northwind")
    terminal.press("N")
    terminal.assert_stays(lambda: MOUSE_OFF not in terminal.output, "the board", MOMENT)
    terminal.send_replies()
    terminal.is_mute = False
    terminal.wait_for("what to write")
    terminal.type("they use Kafka\r")
    terminal.wait_for("Northwind: edited")
    exported = json.loads(run("export", "json").stdout)
    notes = {application["company"]: application["notes"] for application in exported}
    assert notes == {"Northwind": "they use Kafka", "Globex": None}


def test_stopped_and_continued_with_a_reply_open(start: Start, fill: Fill) -> None:
    """After Ctrl-Z with a request open, `fg` draws the board, and each key has its effect."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    fill("Northwind", "Globex")
    shell = start(command=(bash, "--norc", "--noprofile", "-i"), PS1="ready> ")
    shell.wait_for("ready>")
    shell.type(f"{shlex.join(FROZEN)}\r")
    shell.wait_for("▌Globex", "? keys")
    fall_silent(shell, "▌Globex")
    press_unacknowledged(shell, "j", "▌Northwind")
    shell.press("ctrl+z")
    shell.wait_for("Stopped")
    shell.clear_screen()
    shell.type("fg\r")
    shell.wait_for("Interviewed 2", "▌Northwind")
    shell.press("L")
    shell.wait_for("moved to Thanked", "Thanked 1")
    shell.clear_screen()
    shell.press("q")
    shell.wait_for("ready>")
