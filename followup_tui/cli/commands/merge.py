"""`followup merge`: bring in a copy of the data file that another program made, changed elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import ask, require_terminal
from followup_tui.cli.copies import command_line, recovery_of
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.report import write_warning
from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError, DataError
from followup_tui.storage.contents import Contents, read_contents
from followup_tui.storage.left_behind import rename_files
from followup_tui.sync.combine import Combined
from followup_tui.sync.copied_file import CopiedFile

if TYPE_CHECKING:
    from followup_tui.storage.history import States

_MOST_IDS = 8


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="the copy, as followup doctor names it")
    add_yes(parser, "merge")


def _run(call: Call) -> int:
    recovery, path = recovery_of(call), Path(call.options.file)
    contents = _contents(call, path, recovery.path)
    tracker = call.tracker
    copied = CopiedFile(
        contents,
        tracker.applications,
        tracker.history(),
        reversed(recovery.backups.all()),
        Instant.of(call.now()),
    )
    if not copied.is_of(tracker.applications):
        raise CallError(
            f"{safe_line(path)} is no copy of your data: it has none of your applications",
            f"{command_line(call, 'import', str(path))} takes what is in it",
        )
    preview = copied.combined_with(tracker.applications, tracker.repository.tombstones)
    if not preview.states:
        return _report(call, preview, [f"All that is in {safe_line(path)} is here already: remove it."])
    for line in () if call.options.json else _lines(preview):
        write_line(line)
    if not call.options.yes:
        require_terminal("Merging", "Add --yes to merge without being asked")
        if not ask("Bring that in? A copy of your data is made first; one undo takes it back."):
            return _report(call, Combined(), ["Nothing was changed."])
    try:
        backup = recovery.backups.back_up(recovery.path) if recovery.path.exists() else None
    except OSError as error:
        raise DataError(
            f"Your data could not be copied first: {error.strerror}",
            f"Make {recovery.backups.folder} writable, then try again",
            untouched=str(recovery.path),
        ) from error
    results: list[Combined] = []

    def build(applications: Mapping[str, Application]) -> States:
        results.append(copied.combined_with(applications, tracker.repository.tombstones))
        return results[-1].states

    before, paths = [*tracker.applications], call.context.paths
    change = tracker.change_many(f"Merged {safe_line(path.name)[:60]}", build)
    rename_files((paths.letters_folder, paths.pages_folder), results[-1].renamed, before)
    lines = [f"Merged. What was here before is in {safe_line(backup)}."] if backup else ["Merged."]
    code = _report(
        call,
        results[-1],
        [*lines, f"The copy is still there: rm {safe_line(shlex.quote(str(path)))}"],
        backup,
    )
    write_warning(call, change.ids)
    return code


def _contents(call: Call, path: Path, data_file: Path) -> Contents:
    """Read the copy.

    Raises:
        CallError: there is none, or it is the data file itself.
        DataError: it cannot be read, or is not whole.
    """
    try:
        if data_file.exists() and path.samefile(data_file):
            raise CallError(f"{safe_line(path)} is your data file itself", "Name the copy")
        contents = read_contents(path)
    except FileNotFoundError:
        advice = f"{command_line(call, 'doctor')} names the copies beside your data"
        raise CallError(f"There is no file {safe_line(path)}", advice) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can be called that"
        raise CallError(f"{safe_line(path)} could not be read: {reason}", "Nothing was changed") from error
    if not contents.is_whole:
        raise DataError(
            f"{safe_line(path)} cannot be merged: {safe_line(contents.problems[0])}",
            "Nothing was changed",
            untouched="It",
        )
    return contents


def _lines(combined: Combined) -> Iterator[str]:
    """Yield what a merge would do."""
    for words, ids in (
        ("New", combined.new),
        ("Changed", combined.changed),
        ("Removed, since they were removed there", combined.gone),
    ):
        if ids:
            more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
            yield safe_line(f"{words}: {', '.join(ids[:_MOST_IDS])}{more}")
    for old, new in combined.renamed.items():
        yield safe_line(f"{old} is called {new} here from then on: another one has that id in the copy")
    for mine, other in combined.alike:
        yield safe_line(f"{mine} and {other} stay two. One job? followup edit {mine} --merge {other}")
    for application_id, conflicts in combined.clashes.items():
        changed = f"{application_id}: {say_count(len(conflicts), 'thing')} changed in both"
        yield safe_line(f"{changed}. The copy's stands, yours is kept beside it: followup clashes decides")


def _report(call: Call, combined: Combined, lines: list[str], backup: Path | None = None) -> int:
    if call.options.json:
        write_json(
            {
                "new": combined.new,
                "changed": combined.changed,
                "removed": combined.gone,
                "renamed": combined.renamed,
                "clashes": {each: len(conflicts) for each, conflicts in combined.clashes.items()},
                "backup": safe_line(backup) if backup else None,
            }
        )
    else:
        for line in lines:
            write_line(line)
    return 1 if combined.clashes else 0


COMMAND = Command(
    help="bring in a copy of your data that was changed elsewhere, such as a sync conflict",
    order=364,
    add_arguments=_add_arguments,
    run=_run,
)
