"""What the palette offers: what the keys of the screen in front do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from followup_tui.ui.keys import GROUPS, Key


def keys_bound_by(screen: type[Screen[Any]]) -> Iterator[Key]:
    """Yield the keys that a class of screens binds, each once, in the order of the list of keys."""
    bound = [entry for kind in screen.__mro__ for entry in vars(kind).get("BINDINGS", ())]
    ids = {entry.id for entry in bound if isinstance(entry, Binding)}
    for group in GROUPS.values():
        yield from (key for key in group if key.id in ids)
