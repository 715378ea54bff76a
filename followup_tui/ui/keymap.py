"""The user's own keys: which of them work, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from followup_tui.ui.keys import ACTIVE_TOGETHER, WHILE_TYPING

if TYPE_CHECKING:
    from textual.binding import Keymap


def check_keymap(user_keys: Mapping[str, str]) -> tuple[Keymap, list[str]]:
    """Return those of the user's keys that work, and a sentence for each that does not.

    Textual ignores unknown ids and names of keys silently, and of two actions on one key it drops one.
    """
    ids = {key.id for group in ACTIVE_TOGETHER for key in group}
    keymap: dict[str, str] = {}
    problems: list[str] = []
    for key_id, keys in user_keys.items():
        if key_id not in ids:
            problems.append(f"[keys] {key_id}: there is no such action; ? lists them")
        elif bad := [key for key in keys.split(",") if not _is_key(key.strip())]:
            problems.append(f"[keys] {key_id}: {bad[0].strip() or 'an empty word'} is no key")
        elif key_id in WHILE_TYPING and any(len(key.strip()) == 1 for key in keys.split(",")):
            problems.append(
                f"[keys] {key_id}: a single letter would fire while you type; use ctrl and a letter"
            )
        else:
            keymap[key_id] = ",".join(key.strip() for key in keys.split(","))
    while clash := _clash(keymap):
        loser, key, other = clash
        problems.append(f"[keys] {loser}: {key} is taken by {other}")
        keymap.pop(loser)
    return keymap, problems


def _clash(keymap: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the first user's action whose key another has at the same time, that key, and the other action.

    An action that loses its key has its shipped one again, which may be another's by now: so this is asked
    until it returns None.
    """
    for group in ACTIVE_TOGETHER:
        ids_by_key: dict[str, str] = {}
        for entry in group:
            for key in keymap.get(entry.id, entry.keys).split(","):
                other_id = ids_by_key.setdefault(key, entry.id)
                if other_id != entry.id:
                    return (entry.id, key, other_id) if entry.id in keymap else (other_id, key, entry.id)
    return None


def _is_key(name: str) -> bool:
    """Return whether Textual can send a key of this name."""
    from textual.keys import Keys  # most users change no key

    *modifiers, last = name.split("+") if name != "+" else [name]
    names = {key.value for key in Keys}
    return all(modifier in {"ctrl", "shift", "alt", "super"} for modifier in modifiers) and (
        len(last) == 1 or last in names or name in names
    )
