"""A question before something is changed, and whether there is anybody to ask."""

from __future__ import annotations

import sys

from followup_tui.cli.output import complain


def can_ask() -> bool:
    """Say whether somebody sits at stdin."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def asked(question: str) -> bool:
    """Ask, and say whether the answer was yes."""
    complain(f"{question} [y/N]")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
