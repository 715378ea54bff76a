"""What is half-written, as the board announces it and `o` goes on with it."""

from __future__ import annotations

from textual.widgets import Input

from followup_tui.tracker import Tracker
from tests.samples import Clock
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words


async def test_what_is_half_written_about_a_card_that_was_undone_is_not_announced(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """The first row counts what `o` opens; redo brings both back, a new card of the same id neither."""
    empty.add("Globex", "Engineer", at=clock())
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", *"fri")
        app.keep_half_written()
        app.screen.dismiss(None)
        await pilot.pause()
        assert "1 half-written" in words(app, "#overview")
        await pilot.press("u")
        await pilot.pause()
        assert "half-written" not in words(app, "#overview")
        await pilot.press("o")
        await pilot.pause()
        assert "Nothing is half-written" in words(app, "BottomRow")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "1 half-written" in words(app, "#overview")
        await pilot.press("u")
        empty.add("Globex", "Another", at=clock())
        app.changed.publish(frozenset({"globex"}))
        await pilot.pause()
        assert "half-written" not in words(app, "#overview")
        await pilot.press("d")
        await pilot.pause()
        assert app.screen.query_one("#field-decision Input", Input).value == ""
