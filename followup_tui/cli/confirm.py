"""A question before something is changed, and whether there is anybody to ask."""

from __future__ import annotations

import sys

from followup_tui.cli.output import write_error


def can_ask() -> bool:
    """Return whether somebody can answer: whether stdin is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def is_confirmed(question: str) -> bool:
    """Ask, and return whether the answer was yes."""
    write_error(f"{question} [y/N]")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
