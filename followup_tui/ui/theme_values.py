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
        variables: its colours and styles, by the names that `styles.py` and Textual have for them.
    """

    name: str
    is_dark: bool
    variables: Mapping[str, str]

    @property
    def is_ansi(self) -> bool:
        """Whether its colours are the terminal's own."""
        return self.variables["background"] == "ansi_default"


def all_variables(colors: Mapping[str, str]) -> dict[str, str]:
    """Return all variables of a theme; what is among its colours stays as it is there.

    Args:
        colors: the colours of the five meanings; of texts (`foreground`) and `thin` rules; of the grounds of
            the screen (`background`), of what is selected and of questions (`chosen`), and of an `entry`.
    """
    thin, ground, chosen = colors["thin"], colors["background"], f"on {colors['chosen']}"
    variables = {"selected": chosen, "selected-name": chosen, "scrollbar-corner-color": ground}
    for state in ("", "-hover", "-active"):  # a scrollbar is as quiet as a rule
        variables |= {f"scrollbar{state}": thin, f"scrollbar-background{state}": ground}
    for meaning in Meaning:  # a chip's cells are reversed, which is seen without colours, too
        variables[f"{meaning.style}-chip"] = f"bold reverse {colors[meaning.style]}"
    # What is selected in a field, which has the ground of what is chosen while it is typed into.
    return {**variables, "input-selection-background": thin, **colors}


def _theme(name: str, colors: Mapping[str, str], *, is_dark: bool = True) -> ThemeValues:
    return ThemeValues(name, is_dark, all_variables(colors))


_DARK_AND_LIGHT: Final = {
    "yours": ("#e6b566", "#7a5200"),
    "theirs": ("#8fb2ea", "#2455a8"),
    "overdue": ("#ff8a80", "#a51d16"),
    "good": ("#86d1a2", "#146b3a"),
    "quiet": ("#9d9da6", "#5c5c64"),
    "thin": ("#4a4d57", "#b9b7b1"),
    "foreground": ("#e6e6e6", "#26262b"),
    "background": ("#16181d", "#fbfbfa"),
    "chosen": ("#2c2e36", "#e9e8e5"),
    "entry": ("#22242a", "#f3f2f0"),
}

DARK: Final = _theme("followup-dark", {name: dark for name, (dark, _) in _DARK_AND_LIGHT.items()})

LIGHT: Final = _theme(
    "followup-light", {name: light for name, (_, light) in _DARK_AND_LIGHT.items()}, is_dark=False
)

# No colour is sure to be a calm ground: what is selected is reversed.
_OWN_GROUND: Final = {"thin": "ansi_bright_black", "selected-name": "reverse"} | dict.fromkeys(
    # The last two are Textual's: it leaves one out, and draws what is selected on cyan.
    (
        *("quiet", "foreground", "background", "chosen", "entry"),
        "ansi-background",
        "input-selection-background",
    ),
    "ansi_default",
)

# Black on yellow is legible in every palette, whatever the ground; white on red, too.
_SIXTEEN_COLORS: Final = _OWN_GROUND | {
    "good": "ansi_green",
    "yours-chip": "bold ansi_black on ansi_yellow",
    "overdue-chip": "bold ansi_bright_white on ansi_red",
}

ANSI: Final = _theme(
    "followup-ansi",
    # Blue and red are too dark to read on black in most palettes.
    _SIXTEEN_COLORS | {"yours": "ansi_yellow", "theirs": "ansi_cyan", "overdue": "ansi_bright_red"},
)
"""The terminal's own sixteen colours, on its own ground."""

ANSI_LIGHT: Final = _theme(
    "followup-ansi-light",
    # A light ground eats yellow: there it is the weight alone that says whose turn it is.
    _SIXTEEN_COLORS | {"yours": "ansi_default", "theirs": "ansi_blue", "overdue": "ansi_red"},
    is_dark=False,
)
"""The same, where the terminal says that its ground is light."""

NO_COLOR: Final = _theme(
    "followup-no-color",
    _OWN_GROUND
    | dict.fromkeys((meaning.style for meaning in Meaning), "ansi_default")
    # Drawn dim, as the only ones (`terminal/frame.py`): so nothing that matters is dimmer than the rest. A
    # reversed name that is dim, too, is grey on grey in some terminals.
    | {"quiet": "ansi_bright_black", "selected-name": "ansi_default reverse"},
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
