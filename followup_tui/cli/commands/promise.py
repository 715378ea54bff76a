"""`followup promise`: note what was promised, and what became of it; without a text, list the promises."""

from __future__ import annotations

from datetime import date

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_line
from followup_tui.cli.report import report_change, write_application
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_day, say_distance
from followup_tui.domain.instant import Instant
from followup_tui.domain.person import Party
from followup_tui.domain.promises import (
    add_promise,
    drop_promise,
    find_promise,
    keep_promise,
    move_promise,
    promise_words,
)
from followup_tui.domain.stages import Today
from followup_tui.domain.step_labels import promise_label
from followup_tui.domain.text import clean_line
from followup_tui.domain.time_defaults import parse_last_day
from followup_tui.errors import CallError


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", help='what was promised, such as "send references"'
    )
    parser.add_argument("--theirs", action="store_true", help="they promised it (default: you did)")
    parser.add_argument("--due", metavar="WHEN", help="by which day; unknown with --move takes it back")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--done", metavar="N", help="promise N was kept")
    one.add_argument("--drop", metavar="N", help="promise N no longer matters")
    one.add_argument("--move", metavar="N", help="promise N is due on the day of --due instead")


def _run(call: Call) -> None:
    options = call.options
    if options.due is not None and not options.due.strip():
        raise CallError("The day is empty", 'Write a day such as fri, or "unknown"')
    number = next((word for word in (options.done, options.drop, options.move) if word is not None), None)
    if number is not None:
        _change(call, number)
    elif options.text is not None:
        _add(call)
    elif options.due is not None or options.theirs:
        raise CallError("What was promised is missing", 'Write it, such as "send references"')
    else:
        _list(call)


def _add(call: Call) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    by = Party.THEM if options.theirs else Party.ME
    due = parse_last_day(options.due or "", today)
    text = clean_line(options.text, "The promise")
    change = call.tracker.change(
        application.id, promise_label(text, by), lambda current, _: add_promise(current, text, by, due)
    )
    number = call.tracker.applications[application.id].promises[-1].id
    when = f", due {_say_due(due, today)}" if due else ""
    report_change(call, change, application.id, f"{change.label}{when} (promise {number}).")


def _change(call: Call, number: str) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    if options.text is not None or options.theirs:
        raise CallError("That is two things at once", "Note the new promise with a call of its own")
    if options.move is None and options.due is not None:
        raise CallError("--due goes with a new promise, or with --move", "Leave it out")
    if options.move is not None and options.due is None:
        raise CallError("--move needs the new day", f"followup promise {application.id} --move N --due WHEN")
    promise, now = find_promise(application, number), Instant.of(today.now)
    due = parse_last_day(options.due or "", today)

    def changed(current: Application, _: Today) -> Application:
        if options.done is not None:
            return keep_promise(current, promise.id, now)
        if options.drop is not None:
            return drop_promise(current, promise.id, now)
        return move_promise(current, promise.id, due)

    moved = f"due {_say_due(due, today)}" if due else "due on no day"
    what = "done" if options.done is not None else "dropped" if options.drop is not None else moved
    change = call.tracker.change(application.id, f"{promise.text}: {what}", changed)
    report_change(call, change, application.id, f"{change.label}.")


def _list(call: Call) -> None:
    application, today = call.application(), call.tracker.today()
    if call.options.json:
        write_application(call, application)
        return
    for promise in application.promises:
        write_line(f"{promise.id}  {promise_words(promise, today)}")
    if not application.promises:
        write_line(f"Nothing promised is noted at {application.company}.")
        write_line(f'followup promise {application.id} "send references" --due fri notes something')


def _say_due(due: date, today: Today) -> str:
    day, distance = say_day(due, today.day), say_distance(due, today.day)
    return day if day == distance else f"{day} ({distance})"


COMMAND = Command(
    help="note what you, or they, promised; mark it as done; without a text, list it",
    order=194,
    add_arguments=_add_arguments,
    run=_run,
)
