"""Handing a message to a mail command: real ones, which take it, refuse it, hang, and talk too much."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from followup_tui.errors import CallError
from followup_tui.letters.message import message_to_send
from followup_tui.letters.sending import send
from tests.letters.samples import ADA, letter
from tests.samples import NOW

MESSAGE = message_to_send(letter("Thank you for the talk.\n.\nFrom here on."), ADA, NOW)
BIG = MESSAGE + b"x" * 1_000_000
PATIENCE = 10.0

Script = Callable[[str], str]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Make a shell script; gives the command that runs it."""

    def make(source: str) -> str:
        file = tmp_path / "mail command"
        file.write_text(f"#!/bin/sh\ncd {shlex.quote(str(tmp_path))}\n{source}\n", "utf-8")
        file.chmod(0o700)
        return shlex.quote(str(file))

    return make


def gone(process: int) -> bool:
    """Say whether a process is over."""
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return state in "ZX"
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True


def wait_until(so: Callable[[], bool]) -> None:
    """Wait until something is the case, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("message", [MESSAGE, BIG, b""], ids=["a letter", "a megabyte", "nothing"])
def test_the_command_gets_exactly_the_bytes_and_its_arguments(
    script: Script, tmp_path: Path, message: bytes
) -> None:
    """Quotation marks are read as a shell reads them, and nothing else of a shell's is."""
    send(f"""{script('cat > got; printf "%s|" "$@" > arguments')} -t "two words" '$HOME' "" """, message)
    assert (tmp_path / "got").read_bytes() == message
    assert (tmp_path / "arguments").read_text("utf-8") == "-t|two words|$HOME||"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("cat > /dev/null; echo 'no such user' >&2; exit 67", "failed (67): no such user"),
        ("echo hello; echo; echo 'host not found'; echo; exit 1", "failed (1): hello; host not found"),
        ("printf '\\033[31mrefused\\033[0m\\033]0;owned\\007\\n'; exit 1", "failed (1): refused"),
        ("printf 'why\\n\\033[2J\\033[1;1H\\n'; exit 1", "failed (1): why"),
        ("printf '10%%\\r90%%\\rrefused\\r\\n'; exit 1", "failed (1): 90%; refused"),
        ("printf 'zur\\303\\274ck \\377\\n'; exit 1", "failed (1): zurück \ufffd"),
        ("exit 1", "failed (1) and said nothing"),
        ("kill -9 $$", "failed (-9) and said nothing"),
    ],
)
def test_a_refusal_is_told_in_its_own_words(script: Script, source: str, said: str) -> None:
    """The last two lines that show anything, without what a terminal would obey; nothing counts as sent."""
    with pytest.raises(CallError) as refused:
        send(script(source), MESSAGE)
    assert str(refused.value).endswith(f"{said}. Nothing was noted as sent")


def test_a_refusal_without_end_is_cut(script: Script) -> None:
    """A line of a megabyte, of letters that grow when they are composed, is shown by its end."""
    with pytest.raises(CallError) as refused:
        send(script("yes '\u0958' | head -c 1000000 | tr -d '\\n'; exit 1"), MESSAGE)
    assert len(refused.value.happened) < 400


@pytest.mark.parametrize("message", [MESSAGE, BIG], ids=["a letter", "more than a pipe holds"])
@pytest.mark.parametrize(("source", "fails"), [("exit 0", False), ("exec <&-; exit 3", True)])
def test_a_command_that_reads_nothing_is_believed(
    script: Script, message: bytes, source: str, fails: bool
) -> None:
    """What counts is how it exits; the pipe it leaves broken is no error of ours."""
    if not fails:
        send(script(source), message)
        return
    with pytest.raises(CallError, match="failed \\(3\\)"):
        send(script(source), message)


def test_a_command_that_talks_without_listening_blocks_nothing(script: Script, tmp_path: Path) -> None:
    """Ten megabytes of output before it reads a byte: the message still arrives, and little is kept of it."""
    send(script("head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2; cat > got"), BIG)
    assert (tmp_path / "got").read_bytes() == BIG


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "There is no mail command"),
        ("   ", "There is no mail command"),
        ("''", "There is no mail command"),
        ("msmtp 'never closed", "[mail] send cannot be read: No closing quotation"),
        ("/nonexistent/msmtp -t", "/nonexistent/msmtp did not start: No such file or directory"),
        ("no-such-mail-command -t", "no-such-mail-command did not start: No such file or directory"),
        ("{folder}", "did not start: Permission denied"),
        ("{folder}/plain", "did not start: Permission denied"),
        ("ms\0mtp", "msmtp did not start: it cannot be run"),
        ("'\x1b[31mmsmtp'", "did not start: No such file or directory"),
    ],
)
def test_a_command_that_cannot_be_run_is_told(tmp_path: Path, command: str, said: str) -> None:
    """What is wrong with it, and what to do; nothing of it can steer a terminal."""
    (tmp_path / "plain").write_text("no program", "utf-8")
    with pytest.raises(CallError) as refused:
        send(command.format(folder=shlex.quote(str(tmp_path))), MESSAGE)
    assert said in str(refused.value)
    assert refused.value.next_step
    assert str(refused.value).isprintable()


def test_a_home_folder_can_be_written_short(script: Script, tmp_path: Path, home: Path) -> None:
    """`~/bin/mail-it` is what people write in settings."""
    (home / "mail-it").write_text(f"#!/bin/sh\ncat > {shlex.quote(str(tmp_path))}/got\n", "utf-8")
    (home / "mail-it").chmod(0o700)
    send("~/mail-it", MESSAGE)
    assert (tmp_path / "got").read_bytes() == MESSAGE


def test_a_command_that_takes_too_long_is_ended_with_all_it_started(script: Script, tmp_path: Path) -> None:
    """One sentence says that it may have gone out all the same; no process is left."""
    command = script("sh -c 'echo $$ > child; exec sleep 60' &\necho $$ > parent; sleep 60")
    with pytest.raises(CallError, match="took longer than 1 seconds and was ended"):
        send(command, MESSAGE, seconds=1.0)
    processes = [int((tmp_path / name).read_text("utf-8")) for name in ("parent", "child")]
    wait_until(lambda: all(map(gone, processes)))


def test_a_delivery_that_goes_on_behind_is_left_alone(script: Script, tmp_path: Path) -> None:
    """Mail commands hand over and go on by themselves, with their output open: that is sent, and at once."""
    command = script("cat > got; sleep 60 & echo $! > child; exit 0")
    started = time.monotonic()
    send(command, MESSAGE, seconds=20.0)
    assert time.monotonic() - started < 20.0
    child = int((tmp_path / "child").read_text("utf-8"))
    assert not gone(child)
    os.kill(child, signal.SIGKILL)


def test_what_it_said_is_told_though_something_goes_on_behind(script: Script, tmp_path: Path) -> None:
    """The line stays open, and is not waited for."""
    command = script("sleep 60 & echo $! > child; echo 'no route'; exit 1")
    with pytest.raises(CallError, match="failed \\(1\\): no route"):
        send(command, MESSAGE)
    os.kill(int((tmp_path / "child").read_text("utf-8")), signal.SIGKILL)


def test_python_scripts_will_do(tmp_path: Path) -> None:
    """Any program with arguments is a mail command."""
    code = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    send(
        f"{shlex.quote(sys.executable)} -c {shlex.quote(code)} {shlex.quote(str(tmp_path / 'got'))}", MESSAGE
    )
    assert (tmp_path / "got").read_bytes() == MESSAGE
