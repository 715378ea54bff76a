"""Drafting in a process of its own: what a terminal is sent and a pipe is not, and what is loaded for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_tui.config import find_paths
from tests.cli.in_terminal import ROOT, in_terminal
from tests.cli.loaded_modules import loaded_modules

if TYPE_CHECKING:
    from tests.cli.conftest import Followup

DRAFT = [sys.executable, "-m", "followup_tui", "draft", "northwind", "withdraw"]
LINK = b"\x1b]8;;mailto:jana@northwind.example?subject="


def terminal_output(*arguments: str, term: str = "xterm-256color") -> bytes:
    """Draft with stdout in a terminal; give what that was sent."""
    sent, _ = in_terminal("draft", "northwind", "withdraw", *arguments, TERM=term)
    return sent


def test_a_terminal_gets_a_link_that_opens_the_mail_program(northwind: Followup, settings_file: Path) -> None:
    """One line under the letter, closed again behind its words; without a placing terminal there is none."""
    own = settings_file.parent / "letters" / "en" / "withdraw.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: x\n\nNo.")
    sent = terminal_output()
    assert sent.count(LINK) == 1
    assert sent.endswith(b"\x1b\\Open in your mail program\x1b]8;;\x1b\\\r\n")
    assert b"\x1b" not in terminal_output(term="dumb")
    assert b"\x1b" not in terminal_output("--json")


def test_a_letter_too_long_for_a_link_has_none(northwind: Followup, settings_file: Path) -> None:
    """Mail programs and browsers would cut it."""
    own = settings_file.parent / "letters" / "en" / "withdraw.txt"
    own.parent.mkdir(parents=True)
    own.write_text(f"Subject: x\n\n{'word ' * 500}")
    sent = terminal_output()
    assert b"word word" in sent
    assert b"\x1b" not in sent


def test_a_letter_with_an_open_place_has_no_link(northwind: Followup, settings_file: Path) -> None:
    """A mail program would send it as it stands."""
    own = settings_file.parent / "letters" / "en" / "withdraw.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: x\n\nNo, [[why]].")
    sent = terminal_output()
    assert b"No, [[why]]." in sent
    assert b"\x1b" not in sent


KEEPS = """
import sys
from pathlib import Path
from followup_tui.storage.drafts import LETTERS_FORM, Draft, Drafts
from tests.samples import instant

words = {"p1.body": "Half a letter."}
draft = Draft(LETTERS_FORM, "northwind", "withdraw", "", instant("2026-11-23"), words, uid=sys.argv[2])
Drafts(Path(sys.argv[1])).save(draft)
print("kept", flush=True)
sys.stdin.read()
"""


def test_what_is_being_written_on_an_open_board_is_shown(
    northwind: Followup,
) -> None:
    """It is the letter, and not the bare template; looking takes nothing over."""
    (application,) = json.loads(northwind("list", "--json").out)
    uid = application["uid"]
    command = [sys.executable, "-c", KEEPS, str(find_paths(os.environ, None).drafts_folder), uid]
    environ = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as on_the_board:
        assert on_the_board.stdout is not None
        assert on_the_board.stdout.readline() == b"kept\n"
        assert "Half a letter." in northwind("draft", "northwind", "withdraw").out
        on_the_board.kill()


def piped(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Draft, the outputs in pipes."""
    return subprocess.run(
        [*DRAFT, *arguments],
        env={**os.environ, "PYTHONPATH": ROOT, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_a_pipe_gets_text_and_nothing_else(northwind: Followup) -> None:
    """No escape whatever TERM says, the exit codes as promised, and any locale gets an answer."""
    plain = piped(TERM="xterm-256color")
    assert (plain.returncode, b"\x1b" in plain.stdout) == (0, False)
    assert b"Dear Dr. Nov" in plain.stdout
    ascii_only = piped(PYTHONIOENCODING="ascii")
    assert (ascii_only.returncode, b"Nov\\xe1k" in ascii_only.stdout) == (0, True)
    document = piped("--json", PYTHONIOENCODING="ascii")
    assert "Dr. Jana Novák" in document.stdout.decode()
    assert piped("--eml", "/dev/null/x").returncode == 3
    assert piped("--person", "Zoe").returncode == 2


def test_a_reader_that_stops_is_no_error(northwind: Followup) -> None:
    """`followup draft northwind | head -1` ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    environ = {**os.environ, "PYTHONPATH": ROOT}
    ended = subprocess.run(DRAFT, env=environ, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (("draft", "northwind", "withdraw"), {"followup_tui.letters", "jinja2"}),
        (("draft", "--help"), set()),
        (("list",), set()),
        (("show", "northwind", "--json"), set()),
        (("why", "northwind"), set()),
    ],
)
def test_templates_are_loaded_for_letters_only(
    northwind: Followup, arguments: tuple[str, ...], loaded: set[str]
) -> None:
    """No screen for any of them; no template, no mail and no letter for what writes none."""
    unneeded = {"textual", "rich", "asyncio", "jinja2", "email.message", "followup_tui.letters"}
    assert unneeded & loaded_modules(*arguments) == loaded
