"""The palette offers what the screen in front can do."""

from __future__ import annotations

import pytest

from followup_tui.ui.app import FollowupApp
from tests.ui.conftest import Make


def offered(app: FollowupApp) -> dict[str, str]:
    """Give what the palette offers on the screen in front, with its help; no title stands twice."""
    commands = list(app.get_system_commands(app.screen))
    titles = [command.title for command in commands]
    assert len(titles) == len(set(titles))
    assert all(title[0].isupper() for title in titles)
    return {command.title: command.help for command in commands}


@pytest.mark.parametrize(
    ("keys", "there", "not_there"),
    [
        ("", {"Next card", "Record an interview", "Go to Interviewed"}, {"Next line", "Next person", "Save"}),
        ("enter", {"A line down", "Close it, with how it ended"}, {"Next card", "Record an interview"}),
        ("a", {"Next line", "Do what the line says"}, {"Next card", "Next person"}),
        ("p", {"Next person", "Take the person out"}, {"Next card", "Hide its advice until a day"}),
        ("n", {"Save", "Next field"}, {"Next card", "Leave; everything is saved"}),
        ("?", {"A line down"}, {"Next card"}),
    ],
)
async def test_only_what_the_screen_binds(
    program: Make, keys: str, there: set[str], not_there: set[str]
) -> None:
    """Each screen's own keys, each once, and nothing of another's."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys.split())
        titles = set(offered(app))
    assert there <= titles
    assert not titles & not_there


async def test_the_palette_names_the_users_own_key_and_keeps_capitals(program: Make) -> None:
    """The key is the one that works; only the first letter of a sentence is changed."""
    app = program(keys={"card.close": "b"})
    async with app.run_test(size=(80, 24)):
        commands = offered(app)
    assert commands["Close it, with how it ended"] == "key b"
    assert commands["Go to Interviewed"] == "key 1"
