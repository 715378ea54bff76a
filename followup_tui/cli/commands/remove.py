"""`followup remove`: take an application out."""

from __future__ import annotations

from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.half_written import titles_about
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.report import write_warning
from followup_tui.domain.application import Application


def _run(call: Call) -> None:
    application = call.application()
    titles = titles_about(call, application)
    change = call.tracker.change_many(f"{application.company}: removed", lambda _: {application.id: None})
    if call.options.json:
        _write_removed(call, application)
    else:
        write_line(f"{change.label}. followup undo brings it back.")
        if titles:
            write_line(f"What is half-written about it comes back too: {', '.join(titles)}.")
    write_warning(call, change.ids)


def _write_removed(call: Call, application: Application) -> None:
    """Write the application as it was."""
    from followup_tui.exchange.json_export import application_document

    write_json(application_document(application, call.tracker.today()))


COMMAND = Command(
    help="take an application out; undo brings it back",
    order=144,
    add_arguments=add_id,
    run=_run,
)
