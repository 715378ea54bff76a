"""The keys, and the user's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.ui.keys import GROUPS, checked_keymap, hints

IDS = [key.id for group in GROUPS.values() for key in group]


def test_every_action_has_one_name() -> None:
    """No two keys in the list share an id: the settings mean one thing by it."""
    assert len(IDS) == len(set(IDS))


def test_the_shipped_keys_do_not_clash() -> None:
    """With no settings there is nothing to complain of."""
    assert checked_keymap({}) == ({}, [])


@pytest.mark.parametrize(
    ("wanted", "kept", "word"),
    [
        ({"card.close": "b"}, {"card.close": "b"}, None),
        ({"card.close": "ctrl+x, f4"}, {"card.close": "ctrl+x,f4"}, None),
        ({"card.shut": "x"}, {}, "no such action"),
        ({"card.close": "strg+x"}, {}, "no key"),
        ({"card.close": ""}, {}, "no key"),
        ({"card.close": "j"}, {}, "taken by"),
        ({"board.first": "1", "board.new": "g"}, {}, "taken by"),
        ({"form.save": "x"}, {}, "while you type"),
        ({"letters.done": "x"}, {}, "while you type"),
        ({"card.close": "b", "card.edit": "b"}, {"card.edit": "b"}, "taken by"),
    ],
)
def test_the_users_keys_are_checked(wanted: dict[str, str], kept: dict[str, str], word: str | None) -> None:
    """What works is kept; what does not is named, and has its shipped key."""
    keymap, problems = checked_keymap(wanted)
    assert keymap == kept
    assert bool(problems) is bool(word)
    assert word is None or word in problems[0]


@given(st.dictionaries(st.one_of(st.sampled_from(IDS), st.text()), st.text()))
def test_no_settings_break_the_keys(wanted: dict[str, str]) -> None:
    """Whatever stands under [keys], what is kept of it can be bound without a clash."""
    keymap, _ = checked_keymap(wanted)
    assert checked_keymap(keymap) == (keymap, [])


def test_the_hints_name_the_users_own_key() -> None:
    """The bottom row says the key that works."""
    assert "b close" in hints(*GROUPS.values(), keymap={"card.close": "b,f4"})
