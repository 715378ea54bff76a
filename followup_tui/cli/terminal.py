"""What the terminal can do, and the board's screen kept clean; nothing that draws is imported for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import IO

PLAIN_TERMINALS = frozenset({"", "dumb", "unknown"})
"""Values of `TERM` for terminals that take no escape sequences."""

_INSTEAD = "followup list works anywhere"

_UNWANTED_VARIABLES = (
    *("COLUMNS", "LINES"),
    *("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT"),
    *("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME"),
    *("TEXTUAL_PRESS", "TEXTUAL_SHOW_RETURN", "TEXTUAL_DRIVER"),
)


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether a stream is connected to a terminal; None is a stream that was closed at the start."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed since
        return False


def terminal_problem(environ: Mapping[str, str], streams: Sequence[IO[str] | None]) -> str | None:
    """Return a sentence that says why the board cannot be drawn here; None if it can.

    Args:
        environ: the environment; its `TERM` names the terminal.
        streams: stdin, stdout and stderr, None for one that is closed.
    """
    names = ("What it reads", "Its output", "What it says of errors")
    for name, stream in zip(names, streams, strict=True):
        if not is_terminal(stream):
            return f"The board needs a terminal. {name} is not connected to one; {_INSTEAD}"
    kind = environ.get("TERM", "")
    if kind in PLAIN_TERMINALS:
        reason = f'TERM is "{kind}"' if kind else "TERM is not set"
        return f"The board needs a terminal that can place text, and {reason}; {_INSTEAD}"
    return None


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Remove variables that would make the board log private text, or draw in the wrong size.

    `TEXTUAL_LOG` and the like log every key to a file that everybody can read. `COLUMNS` and `LINES`, which
    some shells export, would override the window's own size and not follow it.
    """
    for name in _UNWANTED_VARIABLES:
        environ.pop(name, None)


@contextmanager
def hidden_tracebacks() -> Iterator[None]:
    """Keep tracebacks and log messages off stderr, which is the board's screen.

    For an error in a thread or in a task that nobody awaits, Python writes a traceback there: in the middle
    of the picture, and with values that are the user's.
    """
    import logging  # the board imports these anyway
    import sys
    import threading

    unraisable_hook, thread_hook = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = lambda _: None
    threading.excepthook = lambda _: None
    null_handler = logging.NullHandler()
    logging.getLogger().addHandler(null_handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(null_handler)
        sys.unraisablehook, threading.excepthook = unraisable_hook, thread_hook
