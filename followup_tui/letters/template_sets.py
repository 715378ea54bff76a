"""The template sets: those that come with the program, and the user's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from followup_tui.domain.text import TEMPLATE_SET_NAME

SHIPPED: Final = ("en", "de")
"""The sets of templates that come with the program."""


def template_sets(folder: Path) -> tuple[str, ...]:
    """Return the names of the template sets: the shipped ones, and the folders in the user's own folder.

    That one, `letters` beside the settings, may be missing.
    """
    try:
        own = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        own = []
    return tuple(dict.fromkeys([*SHIPPED, *(name for name in own if re.fullmatch(TEMPLATE_SET_NAME, name))]))
