"""Output: text and JSON to stdout, errors to stderr, one line each."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from followup_tui.domain.text import safe_line
from followup_tui.errors import DataError

if TYPE_CHECKING:
    from followup_tui.exchange.json_export import Document

NOTHING_TO_SHOW = 1
"""The exit code of a command that was to be quiet and had nothing to say."""

_LONGEST_ERROR = 900
"""The most characters of an error that somebody still reads."""

_ASCII_SIGNS = {"·": "-", "…": "~"}
"""The program's own signs that an old locale may lack, and what is written instead."""


def prepare_streams() -> None:
    """Make stdout and stderr take any text: what the locale cannot encode becomes a backslash escape."""
    codecs.register_error("followup", _replace_unencodable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="followup")


class _Collector:
    """Where output goes while it is collected.

    Attributes:
        texts: what goes to stdout, None where nothing is collected.
        errors: the lines that go to stderr.
    """

    texts: list[str] | None = None
    errors: list[str] | None = None


@contextmanager
def collected() -> Iterator[tuple[list[str], list[str]]]:
    """Collect what is written inside, texts and errors, instead of writing it. After ctrl+c nothing stays."""
    texts: list[str] = []
    errors: list[str] = []
    _Collector.texts, _Collector.errors = texts, errors
    try:
        yield texts, errors
    except KeyboardInterrupt:
        texts.clear()
        raise
    finally:
        _Collector.texts = _Collector.errors = None


def write(text: str) -> None:
    """Write to stdout.

    Raises:
        BrokenPipeError: the reader has closed the pipe.
        DataError: it could not be written; a full disk, say.
    """
    if _Collector.texts is not None:
        _Collector.texts.append(text)
        return
    if sys.stdout is None:  # closed by the program that started this one
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        raise DataError(f"The output could not be written: {error.strerror}") from error


def write_line(text: str) -> None:
    """Write a line to stdout. Raises as `write`."""
    write(f"{text}\n")


def write_document(text: str) -> None:
    """Write a JSON, CSV or Markdown document to stdout: UTF-8, whatever the locale. Raises as `write`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="")
    write(text)


def write_json(document: Document | list[Document]) -> None:
    """Write a JSON document to stdout. Raises as `write`."""
    from followup_tui.exchange.json_export import json_text

    write_document(json_text(document))


def write_error(text: str) -> None:
    """Write one line to stderr, with the program's name before it."""
    if _Collector.errors is not None:
        _Collector.errors.append(text)
        return
    if sys.stderr is None:
        return
    if len(text) > _LONGEST_ERROR:  # it quotes an argument or a path; the beginning and the end tell which
        text = f"{text[: _LONGEST_ERROR // 2]}…{text[-_LONGEST_ERROR // 2 :]}"
    try:
        sys.stderr.write(f"followup: {safe_line(text)}\n")
        sys.stderr.flush()
    except OSError:
        return  # the exit code still says it


def _replace_unencodable(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    first = error.object[error.start]
    if first in _ASCII_SIGNS:
        return _ASCII_SIGNS[first], error.start + 1
    return codecs.backslashreplace_errors(
        UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, error.reason)
    )


def discard_output() -> None:
    """Discard what could not be written, or Python tries again at its end and prints an error of its own."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            with suppress(OSError, ValueError, AttributeError):
                os.dup2(null_device, stream.fileno())
    os.close(null_device)
