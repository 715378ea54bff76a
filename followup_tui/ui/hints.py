"""What the last row of a screen says of its keys, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from followup_tui.ui.keys import Key

HINT_ORDER = (
    *("back", "board.new", "card.open", "card.thank", "card.follow-up", "card.contact", "card.date"),
    *("card.reflect", "card.why", "card.move-right", "card.edit", "card.people", "card.close"),
    *("board.agenda", "board.filter", "undo", "quit", "keys"),
)
"""The keys that the last rows of many screens hint at, in the order in which they stand on each.

The way back is first, and the list of keys last; what is a screen's own stands behind the way back.
"""

_LEFT_OUT_FIRST = (
    *("card.open", "card.thank", "card.follow-up", "card.why", "board.agenda", "card.move-right"),
    *("card.contact", "card.reflect", "card.date", "board.filter", "card.close", "card.edit", "card.people"),
    *("undo", "quit"),
)
"""Of these the last one is left out first where there is too little room; before any other hint."""


class Hint(str):
    """What the last row says of a key.

    Attributes:
        rank: how soon it is left out where there is too little room: the higher, the sooner.
    """

    __slots__ = ("rank",)
    rank: int


def hints(*groups: Iterable[Key], keymap: Mapping[str, str]) -> list[str]:
    """Return what the last row says of some groups, in the order that all screens have.

    A key that the user changed is shown as they have it.
    """
    shown = [key for group in groups for key in group if key.hint]
    shown.sort(key=lambda key: HINT_ORDER.index(key.id) if key.id in HINT_ORDER else 0.5)
    texts: list[str] = []
    for key in shown:
        user_keys = keymap.get(key.id)
        hint = Hint(f"{user_keys.split(',')[0]} {key.hint.split(' ', 1)[1]}" if user_keys else key.hint)
        hint.rank = _LEFT_OUT_FIRST.index(key.id) + 1 if key.id in _LEFT_OUT_FIRST else 0
        texts.append(hint)
    return texts
