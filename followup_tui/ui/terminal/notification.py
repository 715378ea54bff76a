"""The terminal's own notification: how many things are to do, and nothing of what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BELL: Final = "\a"

_KNOW_OSC_9: Final = ("KITTY_WINDOW_ID", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID")
_KNOW_OSC_777: Final = ("VTE_VERSION",)
"""Variables that terminals set for the programs in them, by the sequence that they know."""

_TERM_WITH_OSC_9: Final = ("xterm-kitty", "xterm-ghostty", "wezterm")
_TERM_WITH_OSC_777: Final = ("foot", "rxvt", "contour")
_TERM_WITH_A_BELL_ONLY: Final = ("linux", "vt", "ansi", "cons", "sun")
"""How the names of terminals begin, by what they know. Consoles print a sequence that they do not know."""


def notification(count: int, environ: Mapping[str, str]) -> str:
    """Return what makes the terminal notify its user, once.

    Others may see it, also on a locked screen: no name and no company is in it. Where it is not known what
    the terminal knows, it is sent both sequences that there are, OSC 9 and OSC 777, and the bell.

    Args:
        count: how many things are to do.
        environ: the environment, which tells the terminal and what stands between. Inside tmux and screen
            the sequences are wrapped, so that they reach the terminal outside; the bell is tmux's own notice.
    """
    terminal = environ.get("TERM", "")
    if terminal.startswith(_TERM_WITH_A_BELL_ONLY):
        return _BELL
    # A text that begins with a digit would be another command to some: OSC 9;4 draws a progress bar.
    text = f"{count} thing{'' if count == 1 else 's'} to do"
    osc_9, osc_777 = f"\x1b]9;followup: {text}{_BELL}", f"\x1b]777;notify;followup;{text}{_BELL}"
    is_tmux = bool(environ.get("TMUX")) or terminal.startswith("tmux")
    if is_tmux or environ.get("STY"):
        wrap = _through_tmux if is_tmux else _through_screen
        return f"{wrap(osc_9)}{wrap(osc_777)}{_BELL}"
    if terminal.startswith(_TERM_WITH_OSC_777):
        return osc_777
    if terminal.startswith(_TERM_WITH_OSC_9) or environ.get("LC_TERMINAL") == "iTerm2":
        return osc_9
    if any(map(environ.get, _KNOW_OSC_9)):
        return osc_9
    return osc_777 if any(map(environ.get, _KNOW_OSC_777)) else f"{osc_9}{osc_777}{_BELL}"


def _through_tmux(sequence: str) -> str:
    """Wrap a sequence so that tmux passes it on to the terminal, where the user's tmux allows that."""
    return "\x1bPtmux;{}\x1b\\".format(sequence.replace("\x1b", "\x1b\x1b"))


def _through_screen(sequence: str) -> str:
    """Wrap a sequence so that GNU screen passes it on to the terminal."""
    return f"\x1bP{sequence}\x1b\\"
