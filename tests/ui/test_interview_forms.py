"""The keys of a selected interview: it is corrected, moved, cancelled or missed, and removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview, InterviewKind, InterviewState
from followup_tui.domain.person import Party
from followup_tui.tracker import Tracker
from tests.samples import Clock, at
from tests.ui.conftest import Make
from tests.ui.test_open_card import last_row, selected_lines


@pytest.fixture
def planned(empty: Tracker, clock: Clock) -> Tracker:
    """A tracker with one interview, planned for Thursday at ten."""
    empty.add("Hooli", "Backend", at=at("2026-11-26 10:00"))
    return empty


def only(tracker: Tracker) -> Interview:
    """Return the only interview."""
    card: Application = tracker.applications["hooli"]
    (interview,) = card.interviews
    return interview


async def test_a_move_takes_its_new_time_and_a_save(program: Make, planned: Tracker) -> None:
    """M, when, ctrl+s: they moved it, as mostly; the page tells what it was before."""
    app = program(planned)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "enter")
        assert "M another time  X cancel  R remove" in last_row(app)
        await pilot.press("M", *"fri 14:00", "ctrl+s")
        assert "Moved from Thu 26 Nov 10:00 by them" in selected_lines(app)[1]
    [before] = only(planned).moved_from
    assert (before.starts_at.local(), before.by) == (at("2026-11-26 10:00"), Party.THEM)
    assert planned.history()[-1].label == "Hooli: interview 1 moved to Fri 27 Nov 14:00 by them"


async def test_a_move_to_the_past_is_refused_and_nothing_typed_is_lost(
    program: Make, planned: Tracker
) -> None:
    """The form stays, says why, and saves once the time is right."""
    app = program(planned)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "enter", "M", "ctrl+s")
        assert "When is it now?" in last_row(app)
        await pilot.press(*"20 Nov 9:00", "ctrl+s")
        assert "can only be moved ahead" in last_row(app)
    assert only(planned).moved_from == ()


@pytest.mark.parametrize(("keys", "by"), [("", Party.THEM), ("space", Party.ME)])
async def test_a_cancelled_interview_stays_on_the_page(
    program: Make, planned: Tracker, keys: str, by: Party
) -> None:
    """X, who, ctrl+s; X once more takes it back."""
    app = program(planned)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "enter", "X", *keys.split(), "ctrl+s")
        assert "Cancelled by" in selected_lines(app)[1]
        assert only(planned).cancelled_by is by
        await pilot.press("X", "ctrl+s")
    assert only(planned).cancelled_by is None


async def test_an_appointment_that_passed_was_not_kept(program: Make, planned: Tracker, clock: Clock) -> None:
    """Once its time has passed, the first answer of X is that they missed it."""
    clock.time = at("2026-11-26 10:05")
    app = program(planned)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "enter")
        assert "X did not take place" in last_row(app)
        await pilot.press("X", "ctrl+s")
        assert "Did not take place" in selected_lines(app)[1]
    assert only(planned).state(clock()) is InterviewState.MISSED


async def test_a_wrong_time_is_corrected_and_more_is_noted(program: Make, planned: Tracker) -> None:
    """The form begins with what is noted; what is corrected was never another time."""
    app = program(planned)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(
            "enter", "enter", "enter", "ctrl+u", *"fri 9:00", "tab", *"Ada King, CTO", "tab", *"10:30"
        )
        await pilot.press("tab", "v", "tab", *"Room 4", "ctrl+s")
    interview = only(planned)
    assert interview.starts_at is not None
    assert interview.starts_at.local() == at("2026-11-27 09:00")
    assert interview.ends_at is not None
    assert interview.ends_at.local() == at("2026-11-27 10:30")
    assert (interview.kind, interview.place, interview.moved_from) == (InterviewKind.VIDEO, "Room 4", ())
    assert [person.full_name for person in planned.applications["hooli"].people] == ["Ada King"]


async def test_another_interview_needs_no_more_keys_than_before(program: Make, planned: Tracker) -> None:
    """When, and ctrl+s: how and where come last, and can be left out."""
    app = program(planned)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "i", *"mon 9:00", "ctrl+s")
    first, second = planned.applications["hooli"].interviews
    assert first.id == "i1"
    assert second.starts_at is not None
    assert second.starts_at.local() == at("2026-11-30 09:00")
    assert second.ends_at is None
    assert second.kind is None


async def test_keys_that_do_not_fit_say_so(program: Make, empty: Tracker, clock: Clock) -> None:
    """An interview that was held cannot be moved."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(hours=1))
    app = program(empty)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", "enter")
        assert "M move" not in last_row(app)
        await pilot.press("M")
        assert "does nothing" in last_row(app)
