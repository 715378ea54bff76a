"""The program with its clock stopped, so that the same keys paint the same bytes on any day.

Run as a script, it takes the program's own arguments. Only what the program asks the time of day is stopped,
in the one place where it does; timers run on. It costs nothing that could be measured at a start.
"""

from __future__ import annotations

import gc
from datetime import datetime, tzinfo

from followup_tui.cli import main
from followup_tui.lean_imports import import_common

NOW = (2026, 11, 23, 14, 2)
"""A Monday, as in the tests."""


class Stopped(datetime):
    """A `datetime` for which it is always the same moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Return that moment."""
        return datetime(*NOW, tzinfo=tz)


if __name__ == "__main__":
    gc.disable()  # before anything else is imported, as `main` does
    import_common()
    from followup_tui.cli import command

    if vars(command).get("datetime") is not datetime:
        raise SystemExit("the program asks for the time elsewhere now: look at tests/bench/frozen.py")
    vars(command)["datetime"] = Stopped
    main()
