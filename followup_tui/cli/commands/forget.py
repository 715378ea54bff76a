"""`followup forget`: take an application out for good, with its history and out of the backups."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import ask_line, require_terminal
from followup_tui.cli.output import write_error, write_json, write_line
from followup_tui.domain.application import Application
from followup_tui.domain.date_parser import parse_date
from followup_tui.domain.find_application import find_application
from followup_tui.domain.relative_dates import Lean
from followup_tui.domain.text import safe_line
from followup_tui.errors import CallError
from followup_tui.storage.drafts import Drafts
from followup_tui.storage.forgetting import Forgetting, Places, Traces
from followup_tui.storage.forgotten_words import forgotten_lines, staying_lines

_MOST_SHOWN = 20
"""How many applications are listed; the rest is counted."""


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "id",
        metavar="ID",
        nargs="?",
        help="the application: its id or its company; also one that was removed and is in the history or a "
        "backup",
    )
    parser.add_argument(
        "--closed-before", metavar="DATE", help="all that ended before this day, such as 1.1. or 2026-01-01"
    )
    add_yes(parser, "forget")


def _run(call: Call) -> None:
    if (call.options.id is None) is (call.options.closed_before is None):
        raise CallError("It is not said what to forget", "Give an ID, or --closed-before DATE")
    paths = call.context.paths
    places = Places(
        Drafts(paths.drafts_folder),
        paths.edited_texts_folder,
        (paths.letters_folder, paths.pages_folder),
        paths.sync_folder,
        (paths.templates_folder, paths.questions_file),
    )
    forgetting = Forgetting(call.tracker.repository, places)
    applications = _chosen(call, forgetting)
    if not applications:
        _report(call, applications, None, [f"Nothing ended before {call.options.closed_before}."])
        return
    if not call.options.yes:
        require_terminal("Forgetting", "Add --yes to forget without being asked")
    traces = forgetting.traces(applications)
    if not call.options.yes:
        if not call.options.json:
            _show(applications, traces)
        word = applications[0].id if call.options.id is not None else str(len(applications))
        if ask_line(f"Nothing brings it back. To forget it, type {word}:") != word:
            _report(call, [], None, ["Nothing was changed."])
            return
    change = call.tracker.forget(forgetting, applications)
    names = ", ".join(safe_line(application.id) for application in applications[:_MOST_SHOWN])
    lines = [f"Forgotten: {names}{_rest(applications)}."]
    lines += [f"  - {line}" for line in forgotten_lines(applications, traces)]
    _report(call, applications, traces, [*lines, *staying_lines(traces)])
    for warning in call.tracker.warnings if change.ids else ():
        write_error(warning)


def _chosen(call: Call, forgetting: Forgetting) -> Sequence[Application]:
    """Return what is to be forgotten.

    Raises:
        CallError: there is no application like that, or the date cannot be understood.
    """
    if call.options.closed_before is not None:
        today = call.tracker.today()
        day = parse_date(call.options.closed_before, today.now, today.calendar, Lean.PAST).day
        return forgetting.closed_before(day)
    try:
        return [find_application(call.tracker.applications, call.options.id)]
    except CallError:  # removed, or undone: what is left of it can be forgotten all the same
        return [find_application(forgetting.forgettable(), call.options.id)]


def _show(applications: Sequence[Application], traces: Traces) -> None:
    for application in applications[:_MOST_SHOWN]:
        write_line(safe_line(f"{application.id}: {application.company}, {application.job}"))
    if len(applications) > _MOST_SHOWN:
        write_line(_rest(applications).strip())
    write_line("What goes, for good:")
    for line in forgotten_lines(applications, traces):
        write_line(f"  - {line}")
    for line in staying_lines(traces):
        write_line(safe_line(line))


def _rest(applications: Sequence[Application]) -> str:
    return f" and {len(applications) - _MOST_SHOWN} more" if len(applications) > _MOST_SHOWN else ""


def _report(
    call: Call, applications: Sequence[Application], traces: Traces | None, lines: Sequence[str]
) -> None:
    if not call.options.json:
        for line in lines:
            write_line(safe_line(line))
        return
    write_json(
        {
            "forgotten": [application.id for application in applications],
            "steps": traces.steps if traces else 0,
            "backups": [safe_line(path) for path in traces.backups] if traces else [],
            "files": [safe_line(path) for path in (*traces.drafts, *traces.edited_texts, *traces.files)]
            if traces
            else [],
            "staying": [safe_line(line) for line in staying_lines(traces)] if traces else [],
        }
    )


COMMAND = Command(
    help="take an application out for good: of the history and the backups, too",
    order=146,
    add_arguments=_add_arguments,
    run=_run,
)
