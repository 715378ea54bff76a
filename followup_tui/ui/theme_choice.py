"""Choosing colours in the palette: a theme is shown while it is highlighted, and the chosen one kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial

from textual.app import App
from textual.theme import Theme

from followup_tui.config.settings import ALL_THEMES, AUTO_THEME
from followup_tui.config.settings_writer import write_theme
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError
from followup_tui.ui.program import Program
from followup_tui.ui.themes import theme_for

_OWN = "the program's own colours"
_TEXTUALS = "colours of Textual's"


class ThemeCommand:
    """A command of the palette that chooses a theme.

    Args:
        show: shows the theme until something else is highlighted.
        keep: shows it from now on, and writes it into the settings.
    """

    def __init__(self, show: Callable[[], None], keep: Callable[[], None]) -> None:
        self.show = show
        self._keep = keep

    def __call__(self) -> None:
        """Choose the theme."""
        self._keep()


def show_theme(app: App[int], make_theme: Callable[[], Theme]) -> None:
    """Show the program in the colours of a theme."""
    theme = make_theme()
    app.register_theme(theme)
    app.theme = theme.name


def theme_commands(app: App[int], program: Program) -> Iterator[tuple[str, str, ThemeCommand]]:
    """Yield each theme, what it is, and what chooses it; none where NO_COLOR asks for none."""
    for name in () if app.no_color else ALL_THEMES:
        make_theme = partial(theme_for, name, os.environ, app.console.color_system)
        command = ThemeCommand(
            partial(show_theme, app, make_theme), partial(_keep, app, program, name, make_theme)
        )
        yield name, _about(name), command


def _about(name: str) -> str:
    if name == AUTO_THEME:
        return "those that suit this terminal"
    return {
        "dark": _OWN,
        "light": f"{_OWN}, on a light ground",
        "ansi": "the terminal's own sixteen colours",
    }.get(name, _TEXTUALS)


def _keep(app: App[int], program: Program, name: str, make_theme: Callable[[], Theme]) -> None:
    show_theme(app, make_theme)
    try:
        write_theme(program.context.paths.config_file, name)
    except FollowupError as error:
        program.say(str(error), Meaning.OVERDUE)
    else:
        program.say(f"Colours: {name}. Your settings have it")
