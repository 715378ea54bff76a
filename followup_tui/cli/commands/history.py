"""`followup history`: show what was done."""

from __future__ import annotations

from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.domain.dates import say_instant
from followup_tui.followers.step_json import step_document


def _run(call: Call) -> None:
    steps = call.tracker.history()[::-1]
    if call.options.json:
        write_json([step_document(step) for step in steps])
        return
    if not steps:
        write_line("Nothing was done yet.")
        return
    now = call.now()
    moments = [say_instant(step.at.utc, now) for step in steps]
    width = max(map(len, moments))
    for step, moment in zip(steps, moments, strict=True):
        note = " (undone)" if step.undone else " (undo stops here)" if step.is_barrier else ""
        write_line(f"{moment:<{width}}  {step.label}{note}")


COMMAND = Command(help="show what was done, the latest first", order=320, run=_run, is_paged=True)
