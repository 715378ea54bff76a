"""A terminal whose locale is not UTF-8 is sent nothing but ASCII, where the user's own text is ASCII."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Fill, Start

pytestmark = pytest.mark.pty


@pytest.mark.parametrize(("everything", "language"), [("", "C"), ("C", "en_GB.UTF-8")])
def test_nothing_but_ascii(start: Start, fill: Fill, everything: str, language: str) -> None:
    """The board, the list of keys with its scroll bar, a card, a form, the palette: every byte is ASCII."""
    fill(*(f"Company{number}" for number in range(12)))
    terminal = start(LC_ALL=everything, LANG=language)
    terminal.wait_for("Interviewed 12", "more")
    terminal.press("?")
    terminal.wait_for("Keys", "The board")
    terminal.press(" ".join("j" * 15))
    terminal.wait_for("close it: hired, withdrawn")
    terminal.press("escape")
    terminal.wait_for("Interviewed 12")
    terminal.press("L")
    terminal.wait_for("moved to Thanked", "u undoes")
    terminal.press("enter")
    terminal.wait_for("Nothing to send", "Recorded")
    terminal.press("escape")
    terminal.wait_for("Thanked 1")
    terminal.press("n")
    terminal.wait_for("Company", "Role")
    terminal.type("Northwind")
    terminal.wait_for("Northwind")
    terminal.press("ctrl+p")
    terminal.wait_for("a command")
    terminal.press("escape")
    terminal.press("escape")
    strange = {character for character in terminal.output.decode() if not character.isascii()}
    assert not strange


def test_a_name_keeps_its_letters(start: Start, fill: Fill) -> None:
    """What the user wrote is never changed on its way to the terminal."""
    fill("Café-Müller")
    terminal = start(LANG="C")
    terminal.wait_for("Interviewed 1", "Café-Müller")
