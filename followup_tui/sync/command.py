"""The command that syncs a data file in a process of its own, beside the board and behind it."""

from __future__ import annotations

import sys
from pathlib import Path


def sync_command(data_file: Path, *options: str) -> list[str]:
    """Return the words of the command that syncs a data file."""
    return [sys.executable, "-m", "followup_tui", "sync", *options, "--data", str(data_file)]
