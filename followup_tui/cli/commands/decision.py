"""`followup decision`: note the decision date."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import say_decision
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.domain.time_defaults import parse_last_day
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "when", metavar="WHEN", help="the day they named, such as fri or 27.11.; unknown takes it back"
    )


def _run(call: Call) -> None:
    application, today = call.application(), call.tracker.today()
    if not call.options.when.strip():
        raise CallError("The day by which they decide is empty", 'Write a day such as fri, or "unknown"')
    day = parse_last_day(call.options.when, today)
    change = call.tracker.set_decision_date(application.id, day)
    sentence = f"{application.company}: {say_decision(day, today)}"
    none = f"no decision date is noted for {application.company}" if day is None else ""
    report_change(call, change, application.id, sentence, say_new_stage(call, application), unchanged=none)


COMMAND = Command(
    help="note the day by which they said they would decide",
    order=170,
    add_arguments=_add_arguments,
    run=_run,
)
