"""Where the user's files lie, and what their settings say."""

from followup_tui.config.context import Context, make_context
from followup_tui.config.paths import Paths, find_paths
from followup_tui.config.settings import THEMES, Settings
from followup_tui.config.settings_reader import load_settings

__all__ = [
    "THEMES",
    "Context",
    "Paths",
    "Settings",
    "find_paths",
    "load_settings",
    "make_context",
]
