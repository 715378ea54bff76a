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

    Attributes:
        attributes: how the terminal was before, as `termios` has it.
        is_taken: whether it has been taken, and neither handed over nor given back.
        picture: what it shows; None where that is not certain.
    """

    def __init__(self, fileno: int) -> None:
        self._fileno = fileno
        self.is_taken = False
        self.attributes = termios.tcgetattr(fileno)
        self.picture: Picture | None = None

    def paint(self, picture: Picture) -> None:
        """Take the terminal, and paint a picture on it."""
        raw: list[Any] = termios.tcgetattr(self._fileno)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        self.is_taken = True
        termios.tcsetattr(self._fileno, termios.TCSANOW, raw)
        painting = changes(picture, (None,) * len(picture), range(len(picture)))
        if self._write(f"{ALTERNATE_SCREEN}\x1b[?25l{painting}\x1b[H"):
            self.picture = picture

    def check(self) -> None:
        """Forget the picture where the terminal may show something else by now."""
        if signal.sigpending() & _STALE:
            self.picture = None

    def hand_over(self) -> None:
        """Let Textual have the terminal, and give it back itself; deliver the signals that waited."""
        self.is_taken = False
        deliver_signals()

    def give_back(self) -> None:
        """Restore the terminal, unless Textual has done so."""
        if self.is_taken:
            self.is_taken = False
            self._write(GIVE_BACK)
            with suppress(termios.error):  # it is gone
                termios.tcflush(self._fileno, termios.TCIFLUSH)
                termios.tcsetattr(self._fileno, termios.TCSANOW, self.attributes)

    def _write(self, text: str) -> bool:
        """Write a text; return whether the terminal took all of it."""
        content = text.encode(sys.stderr.encoding, "backslashreplace")
        try:
            # Opened once more: whether writing blocks is shared with the shell otherwise.
            terminal = os.open(os.ttyname(self._fileno), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            while content and select.select((), (terminal,), (), WRITE_SECONDS)[1]:
                content = content[os.write(terminal, content) :]
        except OSError:
            return False
        finally:
            os.close(terminal)
        return not content


def deliver_signals() -> None:
    """Deliver the signals that waited, and all further ones at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _WAITING)


@contextmanager
def first_paint(
    make_picture: Callable[[tuple[int, int]], Picture | None],
) -> Iterator[PaintedTerminal | None]:
    """Paint a picture, and restore the terminal at the end where nobody else has taken it over.

    Yields None where no picture is painted: the program is in the background, or there is none.

    Args:
        make_picture: returns the picture for a width and height of the terminal.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _WAITING)
    terminal = _foreground_terminal()
    try:
        if terminal is not None and (picture := make_picture(os.get_terminal_size(sys.stdin.fileno()))):
            terminal.paint(picture)
            yield terminal
        else:
            deliver_signals()
            yield None
    finally:
        if terminal is not None:
            terminal.give_back()
        deliver_signals()


def _foreground_terminal() -> PaintedTerminal | None:
    with suppress(OSError, termios.error):
        fileno = sys.stdin.fileno()
        if os.tcgetpgrp(fileno) == os.getpgrp():
            return PaintedTerminal(fileno)
    return None
