"""`followup close`: close an application."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.hired_lines import hired_lines
from followup_tui.cli.report import report_change, say_where_it_stands
from followup_tui.domain.application import Outcome
from followup_tui.domain.choices import parse_choice


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "outcome",
        metavar="OUTCOME",
        help=f"how it ended: {words_of(Outcome)} "
        "(declined: you said no; rejected: they did; cancelled: the position is gone; silent: they never "
        "answered)",
    )


def _run(call: Call) -> None:
    application = call.application()
    outcome = parse_choice(Outcome, call.options.outcome, "an outcome")
    change = call.tracker.close(application.id, outcome)
    closed, applications = call.tracker.applications[application.id], call.tracker.applications.values()
    then = hired_lines(closed, applications) if outcome is Outcome.HIRED else ()
    where = say_where_it_stands(call, application)
    report_change(call, change, application.id, f"{change.label}.", *then, unchanged=where)


COMMAND = Command(
    help="close an application with how it ended",
    order=200,
    add_arguments=_add_arguments,
    run=_run,
)
