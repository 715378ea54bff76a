"""Running a command of the user's, from the settings: it reads what it gets on its standard input."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Thread
from typing import Final

from followup_tui.domain.text import clean_line

_OUTPUT_SECONDS: Final = 1.0
"""How long to wait for the last output after the command has ended: a process it left may keep it open."""

_KEPT_BYTES: Final = 4_096
"""How many bytes of the output are kept: the first ones, and the last."""

_SHOWN: Final = 200
"""How many characters of a line of the output are shown."""

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, the cursor
    r"|\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and other strings, to their end
    r"|\x1b[ -/]*[0-~]?"
)


def split_command(command: str) -> list[str]:
    """Return the words of a command; of the first one, a `~` is the home folder.

    Raises:
        ValueError: a quotation mark is not closed.
    """
    words = shlex.split(command)
    # "msmtp" is looked up, and is no path.
    return [os.path.expanduser(words[0]), *words[1:]] if words else []  # noqa: PTH111


class UserCommand:
    """A command that was started. It reads its input and writes its output whenever it likes.

    Args:
        words: the program and its arguments.
        content: what it gets on its standard input.
        with_stdout: whether its standard output is kept, together with what it says of errors.
        environment: its environment; that of this process unless given.

    Raises:
        OSError: it did not start.
        ValueError: it cannot be run: a null character stands in it.
    """

    def __init__(
        self,
        words: Sequence[str],
        content: bytes,
        *,
        with_stdout: bool,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        # In a session of its own: a hang-up of the terminal does not end it in the middle of its work.
        self._process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if with_stdout else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if with_stdout else subprocess.PIPE,
            start_new_session=True,
            env=environment,
        )
        self._pipe = self._process.stdout if with_stdout else self._process.stderr
        self._head = self._tail = b""
        # In threads of their own: neither can block the other.
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        Thread(target=self._write, args=(content,), daemon=True).start()

    def wait(self, seconds: float) -> int:
        """Wait until it ends, whatever it left running in the background, and return its exit code.

        Raises:
            TimeoutError: it took longer, and was ended, with every process it started.
        """
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            self._kill()
            raise TimeoutError from error

    def first_line(self) -> str:
        """Return the first line of its output that is not empty, safe to show."""
        self._reader.join(_OUTPUT_SECONDS)
        return next((line[:_SHOWN] for line in _lines(self._head)), "")

    def last_lines(self, count: int) -> list[str]:
        """Return the last lines of its output that are not empty, at most so many, safe to show."""
        self._reader.join(_OUTPUT_SECONDS)
        return [line[:_SHOWN] for line in _lines(self._tail)][-count:]

    def _read(self) -> None:
        if self._pipe is not None:
            with self._pipe as pipe:
                while data := os.read(pipe.fileno(), 1 << 16):
                    self._head = (self._head + data)[:_KEPT_BYTES]
                    self._tail = (self._tail + data)[-_KEPT_BYTES:]

    def _write(self, content: bytes) -> None:
        # The command may end without reading all of it: its exit code says what that means.
        if self._process.stdin is not None:
            with suppress(BrokenPipeError), self._process.stdin as pipe:
                pipe.write(content)

    def _kill(self) -> None:
        """Kill the command and every process it started."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()
        self._process.wait()


def _lines(output: bytes) -> list[str]:
    text = _ESCAPES.sub("", output.decode("utf-8", "replace"))
    lines = (clean_line(line[-_SHOWN * 4 :], "It", _KEPT_BYTES * 4) for line in text.splitlines())
    return list(filter(None, lines))
