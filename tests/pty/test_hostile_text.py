"""Text that would steer a terminal or a markup parser is shown as text, wherever it comes in."""

from __future__ import annotations

import json
import re

import pytest

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal, run

pytestmark = pytest.mark.pty

PERSON = "👩🏽\u200d💻"
HOSTILE = f"[/b] Ünïcødé 株式会社 {PERSON} \x1b]0;x\x07"
KEPT = f"[/b] Ünïcødé 株式会社 {PERSON} ]0;x"
SHOWN = KEPT.replace(PERSON, "👩")
"""As the emulator draws it, which joins no emoji: what is joined to the first goes under what follows."""

PASTED = "[/b] Ünïcødé 株式会社 \x9dx\x9c\u202e"
"""The single bytes that some terminals take for a command, and what turns the rest of a line around."""

_OWN = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""The pointer's shape, which the program itself sets."""


def assert_not_steered(terminal: Terminal) -> None:
    """Of the text, no byte reached the terminal that could begin a command or turn a line around."""
    written = _OWN.sub(b"", bytes(terminal.output))
    assert b"\x1b]" not in written
    assert b"\x07" not in written
    assert not set("\x9b\x9c\x9d\u202e") & set(written.decode())


def test_from_the_command_line_to_the_board(start: Start) -> None:
    """A hostile name given to `add`, for the company and for a person, is harmless on board and open card."""
    added = run("add", HOSTILE, "[bold]SRE[/]", "--person", f"{HOSTILE}, {HOSTILE}")
    assert (added.returncode, added.stderr) == (0, "")
    assert "\x1b" not in added.stdout
    terminal = start(size=(200, 60))
    terminal.wait_for(SHOWN, "[bold]SRE[/]", "Interviewed 1")
    terminal.press("enter")
    terminal.wait_for(SHOWN, "People", "spelling?")
    assert PERSON.encode() in terminal.output
    terminal.press("p")
    terminal.wait_until(lambda: "Recorded" not in terminal.text(), "the people instead of the story")
    terminal.wait_for(SHOWN)
    terminal.press("escape")
    terminal.wait_for("People", "Recorded")
    terminal.press("L")
    terminal.wait_for("moved to Thanked")
    assert_not_steered(terminal)


def test_from_a_paste_to_the_board(start: Start) -> None:
    """Pasted into the form, such names are harmless while they stand there and after they are saved."""
    terminal = start(size=(200, 60))
    terminal.wait_for("n record an interview")
    terminal.press("n")
    terminal.wait_for("Record an interview", "They decide by")
    terminal.paste(PASTED)
    terminal.wait_for_cursor("Company           [/b] Ünïcødé 株式会社")
    # An escape sequence in a paste arrives as keys; whatever becomes of them, the terminal gets none.
    terminal.paste(HOSTILE)
    terminal.wait_for("👩")
    terminal.press("tab")
    terminal.wait_for_cursor("Role")
    terminal.paste("[bold]SRE[/]")
    terminal.wait_for("[bold]SRE[/]")
    terminal.press("tab")
    terminal.wait_for_cursor("When")
    terminal.press("tab")
    terminal.wait_for_cursor("Who held it")
    terminal.paste(f"{PASTED}, {PASTED}\rTom Reyes")
    terminal.wait_for("Tom Reyes")
    assert_not_steered(terminal)
    terminal.press("ctrl+s")
    terminal.wait_for("Interviewed 1", "[/b] Ünïcødé 株式会社", "[bold]SRE[/]")
    terminal.press("enter")
    terminal.wait_for("[/b] Ünïcødé 株式会社", "People", "Tom Reyes")
    assert_not_steered(terminal)
    (application,) = json.loads(run("list", "--json").stdout)
    assert application["company"].startswith("[/b] Ünïcødé 株式会社")
    assert [person["name"] for person in application["people"]] == ["[/b] Ünïcødé 株式会社 x", "Tom Reyes"]


def test_from_a_paste_into_the_filter(start: Start) -> None:
    """Pasted into the filter it finds its card, and is as harmless there."""
    assert run("add", HOSTILE, "SRE").returncode == 0
    assert run("add", "Globex", "SRE").returncode == 0
    terminal = start(size=(200, 60))
    terminal.wait_for("Interviewed 2", "Globex")
    terminal.press("/")
    terminal.wait_for("words in company")
    terminal.paste(PASTED)
    terminal.wait_for("Interviewed 1", SHOWN)
    assert_not_steered(terminal)
