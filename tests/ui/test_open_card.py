"""The open card: one of its interviews or contacts is selected, and has its own keys."""

from __future__ import annotations

from datetime import date, timedelta

from textual.widgets import Static

from followup_tui.domain.application import Stage
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.widgets.marked_rows import MarkedRows
from tests.samples import Clock
from tests.ui.conftest import Make


def selected_lines(app: FollowupApp) -> list[str]:
    """Return the lines of the entry of the open card that is marked."""
    rows = app.screen.query_one(MarkedRows)
    lines = rows.text.splitlines()
    marked = [number for number, line in enumerate(lines) if line.startswith(GLYPHS.marker)]
    spans = [span for span in rows.spans if span.first_row in marked]
    return [line for span in spans for line in lines[span.first_row : span.end_row]]


def last_row(app: FollowupApp) -> str:
    """Return what the last row says."""
    return str(app.screen.query_one("BottomRow", Static).render())


async def test_the_selection_goes_over_interviews_and_contacts_and_stops_at_the_ends(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """One line is marked, by a sign and not by colour alone; j and k move the mark."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=2))
    empty.log_contact("hooli", Contact(Instant.of(clock()), Direction.SENT))
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "j")
        assert "Interview 1" in selected_lines(app)[0]
        assert "X" in last_row(app)
        await pilot.press("k", "k")
        [line] = selected_lines(app)
        assert line.startswith(f"{GLYPHS.marker}Mon 23 Nov")
        assert line.endswith("14:02")
        assert "enter change  R remove" in last_row(app)


async def test_what_is_selected_is_in_view(program: Make, empty: Tracker, clock: Clock) -> None:
    """However many contacts there are: each that is selected can be read, on the way down and back up."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=90))
    for days in range(30, 0, -1):
        note = "\n".join(f"line {line}" for line in range(days % 4))
        at = Instant.of(clock() - timedelta(days=days))
        empty.log_contact("hooli", Contact(at, Direction.SENT, note=note))
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for key in ("j", "k"):
            await pilot.press(*[key] * 24)
            rows = [strip.text for strip in app.screen._compositor.render_strips()]
            assert any(row.strip().startswith(GLYPHS.marker) for row in rows[1:-1])


async def test_a_card_without_anything_to_select_scrolls(program: Make, empty: Tracker, clock: Clock) -> None:
    """Removing the only interview leaves a page on which every key still does what it says, or nothing."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=2))
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "R", "y")
        assert empty.applications["hooli"].interviews == ()
        await pilot.press("j", "k", "enter", "M", "X", "R")
        assert selected_lines(app) == []
        assert "does nothing" in last_row(app)
        await pilot.press("u")
        assert "Interview 1" in selected_lines(app)[0]


async def test_when_they_decide_is_said_once(program: Make, empty: Tracker, clock: Clock) -> None:
    """Where the advice on top says it, it does not stand below again."""
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=9), decision_date=date(2026, 11, 27))
    empty.move("hooli", Stage.WAITING)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "enter")
        text = app.screen.query_one(MarkedRows).text
    assert "They decide " in text
    assert "They said they would decide" not in text
