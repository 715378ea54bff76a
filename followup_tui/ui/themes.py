"""The colour themes as Textual takes them: the program's own (`theme_values.py`), and Textual's adapted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from followup_tui.ui.contrast import make_legible
from followup_tui.ui.theme_values import ANSI, ANSI_LIGHT, ThemeValues, all_variables, own_theme


def make_theme(values: ThemeValues) -> Theme:
    """Return one of the program's own themes."""
    variables = dict(values.variables)
    return Theme(
        name=values.name,
        primary=variables["yours"],
        secondary=variables["theirs"],
        warning=variables["yours"],
        error=variables["overdue"],
        success=variables["good"],
        accent=variables["yours"],
        foreground=variables["foreground"],
        background=variables["background"],
        surface=variables["background"],
        panel=variables["entry"],
        dark=values.is_dark,
        ansi=values.is_ansi,
        variables=variables,
    )


def theme_for(setting: str, environ: Mapping[str, str], color_system: str | None) -> Theme:
    """Return the theme for the program: one of its own (`own_theme`), else the one of Textual's."""
    own = own_theme(setting, environ, color_system or "", BUILTIN_THEMES.__contains__)
    if own is not None:
        return make_theme(own)
    return adapt(BUILTIN_THEMES[setting if setting in BUILTIN_THEMES else environ["TEXTUAL_THEME"]])


def adapt(theme: Theme) -> Theme:
    """Return one of Textual's themes with what the program draws in it, in colours that can be read."""
    if theme.ansi:
        return replace(theme, variables=dict((ANSI if theme.dark else ANSI_LIGHT).variables))
    generated = theme.to_color_system().generate()
    ground, text = Color.parse(generated["background"]), Color.parse(generated["foreground"])
    entry, chosen, thin = (ground.blend(text, part, alpha=1) for part in (0.06, 0.12, 0.3))

    def legible(color: Color, *grounds: Color) -> str:
        return make_legible(color, (ground, chosen, entry, *grounds), dark=theme.dark).hex

    colors = {
        "foreground": legible(text, thin),
        "background": ground.hex,
        "chosen": chosen.hex,
        "entry": entry.hex,
        "yours": legible(Color.parse(generated["warning"])),
        "theirs": legible(Color.parse(generated["primary"])),
        "overdue": legible(Color.parse(generated["error"])),
        "good": legible(Color.parse(generated["success"])),
        "quiet": legible(ground.blend(text, 0.6, alpha=1)),
        "thin": thin.hex,
    }
    return replace(
        theme,
        foreground=colors["foreground"],
        background=ground.hex,
        variables=theme.variables | all_variables(colors),
    )
