"""`followup snooze`: no advice on an application for a while."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import say_assumed
from followup_tui.cli.report import report_change
from followup_tui.domain.application import Stage
from followup_tui.domain.dates import say_snooze_end
from followup_tui.domain.stages import stage_on
from followup_tui.domain.time_defaults import parse_snooze
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "when",
        metavar="WHEN",
        help="until when, such as mon or +5bd; a day means its beginning; off ends it",
    )


def _run(call: Call) -> None:
    application, today = call.application(), call.tracker.today()
    if not call.options.when.strip():
        raise CallError("Until when is empty", "Write a day such as mon, or off to end the snooze")
    until = parse_snooze(call.options.when, today)
    change = call.tracker.snooze(application.id, until.at if until else None)
    if until is None:
        awake = f"{application.company} is not snoozed"
        report_change(call, change, application.id, f"{change.label}.", unchanged=awake)
        return
    when = f"{say_snooze_end(until.at, today.now)}{say_assumed(until)}"
    snoozed = f"{application.company}: snoozed until {when}."
    overdue = "It stays in Overdue." if stage_on(application, today) is Stage.OVERDUE else ""
    report_change(call, change, application.id, snoozed, overdue)


COMMAND = Command(
    help="snooze an application: no advice on it for a while",
    order=290,
    add_arguments=_add_arguments,
    run=_run,
)
