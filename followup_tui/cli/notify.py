"""The terminal's own notification: how many things are to do, and nothing of what they are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from followup_tui.cli.terminal import PLAIN_TERMINALS, is_terminal

_BELL: Final = "\a"


def notify(count: int, environ: Mapping[str, str]) -> None:
    """Make the terminal notify the user; without a terminal, do nothing.

    Others may see it, also on a locked screen: no name and no company is in it.

    Args:
        count: how many things are to do.
        environ: the environment; its `TERM` names the terminal, its `TMUX` says that tmux stands between.
    """
    if environ.get("TERM", "") in PLAIN_TERMINALS:
        return
    # stderr first, so that a program that reads stdout gets no escape sequence.
    terminal = next(filter(is_terminal, (sys.stderr, sys.stdout)), None)
    if terminal is not None:
        with suppress(OSError, ValueError):
            terminal.write(notification(count, in_tmux=bool(environ.get("TMUX"))))
            terminal.flush()


def notification(count: int, *, in_tmux: bool) -> str:
    """Return the escape sequences OSC 9 and OSC 777, and a bell for terminals that know neither."""
    # A text that begins with a digit would be another command to some: OSC 9;4 draws a progress bar.
    text = f"{count} thing{'' if count == 1 else 's'} to do"
    sequences = (f"\x1b]9;followup: {text}{_BELL}", f"\x1b]777;notify;followup;{text}{_BELL}")
    return "".join(map(_through_tmux, sequences) if in_tmux else sequences) + _BELL


def _through_tmux(sequence: str) -> str:
    """Wrap a sequence so that tmux passes it on to the terminal, where the user's tmux allows that."""
    return "\x1bPtmux;{}\x1b\\".format(sequence.replace("\x1b", "\x1b\x1b"))
