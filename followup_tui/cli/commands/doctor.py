"""`followup doctor`: whether the data is well, and what is wrong. It works where other commands refuse."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.copies import (
    command_line,
    copy_document,
    difference_between,
    recovery_of,
    say_age,
    say_difference,
    say_size,
)
from followup_tui.cli.output import write_json, write_line
from followup_tui.domain import dates
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import DataError
from followup_tui.storage.contents import Contents
from followup_tui.storage.file_health import (
    RunningSave,
    find_exposed,
    find_left_over,
    find_running_save,
    free_bytes,
    walk,
)
from followup_tui.storage.other_copies import find_other_copies
from followup_tui.storage.recovery import Copy, Recovery

_MOST_PROBLEMS: Final = 20
"""How many problems of the file are listed; the rest is counted."""

_FREE_BYTES: Final = 10_000_000
"""With fewer free bytes than this, or than three times the file's size, a save may soon find no room."""


@dataclass(slots=True)
class _Report:
    """What the doctor found.

    Attributes:
        path: the data file.
        contents: what it holds; None where there is none.
        copies: how many copies of it there are.
        newest: the newest whole copy, with what it holds.
        saving: the save that is under way.
        free: the free bytes in its folder; None where that cannot be told.
        notes: what is not as it should be, and stops nothing.
        mended: what was mended.
        advice: what to do where the data cannot be used.
    """

    path: Path
    contents: Contents | None
    copies: int
    newest: tuple[Copy, Contents] | None
    saving: RunningSave | None
    free: int | None
    notes: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def problems(self) -> tuple[str, ...]:
        return self.contents.problems if self.contents is not None else ()


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--mend",
        action="store_true",
        help="mend what loses nothing: close files to others, take away what a killed save left over",
    )


def _run(call: Call) -> int:
    recovery = recovery_of(call)
    try:
        contents = recovery.present()
    except DataError as error:
        contents = Contents(damaged=None, problems=(error.happened,))
    report = _Report(
        recovery.path,
        contents,
        copies=len(recovery.copies()),
        newest=recovery.newest_whole(),
        saving=find_running_save(recovery.storage.lock_file),
        free=free_bytes(recovery.path.parent),
    )
    _look_at_backups(call, report)
    _look_at_the_file(recovery, report)
    _look_at_left_overs(call, recovery, report)
    _look_at_other_copies(call, recovery, report)
    _look_at_permissions(call, recovery, report)
    report.notes += [f"Settings: {problem}." for problem in call.context.settings.problems]
    if call.options.json:
        write_json(_document(report))
    else:
        for line in _lines(call, report):
            write_line(safe_line(line))
    return DataError.exit_code if report.problems else 0


def _look_at_backups(call: Call, report: _Report) -> None:
    contents, newest = report.contents, report.newest
    backup, restore = command_line(call, "backup"), command_line(call, "restore")
    if contents is None:
        if newest is not None:
            report.notes.append(f"The file is gone, but copies of it are there: {restore} compares them.")
        return
    if contents.is_whole:
        if not report.copies and contents.applications:
            report.notes.append(f"There is no backup yet; the next change makes one, and so does {backup}.")
        elif newest is None and report.copies:
            report.notes.append(f"No backup is whole: {backup} makes one that is.")
    elif contents.is_newer:
        report.advice.append("Update with pip install -U followup-tui.")
    elif newest is not None:
        report.advice.append(f"{restore} compares the copies and puts one in place; the file is kept.")
    else:
        report.advice.append("There is no whole backup: put the file right with an editor, on a copy of it.")


def _look_at_the_file(recovery: Recovery, report: _Report) -> None:
    path, contents = recovery.path, report.contents
    folder = path.parent
    if contents is not None and contents.content and not os.access(path, os.W_OK):
        report.notes.append(f"The file is read-only, so no change can be saved: chmod u+w {path}")
    if os.access(folder, os.F_OK) and not os.access(folder, os.W_OK | os.X_OK):
        report.notes.append(f"Nothing can be saved in {folder}: look at its permissions.")
    needed = max(_FREE_BYTES, 3 * len(contents.content) if contents else 0)
    for place in (folder, recovery.backups.folder):
        free = free_bytes(place)
        if free is not None and free < needed:
            report.notes.append(f"Only {say_size(free)} are free for {place}: a save may find no room.")


def _look_at_left_overs(call: Call, recovery: Recovery, report: _Report) -> None:
    is_whole = report.contents is not None and report.contents.is_whole
    for path in find_left_over(recovery):
        if path in recovery.storage.unfinished() and not is_whole:
            # It may have what the file lacks.
            report.notes.append(
                f"{path} is a save that was never finished. It stays until the file is whole."
            )
        elif not call.options.mend:
            report.notes.append(
                f"{path} was left over by a save that was never finished: --mend takes it away."
            )
        else:
            try:
                if path in recovery.storage.unfinished():
                    recovery.storage.clear_unfinished()
                else:
                    path.unlink()
            except DataError as error:
                report.notes.append(f"{error}.")
            except OSError as error:
                report.notes.append(f"{path} could not be taken away: {error.strerror}.")
            else:
                report.mended.append(f"{path}, left over by a save that was never finished, is gone.")


