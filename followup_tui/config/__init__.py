"""Where the user's files lie, and what their settings say: the context of one run.

It is made once, from the environment, and handed to whatever needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.config.paths import Paths, find_paths
from followup_tui.config.settings import THEMES, Settings
from followup_tui.config.settings_reader import load_settings

__all__ = [
    "IN_HOOK",
    "THEMES",
    "Context",
    "Paths",
    "Settings",
    "find_paths",
    "load_settings",
    "make_context",
]

IN_HOOK: Final = "FOLLOWUP_IN_HOOK"
"""The variable that is set for the user's command after a change: what that changes runs no further one."""


class Context(Struct, frozen=True):
    """The paths and settings of one run.

    Attributes:
        paths: where the user's files lie.
        settings: what the user set.
        editor: the command of the user's editor, as a shell would read it; empty where none is set.
    """

    paths: Paths
    settings: Settings
    editor: str = ""


def make_context(environ: Mapping[str, str], data: str | None) -> Context:
    """Read what the environment and the settings say; `data` is the data file named in the call.

    Raises:
        CallError: `data` is empty, or there is no home folder to put a file in.
    """
    paths = find_paths(environ, data)
    editor = environ.get("VISUAL") or environ.get("EDITOR") or ""
    settings = load_settings(paths.config_file, environ)
    if IN_HOOK in environ:
        settings = replace(settings, after_change="")
    return Context(paths, settings, editor)
