"""The table of routes: every screen by name, and the keys that open one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from textual.screen import Screen

from followup_tui.domain.journal import JournalEntry, LearnedLesson
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.merge_conflicts import MergeConflict, Side
from followup_tui.domain.same_person import WhichPersonError
from followup_tui.ui import routes
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.keys import GROUPS, Key
from followup_tui.ui.question import Question
from followup_tui.ui.routes import ROUTES, Route
from tests.ui.conftest import Make

TYPES = get_type_hints(
    routes,
    localns={
        kind.__name__: kind
        for kind in (
            *(MergeConflict, JournalEntry, LearnedLesson, LetterKind, Question, Screen, Side),
            WhichPersonError,
        )
    },
)
"""The types of the table's lines."""

NAMES = {name: route for name, route in vars(routes).items() if isinstance(route, Route)}

OPENING = [key for group in GROUPS.values() for key in group if key.action.startswith("open_")]


def test_the_styles_beside_a_screen_are_read() -> None:
    """No style file of the package is left out: its screen would look as if it had none."""
    folder = Path(routes.__file__).parent
    read = {folder / path for path in FollowupApp.CSS_PATH}
    assert read == set(folder.rglob("*.tcss"))
    assert len(read) == len(FollowupApp.CSS_PATH)


@pytest.mark.parametrize("name", NAMES)
def test_a_route_says_what_its_screen_is_made_of(name: str) -> None:
    """Each leads to a screen, which takes the arguments that its type says."""
    screen = NAMES[name].load()
    assert issubclass(screen, Screen)
    takes, _ = get_args(TYPES[name])
    init: Callable[..., None] = vars(screen).get("__init__") or screen.__init__
    if getattr(init, "__qualname__", "").startswith("Screen."):
        assert list(takes) == []
        return
    hints = get_type_hints(init)
    _, *parameters = inspect.signature(init).parameters.values()
    assert [hints[parameter.name] for parameter in parameters][: len(takes)] == list(takes)
    assert all(parameter.default is not inspect.Parameter.empty for parameter in parameters[len(takes) :])


def test_no_two_routes_have_one_name() -> None:
    """A key and a draft name a screen by its class."""
    assert sorted(ROUTES) == sorted(route.name for route in NAMES.values())


@pytest.mark.parametrize("key", OPENING, ids=[key.id for key in OPENING])
async def test_a_key_opens_its_screen(program: Make, key: Key) -> None:
    """On the sample, the action of each key that opens a screen puts that in front; escape leads back."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        await board.run_action(key.action)
        await pilot.pause()
        assert f"{type(app.screen).__name__!r}" in key.action
        await pilot.press("escape")
        assert app.screen is board


def test_what_is_loaded_ahead_is_in_the_table() -> None:
    """There is one table: what is opened most is named by it, too."""
    from followup_tui.ui.app import OPENED_MOST

    assert set(OPENED_MOST) <= set(NAMES.values())


async def test_a_screen_does_not_open_itself_again(program: Make) -> None:
    """On the page that says why, `w` does nothing."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "w")
        assert [type(screen).__name__ for screen in app.screen_stack][1:] == ["WhyPage"]
