"""Copies of the data file on the command line: making one, comparing them, putting one back."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from followup_tui.cli.confirm import asked, can_ask
from followup_tui.cli.output import shown, write_document, write_line
from followup_tui.cli.width import fit, pad, room, width_of, wrap
from followup_tui.domain import dates
from followup_tui.errors import CallError, DataError
from followup_tui.storage.recovery import Contents, Copy, Difference, Recovery, compare

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from followup_tui.config import Context
    from followup_tui.exchange.json_export import Document

_NAMED: Final = 5
"""How many applications are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Care:
    """One call of a command that looks after the file, and so must not need it to be whole.

    Attributes:
        options: the arguments by name.
        context: where the user's files are, and their settings.
    """

    options: Namespace
    context: Context

    def now(self) -> datetime:
        """Give the present moment in the user's zone."""
        return datetime.now(self.context.settings.zone)

    def recovery(self) -> Recovery:
        """Give the data file with its copies."""
        return Recovery(self.context.paths.data_file, self.context.paths.backups_folder, self.now)

    def command(self, *words: str) -> str:
        """Write a command for this data file, as it can be typed."""
        data = ("--data", self.options.data) if self.options.data else ()
        return shown(shlex.join(("followup", *words, *data)))


def backup(care: Care) -> int:
    """Copy the data file now."""
    recovery = care.recovery()
    copy, held = recovery.back_up()
    if not held.whole and not held.newer:
        raise DataError(
            f"{recovery.path} is damaged: {held.problems[0]}",
            f"A copy of it as it is was kept as {copy}, which is no backup; {care.command('restore')} lists "
            f"the backups, {care.command('doctor')} says what is wrong",
            untouched="It",
        )
    if care.options.json:
        _write_json(
            {"path": shown(str(copy)), "size": len(held.content), "applications": len(held.applications)}
        )
    else:
        many = "written by a newer followup" if held.newer else count(len(held.applications), "application")
        write_line(f"Copied to {shown(str(copy))} ({many}, {say_size(len(held.content))}).")
    return 0


def restore(care: Care) -> int:
    """List the copies, or put one in the place of the data file."""
    recovery = care.recovery()
    if care.options.copy is None:
        _list(care, recovery)
        return 0
    copy = recovery.find(care.options.copy)
    if not care.options.yes and not can_ask():
        raise CallError(
            "Restoring asks before it changes anything, and there is no terminal to ask on. Nothing changed",
            f"{care.command('restore')} compares the copies; add --yes to restore without being asked",
        )
    contents, present = recovery.contents(copy), recovery.present()
    difference = _difference(contents, present)
    if contents.whole and present is not None and present.whole and not difference:
        _say(care, "Nothing to restore: the file holds the same applications already.")
        _write_result(care, None, None, difference)
        return 0
    if contents.whole:
        _say(care, f"{_named(copy, care)}: {count(len(contents.applications), 'application')}.")
        for line in _compared(difference, present):
            _say(care, line)
        if not care.options.yes and not asked(f"Put it in the place of {shown(str(recovery.path))}?"):
            _say(care, "Nothing was changed.")
            _write_result(care, None, None, difference)
            return 0
    kept = recovery.restore(copy, contents, present)
    _say(care, f"Restored: {shown(str(recovery.path))} holds that copy now.")
    if kept is not None and present is not None and (present.whole or present.newer):
        _say(care, f"What was there before is kept as {shown(str(kept))}.")
        if present.whole:
            _say(care, f"To take this back: {care.command('restore', kept.name)}")
    elif kept is not None:
        _say(care, f"The damaged file is kept as {shown(str(kept))}.")
    _write_result(care, copy, kept, difference)
    return 0


def say_age(moment: datetime, now: datetime) -> str:
    """Say how long ago a moment was: "5 minutes ago", "2 hours ago", "3 days ago"; "just now"."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "just now" if passed > timedelta(minutes=-1) else "in the future"
    if passed < timedelta(hours=1):
        return f"{count(passed // timedelta(minutes=1), 'minute')} ago"
    if passed < timedelta(days=1):
        return f"{count(passed // timedelta(hours=1), 'hour')} ago"
    return f"{count(passed // timedelta(days=1), 'day')} ago"


def say_size(size: int) -> str:
    """Say how large something is: "812 B", "4.2 KB", "31 MB"."""
    number = float(size)
    for unit in ("B", "KB", "MB"):
        if number < 1000:
            return f"{number:.{1 if unit != 'B' and number < 10 else 0}f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"


def count(number: int, thing: str) -> str:
    """Say how many: "1 application", "2 applications"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def some(names: Sequence[str]) -> str:
    """Name some, and count the rest."""
    rest = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{rest}"


def does(difference: Difference) -> list[str]:
    """Say what a copy does in the place of the file, a part each."""
    return _parts(difference, ("brings back", "takes away", "changes"))


def would(difference: Difference) -> list[str]:
    """Say what a copy would do in the place of the file, a part each."""
    return _parts(difference, ("bring back", "take away", "change"))


