"""A terminal that measures the response to a key: how many bytes, and when the last of them came.

It draws nothing while it measures, or drawing would be measured, too. A response is over when nothing was
written for a while in which the program slept: one that waits for a processor has not responded yet. So a
count does not depend on how busy the machine is.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.pty import terminal
from tests.pty.terminal import Terminal

SIZE = (120, 36)

QUIET = 0.35
"""How many seconds of silence end a response: longer than any timer of the program that paints."""

PATIENCE = 1.0
"""How many seconds the first byte of a response is waited for; some keys have none."""

LIMIT = 60.0

_KEYS = {
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "delete": b"\x1b[3~",
    "shift+tab": b"\x1b[Z",
}

_LONGEST_REQUEST = 16

_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=$ ]*(?:[a-zA-Z]|$)|\].*?(?:\x07|\x1b\\|$)|[^\[\]]|$)")
"""An escape sequence, or the beginning of one whose rest has not come yet."""

_REQUESTS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)


@dataclass(frozen=True, slots=True)
class Response:
    """The response to a key.

    Attributes:
        size: how many bytes were written.
        seconds: from the key to the last of them; 0 where there were none.
    """

    size: int
    seconds: float


class MeasuringTerminal(Terminal):
    """A terminal with a program in it, as `Terminal`, that measures.

    Args:
        command: the program and its arguments.
        environ: its whole environment.
        size: columns and rows.
        quiet: how many seconds of silence end a response.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        size: tuple[int, int] = SIZE,
        quiet: float = QUIET,
    ) -> None:
        self.quiet = quiet
        self._drawn = 0
        self._replied_up_to = 0
        self.last = 0.0
        """When the last byte came."""
        self._ended = False
        self.started = time.perf_counter()
        super().__init__(command, size, environ, Path(environ["HOME"]))

    def lines(self) -> list[str]:
        """Draw what has come, and give the rows of the screen."""
        new, self._drawn = bytes(self.output[self._drawn :]), len(self.output)
        self._stream.feed(terminal._UNSUPPORTED.sub("", self._decoder.decode(new)))
        return super().lines()

    def start(self, *words: str) -> float:
        """Wait until these words were written, in this order. Return the seconds since the start.

        Raises:
            NotSeenError: they were not.
        """
        wanted = re.compile(b".*?".join(re.escape(word.encode()) for word in words), re.DOTALL)
        deadline = self.started + LIMIT
        while not wanted.search(self.output):
            left = deadline - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise self._failure(f"{words} not seen")
        return self.last - self.started

    def key(self, name: str) -> Response:
        """Press a key and measure the response."""
        before = len(self.output)
        data = key_bytes(name)
        pressed = time.perf_counter()
        self._send(data)
        self.settle(PATIENCE)
        size = len(self.output) - before
        return Response(size, self.last - pressed if size else 0.0)

    def answer(self, name: str) -> float:
        """Press a key and wait until text is written, not modes alone. Return the seconds since the start.

        Raises:
            NotSeenError: none was.
        """
        before, deadline = len(self.output), time.perf_counter() + LIMIT
        self._send(key_bytes(name))
        while not _CONTROL.sub(b"", self.output[before:]):
            left = deadline - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise self._failure(f"no answer to {name}")
        return self.last - self.started

    def keys(self, names: str) -> None:
        """Press keys one after the other, each after the response to the one before."""
        for name in names.split():
            self.key(name)

    def settle(self, first: float = 0.0) -> None:
        """Wait until nothing more comes; for the first byte, so many seconds."""
        count, wait = len(self.output), first or self.quiet
        while not self._ended:
            quiet_from = time.perf_counter()
            slept = True
            while (left := quiet_from + wait - time.perf_counter()) > 0:
                self._ended = not self._read(min(left, 0.05))
                if self._ended or len(self.output) > count:
                    break
                slept = slept and self._sleeps()
            if len(self.output) > count:
                count, wait = len(self.output), self.quiet
            elif slept and not self._has_children():
                return

    def watch(self, seconds: float) -> int:
        """Count the bytes that come in so many seconds, in which nothing is pressed."""
        before, deadline = len(self.output), time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0 and self._read(left):
            pass
        return len(self.output) - before

    @property
    def megabytes(self) -> float:
        """How much memory the program holds."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def _read(self, seconds: float, *, until_silent: bool = False) -> bool:
        ready, _, _ = select.select([self._line], [], [], max(seconds, 0.0))
        if not ready:
            return not until_silent
        try:
            data = os.read(self._line, 1 << 16)
        except OSError:
            return False
        if not data:
            return False
        self.last = time.perf_counter()
        self.output += data
        self.reply(len(self.output))
        return True

    def reply(self, end: int) -> None:
        """Reply to the requests in the output up to here; one may have been cut in two."""
        before, self._replied_up_to = self._replied_up_to, end
        for request, reply in _REQUESTS:
            for match in request.finditer(self.output, max(before - _LONGEST_REQUEST, 0), end):
                if match.end() > before:
                    self._send(reply)

    def _sleeps(self) -> bool:
        """Whether all of the program's threads wait for something."""
        return all(_state(stat) in "SITZ" for stat in Path(f"/proc/{self.pid}/task").glob("*/stat"))

    def _has_children(self) -> bool:
        """Whether the program waits for another one: an editor, a mail command."""
        return any(_parent(stat) == self.pid for stat in Path("/proc").glob("[0-9]*/stat"))


def key_bytes(name: str) -> bytes:
    """Return what a terminal sends for a key."""
    return _KEYS.get(name) or terminal._key(name)


def _state(stat: Path) -> str:
    return _fields(stat)[0]


def _parent(stat: Path) -> int:
    return int(_fields(stat)[1])


def _fields(stat: Path) -> list[str]:
    try:
        return stat.read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["Z", "0"]
