"""One key after the other, and an end while the line is still being written to."""

from __future__ import annotations

import asyncio
import os
import tty

from textual import events

from followup_tui.ui.terminal.driver import ResilientDriver, _open_for_reading, _read, call_in_loop
from followup_tui.ui.terminal.type_ahead import KeyHandled
from tests.ui.conftest import Make


def test_what_is_written_after_the_end_is_nobodys_business() -> None:
    """The writer may finish once the loop is closed: nothing is raised in its thread."""
    loop = asyncio.new_event_loop()
    loop.close()
    call_in_loop(loop, lambda: None)


def test_reading_never_blocks() -> None:
    """What was announced may have gone to another program: then nothing came, as told from a hang-up."""
    other_end, terminal = os.openpty()
    tty.setraw(terminal)
    with _open_for_reading(terminal) as reading:
        assert _read(reading) is None
        os.write(other_end, b"j")
        assert _read(reading) == b"j"
        os.close(other_end)
        assert _read(reading) == b""
    os.close(terminal)


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
