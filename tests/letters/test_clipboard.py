"""Copying over SSH: what the terminal is asked, decoded here and taken by a real tmux."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from followup_tui.letters.clipboard import SCREEN_BYTES, copy_sequence

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
TEXTS = {
    "plain": "Dear Jana,",
    "lines": "Sehr geehrte Frau Müller,\n\nvielen Dank für das Gespräch.\n\n山田 太郎 👩🏽\u200d💻",
    "long": "Größe 山田\n" * 1_000,
}
REQUEST = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
IN_TMUX = re.compile(r"\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\", re.DOTALL)
IN_SCREEN = re.compile(r"\x1bP([^\\]*?)\x1b\\", re.DOTALL)


def asked(request: str) -> str:
    """Read what a terminal is asked to copy."""
    found = REQUEST.fullmatch(request)
    assert found, request[:80]
    return b64decode(found[1], validate=True).decode()


@pytest.mark.parametrize("text", [*TEXTS.values(), ""], ids=[*TEXTS, "nothing"])
@pytest.mark.parametrize(
    ("environ", "itself", "tmux", "screen"),
    [
        ({"TERM": "xterm-256color"}, True, False, False),
        ({}, True, False, False),
        ({"TERM": "tmux-256color"}, True, True, False),
        ({"TERM": "screen", "TMUX": "/tmp/tmux-0/default,1,0"}, True, True, False),
        ({"TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, True, True, False),
        ({"TERM": "screen", "STY": "1.pts-0.host"}, False, False, True),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, False, False, True),
        ({"TERM": "screen-256color"}, True, False, True),  # over SSH: either could be outside
    ],
)
def test_the_terminal_is_asked_in_a_way_that_reaches_it(
    environ: Mapping[str, str], text: str, itself: bool, tmux: bool, screen: bool
) -> None:
    """The request itself, wrapped for tmux, in pieces for screen: each holds the whole text, once."""
    sequence = copy_sequence(text, environ)
    parts = IN_TMUX.findall(sequence)
    assert len(parts) == tmux
    for part in parts:
        assert asked(part.replace("\x1b\x1b", "\x1b")) == text
    rest = IN_TMUX.sub("", sequence)
    pieces = IN_SCREEN.findall(rest)
    assert bool(pieces) == screen
    if screen:
        assert max(map(len, pieces)) <= SCREEN_BYTES
        assert asked("".join(pieces)) == text
    rest = IN_SCREEN.sub("", rest)
    assert bool(rest) == itself
    if itself:
        assert asked(rest) == text


def test_half_a_letter_stops_nothing() -> None:
    """What is no text at all is copied as a question mark."""
    assert asked(copy_sequence("Ac\ud800me", {})) == "Ac?me"


class Tmux:
    """A tmux of our own, with nothing of the user's settings.

    Args:
        folder: where its socket and settings lie.
        name: tells it from another one.
        settings: lines of its settings.
    """

    def __init__(self, folder: Path, name: str, *settings: str) -> None:
        program = shutil.which("tmux")
        if program is None:
            pytest.skip("there is no tmux here")
        config = folder / f"{name}.conf"
        config.write_text("\n".join(settings), "utf-8")
        self.command = [program, "-S", str(folder / name), "-f", str(config)]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run one of its commands, in an environment without any tmux."""
        environ = {name: value for name, value in os.environ.items() if name not in ("TMUX", "TMUX_PANE")}
        return subprocess.run(
            [*self.command, *arguments],
            env=environ | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    def show(self, command: str) -> None:
        """Run a command in a pane."""
        started = self.run("new-session", "-d", "-x", "80", "-y", "24", command)
        if started.returncode != 0:
            pytest.skip(f"no tmux can be run here: {started.stderr.decode('utf-8', 'replace').strip()}")

    def wait_for_copied(self, text: str) -> None:
        """Wait until its buffer holds a text, and nothing else."""
        deadline = time.monotonic() + PATIENCE
        while (shown := self.run("show-buffer")).stdout != text.encode():
            assert time.monotonic() < deadline, (shown, self.run("capture-pane", "-p").stdout)
            time.sleep(0.02)


NewTmux = Callable[..., Tmux]


@pytest.fixture
def new_tmux(tmp_path: Path) -> Iterator[NewTmux]:
    """Make tmuxes that are ended when the test is over."""
    with ExitStack() as running:

        def make(name: str, *settings: str) -> Tmux:
            made = Tmux(tmp_path, name, *settings)
            running.callback(made.run, "kill-server")
            return made

        yield make


def copying(folder: Path, text: str) -> str:
    """Return the command that asks for a text to be copied, whatever its environment, and stays."""
    (folder / "letter.txt").write_text(text, "utf-8")
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from followup_tui.letters.clipboard import copy_sequence\n"
        "text = Path(sys.argv[2]).read_text('utf-8')\n"
        "sys.stdout.write(copy_sequence(text, os.environ)); sys.stdout.flush(); sys.stdin.read()"
    )
    return shlex.join([sys.executable, "-c", code, str(ROOT), str(folder / "letter.txt")])


@pytest.mark.pty
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "where",
    [
        "env -u TMUX TERM=xterm-256color",
        "env -u TMUX TERM=screen-256color",
        "env -u TMUX TERM=tmux-256color",
        "",
    ],
    ids=["a terminal", "SSH from a screen or tmux", "SSH from a tmux", "inside tmux"],
)
def test_a_terminal_copies_it(new_tmux: NewTmux, tmp_path: Path, where: str, text: str) -> None:
    """Tmux plays the terminal; it takes the text whichever way the program thinks it runs."""
    terminal = new_tmux("outer", "set -s set-clipboard on")
    terminal.show(f"{where} {copying(tmp_path, text)}")
    terminal.wait_for_copied(text)
    # It may have been asked twice; half a text is in none of them.
    sizes = terminal.run("list-buffers", "-F", "#{buffer_size}").stdout.split()
    assert set(sizes) == {str(len(text.encode())).encode()}


@pytest.mark.pty
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_goes_through_a_tmux_to_the_terminal_outside(new_tmux: NewTmux, tmp_path: Path, text: str) -> None:
    """The inner one lets it through and keeps nothing of it; the outer one plays the terminal."""
    inner = new_tmux("inner", "set -g allow-passthrough on", "set -s set-clipboard off")
    outer = new_tmux("outer", "set -s set-clipboard on")
    attach = [*inner.command, "new-session", "-x", "80", "-y", "20", copying(tmp_path, text)]
    outer.show(f"env -u TMUX LC_ALL=C.UTF-8 TERM=xterm-256color {shlex.join(attach)}")
    outer.wait_for_copied(text)
    assert inner.run("list-buffers").stdout == b""


@pytest.mark.pty
def test_each_of_two_tmuxes_has_it(new_tmux: NewTmux, tmp_path: Path) -> None:
    """Where the inner one may, it has the text in its own buffer too, to be pasted there."""
    text = TEXTS["lines"]
    inner = new_tmux("inner", "set -g allow-passthrough on", "set -s set-clipboard on")
    outer = new_tmux("outer", "set -s set-clipboard on")
    attach = [*inner.command, "new-session", "-x", "80", "-y", "20", copying(tmp_path, text)]
    outer.show(f"env -u TMUX LC_ALL=C.UTF-8 TERM=xterm-256color {shlex.join(attach)}")
    inner.wait_for_copied(text)
    outer.wait_for_copied(text)