def _look_at_other_copies(call: Call, recovery: Recovery, report: _Report) -> None:
    for path in find_other_copies(recovery.path):
        merge = command_line(call, "merge", str(path))
        report.notes.append(
            f"{path} looks like a copy that another program made because the file was changed in two places. "
            f"{merge} shows what it has and brings it in; then remove it."
        )


def _look_at_permissions(call: Call, recovery: Recovery, report: _Report) -> None:
    for open_path in find_exposed(_private_paths(call, recovery)):
        problem = f"{open_path.path} is open to others (its permissions are {open_path.mode:o})"
        if not call.options.mend:
            report.notes.append(f"{problem}: --mend closes it ({open_path.private_mode:o}).")
            continue
        try:
            open_path.path.chmod(open_path.private_mode)
        except OSError as error:
            report.notes.append(f"{problem} and could not be closed: {error.strerror}.")
        else:
            report.mended.append(f"{open_path.path} is open to you only now ({open_path.private_mode:o}).")


def _private_paths(call: Call, recovery: Recovery) -> Iterator[Path]:
    """Return what must be private. A folder that the user chose for the data file is not among them."""
    yield from (recovery.path, recovery.storage.lock_file)
    paths = call.context.paths
    own_folder = paths.own_data_folder
    if own_folder is not None and os.path.realpath(own_folder) == str(recovery.path.parent):
        yield recovery.path.parent
    yield from walk(paths.state_folder)
    yield from (paths.config_folder, paths.config_file)


def _lines(call: Call, report: _Report) -> Iterator[str]:
    contents = report.contents
    yield f"Your data: {report.path}"
    if contents is None:
        yield "  There is no such file yet; the first thing you record makes it."
    elif contents.is_whole:
        parts = [
            say_count(len(contents.applications), "application"),
            say_count(contents.steps, "step") + " to undo or redo",
        ]
        parts += [f"schema {contents.schema}"] if contents.schema is not None else []
        yield f"  It is whole: {', '.join((*parts, say_size(len(contents.content))))}."
    else:
        yield "  It cannot be used, and is left as it is:"
        yield from (f"  - {problem}" for problem in report.problems[:_MOST_PROBLEMS])
        if len(report.problems) > _MOST_PROBLEMS:
            yield f"  - and {len(report.problems) - _MOST_PROBLEMS:,} more"
        yield from _readable(contents)
    if report.saving is not None:
        saver = f"process {report.saving.pid}" if report.saving.pid else "another process"
        yield f"  It is being saved at this moment, by {saver}."
    if report.free is not None:
        yield f"  {say_size(report.free)} are free."
    yield from _backup_lines(call, report)
    for title, sentences in (
        ("Mended:", report.mended),
        ("To be noted:", report.notes),
        ("What to do:", report.advice),
    ):
        if sentences:
            yield title
            yield from (f"  - {sentence}" for sentence in sentences)
    if not report.problems and not report.notes:
        yield "All is well."


def _readable(contents: Contents) -> Iterator[str]:
    whole = len(contents.applications)
    if contents.damaged is not None and whole + contents.damaged:
        yield f"  {whole:,} of {say_count(whole + contents.damaged, 'application')} can be read."


def _backup_lines(call: Call, report: _Report) -> Iterator[str]:
    if not report.copies:
        yield "Backups: none yet"
        return
    yield f"Backups: {report.copies}"
    if report.newest is None:
        yield "  None of them is whole."
        return
    copy, copy_contents = report.newest
    now = call.now()
    made = f"{dates.say_instant(copy.made_at, now)} ({say_age(copy.made_at, now)})"
    size = say_count(len(copy_contents.applications), "application")
    yield f"  The newest whole one: {made}, {size}, {copy.path}"
    difference = difference_between(copy_contents, report.contents)
    if difference is None:
        yield "  What it would lack cannot be told; what was done since it was made would be missing."
        return
    parts = say_difference(difference, would=True)
    which = ", compared with what can be read" if report.problems else ""
    yield f"  In place of the file it would {'; '.join(parts)}{which}." if parts else "  It holds the same."


def _document(report: _Report) -> dict[str, object]:
    contents, newest = report.contents or Contents(), report.newest
    return {
        "file": safe_line(report.path),
        "exists": report.contents is not None,
        "whole": contents.is_whole if report.contents is not None else None,
        "schema": contents.schema,
        "applications": len(contents.applications),
        "damaged": contents.damaged,
        "steps": contents.steps,
        "size": len(contents.content),
        "free": report.free,
        "saving": report.saving.pid if report.saving is not None else None,
        "problems": [safe_line(problem) for problem in report.problems],
        "notes": [safe_line(note) for note in report.notes],
        "mended": [safe_line(mended) for mended in report.mended],
        "advice": [safe_line(advice) for advice in report.advice],
        "backups": report.copies,
        "newest_backup": copy_document(*newest, report.contents) if newest is not None else None,
    }


COMMAND = Command(
    help="say whether your data is well, and what is wrong where it is not",
    order=370,
    add_arguments=_add_arguments,
    run=_run,
    says_settings_problems=True,
    is_paged=True,
)
