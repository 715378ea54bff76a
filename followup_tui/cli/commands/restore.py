"""`followup restore`: list and compare the copies of the data file, or put one in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_yes
from followup_tui.cli.command import Call, Command
from followup_tui.cli.confirm import ask, require_terminal
from followup_tui.cli.copies import (
    command_line,
    copy_document,
    difference_between,
    difference_document,
    recovery_of,
    say_age,
    say_difference,
    say_size,
)
from followup_tui.cli.output import write_error, write_json, write_line
from followup_tui.cli.width import available_columns, column_widths, pad, shorten, wrap
from followup_tui.domain import dates
from followup_tui.domain.instant import Instant
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import DataError
from followup_tui.storage.contents import Contents, Difference
from followup_tui.storage.history import Step
from followup_tui.storage.recovery import Copy, Recovery


def _add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "copy",
        metavar="COPY",
        nargs="?",
        help="its number in the list, the beginning of its date, or a file (default: list the copies)",
    )
    add_yes(parser, "restore")


def _run(call: Call) -> None:
    recovery = recovery_of(call)
    if call.options.copy is None:
        _list(call, recovery)
        return
    copy = recovery.find(call.options.copy)
    if not call.options.yes:
        require_terminal(
            "Restoring",
            f"{command_line(call, 'restore')} compares the copies; add --yes to restore without being asked",
        )
    contents, present = recovery.contents(copy), recovery.present()
    difference = difference_between(contents, present)
    if contents.is_whole and present is not None and present.is_whole and not difference:
        _say(call, "Nothing to restore: the file holds the same applications already.")
        _write_result(call, difference)
        return
    if contents.is_whole:
        _say(call, f"{_title(call, copy)}: {say_count(len(contents.applications), 'application')}.")
        for line in _differences(difference, present):
            _say(call, line)
        if not call.options.yes and not ask(f"Put it in the place of {safe_line(recovery.path)}?"):
            _say(call, "Nothing was changed.")
            _write_result(call, difference)
            return
    backup = recovery.restore(copy, contents, present)
    _say(call, f"Restored: {safe_line(recovery.path)} holds that copy now.")
    if backup is not None and present is not None and (present.is_whole or present.is_newer):
        _say(call, f"What was there before is kept as {safe_line(backup)}.")
        if present.is_whole:
            _say(call, f"To take this back: {command_line(call, 'restore', backup.name)}")
    elif backup is not None:
        _say(call, f"The damaged file is kept as {safe_line(backup)}.")
    _write_result(call, difference, copy, backup)
    _tell_followers(call, copy, difference)


def _tell_followers(call: Call, copy: Copy, difference: Difference | None) -> None:
    """Tell the calendar and the user's command of each application that is another one now.

    Of all where what was there could not be read.
    """
    tracker = call.tracker
    ids: Sequence[str] = tuple(tracker.applications)
    if difference is not None:
        ids = (*difference.brings_back, *difference.takes_away, *difference.changes)
    label = f"Restored the copy made {dates.say_instant(copy.made_at, call.now())}"
    tracker.tell_followers(Step(0, label, Instant.of(call.now()), dict.fromkeys(ids)))
    for warning in tracker.warnings:
        write_error(warning)


def _list(call: Call, recovery: Recovery) -> None:
    copies = recovery.copies()
    problem = ""
    try:
        present = recovery.present()
    except DataError as error:
        present, problem = Contents(problems=(error.happened,)), error.happened
    if call.options.json:
        write_json([copy_document(copy, recovery.contents(copy), present) for copy in copies])
        return
    if not copies:
        path = safe_line(recovery.path)
        write_line(f"There are no copies of {path} yet. {command_line(call, 'backup')} makes one.")
        return
    write_line(_heading(recovery, present, problem))
    write_line("\n".join(_table(call, recovery, copies, present)))
    write_line(f"To put one in the place of the file: {command_line(call, 'restore', 'NUMBER')}")


def _heading(recovery: Recovery, present: Contents | None, problem: str) -> str:
    path = safe_line(recovery.path)
    if present is None:
        return f"There is no {path} now. Its copies, the newest first:"
    if present.is_whole:
        return f"Copies of {path} ({say_count(len(present.applications), 'application')}), the newest first:"
    problem = safe_line(problem or f"{recovery.path} cannot be used: {present.problems[0]}")
    readable = say_count(len(present.applications), "application")
    comparison = f", compared with the {readable} that can still be read" if present.is_comparable else ""
    return f"{problem}.\nIts copies, the newest first{comparison}:"


def _table(call: Call, recovery: Recovery, copies: Sequence[Copy], present: Contents | None) -> list[str]:
    cells, sentences = [], []
    now, columns = call.now(), available_columns()
    for copy in copies:
        contents = recovery.contents(copy)
        cells.append(
            (
                f"{copy.number:>3}",
                f"{copy.made_at:%Y-%m-%d %H:%M}",
                say_age(copy.made_at, now),
                say_size(copy.size),
                say_count(len(contents.applications), "application") if contents.is_comparable else "",
                "whole" if contents.is_whole else "newer" if contents.is_newer else "not whole",
            )
        )
        if not contents.is_whole:
            sentences.append(safe_line(contents.problems[0]))
            continue
        difference = difference_between(contents, present)
        same = "" if difference is None else "the same as the file"
        sentences.append("; ".join(say_difference(difference)) if difference else same)
    widths = column_widths(cells)
    lines = []
    for row, sentence in zip(cells, sentences, strict=True):
        line = "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        lines.append(shorten(line, columns))
        if sentence:
            lines.append(wrap(sentence, columns, " " * 5))
    return lines


def _differences(difference: Difference | None, present: Contents | None) -> list[str]:
    if difference is None:
        return ["What is there now cannot be read, so it cannot be compared."]
    is_damaged = present is not None and not present.is_whole
    which = ", compared with what can still be read of the damaged file" if is_damaged else ""
    phrases = say_difference(difference) or ["has the same applications"]
    return [f"It {phrase}{which}." for phrase in phrases]


def _title(call: Call, copy: Copy) -> str:
    when = f"{dates.say_instant(copy.made_at, call.now())} ({say_age(copy.made_at, call.now())})"
    return f"Copy {copy.number}, made {when}" if copy.number else f"{safe_line(copy.path)}, made {when}"


def _say(call: Call, line: str) -> None:
    if not call.options.json:
        write_line(line)


def _write_result(
    call: Call, difference: Difference | None, restored: Copy | None = None, backup: Path | None = None
) -> None:
    if call.options.json:
        write_json(
            {
                "restored": safe_line(restored.path) if restored else None,
                "kept": safe_line(backup) if backup else None,
                **difference_document(difference),
            }
        )


COMMAND = Command(
    help="list and compare the copies of your data, or put one back",
    order=360,
    add_arguments=_add_arguments,
    run=_run,
)
