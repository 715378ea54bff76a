"""Letters and pages about an application in files: whose they are, and what becomes of them."""

from __future__ import annotations

import time
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.files import listed
from followup_tui.storage.drafts import SENT_SECONDS, Drafts


def owner_of(file: Path, ids: Container[str]) -> str:
    """Return the id of the application that a file is about, out of these; empty where it is about another.

    The file's name begins with the id: `acme-2-letter.txt` is about `acme-2` where there is one, else `acme`.
    """
    beginning, dash, _ = file.name.rpartition("-")
    while dash and beginning not in ids:
        beginning, dash, _ = beginning.rpartition("-")
    return beginning if dash else ""


def rename_files(folders: Iterable[Path], renamed: Mapping[str, str], ids: Iterable[str]) -> None:
    """Have letters and pages follow their applications to other ids. What cannot be renamed stays.

    Args:
        folders: of letters and pages.
        renamed: the new ids by those that the applications had.
        ids: the ids of all applications.
    """
    before = {*ids, *renamed}
    for folder in folders if renamed else ():
        with suppress(OSError):
            for file in listed(folder):
                if (after := renamed.get(owner := owner_of(file, before))) is not None:
                    file.rename(file.with_name(f"{after}{file.name.removeprefix(owner)}"))


def remove_left_behind(
    drafts: Drafts, folders: Iterable[Path], applications: Mapping[str, Application]
) -> None:
    """Remove drafts, letters and pages whose application was removed, or undone, over 30 days ago.

    Until then undo may bring it back, and they with it. What cannot be removed stays.

    Args:
        drafts: the drafts beside the data file.
        folders: of letters and pages; each file's name begins with its application's id.
        applications: all there are.
    """
    with suppress(OSError):
        drafts.remove_left_behind(applications)
    for folder in folders:
        with suppress(OSError):
            for file in folder.iterdir():
                if not owner_of(file, applications) and time.time() - file.lstat().st_mtime > SENT_SECONDS:
                    file.unlink()
