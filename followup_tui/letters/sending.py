"""Handing a message to the user's own mail command: `msmtp -t`, `sendmail -t -i`."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from contextlib import suppress
from itertools import islice
from threading import Thread
from typing import Final

from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError

SEND_SECONDS: Final = 60.0
"""How long the mail command may take: a slow server's greeting and one short message."""

_LAST_WORDS_SECONDS: Final = 1.0
"""How long is listened to what it said, once it is over: something it left running may keep the line open."""

_HEARD: Final = 4_096
"""How many bytes of what it says are kept: the last ones, which say why."""

_SHOWN: Final = 200
"""How many characters of it are shown."""

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, the cursor
    r"|\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and other strings, to their end
    r"|\x1b[ -/]*[0-~]?"
)


def send(command: str, message: bytes, seconds: float = SEND_SECONDS) -> None:
    """Hand a message to the mail command, and wait until it has taken it.

    What counts is how the command itself ended, not what it left running to deliver in the background.

    Args:
        command: from the settings; it reads the message from its standard input and the recipient from it.
        message: the message, whole.
        seconds: how long it may take.

    Raises:
        CallError: it did not exit with 0: what it said, or that it took too long. Nothing counts as sent.
    """
    words = _words(command)
    name = clean_line(words[0][:60], "It")
    program = _start(words, name)
    hearing = _Hearing(program, message)
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired as error:
        _end(program)
        raise CallError(
            f"{name} took longer than {seconds:.0f} seconds and was ended",
            "It is not noted as sent; look whether it went before you send it again",
        ) from error
    if code != 0:
        last = hearing.last_words()
        because = f": {last}" if last else " and said nothing"
        raise CallError(f"{name} failed ({code}){because}", "Nothing was noted as sent")


class _Hearing:
    """Hands the message in and listens, both at once and beside the waiting: neither side can block it.

    Args:
        program: the mail command, just started.
        message: what it gets.
    """

    def __init__(self, program: subprocess.Popen[bytes], message: bytes) -> None:
        self._tail = b""
        self._listener = Thread(target=self._listen, args=(program,), daemon=True)
        self._listener.start()
        Thread(target=self._hand_in, args=(program, message), daemon=True).start()

    def last_words(self) -> str:
        """Give the last two lines it said that show anything, safe to show: the first often says why."""
        self._listener.join(_LAST_WORDS_SECONDS)
        said = _ESCAPES.sub("", self._tail.decode("utf-8", "replace"))
        lines = (clean_line(line[-_SHOWN * 4 :], "It", _HEARD * 4) for line in reversed(said.splitlines()))
        two = list(islice(filter(None, lines), 2))
        return "; ".join(line[:_SHOWN] for line in reversed(two))

    def _listen(self, program: subprocess.Popen[bytes]) -> None:
        if program.stdout is not None:
            with program.stdout as line:
                while said := os.read(line.fileno(), 1 << 16):
                    self._tail = (self._tail + said)[-_HEARD:]

    @staticmethod
    def _hand_in(program: subprocess.Popen[bytes], message: bytes) -> None:
        # It may end without reading it all: its exit code says what that means.
        if program.stdin is not None:
            with suppress(BrokenPipeError), program.stdin as line:
                line.write(message)


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise CallError(f"[mail] send cannot be read: {error}", "Close its quotation marks") from error
    if not words or not words[0]:
        raise CallError("There is no mail command", 'Set send = "msmtp -t" under [mail]; y copies the letter')
    return [os.path.expanduser(words[0]), *words[1:]]  # noqa: PTH111 - "msmtp" is looked up, and no path


def _start(words: list[str], name: str) -> subprocess.Popen[bytes]:
    try:
        # A session of its own: a hang-up of the terminal does not end it in the middle of a message.
        return subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be run"
        raise CallError(f"{name} did not start: {reason}", "Nothing was sent; see [mail] send") from error


def _end(program: subprocess.Popen[bytes]) -> None:
    """End the mail command and whatever it started."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        program.kill()
    program.wait()
