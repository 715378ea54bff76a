"""The palette offers what the screen in front can do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from followup_tui.domain.journal import journal_entries, lessons_of
from followup_tui.domain.search import fold
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.palette import Palette, commands_on, names_for
from followup_tui.ui.palette_entries import found, matched
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.journal_entry import EntryPage
from followup_tui.ui.screens.new_application import NewApplicationForm
from followup_tui.ui.screens.people import PeoplePage
from followup_tui.ui.screens.story import StoryPage
from tests.ui.conftest import Make


def offered(app: FollowupApp) -> dict[str, str]:
    """Give what the palette offers on the screen in front, with the key of each; no title stands twice."""
    commands = commands_on(app.screen)
    titles = [command.title for command in commands if command.group != "Colours"]
    assert len(titles) == len(set(titles))
    assert all(entry.title[0].isupper() for entry in commands if entry.group not in {"Letter", "Colours"})
    return {command.title: command.right for command in commands}


@pytest.mark.parametrize(
    ("keys", "there", "not_there"),
    [
        ("", {"Next card", "Record an interview", "Go to Interviewed"}, {"Next line", "Next person", "Save"}),
        (
            "enter",
            {
                "The next interview or contact, or a line down",
                "Close it: hired, withdrawn, rejected, silent, …",
            },
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
    assert commands["Close it: hired, withdrawn, rejected, silent, …"] == "b"
    assert commands["Go to Interviewed"] == "1"


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
        "enter enter escape escape",
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
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [BoardPage]


async def test_words_typed_ahead_choose_a_command(program: Make) -> None:
    """Enter waits for the commands with these words; what is typed then goes to the screen it opens."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        type_ahead(app, "ctrl+p r e c o r d enter x ctrl+p")
        await until(pilot, lambda: app.keys_handled == 10 and isinstance(app.screen, CommandPalette))
        await pilot.pause()
        form = app.screen_stack[1]
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


@pytest.mark.parametrize(
    ("words", "group", "title"),
    [
        ("agenda", "Board", "Agenda: what is due, today and in the next 7 days"),
        ("withdraw", "Card", "Close it: hired, withdrawn, rejected, silent, …"),
        ("accept", "Card", "Their offer: note it, accept or decline it"),
        ("looking back", "Board", "Looking back: figures and charts"),
        ("gringotts", "Card", "Gringotts, Ledger systems"),
        ("grngtts", "Card", "Gringotts, Ledger systems"),
        ("novak jana", "Person", "Dr. Jana Novák"),
        ("person: rosen", "Person", "Rachael Rosen"),
        ("colours: nord", "Colours", "nord"),
        ("theme: nord", "Colours", "nord"),
        ("theme", "Colours", "dark"),
    ],
)
async def test_what_people_look_for_is_found(program: Make, words: str, group: str, title: str) -> None:
    """Commands by the word one has in mind; cards and people by name, with letters left out."""
    app = program()
    async with app.run_test(size=(80, 24)):
        entries = [(each.folded, each) for each in (*commands_on(app.screen), *names_for(app.screen))]
    assert (group, title) in [(each.group, each.title) for _, each in found(words, entries, 3)]


def is_in_front(app: FollowupApp, page: type[object]) -> bool:
    """Return whether a screen of this kind is in front."""
    return isinstance(app.screen, page)


async def test_names_open_what_they_name(program: Make, sample: Tracker) -> None:
    """A card opens; a person stands among the people of the card; a lesson in its journal entry."""
    lesson = lessons_of(journal_entries(sample.applications.values()))[0]
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        for words, page in (
            ("gringotts", StoryPage),
            ("person: rosen", PeoplePage),
            (lesson.lesson.text[:20], EntryPage),
        ):
            await pilot.press("ctrl+p", *words, "enter")
            await until(pilot, partial(is_in_front, app, page))
            await pilot.press("escape")


async def test_useful_things_stand_first_and_groups_together(program: Make) -> None:
    """Letters, what the card's keys do, the board's; moving about and colours last."""
    app = program()
    async with app.run_test(size=(80, 24)):
        groups = [entry.group for entry in commands_on(app.screen)]
    order = list(dict.fromkeys(groups))
    assert order[:3] == ["Letter", "Card", "Board"]
    assert order[-2:] == ["Moving", "Colours"]
    assert groups == sorted(groups, key=order.index)


async def test_a_form_offers_no_names(program: Make) -> None:
    """What is half-written is not left by way of the palette."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        assert list(names_for(app.screen)) == []


@given(st.text(max_size=8), st.text(max_size=100))
def test_any_words_match_or_do_not(query: str, text: str) -> None:
    """What has the words in it always fits, whatever stands around them; nothing fails."""
    words, title = fold(query.strip()), fold(text)
    assert matched(words, "card", title) >= 0
    assert matched(words, "card", f"{words} {title}") == 4
    assert matched(words, "card", f"{title}{words}") >= 2
    assert matched(words, words, title) >= 2


@pytest.mark.parametrize(
    ("query", "title", "fits"),
    [
        ("grngtts", "gringotts", True),
        ("ledsys", "gringotts, ledger systems", True),
        ("rngtts", "gringotts", False),
        ("gs", "gringotts", False),
        ("gringottsx", "gringotts", False),
        ("glys", "gringotts, ledger systems", False),
    ],
)
def test_letters_may_be_left_out(query: str, title: str, fits: bool) -> None:
    """From the beginning of a word on, and not too many; never across the name of the group."""
    assert bool(matched(query, "colours", title)) is fits
