"""The colour themes: dark, light, and those for terminals with sixteen colours or none.

What the colours mean says `domain/look.py`. Every text is legible on every ground it is drawn on:
`tests/ui/test_themes.py` prints the table of contrasts.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from followup_tui.domain.look import Meaning


def _with_chips(variables: dict[str, str]) -> dict[str, str]:
    """Return a theme's variables with its chips: reversed cells, which are seen without colours, too."""
    chips = {f"{meaning.style}-chip": f"bold reverse {variables[meaning.style]}" for meaning in Meaning}
    return {**chips, **variables}


def _colored(name: str, *, dark: bool, **colors: str) -> Theme:
    """Return a theme of true colours.

    Args:
        name: the theme's name.
        dark: whether its ground is dark.
        colors: the colours of the five meanings, of text, of thin rules, and of grounds: of the screen, of
            what is selected, of what is typed into, and of questions.
    """
    return Theme(
        name=name,
        primary=colors["yours"],
        secondary=colors["theirs"],
        warning=colors["yours"],
        error=colors["overdue"],
        success=colors["good"],
        accent=colors["yours"],
        foreground=colors["text"],
        background=colors["ground"],
        surface=colors["ground"],
        panel=colors["entry"],
        dark=dark,
        variables=_with_chips(
            {
                **{name: colors[name] for name in ("yours", "theirs", "overdue", "good", "quiet", "thin")},
                "chosen": colors["chosen"],
                "entry": colors["entry"],
                "selected": f"on {colors['chosen']}",
                "selected-name": f"on {colors['chosen']}",
            }
        ),
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
    chosen="#e3e2df",
    entry="#f0efed",
)


def _ansi(name: str, *, dark: bool, **colors: str) -> Theme:
    """Return a theme of the terminal's own colours, on its own ground."""
    return Theme(
        name=name,
        primary=colors["yours"],
        secondary=colors["theirs"],
        warning=colors["yours"],
        error=colors["overdue"],
        success=colors["good"],
        accent=colors["yours"],
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=dark,
        ansi=True,
        variables=_with_chips(
            {
                "quiet": "ansi_default",
                "thin": "ansi_bright_black",
                "chosen": "ansi_default",
                "entry": "ansi_default",
                "selected": "on ansi_default",
                "selected-name": "reverse",
                "ansi-background": "ansi_black" if dark else "ansi_white",
                "ansi-foreground": "ansi_white" if dark else "ansi_black",
                "block-cursor-foreground": "ansi_default",
                "block-cursor-background": "ansi_default",
                "block-cursor-text-style": "bold reverse",
                "input-cursor-background": "ansi_default",
                "input-cursor-foreground": "ansi_default",
                "input-cursor-text-style": "reverse",
                "input-selection-background": "ansi_bright_blue",
                "input-selection-foreground": "ansi_black",
                "border-blurred": "ansi_default",
                # Black on yellow is legible in every palette, whatever the ground; white on red, too.
                "yours-chip": "bold ansi_black on ansi_yellow",
                "overdue-chip": "bold ansi_bright_white on ansi_red",
                **colors,
            }
        ),
    )


ANSI = _ansi(
    "followup-ansi",
    dark=True,
    yours="ansi_yellow",
    # Blue on black is too dark to read in most palettes.
    theirs="ansi_cyan",
    overdue="ansi_red",
    good="ansi_green",
)

ANSI_LIGHT = _ansi(
    "followup-ansi-light",
    dark=False,
    # A light ground eats yellow: there it is the weight that says whose turn it is.
    yours="ansi_default",
    theirs="ansi_blue",
    overdue="ansi_red",
    good="ansi_green",
)
"""The terminal's own sixteen colours, on its own ground, dark and light."""

THEMES = (DARK, LIGHT, ANSI, ANSI_LIGHT)


def theme_for(setting: str, environ: Mapping[str, str]) -> Theme:
    """Return the theme: the one in the settings, else the one for the terminal's background.

    Terminals tell their background in COLORFGBG, as `15;0`: its colour comes last, and of the sixteen 7 and
    those from 9 on are light. Where it is not told, the theme is dark. A terminal known to have sixteen
    colours only gets its own.
    """
    by_name = {"dark": DARK, "light": LIGHT, "ansi": ANSI}
    if setting in by_name:
        return by_name[setting]
    if environ.get("TERM", "") in {"linux", "xterm-16color", "xterm-color", "ansi", "vt220"}:
        return ANSI
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background.isdigit() and (background == "7" or int(background) > 8) else DARK
