"""The colour themes: dark, light, and those for terminals with sixteen colours or none.

What the colours mean says `domain/look.py`. Every text is legible on every ground it is drawn on:
`tests/ui/test_themes.py` prints the table of contrasts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from followup_tui.domain.look import Meaning
from followup_tui.ui.contrast import make_legible


def _with_chips(variables: dict[str, str]) -> dict[str, str]:
    """Return a theme's variables with its chips: reversed cells, which are seen without colours, too."""
    chips = {f"{meaning.style}-chip": f"bold reverse {variables[meaning.style]}" for meaning in Meaning}
    return chips | variables


def _scrollbar(bar: str, ground: str) -> dict[str, str]:
    """Return the variables of every scrollbar: as quiet as a rule."""
    return {
        "scrollbar": bar,
        "scrollbar-hover": bar,
        "scrollbar-active": bar,
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
    }


def _grounds(colors: dict[str, str], ground: str, chosen: str, entry: str) -> dict[str, str]:
    """Return a theme's variables.

    Args:
        colors: the colours of the five meanings, and of thin rules.
        ground: the ground of the screen.
        chosen: that of what is selected, and of questions.
        entry: that of what is typed into.
    """
    grounds = {
        "chosen": chosen,
        "entry": entry,
        "selected": f"on {chosen}",
        "selected-name": f"on {chosen}",
        # What is selected in a field, which has the ground of what is chosen while it is typed into.
        "input-selection-background": colors["thin"],
    }
    return _with_chips(_scrollbar(colors["thin"], ground) | grounds | colors)


def _colored(
    name: str, *, dark: bool, text: str, ground: str, chosen: str, entry: str, **colors: str
) -> Theme:
    """Return a theme of true colours, from those of text, the grounds, the five meanings, and thin rules."""
    return Theme(
        name=name,
        primary=colors["yours"],
        secondary=colors["theirs"],
        warning=colors["yours"],
        error=colors["overdue"],
        success=colors["good"],
        accent=colors["yours"],
        foreground=text,
        background=ground,
        surface=ground,
        panel=entry,
        dark=dark,
        variables=_grounds(colors, ground, chosen, entry),
    )


DARK = _colored(
    "followup-dark",
    dark=True,
    yours="#e6b566",
    theirs="#8fb2ea",
    overdue="#ff8a80",
    good="#86d1a2",
    quiet="#9d9da6",
    thin="#4a4d57",
    text="#e6e6e6",
    ground="#16181d",
    chosen="#2c2e36",
    entry="#22242a",
)

LIGHT = _colored(
    "followup-light",
    dark=False,
    yours="#7a5200",
    theirs="#2455a8",
    overdue="#a51d16",
    good="#146b3a",
    quiet="#5c5c64",
    thin="#b9b7b1",
    text="#26262b",
    ground="#fbfbfa",
    chosen="#e9e8e5",
    entry="#f3f2f0",
)


def _ansi(name: str, *, dark: bool, **variables: str) -> Theme:
    """Return a theme of the terminal's own colours, on its own ground."""
    return Theme(
        name=name,
        primary=variables["yours"],
        secondary=variables["theirs"],
        warning=variables["yours"],
        error=variables["overdue"],
        success=variables["good"],
        accent=variables["yours"],
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=dark,
        ansi=True,
        variables=_with_chips(_scrollbar("ansi_bright_black", "ansi_default") | _ANSI_GROUNDS | variables),
    )


_ANSI_GROUNDS = {
    "thin": "ansi_bright_black",
    "quiet": "ansi_default",
    # No colour is sure to be a calm ground: what is selected is reversed.
    "chosen": "ansi_default",
    "entry": "ansi_default",
    "selected": "on ansi_default",
    "selected-name": "reverse",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "border-blurred": "ansi_default",
}

_ANSI_CHIPS = {
    # Black on yellow is legible in every palette, whatever the ground; white on red, too.
    "yours-chip": "bold ansi_black on ansi_yellow",
    "overdue-chip": "bold ansi_bright_white on ansi_red",
}

ANSI = _ansi(
    "followup-ansi",
    dark=True,
    yours="ansi_yellow",
    # Blue and red are too dark to read on black in most palettes.
    theirs="ansi_cyan",
    overdue="ansi_bright_red",
    good="ansi_green",
    **_ANSI_CHIPS,
)
"""The terminal's own sixteen colours, on its own ground."""

ANSI_LIGHT = _ansi(
    "followup-ansi-light",
    dark=False,
    # A light ground eats yellow: there it is the weight alone that says whose turn it is.
    yours="ansi_default",
    theirs="ansi_blue",
    overdue="ansi_red",
    good="ansi_green",
    **_ANSI_CHIPS,
)
"""The same, where the terminal says that its ground is light."""

NO_COLOR = _ansi(
    "followup-no-color",
    dark=True,
    yours="ansi_default",
    theirs="ansi_default",
    overdue="ansi_default",
    good="ansi_default",
    # Drawn dim, as the only ones (`terminal/frame.py`): so nothing that matters is dimmer than the rest.
    quiet="ansi_bright_black",
)
"""No colour at all: bold, dim and reversed cells."""

THEMES = {"dark": DARK, "light": LIGHT, "ansi": ANSI}
"""The program's own themes, by the word that the settings have for them."""


def theme_for(setting: str, environ: Mapping[str, str], color_system: str | None) -> Theme:
    """Return the theme for the program.

    Without colours where NO_COLOR is set; else the one in the settings, then the one in TEXTUAL_THEME. Where
    none is named, the terminal decides: one with sixteen colours gets these, any other the theme for its
    ground.

    Args:
        setting: what the settings say.
        environ: the environment.
        color_system: how many colours the terminal has, as Rich calls it: `truecolor`, `256` or `standard`.
    """
    is_light = _is_ground_light(environ)
    if environ.get("NO_COLOR"):
        return NO_COLOR
    for name in (setting, environ.get("TEXTUAL_THEME", "")):
        if (theme := theme_named(name, is_light=is_light)) is not None:
            return theme
    if color_system not in ("256", "truecolor"):
        return ANSI_LIGHT if is_light else ANSI
    return LIGHT if is_light else DARK


def theme_named(name: str, *, is_light: bool = False) -> Theme | None:
    """Return the theme that the settings call by a name, one of Textual's too; None where there is none.

    Args:
        name: the name.
        is_light: whether the terminal says that its ground is light.
    """
    if name == "ansi" and is_light:
        return ANSI_LIGHT
    if name in THEMES:
        return THEMES[name]
    return adapt(BUILTIN_THEMES[name]) if name in BUILTIN_THEMES else None


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
    variables = theme.variables | _grounds(colors, ground.hex, chosen.hex, entry.hex)
    return replace(theme, foreground=legible(text, thin), background=ground.hex, variables=variables)


def _is_ground_light(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal says that its ground is light.

    Some say it in COLORFGBG, as `15;0`: the ground comes last, and of the sixteen 7 and those from 9 on are
    light.
    """
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdigit() and (ground == "7" or int(ground) > 8)
