"""A pseudo-terminal with a program in it: keys go in, a screen comes out.

What the program writes is kept as bytes and drawn by an emulator; its requests are replied to as a terminal
does. No wait is for a time to pass: each is for something on the screen, and fails with the screen as text.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
"""The folder of the project."""

PROGRAM = (sys.executable, "-m", "followup_tui")
"""The command that starts the program."""

PATIENCE = 20.0
"""How many seconds a wait lasts at most: far more than anything takes, even on a slow machine."""

_KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
}

_REPLIES = (
    (re.compile(r"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronized output: supported, and off
    (re.compile(r"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),  # resizes reported in-band: unknown
    (re.compile(r"\x1b\[0?c"), b"\x1b[?62;22c"),  # device attributes: a terminal with colours
    (re.compile(r"\x1b\[6n"), b"\x1b[1;1R"),  # the position of the cursor
)
"""Requests a program may send, and the replies of this terminal."""

_UNSUPPORTED = re.compile(r"\x1b\[(?:<[0-9;]*[a-zA-Z]|[?>][0-9;]*m)|\u200d")
"""Sequences that the emulator would draw, and the joiner of emoji, at which it would stop drawing."""

_UNFINISHED = re.compile(r"\x1b(\[[0-9;?<=>$ ]*)?$")

_FRAME_BEGIN, _FRAME_END = "\x1b[?2026h", "\x1b[?2026l"

_NULS = bytes(1 << 14)
"""Bytes that a terminal draws nothing for."""

_INHERITED = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LANG", "TZ")


class NotSeenError(AssertionError):
    """What was waited for was not seen in time. The message shows the screen."""


def environment(**variables: str) -> dict[str, str]:
    """Return an environment with nothing of the machine's in it but the test's own home, zone and language.

    Args:
        variables: set beside these, or instead of them.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {**inherited, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **variables}


