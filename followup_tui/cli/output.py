"""What goes out: text and JSON to stdout, one line at a time to stderr."""

from __future__ import annotations

import codecs
import io
import sys

from followup_tui.domain.text import is_safe
from followup_tui.errors import DataError

NOTHING_TO_SHOW = 1
"""The exit code of a command that was to be quiet and had nothing to say."""

_LONGEST = 900
"""The most characters of a sentence that somebody still reads."""

_PLAIN = {"·": "-", "…": "~"}
"""Signs of the program's own that an old locale may lack."""


def prepare_streams() -> None:
    """Make the outputs take any text: what the locale lacks is shown by its number, after a backslash."""
    codecs.register_error("followup", _shown_otherwise)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="followup")


def write(text: str) -> None:
    """Write to stdout.

    Raises:
        BrokenPipeError: whoever read it has stopped.
        DataError: it could not be written; a full disk, say.
    """
    if sys.stdout is None:  # closed by whoever started us: they want none of it
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_what_waits()
        raise DataError(f"The output could not be written: {error.strerror}") from error


def write_line(text: str) -> None:
    """Write a line to stdout. Raises as `write`."""
    write(f"{text}\n")


def write_document(text: str) -> None:
    """Write a JSON, CSV or Markdown document to stdout: UTF-8, whatever the locale. Raises as `write`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="")
    write(text)


def complain(text: str) -> None:
    """Write one line to stderr, with the program's name before it."""
    if sys.stderr is None:
        return
    if len(text) > _LONGEST:  # what somebody typed, or a file's name; its beginning and its end tell which
        text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
    try:
        sys.stderr.write(f"followup: {shown(text)}\n")
        sys.stderr.flush()
    except OSError:
        # Nobody listens; the exit code still says it.
        return


def shown(text: str) -> str:
    """Make one safe line of a text that did not come through the domain: a file's name, an argument."""
    return "".join(char if is_safe(char) and char not in "\n\t" else "?" for char in text)


def _shown_otherwise(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    first = error.object[error.start]
    if first in _PLAIN:
        return _PLAIN[first], error.start + 1
    return codecs.backslashreplace_errors(
        UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, error.reason)
    )


def _drop_what_waits() -> None:
    """Forget what could not be written, or Python tries again at its end and complains in its own words."""
    import os  # only where writing failed

    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
    finally:
        os.close(nowhere)
