"""`followup interview`: record another interview of an application, or plan it."""

from __future__ import annotations

from followup_tui.cli.arguments import Parser, add_id, add_interview_details
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import say_interview
from followup_tui.cli.report import report_change, say_new_stage
from followup_tui.domain.people import parse_person
from followup_tui.domain.time_defaults import parse_interview_moment


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    add_interview_details(parser)


def _run(call: Call) -> None:
    application, today = call.application(), call.tracker.today()
    moment = parse_interview_moment(call.options.at or "", today)
    people = tuple(parse_person(text) for text in call.options.person)
    change = call.tracker.add_interview(application.id, moment.at, people)
    report_change(
        call,
        change,
        application.id,
        f"{change.label}.",
        say_interview(moment, people, today),
        say_new_stage(call, application),
    )


COMMAND = Command(
    help="record another interview of an application, or plan it",
    order=150,
    add_arguments=_add_arguments,
    run=_run,
)
