"""`followup checklist`: what to note right after an interview, and what is noted already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.report import report_change
from followup_tui.cli.unasked import add_unasked, checklist_questions, read_questions
from followup_tui.cli.width import available_columns, wrap
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.people import spelling_status
from followup_tui.domain.person_line import write_person
from followup_tui.domain.questions import with_unasked
from followup_tui.domain.stages import Today

_INDENT: Final = "  "


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    add_unasked(parser)
    parser.add_argument(
        "--asked",
        metavar="QUESTION",
        action="append",
        default=[],
        help="what you did ask after all, or its number; repeat it for each",
    )


def _run(call: Call) -> None:
    application, options = call.application(), call.options
    if options.unasked or options.asked:
        unasked = read_questions(options.unasked, call.context, application)
        asked = read_questions(options.asked, call.context, application)
        change = call.tracker.change(
            application.id, "unasked questions", lambda current, _: with_unasked(current, unasked, asked)
        )
        application = call.tracker.applications[application.id]
        count = len(application.unasked)
        report_change(
            call,
            change,
            application.id,
            f"{application.company}: {count or 'no'} unasked question{'' if count == 1 else 's'}.",
        )
        return
    questions = checklist_questions(call.context, application)
    if options.json:
        write_json(
            {
                "id": application.id,
                "questions": [
                    {"number": number, "text": question, "unasked": question in application.unasked}
                    for number, question in enumerate(questions, start=1)
                ],
            }
        )
    else:
        columns = available_columns()
        lines = _lines(application, questions, call.tracker.today())
        write_line("\n".join(wrap(line.strip(), columns, indent) for indent, line in lines))


def _lines(application: Application, questions: Sequence[str], today: Today) -> Iterator[tuple[str, str]]:
    """Yield the lines of the checklist, each with its indent: what is noted, and what notes more."""
    interview = application.last_appointment(today.now)
    called = f"followup {{}} {application.id}"
    yield "", f"{application.company}, {application.role}: after the interview. Don't post about it."
    decision = application.decision_date
    yield _INDENT, f"They decide by: {say_date(decision) if decision else 'not known'}"
    yield _INDENT * 2, f"{called.format('decision')} WHEN"
    yield _INDENT, "Names, titles:"
    for person in application.people_of(interview) or application.people:
        yield _INDENT * 2, f"{write_person(person)} ({spelling_status(person)})"
    yield _INDENT * 2, f'{called.format("person")} "NAME, POSITION <mail>"'
    yield _INDENT, "What was said:"
    for line in interview.said.splitlines() if interview else ():
        yield _INDENT * 2, line
    yield _INDENT * 2, f"{called.format('reflect')} --said LINE"
    yield _INDENT, "What you did NOT ask (x). It comes back for the letter and the next interview"
    for number, question in enumerate(questions, start=1):
        yield _INDENT * 2, f"[{'x' if question in application.unasked else ' '}] {number} {question}"
    yield (
        _INDENT * 2,
        f"{called.format('checklist')} --unasked NUMBER, or the question; --asked takes it back",
    )


COMMAND = Command(
    help="the checklist after an interview: when they decide, names, what was said, what you did not ask",
    order=155,
    add_arguments=_add_arguments,
    run=_run,
    is_paged=True,
)
