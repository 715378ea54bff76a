"""`followup add`: record an interview at a new application."""

from __future__ import annotations

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_interview_details
from followup_tui.cli.command import Call, Command
from followup_tui.cli.phrases import say_decision, say_interview
from followup_tui.cli.report import report_change
from followup_tui.cli.unasked import add_unasked, read_questions
from followup_tui.domain.application import Application
from followup_tui.domain.company import company_key
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.same_company import known_at, say_known
from followup_tui.domain.time_defaults import parse_interview_moment, parse_last_day
from followup_tui.domain.wording import capitalized
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("company", metavar="COMPANY", help="what they are called")
    parser.add_argument("role", metavar="ROLE", help="the job")
    add_interview_details(parser)
    parser.add_argument(
        "--other-company-than",
        metavar="ID",
        help="it is another company than that one, though the names are alike",
    )
    parser.add_argument("--decision", metavar="WHEN", help="the day by which they said they would decide")
    add_unasked(parser)


def _run(call: Call) -> None:
    today, options = call.tracker.today(), call.options
    moment = parse_interview_moment(options.at or "", today)
    people = tuple(parse_person(text) for text in options.person)
    decision = parse_last_day(options.decision, today) if options.decision is not None else None
    unasked = read_questions(options.unasked, call.context)
    what_is_known = say_known(options.company, call.tracker.applications, today)
    is_another = options.other_company_than is not None
    if is_another:
        _check_alike(call)
    change = call.tracker.add(
        options.company,
        options.role,
        at=moment.at,
        until=moment.ends_at,
        people=people,
        decision_date=decision,
        unasked=unasked,
        is_another_company=is_another,
    )
    (application_id,) = change.ids
    application = call.tracker.applications[application_id]
    report_change(
        call,
        change,
        application_id,
        f"Recorded {application.company}, {application.role}. Its id is {application_id}.",
        _ask_whether_same(what_is_known, application, call) if what_is_known and not is_another else "",
        say_interview(moment, people, today, moment.ends_at),
        capitalized(say_decision(decision, today))
        if decision
        else f"Once you know when they decide: followup decision {application_id} WHEN",
        "" if moment.at > today.now else f"While it is fresh: followup checklist {application_id}",
    )


def _check_alike(call: Call) -> None:
    """Check that the company that it is not is one of that name.

    Raises:
        CallError: it is another company anyway.
    """
    other = call.tracker.find(call.options.other_company_than)
    if company_key(other.company) != company_key(call.options.company):
        raise CallError(
            f"{other.company} ({other.id}) is another company anyway", "Leave --other-company-than out"
        )


def _ask_whether_same(what_is_known: str, new: Application, call: Call) -> str:
    """Say what is known of the company, and how to say that it is another one."""
    others = known_at(new.company, call.tracker.applications)
    other = next(other for other in others if other.id != new.id)
    another = f"followup edit {new.id} --other-company-than {other.id}"
    return f"{what_is_known}. Same company? It is taken for the same; if it is not: {another}"


COMMAND = Command(
    help="record an interview you had, or will have, at a new application",
    order=110,
    add_arguments=_add_arguments,
    run=_run,
    creates_file=True,
)