def _parts(difference: Difference, verbs: tuple[str, str, str]) -> list[str]:
    parts = (difference.brings_back, difference.takes_away, difference.changes)
    return [f"{verb} {some(names)}" for verb, names in zip(verbs, parts, strict=True) if names]


def copy_document(copy: Copy, contents: Contents, present: Contents | None) -> Document:
    """Give a copy as `restore --json` lists it."""
    difference = _difference(contents, present)
    return {
        "number": copy.number,
        "path": shown(str(copy.path)),
        "made_at": copy.made_at.isoformat(),
        "size": copy.size,
        "applications": len(contents.applications) if contents.compares else None,
        "whole": contents.whole,
        "problem": shown(contents.problems[0]) if contents.problems else None,
        "brings_back": list(difference.brings_back) if difference is not None else None,
        "takes_away": list(difference.takes_away) if difference is not None else None,
        "changes": list(difference.changes) if difference is not None else None,
    }


def _list(care: Care, recovery: Recovery) -> None:
    copies = recovery.copies()
    problem = ""
    try:
        present = recovery.present()
    except DataError as error:
        present, problem = Contents(problems=(error.happened,)), error.happened
    if care.options.json:
        rows = [copy_document(copy, recovery.contents(copy), present) for copy in copies]
        from followup_tui.exchange.json_export import json_text  # only JSON needs it

        write_document(json_text(rows))
        return
    if not copies:
        write_line(
            f"There are no copies of {shown(str(recovery.path))} yet. {care.command('backup')} makes one."
        )
        return
    write_line(_compared_with(recovery, present, problem))
    write_line("\n".join(_table(care, recovery, copies, present)))
    write_line(f"To put one in the place of the file: {care.command('restore', 'NUMBER')}")


def _compared_with(recovery: Recovery, present: Contents | None, problem: str) -> str:
    path = shown(str(recovery.path))
    if present is None:
        return f"There is no {path} now. Its copies, the newest first:"
    if present.whole:
        return f"Copies of {path} ({count(len(present.applications), 'application')}), the newest first:"
    what = shown(problem or f"{recovery.path} cannot be used: {present.problems[0]}")
    if present.compares:
        readable = count(len(present.applications), "application")
        return f"{what}.\nIts copies, the newest first, compared with the {readable} that can still be read:"
    return f"{what}.\nIts copies, the newest first:"


def _table(care: Care, recovery: Recovery, copies: Sequence[Copy], present: Contents | None) -> list[str]:
    cells, said = [], []
    now, columns = care.now(), room()
    for copy in copies:
        contents = recovery.contents(copy)
        cells.append(
            (
                f"{copy.number:>3}",
                f"{copy.made_at:%Y-%m-%d %H:%M}",
                say_age(copy.made_at, now),
                say_size(copy.size),
                count(len(contents.applications), "application") if contents.compares else "",
                "whole" if contents.whole else "newer" if contents.newer else "not whole",
            )
        )
        if not contents.whole:
            said.append(shown(contents.problems[0]))
            continue
        difference = _difference(contents, present)
        same = "" if difference is None else "the same as the file"
        said.append("; ".join(does(difference)) if difference else same)
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row, sentence in zip(cells, said, strict=True):
        cut = "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        lines.append(cut if columns is None else fit(cut, columns))
        if sentence:
            lines.append(wrap(sentence, columns, " " * 5))
    return lines


def _difference(contents: Contents, present: Contents | None) -> Difference | None:
    """Compare a copy with the file; None where one of them cannot be read."""
    if present is None:
        present = Contents()
    if not contents.whole or not present.compares:
        return None
    return compare(contents.applications, present.applications)


def _compared(difference: Difference | None, present: Contents | None) -> list[str]:
    if difference is None:
        return ["What is there now cannot be read, so it cannot be compared."]
    which = (
        ""
        if present is None or present.whole
        else ", compared with what can still be read of the damaged file"
    )
    return [f"It {part}{which}." for part in does(difference)] or [f"It has the same applications{which}."]


def _named(copy: Copy, care: Care) -> str:
    when = f"{dates.say_instant(copy.made_at, care.now())} ({say_age(copy.made_at, care.now())})"
    return f"Copy {copy.number}, made {when}" if copy.number else f"{shown(str(copy.path))}, made {when}"


def _say(care: Care, line: str) -> None:
    if not care.options.json:
        write_line(line)


def _write_result(
    care: Care, restored: Copy | None, kept: Path | None, difference: Difference | None
) -> None:
    if not care.options.json:
        return
    _write_json(
        {
            "restored": shown(str(restored.path)) if restored else None,
            "kept": shown(str(kept)) if kept else None,
            "brings_back": list(difference.brings_back) if difference is not None else None,
            "takes_away": list(difference.takes_away) if difference is not None else None,
            "changes": list(difference.changes) if difference is not None else None,
        }
    )


def _write_json(document: Document) -> None:
    from followup_tui.exchange.json_export import json_text  # only JSON needs it

    write_document(json_text(document))


RUN: Final[Mapping[str, Callable[[Care], int]]] = {"backup": backup, "restore": restore}
"""The commands by name; `doctor.RUN` has the third."""
