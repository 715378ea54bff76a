"""The colour themes: dark, light, and the terminal's own sixteen colours.

Each colour has one meaning: amber is yours to do, blue is their time, red is overdue or stop, green is good
news, grey is quiet.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="followup-dark",
    primary="#e0af5e",
    secondary="#82a8e3",
    warning="#e0af5e",
    error="#f0736a",
    success="#7fcb9b",
    accent="#e0af5e",
    foreground="#e6e6e6",
    background="#16181d",
    surface="#16181d",
    panel="#1d2027",
    dark=True,
    variables={
        "yours": "#e0af5e",
        "theirs": "#82a8e3",
        "overdue": "#f0736a",
        "good": "#7fcb9b",
        "quiet": "#8b8b94",
        "thin": "#3a3d46",
        "chosen": "#272a35",
        "entry": "#20232b",
    },
)

LIGHT = Theme(
    name="followup-light",
    primary="#8f6200",
    secondary="#2f5fb3",
    warning="#8f6200",
    error="#b3261e",
    success="#1a7f4b",
    accent="#8f6200",
    foreground="#26262b",
    background="#fcfbf8",
    surface="#fcfbf8",
    panel="#f3f0e8",
    dark=False,
    variables={
        "yours": "#8f6200",
        "theirs": "#2f5fb3",
        "overdue": "#b3261e",
        "good": "#1a7f4b",
        "quiet": "#6d6d75",
        "thin": "#cfcbc0",
        "chosen": "#e9e3d5",
        "entry": "#f1ede2",
    },
)

ANSI = Theme(
    name="followup-ansi",
    primary="ansi_yellow",
    secondary="ansi_blue",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables={
        "yours": "ansi_yellow",
        "theirs": "ansi_blue",
        "overdue": "ansi_red",
        "good": "ansi_green",
        "quiet": "ansi_default",
        "thin": "ansi_default",
        "chosen": "ansi_default",
        "entry": "ansi_default",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "border-blurred": "ansi_black",
    },
)
"""The terminal's own sixteen colours, on its own background."""

THEMES = (DARK, LIGHT, ANSI)


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