class Terminal:
    """A pseudo-terminal with a program in it.

    Args:
        command: the program and its arguments.
        size: columns and rows.
        environ: the program's whole environment.
        folder: the program's working directory.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.output = bytearray()
        """Every byte the program has written so far."""
        self.keys_pressed = 0
        """How many keys `press` has pressed so far."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._undrawn = ""
        self.is_mute = False
        """Whether replies are kept back, until `send_replies`."""
        self._replies = b""
        self._is_open = True
        self._line, program_end = os.openpty()
        self._name = os.ttyname(program_end)
        self._set_size(*size)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=program_end,
                stdout=program_end,
                stderr=program_end,
                env=environment() if environ is None else environ,
                cwd=folder,
                start_new_session=True,
                # Without a controlling terminal it would get neither SIGWINCH nor SIGHUP.
                preexec_fn=_take_terminal,  # noqa: PLW1509 - there are no threads here
            )
        finally:
            os.close(program_end)

    def __enter__(self) -> Self:
        """Return the terminal; at the end of the `with` the program is ended in any case."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, as `close`."""
        self.close()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def cpu_seconds(self) -> float:
        """How many seconds of a core the program has used so far, by /proc."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def is_cooked(self) -> bool:
        """Whether the line is as a shell needs it: it echoes, is read by lines, and ctrl+c is a signal."""
        flags = termios.ECHO | termios.ICANON | termios.ISIG
        return bool(termios.tcgetattr(self._line)[tty.LFLAG] & flags == flags)

    @property
    def columns(self) -> int:
        """How many columns the screen has."""
        return int(self._screen.columns)

    @property
    def cursor_line(self) -> str:
        """The row of the screen with the cursor."""
        return self.lines()[self._screen.cursor.y]

    def lines(self) -> list[str]:
        """Return the rows of the screen, without the spaces at their ends."""
        # Not the emulator's own `display`: it stumbles over half a wide letter.
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return ["".join(buffer[y][x].data for x in columns).rstrip() for y in range(self._screen.lines)]

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(self.lines()).rstrip()

    def press(self, keys: str) -> None:
        """Press keys, named and separated by spaces: `n tab ctrl+s`. They are sent in one piece."""
        names = keys.split()
        self.keys_pressed += len(names)
        self._send(b"".join(_key(name) for name in names))

    def type(self, words: str) -> None:
        """Type words. They do not count as keys pressed: any program needs them."""
        self._send(words.encode())

    def paste(self, words: str) -> None:
        """Paste words, bracketed as by a terminal."""
        self._send(b"\x1b[200~" + words.encode() + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Send bytes in one piece: half a key, or what no key sends."""
        self._send(data)

    def wait_for(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until all these texts are on the screen.

        Raises:
            NotSeenError: they were not within so many seconds, or the program ended before.
        """

        def seen() -> bool:
            shown = self.text()
            return all(text in shown for text in texts)

        self.wait_until(seen, " and ".join(map(repr, texts)), within)

    def wait_for_cursor(self, line: str) -> None:
        """Wait until the row with the cursor begins with this text. Raises as `wait_for`."""
        self.wait_until(lambda: self.cursor_line.lstrip().startswith(line), f"the cursor at {line!r}")

    def wait_until(self, seen: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait until a condition holds; `what` names it in the error. Raises as `wait_for`."""
        deadline = time.monotonic() + within
        while not seen():
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._failure(f"{what} not seen within {within:g} seconds")
            if not self._read(left):
                if seen():
                    return
                raise self._failure(f"The program ended before {what} was seen")

    def wait_unread_until(self, holds: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait as `wait_until`, but read nothing of what the program writes meanwhile."""
        deadline = time.monotonic() + within
        while not holds():
            if time.monotonic() > deadline:
                raise self._failure(f"{what} not so within {within:g} seconds")
            time.sleep(0.01)

    def send_replies(self) -> None:
        """Send the replies that were kept back."""
        replies, self._replies = self._replies, b""
        self._send(replies)

    def block_output(self) -> None:
        """Fill the line until no more can be written; `wait_unread_until` leaves it full."""
        program_end = os.open(self._name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        is_wider = False

        def is_full() -> bool:
            nonlocal is_wider
            is_wider = not is_wider
            # A window of another size is painted anew, whatever the program shows; but only once while no
            # reply comes, so the line is filled up from here.
            self._set_size(300 + is_wider, 90)
            with suppress(BlockingIOError):
                os.write(program_end, _NULS)
            return not select.select([], [program_end], [], 0.02)[1]

        try:
            self.wait_unread_until(is_full, "the line full")
        finally:
            os.close(program_end)

    def assert_stays(self, holds: Callable[[], bool], what: str, seconds: float) -> None:
        """Watch the screen for so many seconds, in which a condition has to hold throughout.

        Raises:
            NotSeenError: it did not; `what` names it.
        """
        deadline = time.monotonic() + seconds
        while True:
            if not holds():
                raise self._failure(f"{what} no longer so")
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                return

    def read_once(self, seconds: float) -> None:
        """Read what comes next, waiting for it at most so long."""
        self._read(seconds)

    def clear_screen(self) -> None:
        """Clear the screen: what is seen after this is drawn after this."""
        self._screen.reset()

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window and clear it: what is seen after this is drawn after this."""
        self._screen.resize(rows, columns)
        self._screen.reset()
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Drop the line, as an SSH connection does that breaks."""
        self._drop()

    def kill(self) -> None:
        """End the program with SIGKILL, then read what it had written until then."""
        self._process.kill()
        self._process.wait(PATIENCE)
        while self._read(0.0, until_silent=True):
            pass

    def wait_for_exit_unread(self, within: float) -> int:
        """Wait as `wait_for_exit`, but read nothing of what the program writes meanwhile."""
        self.wait_unread_until(lambda: self._process.poll() is not None, "the end", within)
        return self._process.wait()

    def wait_for_exit(self, within: float = PATIENCE) -> int:
        """Wait until the program ends, and return its exit code; a signal's number, negative.

        Raises:
            NotSeenError: it did not end within so many seconds.
        """
        deadline = time.monotonic() + within
        while self._is_open and (left := deadline - time.monotonic()) > 0:
            if not self._read(left):
                break
        try:
            return self._process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise self._failure("The program did not end") from None

    def close(self) -> None:
        """Kill the program if it still runs, and drop the line."""
        if self._process.poll() is None:
            self._process.kill()
        self._drop()
        self._process.wait(PATIENCE)

    def _drop(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._line)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._line, view) :]

    def _read(self, seconds: float, *, until_silent: bool = False) -> bool:
        """Read what the program writes next, waiting so long for it. Return whether there can be more.

        Args:
            seconds: how long to wait.
            until_silent: whether nothing to read counts as the end.
        """
        if not self._is_open:
            return False
        ready, _, _ = select.select([self._line], [], [], max(seconds, 0.0))
        if not ready:
            return not until_silent
        try:
            data = os.read(self._line, 1 << 16)
        except OSError:  # Linux: nobody has the other end open
            return False
        if not data:
            return False
        self.output += data
        text = self._undrawn + self._decoder.decode(data)
        # A sequence that was cut in two is neither replied to nor drawn before its rest is there; and nothing
        # of a frame is drawn before its end, as in a terminal with synchronized output.
        cut = _UNFINISHED.search(text)
        end = cut.start() if cut else len(text)
        frame = text.rfind(_FRAME_BEGIN)
        if frame > text.rfind(_FRAME_END):
            end = min(end, frame)
        whole, self._undrawn = text[:end], text[end:]
        for request, reply in _REPLIES:
            for _ in request.finditer(whole):
                self._replies += reply
        if self._replies and not self.is_mute:
            self.send_replies()
        self._stream.feed(_UNSUPPORTED.sub("", whole))
        return True

    def _failure(self, happened: str) -> NotSeenError:
        code = self._process.poll()
        state = "it runs" if code is None else f"it ended with {code}"
        frame = "-" * self.columns
        return NotSeenError(f"{happened}; {state}. The screen:\n{frame}\n{self.text()}\n{frame}")


def run(*arguments: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of the program outside any terminal, and return what it printed.

    Args:
        arguments: the command and its arguments.
        environ: its whole environment; that of `environment` unless given.
    """
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment() if environ is None else environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # A test runner may have been started with these ignored.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


def _key(name: str) -> bytes:
    if name in _KEYS:
        return _KEYS[name]
    if re.fullmatch("ctrl[+][a-z]", name):
        return bytes([ord(name[-1]) - ord("a") + 1])
    if len(name) == 1:
        return name.encode()
    raise ValueError(f"there is no key {name!r}")
