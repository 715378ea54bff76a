"""`followup import`: bring in another program's data. It is shown first, and undone in one step."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import ask, ask_line, choose, require_terminal
from followup_tui.cli.copies import recovery_of
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.progress import progress_bar
from followup_tui.cli.report import write_warning
from followup_tui.cli.width import available_columns, shorten, wrap
from followup_tui.domain.contact import RECEIVED_KINDS
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.date_text import DateOrder
from followup_tui.exchange.imports.file_dates import DATES_QUESTION
from followup_tui.exchange.imports.incoming import ImportOptions, Question
from followup_tui.exchange.imports.kinds import KINDS
from followup_tui.exchange.imports.plan import ImportItem, ImportPlan
from followup_tui.exchange.imports.plan_target import NEW
from followup_tui.importing import (
    RESULT_WORDS,
    STDIN,
    ChangedMeanwhileError,
    PlannedImport,
    answered,
    count_results,
    import_options,
    import_planned,
    plan_again,
    plan_contents,
    read_contents,
    say_item,
    say_use,
    say_wanted,
)


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="what another program wrote; - for what comes on the standard input",
    )
    add_yes(parser, "import")
    parser.add_argument("--dry-run", action="store_true", help="only show what it would do; change nothing")
    parser.add_argument(
        "--all", action="store_true", help="take applications before their first interview, too"
    )
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        choices=[kind.word for kind in KINDS],
        help="the kind of the files, where it is not recognized: %(choices)s",
    )
    parser.add_argument(
        "--to",
        dest="target",
        metavar="ID",
        help=f"the application that invitations and mails are about; {NEW} for one that is not noted yet",
    )
    parser.add_argument(
        "--mail",
        metavar="KIND",
        choices=[kind.value for kind in RECEIVED_KINDS],
        help="what the mails are, where they read otherwise: %(choices)s",
    )
    parser.add_argument(
        "--time", metavar="TIME", help="when an invitation for a whole day starts, such as 10:00"
    )
    parser.add_argument(
        "--map",
        dest="columns",
        metavar="HEADER=FIELD",
        action="append",
        default=[],
        help='what a column of a table holds: --map "Firma=company"; repeat it for each',
    )
    parser.add_argument(
        "--dates",
        metavar="ORDER",
        choices=list(DateOrder),
        help="what comes first in dates like 10/4/2026, where a file does not show it: %(choices)s",
    )


def _run(call: Call) -> None:
    options, tracker = call.options, call.tracker
    target = options.target and (NEW if options.target == NEW else tracker.find(options.target).id)
    answers = {"time": options.time, "kind": options.mail, DATES_QUESTION: options.dates}
    told = import_options(
        call.context,
        tracker.today(),
        answers={key: answer for key, answer in answers.items() if answer},
        target_id=target or "",
        columns=_columns(options.columns),
        takes_all=options.all,
        kind=options.kind or "",
    )
    contents = read_contents(options.files)
    planned = _planned(call, contents, told)
    if not options.json:
        _show(planned, options.files)
    is_imported = bool(planned.plan.changed) and _is_wanted(call, planned.plan)
    if is_imported:
        _import(call, planned)
    if options.json:
        kinds = [{"kind": file.kind, "title": file.title} for file in planned.incoming]
        entries = [_document(item) for item in planned.plan.items]
        write_json({"files": kinds, "imported": is_imported, "entries": entries})
    elif is_imported:
        write_line("Imported. To take it back: followup undo")
    else:
        write_line("Nothing was changed.")
    if is_imported:
        write_warning(call, tuple(planned.plan.changed))


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    """Return what each column holds, by its heading.

    Raises:
        CallError: one is not written as HEADER=FIELD.
    """
    columns = {}
    for pair in pairs:
        header, sign, field = pair.rpartition("=")
        if not sign:
            raise CallError(
                f"{safe_line(pair)} names no field", 'Write --map "Firma=company", once for each column'
            )
        columns[header.strip()] = field.strip()
    return columns


def _planned(call: Call, contents: Sequence[Content], told: ImportOptions) -> PlannedImport:
    """Return what would be done, when all questions are answered.

    Raises:
        CallError: a file cannot be read; or nobody is there to answer a question.
    """
    while True:
        with progress_bar() as progress:
            told = replace(told, progress=progress)
            planned = plan_contents(contents, dict(call.tracker.applications), told)
        if not planned.plan.questions:
            return planned
        question = planned.plan.questions[0]
        told = answered(told, question, _answer(call, question))


def _answer(call: Call, question: Question) -> str:
    if call.options.yes or call.options.json:
        raise CallError(f'To be answered first: "{question.text}"', f"Nothing changed. Add {question.option}")
    require_terminal("An import", f"{question.text} Add {question.option}", is_stdin_taken=_takes_stdin(call))
    if not question.choices:
        return ask_line(question.text, is_stdin_taken=_takes_stdin(call))
    labels = [choice.label for choice in question.choices]
    return question.choices[choose(question.text, labels, is_stdin_taken=_takes_stdin(call))].value


def _takes_stdin(call: Call) -> bool:
    return STDIN in call.options.files


def _is_wanted(call: Call, import_plan: ImportPlan) -> bool:
    """Return whether to import; ask where no option says so.

    Raises:
        CallError: nobody is there to be asked.
    """
    options = call.options
    if options.dry_run:
        return False
    if options.yes:
        return True
    require_terminal(
        "An import",
        "Add --yes to import without being asked, or --dry-run to see what would be",
        is_stdin_taken=_takes_stdin(call),
    )
    return ask(f"Import {say_wanted(import_plan)}?", is_stdin_taken=_takes_stdin(call))


def _import(call: Call, planned: PlannedImport) -> None:
    """Import into what is on disk by now."""
    while True:
        try:
            import_planned(call.tracker, recovery_of(call), planned)
        except ChangedMeanwhileError:
            planned = plan_again(planned, dict(call.tracker.applications))
        else:
            return


def _show(planned: PlannedImport, names: Sequence[str]) -> None:
    columns = available_columns()
    import_plan = planned.plan
    total = len(import_plan.items)
    shown_names = "the standard input" if names == [STDIN] else ", ".join(map(safe_line, names))
    if not total:
        write_line(f"There is no entry in {shown_names} ({planned.titles}).")
        return
    write_line(f"{say_count(total, 'entry', 'entries')} of {planned.titles} in {shown_names}:")
    for file in planned.incoming:
        for header, field in file.columns:
            write_line(shorten(f"  {safe_line(header)} is {say_use(field)}", columns))
    for item in import_plan.items:
        write_line(_entry(item, columns))
    counts = count_results(import_plan)
    write_line(", ".join(f"{counts[result]:,} {word}" for result, word in RESULT_WORDS.items()))


def _entry(item: ImportItem, columns: int | None) -> str:
    """Say what becomes of an entry: the word for it, and beside it what it is and why."""
    width = max(map(len, RESULT_WORDS.values()))
    indent = " " * (width + 4)
    return f"  {RESULT_WORDS[item.result]:<{width}}  {wrap(say_item(item), columns, indent).lstrip()}"


def _document(item: ImportItem) -> dict[str, object]:
    return {
        "where": item.where,
        "title": item.title,
        "becomes": item.result.value,
        "id": item.application_id or None,
        "interview": item.interview_id or None,
        "why": item.reason or None,
        "changes": list(item.changes),
        "remarks": list(item.remarks),
    }


COMMAND = Command(
    help="bring in what another program has; it shows first what it would do",
    order=340,
    description="Bring in what another program has: mails, invitations, address books, trackers, tables. It "
    "shows first what would be, and asks; one undo takes it back. docs/import.md says what each kind takes.",
    add_arguments=_add_arguments,
    run=_run,
    creates_file=True,
)
