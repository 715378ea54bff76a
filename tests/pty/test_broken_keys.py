"""What a bad line makes of keys: no letter acts that nobody typed, and keys go on to count."""

from __future__ import annotations

import json

import pytest

from followup_tui.ui.terminal.pacing import ACKNOWLEDGEMENT_REQUEST
from tests.pty.conftest import Fill, Start
from tests.pty.terminal import Terminal, run

pytestmark = pytest.mark.pty

_LAST_REQUEST = ACKNOWLEDGEMENT_REQUEST.encode()
"""The last request of a start, after the board is there: its reply would come within what is cut in two."""


def test_a_key_whose_rest_comes_late_is_no_letters(start: Start, fill: Fill) -> None:
    """After an escape that was taken for the Escape key, the rest is still the arrow or the mouse's move.

    As letters, `<` would move the card and the numbers would go to other columns.
    """
    fill("Northwind", "Acme")
    assert run("move", "northwind", "thanked").returncode == 0
    terminal = start(size=(120, 24))
    terminal.wait_for("Thanked 1", "? keys")
    terminal.press("2")
    escape_taken(terminal)
    terminal.send(b"[<35;10;5M")
    terminal.press("enter")
    terminal.wait_for("Northwind", "Recorded")
    terminal.press("escape")
    terminal.wait_for("Interviewed 1", "Thanked 1")
    escape_taken(terminal)
    terminal.send(b"[D")
    terminal.press("enter")
    terminal.wait_for("Acme", "Recorded")
    stages = {card["company"]: card["stage"] for card in json.loads(run("list", "--json").stdout)}
    assert stages == {"Northwind": "thanked", "Acme": "interviewed"}


def escape_taken(terminal: Terminal) -> None:
    """Send an escape alone, until it has been taken for the Escape key: it leaves the filter."""
    terminal.press("/")
    terminal.wait_for("words in company")
    terminal.send(b"\x1b")
    terminal.wait_until(lambda: "words in company" not in terminal.text(), "the filter gone")


def test_a_key_that_breaks_in_the_middle_is_one_key(start: Start, fill: Fill) -> None:
    """Of a key that has come in part nothing is seen until its rest is there; then it does what it does."""
    fill("Northwind", "Acme")
    terminal = start()
    terminal.wait_for("Interviewed 2", "▌Acme")
    terminal.wait_until(lambda: _LAST_REQUEST in terminal.output, "the last request")
    terminal.send(b"\x1b[<35;1")
    terminal.assert_stays(lambda: "▌Acme" in terminal.text(), "the choice", seconds=0.3)
    terminal.send(b"0;5M\x1b[")
    terminal.assert_stays(lambda: "▌Acme" in terminal.text(), "the choice", seconds=0.3)
    terminal.send(b"B")
    terminal.press("L")
    terminal.wait_for("Interviewed 1", "Thanked 1")


def test_a_reply_to_another_program_is_no_keys(start: Start, fill: Fill) -> None:
    """Control strings, whole and cut in two, act on nothing: their letters would open a form and fill it."""
    fill("Northwind", "Acme")
    terminal = start()
    terminal.wait_for("Interviewed 2", "▌Acme", "? keys")
    terminal.wait_until(lambda: _LAST_REQUEST in terminal.output, "the last request")
    terminal.send(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1bP>|xterm(379)\x1b\\\x1b_Gi=31;OK\x1b\\")
    terminal.send(b"\x1b]11;rgb:1e")
    terminal.assert_stays(lambda: "▌Acme" in terminal.text(), "the selection", seconds=0.3)
    terminal.send(b"1e/1e1e/2e2e\x07")
    terminal.press("j")
    terminal.wait_for("Interviewed 2", "▌Northwind", "? keys")


def test_a_key_report_nobody_requested_does_not_end_the_board(start: Start, fill: Fill) -> None:
    """With an event, released, or of a character that does not exist: it acts as the key or not at all."""
    fill("Northwind", "Acme")
    terminal = start()
    terminal.wait_for("Interviewed 2", "▌Acme", "? keys")
    terminal.send(b"\x1b[1;1:1B\x1b[1;1:3B")
    terminal.wait_for("▌Northwind")
    terminal.send(b"\x1b[1114112u\x1b[97;;1114112u\x1b[107;1:1u\x1b[107;1:3u")
    terminal.wait_for("Interviewed 2", "▌Acme", "? keys")
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_half_a_paste_and_bytes_that_are_no_text_are_outlived(start: Start) -> None:
    """Where the end of a paste was lost, what came of it is put in, and keys count again.

    A byte that no letter is made of shows as one that is not known.
    """
    terminal = start()
    terminal.wait_for("n record an interview")
    terminal.send(b"\xff\xc3")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.send(b"\x1b[200~North")
    terminal.wait_for_cursor("Company           North")
    terminal.send(b"wind\xff\xfe!")
    terminal.wait_for_cursor("Company           Northwind\ufffd\ufffd!")
