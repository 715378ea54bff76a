"""Settings that name a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from followup_tui.config.paths import expand_home
from followup_tui.domain.text import is_safe
from followup_tui.domain.wording import quoted
from followup_tui.errors import CallError


def read_whole_path(text: object, environ: Mapping[str, str]) -> Path:
    """Read the whole path of a file; `~` is the home folder.

    Raises:
        CallError: it is none.
    """
    if isinstance(text, str) and is_safe(text) and "\n" not in text:
        path = expand_home(text, environ)
        if path.is_absolute() and not text.endswith("/"):
            return path
    raise CallError(f"{quoted(str(text))} is no whole path")
