"""What to do about a damaged data file: the newest backup that can be used, and its age."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from followup_tui.domain.dates import say_instant
from followup_tui.errors import DataError
from followup_tui.storage.backups import Backups
from followup_tui.storage.contents import read_contents
from followup_tui.storage.file_state import FileState, read_state


def offer_backup(backups: Backups) -> str:
    """Return what to do about a damaged file, a sentence without its full stop."""
    newest_first = backups.all()[::-1]
    if not newest_first:
        return "There is no backup yet: put the file right; followup doctor says what is wrong"
    whole = next((backup for backup in newest_first if _is_whole(backup, read_state(backup))), None)
    if whole is None:
        return (
            f"The newest backup is {newest_first[0]}, but none is whole: followup doctor says what is wrong"
        )
    which = "newest" if whole == newest_first[0] else "newest whole"
    made = say_instant(backups.made_at(whole), backups.now())
    return (
        f"The {which} backup is {whole}, made {made}: followup restore compares it with the file and puts it "
        "in place, without what was done since; followup doctor says what is wrong"
    )


@lru_cache(maxsize=64)
def _is_whole(backup: Path, _state: FileState | None) -> bool:
    """Tell whether a backup is whole. An open board asks this of the same backups again and again."""
    try:
        return read_contents(backup).is_whole
    except (OSError, DataError):
        return False
