"""The pager: output that is longer than the terminal is shown by the program that the user reads with."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from followup_tui.cells import text_width
from followup_tui.cli.output import collected, write, write_error
from followup_tui.cli.terminal import PLAIN_TERMINALS, is_terminal

_NOT_STARTED: Final = (126, 127)
"""The exit codes of a shell that could not start a command."""

_LESS_OPTIONS: Final = "FRX"
"""Leave at once where all of it fits (F), let links through (R), leave the text on the screen (X)."""


@contextmanager
def paged_output() -> Iterator[None]:
    """Show what is written inside at its end: in the pager, where it is longer than the terminal.

    Errors come after it, or nobody would see them.

    Raises:
        BrokenPipeError: the terminal is gone.
        DataError: it could not be written.
    """
    if not is_terminal(sys.stdout) or os.environ.get("TERM", "") in PLAIN_TERMINALS:
        yield
        return
    try:
        with collected() as (texts, errors):
            yield
    finally:
        # After an error, too: what was written before it is worth reading. After ctrl+c it is empty.
        text = "".join(texts)
        if text and (_fits(text) or not _show(text)):
            write(text)
        for error in errors:
            write_error(error)


def _fits(text: str) -> bool:
    """Return whether a text fits the terminal with a row to spare; in one of unknown size all fits."""
    try:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return True
    if not columns or not rows:
        return True
    for line in text.splitlines():
        rows -= max(1, -(-text_width(line) // columns))
        if rows <= 0:
            return False
    return True


def _show(text: str) -> bool:
    """Show a text in the pager, and wait until it is left. Return whether there was one to show it in."""
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "").strip()
    if not command:
        return False
    pager = subprocess.Popen(  # noqa: S602 - the user's own variable, which is a command of the shell by POSIX
        command,
        shell=True,
        stdin=subprocess.PIPE,
        env={"LESS": _LESS_OPTIONS, **os.environ},
    )
    # Ctrl+c is the pager's: it ends a search there. It was started with the signal as it is by default.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError):  # it was left before it had read everything
            pager.communicate(text.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))
        return pager.wait() not in _NOT_STARTED
    finally:
        signal.signal(signal.SIGINT, before)
