"""The terminal's own notification."""

from __future__ import annotations

import pytest

from followup_tui.ui.terminal.notification import notification

OSC_9 = "\x1b]9;followup: 1 thing to do\a"
OSC_777 = "\x1b]777;notify;followup;1 thing to do\a"
IN_TMUX = (
    "\x1bPtmux;\x1b\x1b]9;followup: 1 thing to do\a\x1b\\"
    "\x1bPtmux;\x1b\x1b]777;notify;followup;1 thing to do\a\x1b\\\a"
)


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "xterm-256color"}, f"{OSC_9}{OSC_777}\a"),
        ({}, f"{OSC_9}{OSC_777}\a"),
        ({"TERM": "xterm-kitty"}, OSC_9),
        ({"TERM": "xterm-256color", "ITERM_SESSION_ID": "w0t0p0"}, OSC_9),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, OSC_9),
        ({"TERM": "xterm-256color", "WEZTERM_PANE": "0"}, OSC_9),
        ({"TERM": "foot"}, OSC_777),
        ({"TERM": "rxvt-unicode-256color"}, OSC_777),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, OSC_777),
        ({"TERM": "linux"}, "\a"),
        ({"TERM": "vt220"}, "\a"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, IN_TMUX),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, IN_TMUX),
        ({"TERM": "screen", "STY": "1.pts"}, f"\x1bP{OSC_9}\x1b\\\x1bP{OSC_777}\x1b\\\a"),
    ],
)
def test_a_terminal_gets_what_it_knows(environ: dict[str, str], sequence: str) -> None:
    """One way where it is known, both and the bell where it is not; wrapped where another stands between."""
    assert notification(1, environ) == sequence


def test_there_is_nothing_in_it_but_how_many() -> None:
    """Somebody else may see it."""
    assert notification(3, {"TERM": "foot"}) == "\x1b]777;notify;followup;3 things to do\a"
