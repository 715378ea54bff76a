"""The board in windows of any size, at the start and while it runs."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

HEADINGS = ("Interviewed 2", "Thanked 0", "Waiting 0", "Overdue 0", "Closed 0")
TOO_SMALL = (18, 5)
SENTENCE = "followup needs 20 columns and 6 rows"


def shows_the_board(terminal: Terminal) -> None:
    """Wait for what the board must show in a window of this size."""

    def seen() -> bool:
        shown = terminal.lines()
        heading = next((line for line in shown if "Interviewed 2" in line), "")
        # In a narrow window the names are there, and of the counts those that have room.
        words = HEADINGS if terminal.columns >= 60 else [words.split()[0] for words in HEADINGS]
        return (
            all(each in heading for each in words)
            and {"Northwind", "Globex"} <= set("".join(shown[3:]).replace("▌", " ").split())
            and shown[-1].endswith("? keys")
        )

    terminal.wait_until(seen, "the board with its headings, counts, cards and keys")


def shows_the_sentence(terminal: Terminal) -> None:
    """Wait for the one sentence of a window that is too small: all that is there."""
    terminal.wait_until(lambda: SENTENCE in " ".join(terminal.text().split()), SENTENCE)
    assert "Interviewed" not in terminal.text()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20), (200, 60)])
def test_a_start_in_any_size(start: Start, fill: Fill, size: tuple[int, int]) -> None:
    """All five headings with their counts from 80 columns on, all five names under 60; and keys work."""
    fill("Northwind", "Globex")
    terminal = start(size=size)
    shows_the_board(terminal)
    terminal.press("L")
    terminal.wait_for("moved to Thanked", "Thanked 1")


def test_a_start_in_too_small_a_window(start: Start, fill: Fill) -> None:
    """Under 20x6 one sentence says how much room it takes, and `q` works."""
    fill("Northwind", "Globex")
    terminal = start(size=TOO_SMALL)
    shows_the_sentence(terminal)
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def test_resizing_while_it_runs(start: Start, fill: Fill) -> None:
    """Through every size and back, the board is right in each; after one too small it goes on as before."""
    fill("Northwind", "Globex")
    terminal = start()
    shows_the_board(terminal)
    for size in ((120, 36), (50, 20), (200, 60)):
        terminal.resize(*size)
        shows_the_board(terminal)
    terminal.resize(*TOO_SMALL)
    shows_the_sentence(terminal)
    terminal.resize(80, 24)
    shows_the_board(terminal)
    terminal.press("L")
    terminal.wait_for("moved to Thanked", "Thanked 1", "Interviewed 1")
