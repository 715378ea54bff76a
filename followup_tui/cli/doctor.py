"""Whether the data is well, in the user's words. It works where everything else refuses."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from followup_tui.cli.output import shown, write_document, write_line
from followup_tui.cli.recovery import Care, copy_document, count, say_age, say_size, would
from followup_tui.domain import dates
from followup_tui.errors import DataError
from followup_tui.storage.file_health import below, free_bytes, left_over, open_to_others, who_saves
from followup_tui.storage.recovery import Contents, Copy, Recovery, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from followup_tui.storage.file_health import Lock

_SAID: Final = 20
"""How many things that are wrong with one file are told one by one."""

_ROOM: Final = 10_000_000
"""With fewer free bytes than this, and three times what the file takes, a save may soon find no room."""


@dataclass(slots=True)
class _Report:
    """What was found.

    Attributes:
        contents: what the data file holds; None where there is none.
        problems: why the data cannot be read or used.
        notes: what is not as it should be, and stops nothing.
        mended: what was mended.
    """

    path: Path
    contents: Contents | None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    newest: tuple[Copy, Contents] | None = None
    copies: int = 0
    saving: Lock | None = None
    free: int | None = None


def doctor(care: Care) -> int:
    """Look at the data file and all around it, and say what is wrong."""
    recovery = care.recovery()
    report = _Report(recovery.path, None)
    try:
        report.contents = recovery.present()
    except DataError as error:
        report.contents = Contents(damaged=None, problems=(error.happened,))
    if report.contents is not None:
        report.problems += report.contents.problems
    report.copies, report.newest = len(recovery.copies()), recovery.newest_whole()
    report.saving = who_saves(recovery.storage.lock_file)
    _look_at_backups(care, report)
    _look_at_the_file(recovery, report)
    _look_at_left_overs(care, recovery, report)
    _look_at_permissions(care, recovery, report)
    report.notes += [f"Settings: {problem}." for problem in care.context.settings.problems]
    if care.options.json:
        from followup_tui.exchange.json_export import json_text  # only JSON needs it

        write_document(json_text(_document(report)))
    else:
        for line in _lines(care, report):
            write_line(shown(line))
    return DataError.exit_code if report.problems else 0


def _look_at_backups(care: Care, report: _Report) -> None:
    held, newest = report.contents, report.newest
    restore = care.command("restore")
    if held is None:
        if newest is not None:
            report.notes.append(f"The file is gone, but copies of it are there: {restore} compares them.")
        return
    if held.newer:
        report.advice.append("Update with pip install -U followup-tui.")
    if held.whole:
        if not report.copies and held.applications:
            report.notes.append(
                f"There is no backup yet; the next change makes one, and so does {care.command('backup')}."
            )
        elif newest is None and report.copies:
            report.notes.append(f"No backup is whole: {care.command('backup')} makes one that is.")
    elif newest is not None and not held.newer:
        report.advice.append(f"{restore} compares the copies and puts one in place; the file is kept.")
    elif not held.newer:
        report.advice.append("There is no whole backup: put the file right with an editor, on a copy of it.")


def _look_at_the_file(recovery: Recovery, report: _Report) -> None:
    path, held = recovery.path, report.contents
    folder = path.parent
    if held is not None and held.content and not os.access(path, os.W_OK):
        report.notes.append(f"The file is read-only, so no change can be saved: chmod u+w {path}")
    if os.access(folder, os.F_OK) and not os.access(folder, os.W_OK | os.X_OK):
        report.notes.append(f"Nothing can be saved in {folder}: look at its permissions.")
    report.free = free_bytes(folder)
    needed = max(_ROOM, 3 * len(held.content) if held else 0)
    for place in (folder, recovery.backups.folder):
        free = free_bytes(place)
        if free is not None and free < needed:
            report.notes.append(f"Only {say_size(free)} are free for {place}: a save may find no room.")


def _look_at_left_overs(care: Care, recovery: Recovery, report: _Report) -> None:
    whole = report.contents is not None and report.contents.whole
    for path in left_over(recovery):
        if path == recovery.storage.unfinished and not whole:
            # It may hold what the file lacks.
            report.notes.append(
                f"{path} is a save that was never finished. It stays until the file is whole."
            )
        elif not care.options.mend:
            report.notes.append(
                f"{path} was left over by a save that was never finished: --mend takes it away."
            )
        else:
            try:
                if path == recovery.storage.unfinished:
                    recovery.storage.clear_unfinished()
                else:
                    path.unlink()
            except DataError as error:
                report.notes.append(f"{error}.")
            except OSError as error:
                report.notes.append(f"{path} could not be taken away: {error.strerror}.")
            else:
                report.mended.append(f"{path}, left over by a save that was never finished, is gone.")


def _look_at_permissions(care: Care, recovery: Recovery, report: _Report) -> None:
    for found in open_to_others(_private(care, recovery)):
        what = f"{found.path} is open to others (its permissions are {found.mode:o})"
        if not care.options.mend:
            report.notes.append(f"{what}: --mend closes it ({found.wanted:o}).")
            continue
        try:
            found.path.chmod(found.wanted)
        except OSError as error:
            report.notes.append(f"{what} and could not be closed: {error.strerror}.")
        else:
            report.mended.append(f"{found.path} is open to you only now ({found.wanted:o}).")


def _private(care: Care, recovery: Recovery) -> Iterator[Path]:
    """Give what nobody else is to look into. A folder that the user chose for the file is theirs to open."""
    yield from (recovery.path, recovery.storage.lock_file)
    paths = care.context.paths
    own_folder = paths.own_data_folder
    if own_folder is not None and os.path.realpath(own_folder) == str(recovery.path.parent):
        yield recovery.path.parent
    yield from below(paths.state_folder)
    yield from (paths.config_folder, paths.config_file)


def _lines(care: Care, report: _Report) -> Iterator[str]:
    held = report.contents
    yield f"Your data: {report.path}"
    if held is None:
        yield "  There is no such file yet; the first thing you record makes it."
    elif held.whole:
        parts = [count(len(held.applications), "application"), count(held.steps, "step") + " to undo or redo"]
        parts += [f"schema {held.schema}"] if held.schema is not None else []
        yield f"  It is whole: {', '.join((*parts, say_size(len(held.content))))}."
    else:
        yield "  It cannot be used, and is left as it is:"
        yield from (f"  - {problem}" for problem in report.problems[:_SAID])
        if len(report.problems) > _SAID:
            yield f"  - and {len(report.problems) - _SAID:,} more"
        yield from _readable(held)
    if report.saving is not None:
        who = f"process {report.saving.pid}" if report.saving.pid else "another process"
        yield f"  It is being saved at this moment, by {who}."
    if report.free is not None:
        yield f"  {say_size(report.free)} are free."
    yield from _backup_lines(care, report)
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


def _readable(held: Contents) -> Iterator[str]:
    whole = len(held.applications)
    if held.damaged is not None and whole + held.damaged:
        yield f"  {whole:,} of {count(whole + held.damaged, 'application')} can be read."


def _backup_lines(care: Care, report: _Report) -> Iterator[str]:
    if not report.copies:
        yield "Backups: none yet"
        return
    yield f"Backups: {report.copies}"
    if report.newest is None:
        yield "  None of them is whole."
        return
    copy, contents = report.newest
    now = care.now()
    made = f"{dates.say_instant(copy.made_at, now)} ({say_age(copy.made_at, now)})"
    yield f"  The newest whole one: {made}, {count(len(contents.applications), 'application')}, {copy.path}"
    held = report.contents or Contents()
    if not held.compares:
        yield "  What it would lack cannot be told; what was done since it was made would be missing."
        return
    parts = would(compare(contents.applications, held.applications))
    which = "" if held.whole else ", compared with what can be read"
    yield f"  In place of the file it would {'; '.join(parts)}{which}." if parts else "  It holds the same."


def _document(report: _Report) -> dict[str, object]:
    held = report.contents
    return {
        "file": shown(str(report.path)),
        "exists": held is not None,
        "whole": held.whole if held is not None else None,
        "schema": held.schema if held is not None else None,
        "applications": len(held.applications) if held is not None else 0,
        "damaged": held.damaged if held is not None else 0,
        "steps": held.steps if held is not None else 0,
        "size": len(held.content) if held is not None else 0,
        "free": report.free,
        "saving": report.saving.pid if report.saving is not None else None,
        "problems": [shown(problem) for problem in report.problems],
        "notes": [shown(note) for note in report.notes],
        "mended": [shown(mended) for mended in report.mended],
        "advice": [shown(advice) for advice in report.advice],
        "backups": report.copies,
        "newest_backup": copy_document(*report.newest, held) if report.newest is not None else None,
    }


RUN: Final[Mapping[str, Callable[[Care], int]]] = {"doctor": doctor}
"""The command by its name; `recovery.RUN` has those it sends the user to."""
