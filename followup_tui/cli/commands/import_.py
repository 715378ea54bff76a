"""`followup import`: bring in another program's data. It is shown first, and undone in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from followup_tui.cli.arguments import Parser, add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import is_confirmed, require_terminal
from followup_tui.cli.copies import recovery_of
from followup_tui.cli.output import safe_line, write_json, write_line
from followup_tui.cli.report import write_warning
from followup_tui.cli.width import available_columns, shorten
from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.errors import CallError
from followup_tui.exchange.jrnl import JrnlEntry, read_jrnl
from followup_tui.exchange.jrnl_import import ImportedEntry, ImportPlan, ImportResult, plan_import

_RESULT_WORDS: Final = {
    ImportResult.NEW: "new",
    ImportResult.EXISTING: "already there",
    ImportResult.SKIPPED: "skipped",
}


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="what jrnl --export json wrote")
    add_yes(parser, "import")
    parser.add_argument("--dry-run", action="store_true", help="only show what would be; change nothing")


def _run(call: Call) -> None:
    options, tracker = call.options, call.tracker
    jrnl_entries = _read(options.file)
    import_plan = plan_import(jrnl_entries, tracker.applications, tracker.today())
    if not options.json:
        _show(import_plan, options.file)
    is_imported = bool(import_plan.changed) and _is_wanted(call, import_plan)
    if is_imported:
        _import(call, jrnl_entries)
    if options.json:
        entries = [_document(entry) for entry in import_plan.entries]
        write_json({"kind": "jrnl", "imported": is_imported, "entries": entries})
    elif is_imported:
        write_line("Imported. To take it back: followup undo")
    else:
        write_line("Nothing was changed.")
    if is_imported:
        write_warning(call, tuple(import_plan.changed))


def _read(name: str) -> list[JrnlEntry]:
    """Return the entries of a file.

    Raises:
        CallError: it cannot be read, or is of no kind that followup knows.
    """
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can be called that"
        raise CallError(f"{safe_line(name)} could not be read: {reason}", "Nothing was changed") from error
    try:
        return read_jrnl(content)
    except CallError as error:
        raise CallError(
            f"followup does not know yet what kind of file {safe_line(name)} is",
            "It knows what jrnl --export json writes",
        ) from error


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
        "An import", "Add --yes to import without being asked, or --dry-run to see what would be"
    )
    new = sum(entry.result is ImportResult.NEW for entry in import_plan.entries)
    return is_confirmed(f"Import {new} {'entry' if new == 1 else 'entries'}?")


def _import(call: Call, jrnl_entries: Sequence[JrnlEntry]) -> None:
    """Back the data file up, and import into what is on disk by now, as one step."""
    tracker = call.tracker
    recovery_of(call).back_up()

    def build(applications: Mapping[str, Application]) -> dict[str, Application | None]:
        return dict(plan_import(jrnl_entries, applications, tracker.today()).changed)

    tracker.change_many("Imported from jrnl", build)


def _show(import_plan: ImportPlan, name: str) -> None:
    count, columns = len(import_plan.entries), available_columns()
    write_line(f"{count} {'entry' if count == 1 else 'entries'} of jrnl in {safe_line(name)}:")
    for line in _lines(import_plan):
        write_line(shorten(line, columns))
    counts = Counter(entry.result for entry in import_plan.entries)
    write_line(", ".join(f"{counts[result]} {word}" for result, word in _RESULT_WORDS.items()))


def _lines(import_plan: ImportPlan) -> Iterator[str]:
    width = max(map(len, _RESULT_WORDS.values()))
    for entry in import_plan.entries:
        at = entry.source.at
        when = f"{say_date(at.date())} {at:%H:%M}" if at else "no date"
        interview = f" ({entry.application_id}/{entry.interview_id})" if entry.interview_id else ""
        reason = f": {entry.reason}" if entry.reason else ""
        title = shorten(safe_line(entry.source.title), 60)
        yield f"  {_RESULT_WORDS[entry.result]:<{width}}  {when}  {title}{interview}{reason}"


def _document(entry: ImportedEntry) -> dict[str, object]:
    at = entry.source.at
    return {
        "at": at.isoformat() if at else None,
        "title": entry.source.title,
        "becomes": entry.result.value,
        "id": entry.application_id or None,
        "interview": entry.interview_id or None,
        "why": entry.reason or None,
    }


COMMAND = Command(
    help="bring in what another program has; it shows first what would be",
    order=340,
    add_arguments=_add_arguments,
    run=_run,
    creates_file=True,
)
