"""The palette offers what the screen in front can do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from followup_tui.ui.app import FollowupApp
from followup_tui.ui.palette import Palette
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.new_application import NewApplicationForm
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
        (
            "enter",
            {"The next interview or contact, or a line down", "Close it, with how it ended"},
            {"Next card", "Record an interview", "A line down"},
        ),
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


def type_ahead(app: FollowupApp, keys: str) -> None:
    """Have keys arrive all at once, as from a slow line."""
    for key in keys.split():
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Wait until something holds, on a busy machine, too."""
    async with asyncio.timeout(10):
        while not condition():
            await pilot.pause()


@pytest.mark.parametrize(
    "keys",
    [
        "enter escape escape",
        "enter enter escape",
        "pageup escape",
        "z z z pagedown pageup escape",
        "down escape",
    ],
)
async def test_keys_typed_ahead_of_the_palette_leave_the_board(program: Make, keys: str) -> None:
    """No key takes the board away, or ends the program."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        type_ahead(app, f"ctrl+p {keys}")
        await until(pilot, lambda: app.keys_handled == 1 + len(keys.split()))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[1:]] == [BoardPage]


async def test_words_typed_ahead_choose_a_command(program: Make) -> None:
    """Enter waits for the commands with these words; what is typed then goes to the screen it opens."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        type_ahead(app, "ctrl+p r e c o r d enter x ctrl+p")
        await until(pilot, lambda: app.keys_handled == 10 and isinstance(app.screen, CommandPalette))
        await pilot.pause()
        form = app.screen_stack[2]
        assert isinstance(form, NewApplicationForm)
        assert form["company"] == "x"
        assert isinstance(app.screen, CommandPalette)


@pytest.mark.parametrize("key", ["pagedown", "pageup", "down", "up", "ctrl+home", "ctrl+end", "enter"])
async def test_no_key_fails_where_no_command_matches(program: Make, key: str) -> None:
    """The list is empty, then says that there is nothing; either way the palette stays."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", "z", "z", "z", key)
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await pilot.press(key)
        assert isinstance(app.screen, CommandPalette)


async def test_no_key_fails_before_the_palette_is_laid_out(program: Make) -> None:
    """A key that comes that early does nothing."""
    app = program()
    async with app.run_test(size=(80, 24)):
        palette = Palette()
        for binding in Palette.BINDINGS:
            assert isinstance(binding, Binding)
            if binding.action != "escape":
                await palette.run_action(binding.action)
        assert type(app.screen) is BoardPage
