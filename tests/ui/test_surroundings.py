"""What the open board does for what is around it: the notification, the calendar file, the user's command."""

from __future__ import annotations

import shlex
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.followers.calendar_file import calendar_warning
from followup_tui.followers.hook_queue import HookQueue
from followup_tui.tracker import Change, Tracker
from followup_tui.ui.app import FollowupApp
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_advice_screens import words

NOTICE = "followup: "


def listen(app: FollowupApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets what is sent to the terminal beside frames."""
    heard: list[str] = []
    monkeypatch.setattr(app, "send_to_terminal", heard.append)
    return heard


async def test_what_becomes_due_rings_once(
    program: Make, sample: Tracker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what is due at the start, nor what the user does; once for each thing, with a count and no name."""
    app = program(notify=True)
    heard = listen(app, monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert app.columns.due_count
        app._minute_passed()
        assert heard == []
        before = {(each.application.id, each.advice.move) for each in app.columns.due_now()}
        clock.time += timedelta(days=2)
        app._minute_passed()
        due = {(each.application.id, each.advice.move) for each in app.columns.due_now()}
        new = len(due - before)
        (notice,) = heard
        assert f"{new} thing{'' if new == 1 else 's'} to do" in notice
        clock.time += timedelta(minutes=1)
        app._minute_passed()
        assert len(heard) == 1
        # What somebody else notes rings; what is noted here does not, now or at the next minute.
        other = reopened(sample, clock)
        (added,) = other.add("Globex", "Analyst", at=clock.time - timedelta(hours=1)).ids
        app.refresh_from_file()
        assert len(heard) == 2
        assert "1 thing to do" in heard[1]
        assert "Globex" not in heard[1]
        thanks = Contact(Instant.of(clock.time), Direction.SENT, ContactKind.THANK_YOU)
        other.log_contact(added, thanks)
        app.refresh_from_file()
        assert len(heard) == 2, "that something else is due on the same card is no news"
        app.do(lambda: sample.add("Initech", "Analyst", at=clock.time - timedelta(hours=1)))
        app._minute_passed()
        assert len(heard) == 2


async def test_nothing_rings_by_itself(program: Make, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants it sets it."""
    app = program()
    heard = listen(app, monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        clock.time += timedelta(days=2)
        app._minute_passed()
        assert heard == []


async def test_the_calendar_keeps_up_with_days_and_other_programs(
    program: Make, sample: Tracker, clock: Clock, tmp_path: Path
) -> None:
    """It is there once the board is, new with each day, and has what was changed elsewhere."""
    file = tmp_path / "calendar.ics"
    app = program(calendar_file=file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert "X-FOLLOWUP-STATE:20261123" in file.read_text()
        reopened(sample, clock).add("Globex", "Analyst", at=clock.time + timedelta(days=3))
        app.refresh_from_file()
        assert "Globex: interview" in file.read_text()
        clock.time += timedelta(days=1)
        app._minute_passed()
        assert "X-FOLLOWUP-STATE:20261124" in file.read_text()


async def test_a_calendar_that_cannot_be_written_is_said(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """In the place of what was done, which is done; and no more once it can be written."""
    file = tmp_path / "calendar.ics"
    sample.follow(lambda step, tracker: calendar_warning(file, tracker, step))
    app = program()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause(0.1)
        file.write_text("dear diary")
        app.do(partial(note, sample, "a"))
        await pilot.pause()
        assert "a file that followup did not make" in shown(app)
        await pilot.press("u")
        assert "a file that followup did not make" in shown(app)
        assert sample.applications["nakatomi"].notes != "a"
        file.unlink()
        app.do(partial(note, sample, "b"))
        await pilot.pause()
        assert "u undoes" in shown(app)
        assert "Nakatomi" in file.read_text()


def note(tracker: Tracker, notes: str) -> Change:
    """Change the notes of an application."""
    return tracker.change("nakatomi", "notes", lambda card, _: replace(card, notes=notes))


def shown(app: FollowupApp) -> str:
    """Return what the bottom row says."""
    return str(app.screen.query_one("BottomRow").render())


async def test_the_command_after_a_change_holds_no_key_up(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """It runs behind the board, for each change in turn, and its failure is said there."""
    log = tmp_path / "log"
    script = tmp_path / "hook"
    script.write_text(
        f"#!/bin/sh\nsleep 0.2; echo run >> {shlex.quote(str(log))}; echo no luck >&2; exit 3\n"
    )
    script.chmod(0o700)
    hooks = HookQueue(str(script))
    app = program(hooks=hooks)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause(0.1)
        for notes in ("a", "b"):
            app.do(partial(note, sample, notes))
        assert not log.exists()
        deadline = time.monotonic() + 10
        while "no luck" not in shown(app) and time.monotonic() < deadline:
            await pilot.pause(0.02)
        assert "failed (3): no luck. Your change is saved" in shown(app)
    hooks.finish(lambda: None, 10)
    assert log.read_text() == "run\nrun\n"


async def test_a_copy_of_another_program_is_said_and_stops_nothing(program: Make, sample: Tracker) -> None:
    """One line at the start, which the next key takes away."""
    sample.path.with_name("followup (conflicted copy).json").write_text("{}")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert "followup (conflicted copy).json is beside your data" in words(app, "BottomRow")
        await pilot.press("j")
        assert "beside your data" not in words(app, "BottomRow")
