"""After a move no screen names the old time as agreed."""

from __future__ import annotations

import re

from followup_tui.tracker import Tracker
from tests.moved_interview import moved, old_times
from tests.samples import Clock, at
from tests.ui.conftest import Make


async def test_no_screen_names_the_old_time(program: Make, empty: Tracker, clock: Clock) -> None:
    """The board, the agenda, the open card, why, the prep page and the letters, a day after the old time."""
    application = moved()
    empty.change_many("A sample", lambda _: {application.id: application})
    clock.time = at(moment := "2026-11-27 10:00")
    app = program(empty)
    async with app.run_test(size=(110, 36)) as pilot:
        for keys in ("", "a", "escape enter", "escape w", "escape v", "escape t", "escape f"):
            await pilot.press(*keys.split())
            rows = " ".join(strip.text for strip in app.screen._compositor.render_strips())
            assert not old_times(re.sub(r"\s+", " ", rows), moment), keys
