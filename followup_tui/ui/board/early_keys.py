"""The keys that select a card, answered before Textual is loaded, which takes most of a start."""

from __future__ import annotations

from typing import Final

from followup_tui.ui.board.opening import Opening
from followup_tui.ui.keys import MOVING

_SENT: Final = {
    "up": ("\x1b[A", "\x1bOA"),
    "down": ("\x1b[B", "\x1bOB"),
    "right": ("\x1b[C", "\x1bOC"),
    "left": ("\x1b[D", "\x1bOD"),
    "home": ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
    "end": ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
    "pageup": ("\x1b[5~",),
    "pagedown": ("\x1b[6~",),
}
"""What terminals send for the keys that have a name here; a letter is sent as it is."""


class EarlyKeys:
    """Selects cards on the board as it begins.

    Args:
        opening: what the board begins with; the widgets begin with the selection that is made here.
    """

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._actions = {
            sent.encode(): key.action
            for key in MOVING
            for name in opening.user_keys.get(key.id, key.keys).split(",")
            for sent in _SENT.get(name, (name,) if len(name) == 1 else ())
        }

    def press(self, typed: bytes) -> int:
        """Do what the first key does; return of how many bytes it is, 0 where it is not one of these."""
        for sent, action in self._actions.items():
            if typed.startswith(sent):
                # An action is a method of the view, `go_down(1)`, as it is one of the page.
                step, _, number = action.rstrip(")").partition("(")
                getattr(self._opening.view, step)(*([int(number)] if number else []))
                self._opening.message = None
                return len(sent)
        return 0
