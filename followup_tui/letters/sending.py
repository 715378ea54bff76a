"""Sending a message with the user's own mail command: `msmtp -t`, `sendmail -t -i`."""

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
"""How long the mail command may take: enough for a slow server."""

_OUTPUT_SECONDS: Final = 1.0
"""How long to wait for the last output after the command has ended: a process it left may keep it open."""

_KEPT_BYTES: Final = 4_096
"""How many bytes of the output are kept: the last ones, which say why it failed."""

_SHOWN: Final = 200
"""How many characters of a line of the output are shown."""

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, the cursor
    r"|\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and other strings, to their end
    r"|\x1b[ -/]*[0-~]?"
)


def send(command: str, message: bytes, seconds: float = SEND_SECONDS) -> None:
    """Send a message with the mail command, and wait until the command has ended.

    Its exit code decides, whatever it left running to deliver the message in the background.

    Args:
        command: from the settings; it reads the message, and from that the recipient, on standard input.
        message: the message, headers and body.
        seconds: how long it may take.

    Raises:
        CallError: it did not exit with 0, with what it printed, or took too long. Nothing counts as sent.
    """
    words = _words(command)
    name = clean_line(words[0][:60], "It")
    program = _start(words, name)
    pipes = _Pipes(program, message)
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired as error:
        _kill(program)
        raise CallError(
            f"{name} took longer than {seconds:.0f} seconds and was ended",
            "It is not noted as sent; look whether it went before you send it again",
        ) from error
    if code != 0:
        output = pipes.last_output()
        reason = f": {output}" if output else " and said nothing"
        raise CallError(f"{name} failed ({code}){reason}", "Nothing was noted as sent")


class _Pipes:
    """Writes the message to the command and reads its output, in threads: neither can block the other."""

    def __init__(self, program: subprocess.Popen[bytes], message: bytes) -> None:
        self._tail = b""
        self._reader = Thread(target=self._read, args=(program,), daemon=True)
        self._reader.start()
        Thread(target=self._write, args=(program, message), daemon=True).start()

    def last_output(self) -> str:
        """Return the last two lines of its output that are not empty, safe to show."""
        self._reader.join(_OUTPUT_SECONDS)
        output = _ESCAPES.sub("", self._tail.decode("utf-8", "replace"))
        lines = reversed(output.splitlines())
        clean_lines = (clean_line(line[-_SHOWN * 4 :], "It", _KEPT_BYTES * 4) for line in lines)
        two = list(islice(filter(None, clean_lines), 2))
        return "; ".join(line[:_SHOWN] for line in reversed(two))

    def _read(self, program: subprocess.Popen[bytes]) -> None:
        if program.stdout is not None:
            with program.stdout as pipe:
                while data := os.read(pipe.fileno(), 1 << 16):
                    self._tail = (self._tail + data)[-_KEPT_BYTES:]

    @staticmethod
    def _write(program: subprocess.Popen[bytes], message: bytes) -> None:
        # The command may end without reading all of it: its exit code says what that means.
        if program.stdin is not None:
            with suppress(BrokenPipeError), program.stdin as pipe:
                pipe.write(message)


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
        # In a session of its own: a hang-up of the terminal does not end it in the middle of a message.
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


def _kill(program: subprocess.Popen[bytes]) -> None:
    """Kill the mail command and every process it started."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        program.kill()
    program.wait()
