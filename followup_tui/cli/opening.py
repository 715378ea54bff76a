"""Opening the user's data, and the only place of the command line that asks what time it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_tui.config import Context, Settings
    from followup_tui.tracker import Tracker


def clock(settings: Settings) -> Callable[[], datetime]:
    """Give what tells the present moment, aware, in the user's zone."""
    return lambda: datetime.now(settings.zone)


def open_tracker(
    context: Context, now: Callable[[], datetime] | None = None, *, late: bool = False
) -> Tracker:
    """Open the data file.

    Args:
        context: where it is, and the user's settings.
        now: gives the present moment; the clock does, unless another is given.
        late: whether applications that are over may be read when they are asked for, where there are many.

    Raises:
        DataError: the file is there and cannot be used.
    """
    from followup_tui.tracker import Tracker  # help and wrong calls need none, nor does the first picture

    paths, settings = context.paths, context.settings
    return Tracker.open(
        paths.data_file,
        paths.backups_folder,
        now or clock(settings),
        settings.rules,
        settings.calendar,
        late=late,
    )
