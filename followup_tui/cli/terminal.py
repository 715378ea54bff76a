"""Whether the board can be drawn here, asked before anything that draws is loaded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

_INSTEAD = "followup list works anywhere"

_SHUT_OUT = (
    *("COLUMNS", "LINES"),
    *("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT"),
    *("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME"),
    *("TEXTUAL_PRESS", "TEXTUAL_SHOW_RETURN", "TEXTUAL_DRIVER"),
)


def terminal_problem(environ: Mapping[str, str], streams: Sequence[IO[str] | None]) -> str | None:
    """Say in a sentence why the board cannot be drawn here, or None where it can.

    Args:
        environ: the environment; its `TERM` names the terminal.
        streams: stdin, stdout and stderr, None for one that is closed.
    """
    names = ("What it reads", "Its output", "What it says of errors")
    for name, stream in zip(names, streams, strict=True):
        if not _is_terminal(stream):
            return f"The board needs a terminal. {name} is not connected to one; {_INSTEAD}"
    kind = environ.get("TERM", "")
    if kind in {"", "dumb", "unknown"}:
        said = f'TERM is "{kind}"' if kind else "TERM is not set"
        return f"The board needs a terminal that can place text, and {said}; {_INSTEAD}"
    return None


def shut_out(environ: MutableMapping[str, str]) -> None:
    """Take from the environment what would make the board write down or show anything it should not.

    `TEXTUAL_LOG` and its kin keep a log of every key, readable by everybody. `COLUMNS` and `LINES`, which
    some shells hand on, go before the window's own size and do not follow it.

    Args:
        environ: the environment, before anything that draws is loaded.
    """
    for name in _SHUT_OUT:
        environ.pop(name, None)


@contextmanager
def discreet() -> Iterator[None]:
    """Let nothing but the board itself write to its screen.

    What goes wrong beside the board, in a thread or in something nobody waits for, Python tells on stderr
    with the values at hand. There that is in the middle of the picture, and the values are the user's.
    """
    import logging  # the board loads them anyway
    import sys
    import threading

    before, beside = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = lambda _: None
    threading.excepthook = lambda _: None
    nobody = logging.NullHandler()
    logging.getLogger().addHandler(nobody)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(nobody)
        sys.unraisablehook, threading.excepthook = before, beside


def _is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
