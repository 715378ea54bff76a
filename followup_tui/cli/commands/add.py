"""`followup add`: record an interview at a new application."""

from __future__ import annotations

from followup_tui.cli.arguments import Parser, add_interview_details
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import capitalized, say_decision, say_interview
from followup_tui.cli.report import report_change
from followup_tui.cli.unasked import add_unasked, checklist_questions, read_questions
from followup_tui.domain.people import parse_person
from followup_tui.domain.time_defaults import parse_decision_date, parse_interview_moment


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("company", metavar="COMPANY", help="what they are called")
    parser.add_argument("role", metavar="ROLE", help="the job")
    add_interview_details(parser)
    parser.add_argument("--decision", metavar="WHEN", help="the day by which they said they would decide")
    add_unasked(parser)


def _run(call: Call) -> None:
    today, options = call.tracker.today(), call.options
    moment = parse_interview_moment(options.at or "", today)
    people = tuple(parse_person(text) for text in options.person)
    decision = parse_decision_date(options.decision, today) if options.decision is not None else None
    unasked = read_questions(options.unasked, checklist_questions(call.context)) if options.unasked else []
    change = call.tracker.add(
        options.company,
        options.role,
        at=moment.at,
        people=people,
        decision_date=decision,
        unasked=unasked,
    )
    (application_id,) = change.ids
    application = call.tracker.applications[application_id]
    report_change(
        call,
        change,
        application_id,
        f"Recorded {application.company}, {application.role}. Its id is {application_id}.",
        say_interview(moment, people, today),
        capitalized(say_decision(decision, today))
        if decision
        else f"Once you know when they decide: followup decision {application_id} WHEN",
        "" if moment.at > today.now else f"While it is fresh: followup checklist {application_id}",
    )


COMMAND = Command(
    help="record an interview you had, or will have, at a new application",
    order=110,
    add_arguments=_add_arguments,
    run=_run,
    creates_file=True,
)
