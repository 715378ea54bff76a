"""`followup undo`: take the last step back."""

from __future__ import annotations

from followup_tui.cli.command import Call, Command
from followup_tui.cli.report import report_step


def _run(call: Call) -> None:
    change = call.tracker.undo()
    # Steps that are undone come last in the history, and the latest undone is the first of them.
    step = next(step for step in call.tracker.history() if step.undone)
    report_step(call, f"Undone: {change.label}.", step)


COMMAND = Command(help="take back the last thing that was done", order=300, run=_run)
