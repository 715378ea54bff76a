"""The values of the colour themes: dark, light, and those for terminals with sixteen colours or none.

What the colours mean says `domain/look.py`. Every text is legible on every ground it is drawn on:
`tests/ui/test_themes.py` prints the table of contrasts. Textual has these values by way of `themes.py`, and
the first paint as they are here, before Textual is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from followup_tui.config.settings import AUTO_THEME
from followup_tui.domain.look import Meaning


class ThemeValues(Struct, frozen=True):
    """The values of a theme.

    Attributes:
        is_dark: whether its ground is dark.
        is_ansi: whether its colours are the terminal's own.
        text: the colour of texts.
        ground: the colour behind them.
        variables: what else has a name of its own (`styles.py`).
    """

    name: str
    is_dark: bool
    is_ansi: bool
    text: str
    ground: str
    variables: Mapping[str, str]


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


def grounds(colors: dict[str, str], ground: str, chosen: str, entry: str) -> dict[str, str]:
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
) -> ThemeValues:
    """Return a theme of true colours, from those of text, the grounds, the five meanings, and thin rules."""
    return ThemeValues(name, dark, False, text, ground, grounds(colors, ground, chosen, entry))  # noqa: FBT003 - named above


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


def _ansi(name: str, *, dark: bool, **variables: str) -> ThemeValues:
    """Return a theme of the terminal's own colours, on its own ground."""
    scrollbar = _scrollbar("ansi_bright_black", "ansi_default")
    variables = _with_chips(scrollbar | _ANSI_GROUNDS | variables)
    return ThemeValues(name, dark, True, "ansi_default", "ansi_default", variables)  # noqa: FBT003 - named above


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
    # A reversed name that is dim, too, is grey on grey in some terminals.
    **{"selected-name": "ansi_default reverse"},
)
"""No colour at all: bold, dim and reversed cells."""

OWN: Final[Mapping[str, ThemeValues]] = {"dark": DARK, "light": LIGHT, "ansi": ANSI}
"""The program's own themes, by the word that the settings have for them."""


def own_theme(
    setting: str, environ: Mapping[str, str], color_system: str, is_textuals: Callable[[str], bool] = bool
) -> ThemeValues | None:
    """Return the program's own theme that is to be shown; None where it is one of Textual's.

    Without colours where NO_COLOR is set; else the one in the settings, then the one in TEXTUAL_THEME. Where
    none is named, the terminal decides: one with sixteen colours gets these, any other the theme for its
    ground.

    Args:
        setting: what the settings say.
        environ: the environment.
        color_system: how many colours the terminal has, as Rich calls it: `truecolor`, `256` or `standard`.
        is_textuals: whether one of Textual's themes has a name; any that is no own one's, unless given.
    """
    is_light = is_ground_light(environ)
    if environ.get("NO_COLOR"):
        return NO_COLOR
    for name in (setting, environ.get("TEXTUAL_THEME", "")):
        if name in OWN:
            return ANSI_LIGHT if name == "ansi" and is_light else OWN[name]
        if name != AUTO_THEME and is_textuals(name):
            return None
    if color_system not in ("256", "truecolor"):
        return ANSI_LIGHT if is_light else ANSI
    return LIGHT if is_light else DARK


def is_ground_light(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal says that its ground is light.

    Some say it in COLORFGBG, as `15;0`: the ground comes last, and of the sixteen 7 and those from 9 on are
    light.
    """
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdigit() and (ground == "7" or int(ground) > 8)
