"""The first paint: a picture before Textual is loaded, which then takes the terminal over as it is.

The terminal is in the mode that Textual puts it in: what is typed is neither shown nor lost, and Ctrl-C and
Ctrl-Z are keys. Signals wait until Textual handles them, or until the terminal is given back.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

from followup_tui.ui.terminal.screen_cells import Cell, changes

ALTERNATE_SCREEN: Final = "\x1b[?1049h"
"""Shows the alternate screen, and clears it."""

GIVE_BACK: Final = "\x1b[0m\x1b[?1049l\x1b[?25h"
"""Shows the screen that was there before, and the cursor."""

_STALE: Final = frozenset({signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT})
"""Signals after which the terminal may show something else: it was resized, or another program has had it."""

_WAITING: Final = _STALE | {signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}
"""Signals that wait meanwhile."""

WRITE_SECONDS: Final = 0.2
"""How long a terminal that does not read is waited for."""

Picture = Sequence[Sequence[Cell]]
"""The cells of each row of a terminal."""


class PaintedTerminal:
    """A terminal that shows a picture, until Textual has it or it is given back.

    Args:
        fileno: the terminal's descriptor.
        make_picture: returns the picture for a width and height of the terminal; None where there is none.

    Attributes:
        attributes: how the terminal was before, as `termios` has it.
        is_taken: whether it has been taken, and neither handed over nor given back.
        picture: what it shows; None where that is not certain.
        typed: the keys that were read and not answered, as the terminal sent them.
    """

    def __init__(self, fileno: int, make_picture: Callable[[tuple[int, int]], Picture | None]) -> None:
        self._fileno = fileno
        # Opened once more: whether reading and writing block is shared with the shell otherwise.
        self._terminal = os.open(os.ttyname(fileno), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self._size = os.get_terminal_size(fileno)
        self._make_picture = make_picture
        self.is_taken = False
        self.attributes = termios.tcgetattr(fileno)
        self.picture: Picture | None = None
        self.typed = b""

    def paint(self) -> bool:
        """Take the terminal, and paint the picture on it. Return whether there is one."""
        picture = self._make_picture(self._size)
        if picture is None:
            return False
        raw: list[Any] = termios.tcgetattr(self._fileno)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        self.is_taken = True
        termios.tcsetattr(self._fileno, termios.TCSANOW, raw)
        # Enter became a line break, another key, where it was pressed before the terminal was taken.
        self.typed = self._read().replace(b"\n", b"\r")
        self._paint(picture, (None,) * len(picture), f"{ALTERNATE_SCREEN}\x1b[?25l")
        return True

    def answer_keys(self, press: Callable[[bytes], int], load: Callable[[], object]) -> None:
        """Load something in another thread, and paint the picture that each key pressed meanwhile leads to.

        Args:
            press: does what the first of the keys that were typed does; returns of how many bytes it is, 0
                where it is to be answered by what is loaded, and with it all keys after it.
            load: loads it. Its errors are not raised: loading it once more raises them.
        """
        from threading import Thread  # not needed for the paint

        loaded, loading = os.pipe()

        def load_and_tell() -> None:
            with os.fdopen(loading, "wb"), suppress(Exception):
                load()

        thread = Thread(target=load_and_tell)
        thread.start()
        self._press_typed(press)
        while not self.typed and loaded not in select.select((self._terminal, loaded), (), ())[0]:
            self.check()
            self.typed = self._read() if self.picture is not None else b""
            if not self.typed:
                break
            self._press_typed(press)
        thread.join()
        os.close(loaded)

    def _press_typed(self, press: Callable[[bytes], int]) -> None:
        """Do what the keys that were typed do, up to the first that waits, and paint where they lead."""
        waiting = self.typed
        while size := press(waiting):
            waiting = waiting[size:]
        if self.picture is not None and waiting != self.typed:
            self._paint(self._make_picture(self._size) or (), self.picture)
        self.typed = waiting

    def _paint(
        self, picture: Picture | None, shown: Sequence[Sequence[Cell] | None], start: str = ""
    ) -> None:
        """Paint what a picture has other than what is shown."""
        text = f"{start}{changes(picture, shown, range(len(picture)))}\x1b[H" if picture else ""
        self.picture = picture if self._write(text) else None

    def check(self) -> None:
        """Forget the picture where the terminal may show something else by now."""
        if signal.sigpending() & _STALE:
            self.forget()

    def forget(self) -> None:
        """Forget the picture: the terminal may show something else."""
        self.picture = None

    def close(self) -> None:
        """Restore the terminal, unless Textual has done so."""
        if self.is_taken:
            self.is_taken = False
            self._write(GIVE_BACK)
            with suppress(termios.error):  # it is gone
                termios.tcflush(self._fileno, termios.TCIFLUSH)
                termios.tcsetattr(self._fileno, termios.TCSANOW, self.attributes)
        os.close(self._terminal)

    def _read(self) -> bytes:
        """Read what was typed; nothing where nothing was, or where the terminal is gone."""
        with suppress(OSError):
            return os.read(self._terminal, 4096)
        return b""

    def _write(self, text: str) -> bool:
        """Write a text; return whether the terminal took all of it."""
        content = text.encode(sys.stderr.encoding, "backslashreplace")
        with suppress(OSError):
            while content and select.select((), (self._terminal,), (), WRITE_SECONDS)[1]:
                content = content[os.write(self._terminal, content) :]
        return not content


def deliver_signals() -> None:
    """Deliver the signals that waited, and all further ones at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _WAITING)


@contextmanager
def first_paint(
    make_picture: Callable[[tuple[int, int]], Picture | None],
) -> Iterator[PaintedTerminal | None]:
    """Paint a picture, and restore the terminal at the end where nobody else has taken it over.

    Signals wait inside, until `deliver_signals`, and behind it where they did before.

    Yields None where no picture is painted: the program is in the background, or there is none.

    Args:
        make_picture: returns the picture for a width and height of the terminal.
    """
    waited_before = signal.pthread_sigmask(signal.SIG_BLOCK, _WAITING)
    terminal = None
    try:
        with suppress(OSError, termios.error):
            fileno = sys.stdin.fileno()
            if os.tcgetpgrp(fileno) == os.getpgrp():
                terminal = PaintedTerminal(fileno, make_picture)
        yield terminal if terminal is not None and terminal.paint() else None
    finally:
        if terminal is not None:
            terminal.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, waited_before)
