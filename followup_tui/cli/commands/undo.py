"""`followup undo`: take the last step back."""

from __future__ import annotations

from followup_tui.cli.command import Call, Command
from followup_tui.cli.half_written import drafts_of
from followup_tui.cli.output import write_error
from followup_tui.cli.report import report_step
from followup_tui.letters.sent_words import is_mail_gone


def _run(call: Call) -> None:
    change = call.tracker.undo()
    # Steps that are undone come last in the history, and the latest undone is the first of them.
    step = next(step for step in call.tracker.history() if step.undone)
    report_step(call, f"Undone: {change.label}.", step)
    if is_mail_gone(drafts_of(call), step.states, call.tracker.applications):
        write_error("Only the note is undone: the mail is gone")


COMMAND = Command(help="take back the last thing that was done", order=300, run=_run)
