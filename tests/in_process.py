"""A command of the program, called in this process: that takes a thirtieth of what starting one takes."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from followup_tui.cli import main


def call(environ: Mapping[str, str], *arguments: str) -> CompletedProcess[str]:
    """Run a command to its end and return what a process of its own would have left.

    Args:
        environ: its whole environment; its zone is that of the tests.
        arguments: the command and its arguments.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True) for _ in range(2))
    with (
        patch.dict(os.environ, environ, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments)
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return CompletedProcess(arguments, code or 0, _written_to(out), _written_to(err))


def _written_to(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
