"""A terminal with a program in it, as a person has it before them: keys go in, a picture comes out.

The program runs in a pseudo-terminal of its own. What it writes is kept as bytes and drawn by an emulator;
what it asks the terminal is answered. Nothing here waits for a time to pass: every wait is for something to
be seen, and ends with the picture in the failure's text where it is not seen in time.
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
"""The folder that holds the package."""

PROGRAM = (sys.executable, "-m", "followup_tui")
"""The program as it is started here."""

PATIENCE = 20.0
"""How many seconds a wait lasts at most: far more than anything takes, so that a slow machine passes too."""

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

_ANSWERS = (
    (re.compile(r"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronised output: known, and off
    (re.compile(r"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),  # resizes told in-band: unknown
    (re.compile(r"\x1b\[0?c"), b"\x1b[?62;22c"),  # what kind of terminal: one with colours
    (re.compile(r"\x1b\[6n"), b"\x1b[1;1R"),  # where the cursor is
)
"""What a program may ask a terminal, and what this one answers."""

_UNKNOWN_TO_THE_EMULATOR = re.compile(r"\x1b\[(?:<[0-9;]*[a-zA-Z]|[?>][0-9;]*m)|\u200d")
"""What it would draw instead of obeying; and what joins emoji, at which it would leave off drawing."""

_UNFINISHED = re.compile(r"\x1b(\[[0-9;?<=>$ ]*)?$")

_FRAME_BEGINS, _FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"

_NOTHING_SEEN = bytes(1 << 14)
"""What a terminal draws nothing of."""

_INHERITED = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LANG", "TZ")


class NotSeenError(AssertionError):
    """What was waited for did not come. Its text shows the screen."""


def environment(**own: str) -> dict[str, str]:
    """Give an environment with nothing of the machine's in it but the test's own home, zone and language.

    Args:
        own: variables to set beside these, or instead of them.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {**inherited, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **own}


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
        self.raw = bytearray()
        """Every byte the program wrote so far."""
        self.keystrokes = 0
        """How many keys `press` pressed so far."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held_back = ""
        self.mute = False
        """Whether its answers are kept back, until `answer`."""
        self._unsaid = b""
        self._open = True
        self._line, other_end = os.openpty()
        self._name = os.ttyname(other_end)
        self._set_size(*size)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=other_end,
                stdout=other_end,
                stderr=other_end,
                env=environment() if environ is None else environ,
                cwd=folder,
                start_new_session=True,
                # Its controlling terminal, or it would hear of no resize and no hang-up.
                preexec_fn=_take_the_terminal,  # noqa: PLW1509 - there are no threads here
            )
        finally:
            os.close(other_end)

    def __enter__(self) -> Self:
        """Give the terminal; the program is ended at the end in any case."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, however it stands."""
        self.close()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def cpu_seconds(self) -> float:
        """How many seconds of a core the program has used so far, as Linux tells it."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def is_a_shells(self) -> bool:
        """Whether the line is as a shell wants it: it shows what is typed, and hands it on by lines."""
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        return bool(termios.tcgetattr(self._line)[tty.LFLAG] & wanted == wanted)

    @property
    def columns(self) -> int:
        """How wide the screen is."""
        return int(self._screen.columns)

    @property
    def cursor_line(self) -> str:
        """The row of the screen the cursor stands in."""
        return self.lines()[self._screen.cursor.y]

    def lines(self) -> list[str]:
        """Give the rows of the screen, without the spaces at their ends."""
        # Not the emulator's own `display`: it stumbles over half a wide letter.
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return ["".join(buffer[y][x].data for x in columns).rstrip() for y in range(self._screen.lines)]

    def text(self) -> str:
        """Give the screen as text."""
        return "\n".join(self.lines()).rstrip()

    def press(self, keys: str) -> None:
        """Press keys, named and separated by spaces: `n tab ctrl+s`. They go out in one piece."""
        names = keys.split()
        self.keystrokes += len(names)
        self._send(b"".join(_key(name) for name in names))

    def type(self, words: str) -> None:
        """Type words. They are no keystrokes: whatever the program is like, they have to be typed."""
        self._send(words.encode())

    def paste(self, words: str) -> None:
        """Paste words as a terminal does that was asked to mark pastes."""
        self._send(b"\x1b[200~" + words.encode() + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Send these bytes in one piece, whatever they are: what a line breaks, or half a key."""
        self._send(data)

    def wait_for(self, *wanted: str, within: float = PATIENCE) -> None:
        """Wait until all these texts are on the screen.

        Raises:
            NotSeenError: they were not, in so many seconds, or the program ended before.
        """

        def seen() -> bool:
            shown = self.text()
            return all(text in shown for text in wanted)

        self.wait_until(seen, " and ".join(map(repr, wanted)), within)

    def wait_for_cursor(self, line: str) -> None:
        """Wait until the cursor stands in a row that begins with this text. Raises as `wait_for`."""
        self.wait_until(lambda: self.cursor_line.lstrip().startswith(line), f"the cursor at {line!r}")

    def wait_until(self, seen: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Wait until something is the case. Raises as `wait_for`; `what` is for its text."""
        deadline = time.monotonic() + within
        while not seen():
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._failure(f"{what} not seen within {within:g} seconds")
            if not self._read(left):
                if seen():
                    return
                raise self._failure(f"The program ended before {what} was seen")

    def wait_unread(self, so: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """As `wait_until`, but nothing is read of what the program writes meanwhile."""
        deadline = time.monotonic() + within
        while not so():
            if time.monotonic() > deadline:
                raise self._failure(f"{what} not so within {within:g} seconds")
            time.sleep(0.01)

    def answer(self) -> None:
        """Send the answers that were kept back."""
        unsaid, self._unsaid = self._unsaid, b""
        self._send(unsaid)

    def jam(self) -> None:
        """Make nothing more go into the line. `wait_unread` and `gone` leave it so."""
        other_end = os.open(self._name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        wider = False

        def full() -> bool:
            nonlocal wider
            wider = not wider
            # A window of another size is painted anew, whatever the program shows; but once only while nobody
            # answers, so the line is filled up from here.
            self._set_size(300 + wider, 90)
            with suppress(BlockingIOError):
                os.write(other_end, _NOTHING_SEEN)
            return not select.select([], [other_end], [], 0.02)[1]

        try:
            self.wait_unread(full, "the line full")
        finally:
            os.close(other_end)

    def stays(self, so: Callable[[], bool], what: str, seconds: float) -> None:
        """Watch the screen for so many seconds, in which something is the case without a break.

        Raises:
            NotSeenError: it was not; `what` is for its text.
        """
        deadline = time.monotonic() + seconds
        while True:
            if not so():
                raise self._failure(f"{what} no longer so")
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                return

    def read_once(self, seconds: float) -> None:
        """Take in what comes next, waiting so long for it: for somebody who interrupts at any moment."""
        self._read(seconds)

    def forget(self) -> None:
        """Wipe the screen, as if nothing had been drawn: what is seen after this is drawn after this."""
        self._screen.reset()

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size. What the old one showed is wiped: nothing of it is taken for new."""
        self._screen.resize(rows, columns)
        self._screen.reset()
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Drop the line, as an SSH connection does that breaks."""
        self._drop()

    def kill(self) -> None:
        """End the program with SIGKILL, then take in what it had written until then."""
        self._process.kill()
        self._process.wait(PATIENCE)
        while self._read(0.0, at_most=True):
            pass

    def gone(self, within: float) -> int:
        """As `end`, in so many seconds, and nothing is read of what the program writes meanwhile."""
        self.wait_unread(lambda: self._process.poll() is not None, "the end", within)
        return self._process.wait()

    def end(self, within: float = PATIENCE) -> int:
        """Wait for the program to end by itself, and give its exit code; negative, a signal's number.

        Raises:
            NotSeenError: it goes on.
        """
        deadline = time.monotonic() + within
        while self._open and (left := deadline - time.monotonic()) > 0:
            if not self._read(left):
                break
        try:
            return self._process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise self._failure("The program did not end") from None

    def close(self) -> None:
        """End the program if it still runs, and drop the line."""
        if self._process.poll() is None:
            self._process.kill()
        self._drop()
        self._process.wait(PATIENCE)

    def _drop(self) -> None:
        if self._open:
            self._open = False
            os.close(self._line)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._line, view) :]

    def _read(self, seconds: float, *, at_most: bool = False) -> bool:
        """Take in what the program writes next, waiting so long for it. Says whether there can be more.

        Where `at_most` is set, silence counts as the end.
        """
        if not self._open:
            return False
        ready, _, _ = select.select([self._line], [], [], max(seconds, 0.0))
        if not ready:
            return not at_most
        try:
            data = os.read(self._line, 1 << 16)
        except OSError:  # what Linux says once nobody has the other end open
            return False
        if not data:
            return False
        self.raw += data
        text = self._held_back + self._decoder.decode(data)
        # A sequence that the read cut in two is neither answered nor drawn before its rest is there; and of
        # a frame nothing is seen before its end, as in a terminal that knows frames.
        cut = _UNFINISHED.search(text)
        end = cut.start() if cut else len(text)
        frame = text.rfind(_FRAME_BEGINS)
        if frame > text.rfind(_FRAME_ENDS):
            end = min(end, frame)
        whole, self._held_back = text[:end], text[end:]
        for question, answer in _ANSWERS:
            for _ in question.finditer(whole):
                self._unsaid += answer
        if self._unsaid and not self.mute:
            self.answer()
        self._stream.feed(_UNKNOWN_TO_THE_EMULATOR.sub("", whole))
        return True

    def _failure(self, happened: str) -> NotSeenError:
        code = self._process.poll()
        state = "it runs" if code is None else f"it ended with {code}"
        frame = "-" * self.columns
        return NotSeenError(f"{happened}; {state}. The screen:\n{frame}\n{self.text()}\n{frame}")


def run(*arguments: str, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of the program outside any terminal, and give what it printed.

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


def _take_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # A test runner may have been started with these switched off.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGPIPE, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


def _key(name: str) -> bytes:
    if name in _KEYS:
        return _KEYS[name]
    if re.fullmatch("ctrl[+][a-z]", name):
        return bytes([ord(name[-1]) - ord("a") + 1])
    if len(name) == 1:
        return name.encode()
    raise ValueError(f"there is no key {name!r}")
