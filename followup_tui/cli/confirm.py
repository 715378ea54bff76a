"""A question before something is changed."""

from __future__ import annotations

import sys

from followup_tui.cli.output import write_error
from followup_tui.cli.terminal import is_terminal
from followup_tui.errors import CallError


def require_terminal(command: str, advice: str) -> None:
    """Refuse a command that would ask, where nobody could answer.

    Args:
        command: what would ask, as the sentence begins: "Restoring".
        advice: how to do without the question.

    Raises:
        CallError: stdin is no terminal.
    """
    if not is_terminal(sys.stdin):
        raise CallError(
            f"{command} asks before it changes anything, and there is no terminal to ask on. Nothing changed",
            advice,
        )


def is_confirmed(question: str) -> bool:
    """Ask, and return whether the answer was yes."""
    write_error(f"{question} [y/N]")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
