"""`followup move`: move an application to another stage."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.report import report_change, say_where_it_stands
from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.choices import parse_choice
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument("stage", metavar="STAGE", help=f"where to: {words_of(Stage)}")


def _run(call: Call) -> None:
    application = call.application()
    stage = parse_choice(Stage, call.options.stage, "a stage")
    if stage is Stage.CLOSED and application.stage is not Stage.CLOSED:
        outcomes = "|".join(outcome.value for outcome in Outcome)
        raise CallError("Closing needs how it ended", f"followup close {application.id} {outcomes}")
    change = call.tracker.move(application.id, stage)
    where = say_where_it_stands(call, application)
    report_change(call, change, application.id, f"{change.label}.", unchanged=where)


COMMAND = Command(
    help="move an application to another stage",
    order=140,
    add_arguments=_add_arguments,
    run=_run,
)
