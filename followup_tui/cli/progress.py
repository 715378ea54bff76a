"""How far a command is that takes more than a moment: a bar on the terminal, nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from followup_tui.cli.terminal import PLAIN_TERMINALS, is_terminal
from followup_tui.cli.width import available_columns, shorten
from followup_tui.exchange.imports.incoming import Progress, no_progress

_FIRST_AFTER: Final = 0.5
"""So many seconds pass before the bar is shown: what is done by then needs none."""

_AGAIN_AFTER: Final = 0.1
"""So many seconds it stays as it is: nobody reads faster."""

_WIDTH: Final = 20
_ERASE: Final = "\r\x1b[K"


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a function that shows how far something is, on the terminal of stderr; it is erased at the end."""
    if not is_terminal(sys.stderr) or os.environ.get("TERM", "") in PLAIN_TERMINALS:
        yield no_progress
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.erase()


class _Bar:
    """The bar, in the last row of the terminal."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _FIRST_AFTER
        self._is_shown = False

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show how far it is, not too often."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _AGAIN_AFTER
        full = _WIDTH * done // max(total, 1)
        bar = "#" * full + "." * (_WIDTH - full)
        width = available_columns() or 80
        self._write(f"{_ERASE}{shorten(f'{doing} [{bar}] {done:,} of {total:,}', width - 1)}")
        self._is_shown = True

    def erase(self) -> None:
        """Take it away."""
        if self._is_shown:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        with suppress(OSError):  # what it says is not worth an error
            sys.stderr.write(text)
            sys.stderr.flush()
