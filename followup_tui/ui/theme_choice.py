"""Choosing colours in the palette: a theme is shown while it is highlighted, and the chosen one kept."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from followup_tui.config.settings import ALL_THEMES, AUTO_THEME
from followup_tui.config.settings_writer import write_theme
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError
from followup_tui.ui.program import Program
from followup_tui.ui.themes import theme_for

_OWN = "the program's own colours"
_TEXTUALS = "colours of Textual's"


class ThemeCommand(Struct, frozen=True):
    """A command of the palette that chooses a theme."""

    program: Program
    name: str

    def show(self) -> None:
        """Show the program in the theme's colours."""
        theme = theme_for(self.name, os.environ, self.program.console.color_system)
        self.program.register_theme(theme)
        self.program.theme = theme.name

    def __call__(self) -> None:
        """Choose the theme: show it from now on, and write it into the settings."""
        self.show()
        try:
            write_theme(self.program.context.paths.config_file, self.name)
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
        else:
            self.program.say(f"Colours: {self.name}. Your settings have it")


def theme_commands(program: Program) -> Iterator[tuple[str, str, ThemeCommand]]:
    """Yield each theme, what it is, and what chooses it; none where NO_COLOR asks for none."""
    for name in () if program.no_color else ALL_THEMES:
        yield name, _about(name), ThemeCommand(program, name)


def _about(name: str) -> str:
    if name == AUTO_THEME:
        return "those that suit this terminal"
    return {
        "dark": _OWN,
        "light": f"{_OWN}, on a light ground",
        "ansi": "the terminal's own sixteen colours",
    }.get(name, _TEXTUALS)
