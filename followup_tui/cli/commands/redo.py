"""`followup redo`: do the last undone step again."""

from __future__ import annotations

from followup_tui.cli.command import Call, Command
from followup_tui.cli.report import report_step


def _run(call: Call) -> None:
    change = call.tracker.redo()
    done = [step for step in call.tracker.history() if not step.undone]
    report_step(call, f"Done again: {change.label}.", done[-1])


COMMAND = Command(help="do again what undo took back", order=310, run=_run)
