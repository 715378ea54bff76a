"""Where the user's files lie, and what their settings say."""

from followup_tui.config.folders import Places, places
from followup_tui.config.new_file import make_settings_file
from followup_tui.config.reader import THEMES, Settings, load_settings

__all__ = ["THEMES", "Places", "Settings", "load_settings", "make_settings_file", "places"]
