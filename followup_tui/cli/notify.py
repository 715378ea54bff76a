"""The terminal's own notification: how many things are to be done, and nothing of what they are."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BELL: Final = "\a"


def notify(count: int, environ: Mapping[str, str]) -> None:
    """Ring the notification of the terminal that is attached; without one, do nothing.

    It is seen over other people's shoulders and on locked screens: no name and no company is in it.

    Args:
        count: how many things are to be done.
        environ: the environment; its `TERM` names the terminal, its `TMUX` says that tmux stands between.
    """
    if environ.get("TERM", "") in {"", "dumb", "unknown"}:
        return
    # What is read from stdout stays clean where it can.
    terminal = _attached((sys.stderr, sys.stdout))
    if terminal is not None:
        with suppress(OSError, ValueError):
            terminal.write(notification(count, in_tmux=bool(environ.get("TMUX"))))
            terminal.flush()


def notification(count: int, *, in_tmux: bool) -> str:
    """Give what makes a terminal notify, in both ways there are; a bell for those that know neither."""
    # A figure in the first place would be a command to some terminals: 9;4 draws a progress bar.
    said = f"{count} thing{'' if count == 1 else 's'} to do"
    calls = (f"\x1b]9;followup: {said}{_BELL}", f"\x1b]777;notify;followup;{said}{_BELL}")
    return "".join(_through_tmux(call) if in_tmux else call for call in calls) + _BELL


def _through_tmux(call: str) -> str:
    """Have tmux hand it on to the terminal, where the user allows it to; else tmux keeps it for itself."""
    return "\x1bPtmux;{}\x1b\\".format(call.replace("\x1b", "\x1b\x1b"))


def _attached(streams: Sequence[IO[str] | None]) -> IO[str] | None:
    """Give the first of the streams that is a terminal."""
    for stream in streams:
        with suppress(ValueError):  # closed
            if stream is not None and stream.isatty():
                return stream
    return None
