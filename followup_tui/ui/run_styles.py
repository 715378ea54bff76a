"""Styles by name as Rich draws them, for widgets that draw row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.style import Style as RichStyle
from textual.style import Style

from followup_tui.ui.styles import style_of


class RunStyles:
    """The styles of runs, each looked up once until the theme changes.

    Args:
        variables: returns the variables of the theme.
    """

    def __init__(self, variables: Callable[[], Mapping[str, str]]) -> None:
        self._variables = variables
        self._styles: dict[tuple[str, bool], RichStyle] = {}

    def clear(self) -> None:
        """Look every style up anew: the theme changed."""
        self._styles.clear()

    def style(self, name: str, *, is_selected: bool = False) -> RichStyle:
        """Return a style of `styles.STYLES`, ground included."""
        key = name, is_selected
        if key not in self._styles:
            variables = dict(self._variables())
            base = Style.parse("$foreground on $background", variables)
            # Not in one text: behind a ground, a colour would be another ground.
            style = base + Style.parse(style_of(name, is_selected=is_selected), variables)
            self._styles[key] = style.rich_style
        return self._styles[key]
