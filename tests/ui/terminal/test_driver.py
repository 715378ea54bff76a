"""The driver reads without blocking, and raises nothing once the program has ended."""

from __future__ import annotations

import asyncio
import os
import tty

from textual import events

from followup_tui.ui.terminal.driver import ResilientDriver, _open_for_reading, _read, call_in_loop
from tests.ui.conftest import Make


def test_a_callback_after_the_end_is_not_called() -> None:
    """The writer may finish once the loop is closed: nothing is raised in its thread."""
    loop = asyncio.new_event_loop()
    loop.close()
    call_in_loop(loop, lambda: None)


def test_reading_never_blocks() -> None:
    """What `select` announced may have gone to another program: that is no hang-up."""
    other_end, terminal = os.openpty()
    tty.setraw(terminal)
    with _open_for_reading(terminal) as reading:
        assert _read(reading) is None
        os.write(other_end, b"j")
        assert _read(reading) == b"j"
        os.close(other_end)
        assert _read(reading) == b""
    os.close(terminal)


async def test_a_key_after_the_end_is_ignored(program: Make) -> None:
    """A key, or a hang-up, may come once the loop is closed: nothing is raised."""
    driver = ResilientDriver(program())
    driver._loop = asyncio.new_event_loop()
    driver._loop.close()
    driver.process_message(events.Key("j", "j"))
    driver._hang_up()
