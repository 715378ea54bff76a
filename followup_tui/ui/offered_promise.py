"""A line that was just written down and reads like a promise: one key notes it, nothing else does."""

from __future__ import annotations

from followup_tui.domain.application import Application
from followup_tui.domain.promises import written_promise
from followup_tui.ui.fitting import fit
from followup_tui.ui.program import Program

_MOST_CELLS = 30
"""How many cells of the line the last row has room for."""


def offer_promise(program: Program, before: Application) -> str:
    """Have `P` begin with what a change wrote down that reads like a promise; return the words that say so.

    Empty where it wrote nothing of the kind.
    """
    after = program.tracker.applications.get(before.id)
    program.written_promise = written_promise(before, after) if after else None
    return say_offered_promise(program)


def say_offered_promise(program: Program) -> str:
    """Return the words that offer the promise that was written down last; empty where there is none."""
    written = program.written_promise
    return f"P notes the promise “{fit(written.text, _MOST_CELLS)}”" if written else ""
