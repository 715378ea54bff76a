"""Type-ahead: one key is handled after the other."""

from __future__ import annotations

from textual import events

from followup_tui.ui.terminal.type_ahead import KeyHandled
from tests.ui.conftest import Make


async def test_an_earlier_key_does_not_release_the_key_after_the_next(program: Make) -> None:
    """That an earlier key is handled releases nothing while a later one is still being handled."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        app._key_number, app._is_handling = 7, True
        await app._post_message(events.Key("j", "j"))
        await app.on_key_handled(KeyHandled(6))
        await pilot.pause(0.05)
        assert len(app._queue) == 1
        await app.on_key_handled(KeyHandled(7))
        await pilot.pause(0.05)
        assert not app._queue
