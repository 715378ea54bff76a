"""Makes one change after the other and says each once it is on disk: what a fault then falls into.

Called with a data file, a state folder, a name, how many changes, and `mixed` or `grow`.
Mixed changes go in fours: an application, long notes to it, undo, an application. The last of these drops
what was undone, so the file shrinks as often as it grows.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.errors import FollowupError
from followup_tui.tracker import Tracker

LONG_NOTES = "what was said " * 1_400


def now() -> datetime:
    """Give the present moment, in a zone by name."""
    return datetime.now(ZoneInfo("Europe/Berlin"))


def companies_after(changes: int, name: str) -> set[str]:
    """Say which companies are there after so many mixed changes."""
    return {f"{name}-{number:04}" for number in range(changes) if number % 4 in {0, 3}}


def has_notes_after(changes: int) -> bool:
    """Say whether the long notes are there after so many mixed changes."""
    return changes % 4 == 2


def change(tracker: Tracker, number: int, name: str, *, mixed: bool) -> None:
    """Make the change of this number."""
    kind = number % 4 if mixed else 0
    if kind == 1:
        base = tracker.find(f"{name}-{number - 1:04}")
        tracker.edit(base, replace(base, notes=LONG_NOTES))
    elif kind == 2:
        tracker.undo()
    else:
        tracker.add(f"{name}-{number:04}", "Engineer", at=now())


def main(data_file: str, backups: str, name: str, count: str, kind: str) -> int:
    """Make the changes. Gives the exit code the program itself would give."""
    try:
        tracker = Tracker.open(Path(data_file), Path(backups), now, STANDARD, Weekdays())
        for number in range(int(count)):
            change(tracker, number, name, mixed=kind == "mixed")
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
    except FollowupError as error:
        sys.stderr.write(f"followup: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
