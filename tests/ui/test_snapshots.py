"""How the screens look, as pictures that are compared. The README's own are made by screenshots/make.py."""

from __future__ import annotations

from typing import Protocol

import pytest
from textual.app import App

from followup_tui.tracker import Tracker
from followup_tui.ui.keys import Key
from tests.ui.conftest import Make


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self, app: App[int], press: tuple[str, ...] = ..., terminal_size: tuple[int, int] = ...
    ) -> bool:
        """Say whether the program looks as it did."""


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((200, 60), ("l",), id="board, wide"),
        pytest.param((30, 12), ("l",), id="board, a small phone"),
        pytest.param((18, 5), (), id="board, too small"),
        pytest.param((80, 24), ("4",), id="board, another column wide"),
        pytest.param((80, 24), ("slash", *"data"), id="filter"),
        pytest.param((80, 24), ("e",), id="edit"),
        pytest.param((80, 24), ("j", "m"), id="log a contact"),
        pytest.param((50, 20), ("n", *"Globex", "escape"), id="form, asking before leaving"),
        pytest.param((80, 24), ("d", *"30.2.", "enter"), id="a date that does not exist"),
        pytest.param((80, 24), ("j", "p"), id="people"),
        pytest.param((80, 24), ("c",), id="close"),
        pytest.param((80, 24), ("4", "j", "enter"), id="story, overdue"),
    ],
)
def test_screen(snap_compare: Compare, program: Make, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Each screen looks as it did when somebody last looked at it."""
    assert snap_compare(program(), press=keys, terminal_size=size)


def test_list_of_keys(snap_compare: Compare, program: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list looks as it did, whatever keys the program has: it is shown with keys of its own."""
    groups = {
        "The board": tuple(
            Key(f"board.{letter}", letter, letter, f"what {letter} does") for letter in "bdfghi"
        ),
        "Moving": (
            Key("board.down", "j,down", "down", "next card"),
            Key("board.page-down", "pagedown", "page(1)", "a page down"),
        ),
        "In a form": tuple(
            Key(f"form.{letter}", f"ctrl+{letter}", letter, f"what it does there: {letter * 20}")
            for letter in "abcdefghijk"
        ),
    }
    monkeypatch.setattr("followup_tui.ui.screens.key_list.GROUPS", groups)
    assert snap_compare(program(), press=("question_mark",), terminal_size=(80, 24))


def test_first_start(
    snap_compare: Compare, program: Make, empty: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first screen looks as it did when somebody last looked at it."""
    monkeypatch.setattr(type(empty), "path", property(lambda _: "~/.local/share/followup/followup.json"))
    assert snap_compare(program(empty), terminal_size=(80, 24))
