"""One key after the other, and an end while the line is still being written to."""

from __future__ import annotations

import asyncio

from textual import events

from followup_tui.ui.terminal.driver import ResilientDriver, call_in_loop
from followup_tui.ui.terminal.type_ahead import KeyHandled
from tests.ui.conftest import Make


def test_what_is_written_after_the_end_is_nobodys_business() -> None:
    """The writer may finish once the loop is closed: nothing is raised in its thread."""
    loop = asyncio.new_event_loop()
    loop.close()
    call_in_loop(loop, lambda: None)


async def test_a_key_after_the_end_is_nobodys_business(program: Make) -> None:
    """Keys and the end of the line may come once the loop is closed: nothing is raised."""
    driver = ResilientDriver(program())
    driver._loop = asyncio.new_event_loop()
    driver._loop.close()
    driver.process_message(events.Key("j", "j"))
    driver._hang_up()


async def test_a_late_word_of_one_key_does_not_let_the_next_but_one_go(program: Make) -> None:
    """The end of an earlier key releases nothing while a later one is still being dealt with."""
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
