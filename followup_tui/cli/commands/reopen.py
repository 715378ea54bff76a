"""`followup reopen`: let a closed application live again."""

from __future__ import annotations

from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.domain import stages
from followup_tui.domain.step_labels import REOPENED


def _run(call: Call) -> None:
    application = call.application()
    change = call.tracker.change(application.id, REOPENED, stages.reopen)
    report_change(call, change, application.id, f"{change.label}.", say_new_stage(call, application))


COMMAND = Command(
    help="reopen a closed application, in the stage that fits",
    order=205,
    add_arguments=add_id,
    run=_run,
)
