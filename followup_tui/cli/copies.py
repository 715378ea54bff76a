"""The copies of the data file, in words and as JSON: for the commands that look after the file."""

from __future__ import annotations

import shlex
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from followup_tui.cli.command import Call
from followup_tui.domain.text import safe_line
from followup_tui.domain.wording import first_few, say_count
from followup_tui.storage.contents import Contents, Difference, compare
from followup_tui.storage.recovery import Copy, Recovery

if TYPE_CHECKING:
    from followup_tui.exchange.json_export import Document


def recovery_of(call: Call) -> Recovery:
    """Return the data file with its copies, in whatever state they are.

    Raises:
        DataError: the file was named by `--data`, and neither it nor a copy of it is there.
    """
    paths = call.context.paths
    recovery = Recovery(paths.data_file, paths.backups_folder, call.now)
    if not recovery.copies():
        call.refuse_missing_file()
    return recovery


def command_line(call: Call, *words: str) -> str:
    """Return a command for this call's data file, as it can be typed."""
    data = ("--data", call.options.data) if call.options.data else ()
    return safe_line(shlex.join(("followup", *words, *data)))


def say_age(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was: "5 minutes ago", "2 hours ago", "3 days ago"; "just now"."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "just now" if passed > timedelta(minutes=-1) else "in the future"
    if passed < timedelta(hours=1):
        return f"{say_count(passed // timedelta(minutes=1), 'minute')} ago"
    if passed < timedelta(days=1):
        return f"{say_count(passed // timedelta(hours=1), 'hour')} ago"
    return f"{say_count(passed // timedelta(days=1), 'day')} ago"


def say_size(size: int) -> str:
    """Return how large something is: "812 B", "4.2 KB", "31 MB"."""
    number = float(size)
    for unit in ("B", "KB", "MB"):
        if number < 1000:
            return f"{number:.{1 if unit != 'B' and number < 10 else 0}f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"


def say_difference(difference: Difference, *, would: bool = False) -> list[str]:
    """Return what a copy does, or would do, in the place of the file, a phrase each."""
    verbs = ("bring back", "take away", "change") if would else ("brings back", "takes away", "changes")
    parts = (difference.brings_back, difference.takes_away, difference.changes)
    return [f"{verb} {first_few(ids)}" for verb, ids in zip(verbs, parts, strict=True) if ids]


def copy_document(copy: Copy, contents: Contents, present: Contents | None) -> Document:
    """Return a copy as `restore --json` lists it."""
    return {
        "number": copy.number,
        "path": safe_line(copy.path),
        "made_at": copy.made_at.isoformat(),
        "size": copy.size,
        "applications": len(contents.applications) if contents.is_comparable else None,
        "whole": contents.is_whole,
        "problem": safe_line(contents.problems[0]) if contents.problems else None,
        **difference_document(difference_between(contents, present)),
    }


def difference_document(difference: Difference | None) -> Document:
    """Return a difference as the keys of a JSON object; null where nothing could be compared."""
    keys = ("brings_back", "takes_away", "changes")
    return {key: list(getattr(difference, key)) if difference is not None else None for key in keys}


def difference_between(contents: Contents, present: Contents | None) -> Difference | None:
    """Compare a copy with the file; None where one of them cannot be read."""
    present = present or Contents()
    if not contents.is_whole or not present.is_comparable:
        return None
    return compare(contents.applications, present.applications)
