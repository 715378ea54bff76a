"""Ringing the terminal's own notification from the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress

from followup_tui.cli.terminal import PLAIN_TERMINALS, is_terminal
from followup_tui.ui.terminal.notification import notification


def notify(count: int, environ: Mapping[str, str]) -> None:
    """Make the terminal notify the user; without a terminal, do nothing.

    Args:
        count: how many things are to do.
        environ: the environment, which tells the terminal and what stands between.
    """
    if environ.get("TERM", "") in PLAIN_TERMINALS:
        return
    # stderr first, so that a program that reads stdout gets no escape sequence.
    terminal = next(filter(is_terminal, (sys.stderr, sys.stdout)), None)
    if terminal is not None:
        with suppress(OSError, ValueError):
            terminal.write(notification(count, environ))
            terminal.flush()
