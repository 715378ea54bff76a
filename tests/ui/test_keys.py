"""The keys, and the user's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.config import load_settings
from followup_tui.ui.hints import hints
from followup_tui.ui.keymap import _clash, check_keymap
from followup_tui.ui.keys import ACTIVE_TOGETHER, GROUPS
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words

IDS = [key.id for group in GROUPS.values() for key in group]


def test_every_action_has_one_name() -> None:
    """No two keys in the list share an id, and the settings can change each of them."""
    assert len(IDS) == len(set(IDS))
    assert set(IDS) == {key.id for group in ACTIVE_TOGETHER for key in group}


def test_the_shipped_keys_do_not_clash() -> None:
    """With no settings there is nothing to complain of; of two that clash, both are named here."""
    assert _clash({}) is None
    assert check_keymap({}) == ({}, [])


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
    keymap, problems = check_keymap(wanted)
    assert keymap == kept
    assert bool(problems) is bool(word)
    assert word is None or word in problems[0]


def test_the_settings_in_the_docs_are_taken_as_they_stand(tmp_path: Path) -> None:
    """Nothing is wrong in its examples, and the key in them is no other action's."""
    docs = Path(__file__).parents[2] / "docs"
    pages = [(docs / f"{name}.md").read_text("utf-8") for name in ("settings", "writing-letters")]
    examples = re.findall(r"^```toml\n(.*?)^```$", "\n".join(pages), re.DOTALL | re.MULTILINE)
    assert any("[keys]" in example for example in examples)
    for example in examples:
        file = tmp_path / "config.toml"
        file.write_text(example, "utf-8")
        settings = load_settings(file, {"TZ": "Europe/Berlin"})
        assert settings.problems == ()
        assert check_keymap(settings.keys) == (settings.keys, [])


@given(st.dictionaries(st.one_of(st.sampled_from(IDS), st.text()), st.text()))
def test_no_settings_break_the_keys(wanted: dict[str, str]) -> None:
    """Whatever stands under [keys], what is kept of it can be bound without a clash."""
    keymap, _ = check_keymap(wanted)
    assert check_keymap(keymap) == (keymap, [])


def test_the_hints_name_the_users_own_key() -> None:
    """The bottom row says the key that works."""
    assert "b close" in hints(*GROUPS.values(), keymap={"card.close": "b,f4"})


async def test_the_list_names_every_key(program: Make) -> None:
    """`?` has each key as it is for this user, what it does, and its name where there is room for that."""
    app = program(keys={"card.close": "b"})
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        rows = {row.split()[-1]: row for row in words(app, "#text").splitlines() if row.startswith("  ")}
    assert list(rows) == IDS
    for key in (key for group in GROUPS.values() for key in group):
        shown = "b" if key.id == "card.close" else key.shown
        assert rows[key.id].startswith(f"  {shown} ")
        assert key.does in rows[key.id]


@pytest.mark.parametrize(("keys", "first"), [("J", "Journal"), ("p", "People")])
async def test_the_list_begins_with_the_keys_of_the_page_one_came_from(
    program: Make, keys: str, first: str
) -> None:
    """In the journal those of the journal, and so on."""
    app = program()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press(keys, "question_mark")
        await pilot.pause()
        assert words(app, "#text").splitlines()[0] == first
