"""Forgetting a card for good, from the palette."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from followup_tui.tracker import Tracker
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.forget import ForgetPage
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board
from tests.ui.test_palette import offered


async def test_a_card_is_forgotten_once_its_id_is_typed(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """What goes and what stays is shown; enter alone changes nothing; then no file has it."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        assert offered(app)["Forget it for good: history and backups too"] == "Northwind"
        await app.screen.run_action("open_for_card('ForgetPage')")
        await pilot.pause()
        assert isinstance(app.screen, ForgetPage)
        shown = words(app, "#forgotten")
        assert "1 application" in shown
        assert "1 step of the history" in shown
        assert "cannot be reached" in shown
        await pilot.press("enter")
        assert "Nothing was forgotten" in words(app, "BottomRow")
        app.screen.query_one(Input).value = "northwind"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, BoardPage)
        assert "Forgotten for good: Northwind" in words(app, "BottomRow")
    assert "northwind" not in sample.applications
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if b'"northwind"' in file.read_bytes().lower()]
