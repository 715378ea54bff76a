"""The colour themes as Textual takes them: the program's own (`theme_values.py`), and Textual's adapted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from followup_tui.ui import theme_values
from followup_tui.ui.contrast import make_legible
from followup_tui.ui.theme_values import ThemeValues, own_theme


def _theme(values: ThemeValues) -> Theme:
    """Return one of the program's own themes."""
    variables = values.variables
    return Theme(
        name=values.name,
        primary=variables["yours"],
        secondary=variables["theirs"],
        warning=variables["yours"],
        error=variables["overdue"],
        success=variables["good"],
        accent=variables["yours"],
        foreground=values.text,
        background=values.ground,
        surface=values.ground,
        panel=variables["entry"],
        boost=values.ground if values.is_ansi else None,
        dark=values.is_dark,
        ansi=values.is_ansi,
        variables=dict(variables),
    )


DARK, LIGHT = _theme(theme_values.DARK), _theme(theme_values.LIGHT)
ANSI, ANSI_LIGHT = _theme(theme_values.ANSI), _theme(theme_values.ANSI_LIGHT)
NO_COLOR = _theme(theme_values.NO_COLOR)

_OWN = {theme.name: theme for theme in (DARK, LIGHT, ANSI, ANSI_LIGHT, NO_COLOR)}


def theme_for(setting: str, environ: Mapping[str, str], color_system: str | None) -> Theme:
    """Return the theme for the program: one of its own (`own_theme`), else the one of Textual's."""
    own = own_theme(setting, environ, color_system or "", BUILTIN_THEMES.__contains__)
    if own is not None:
        return _OWN[own.name]
    name = setting if setting in BUILTIN_THEMES else environ["TEXTUAL_THEME"]
    return adapt(BUILTIN_THEMES[name])


def adapt(theme: Theme) -> Theme:
    """Return one of Textual's themes with what the program draws in it, in colours that can be read."""
    if theme.ansi:
        own = ANSI if theme.dark else ANSI_LIGHT
        return replace(theme, variables={**theme.variables, **own.variables})
    generated = theme.to_color_system().generate()
    ground, text = Color.parse(generated["background"]), Color.parse(generated["foreground"])
    entry, chosen, thin = (ground.blend(text, part, alpha=1) for part in (0.06, 0.12, 0.3))

    def legible(color: Color, *grounds: Color) -> str:
        return make_legible(color, (ground, chosen, entry, *grounds), dark=theme.dark).hex

    colors = {
        "yours": legible(Color.parse(generated["warning"])),
        "theirs": legible(Color.parse(generated["primary"])),
        "overdue": legible(Color.parse(generated["error"])),
        "good": legible(Color.parse(generated["success"])),
        "quiet": legible(ground.blend(text, 0.6, alpha=1)),
        "thin": thin.hex,
    }
    variables = theme.variables | theme_values.grounds(colors, ground.hex, chosen.hex, entry.hex)
    return replace(theme, foreground=legible(text, thin), background=ground.hex, variables=variables)
