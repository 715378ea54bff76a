"""Files about an application that lie beside the data, once the application itself is long gone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.storage.drafts import SENT_SECONDS, Drafts


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
                about_one = any(file.name.startswith(f"{application_id}-") for application_id in applications)
                if not about_one and time.time() - file.lstat().st_mtime > SENT_SECONDS:
                    file.unlink()
