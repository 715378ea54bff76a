"""The program in a process of its own, whose output goes to a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

ROOT = str(Path(__file__).parents[2])


def in_terminal(
    *arguments: str, streams: Literal["stdout", "stderr", "both"] = "stdout", **environ: str
) -> tuple[bytes, bytes]:
    """Run a command of the program with some of its output streams in a terminal.

    Args:
        arguments: the command and its arguments.
        streams: which streams go to the terminal. Stdout goes to a pipe else, stderr nowhere.
        environ: what the environment has beside that of the tests.

    Returns:
        What the terminal was sent, and what the pipe was sent.
    """
    line, other_end = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "followup_tui", *arguments],
            env={**os.environ, "PYTHONPATH": ROOT, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if streams == "stderr" else other_end,
            stderr=subprocess.DEVNULL if streams == "stdout" else other_end,
            check=True,
        )
        # Something can be read in any case, so that the read does not wait.
        os.write(other_end, b"<end>")
        sent = b""
        while not sent.endswith(b"<end>"):
            sent += os.read(line, 1 << 16)
    finally:
        os.close(other_end)
        os.close(line)
    return sent.removesuffix(b"<end>"), done.stdout or b""
