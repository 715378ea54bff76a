"""Copying over SSH: ask the terminal to put a text on the clipboard of the user's own machine (OSC 52)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

SCREEN_BYTES: Final = 700
"""How much GNU screen passes on at once: its strings end at 768 bytes."""


def copy_sequence(text: str, environ: Mapping[str, str]) -> str:
    """Return the escape sequence that asks the terminal to copy a text.

    Terminals may refuse it without an answer, so it is never the only way to the text.

    Args:
        text: what to copy.
        environ: the environment. Inside tmux and screen the request is wrapped, so that it reaches the
            terminal outside; tmux is asked too, for its own buffer.
    """
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    request = f"\x1b]52;c;{encoded}\x07"
    terminal = environ.get("TERM", "")
    if environ.get("TMUX") or terminal.startswith("tmux"):
        doubled = request.replace("\x1b", "\x1b\x1b")
        return f"{request}\x1bPtmux;{doubled}\x1b\\"
    parts = [request[at : at + SCREEN_BYTES] for at in range(0, len(request), SCREEN_BYTES)]
    wrapped = "".join(f"\x1bP{part}\x1b\\" for part in parts)
    if environ.get("STY"):
        return wrapped
    # The name that both screen and tmux go by. Tmux reads the first piece of what is wrapped for screen as a
    # request, cut off where the text is long: so the whole one comes last.
    return f"{wrapped}{request}" if terminal.startswith("screen") else request
