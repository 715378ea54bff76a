"""The board before its applications are read: the same cells, and nothing is done without them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from followup_tui.config import Context, Paths, Settings
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Stage
from followup_tui.domain.business_days import Weekdays
from followup_tui.errors import DataError
from followup_tui.storage.drafts import Drafts
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.board.first_paint import CARDS_PER_COLUMN, compute_first_paint
from followup_tui.ui.board.layout import CARD_ROWS
from followup_tui.ui.screens.board import BoardPage
from tests.samples import ZONE, Clock, open_demo


@pytest.fixture(autouse=True)
def _no_reading_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program read nothing until it is told to."""
    monkeypatch.setattr(FollowupApp, "_continue_after_first_paint", lambda _: None)


def rows(app: FollowupApp) -> list[str]:
    """Return what is on the screen, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def has_read(app: FollowupApp) -> bool:
    """Return whether it has read the applications by now."""
    return app.has_data


def waiting(tracker: Tracker, folder: Path) -> FollowupApp:
    """Make the program on a tracker, with the first paint as another process sends it."""
    paths = Paths(tracker.path, folder / "state", folder)
    drafts = Drafts(paths.drafts_folder)
    half_written = drafts.offered(tracker.applications)
    computed = compute_first_paint(tracker.applications, tracker.today(), str(tracker.path), half_written)
    first_paint = pickle.loads(pickle.dumps(computed))
    settings = Settings(ZONE, Weekdays(), STANDARD, "dark", {}, ())
    return FollowupApp(lambda: (tracker, drafts), Context(paths, settings), lambda: first_paint)


@pytest.mark.parametrize(
    "size", [(80, 24), (200, 60), (30, 12), (18, 5), (120, CARDS_PER_COLUMN * CARD_ROWS)]
)
@pytest.mark.parametrize("count", [0, 1, 300])
async def test_the_first_paint_is_the_one_that_stays(
    tmp_path: Path, clock: Clock, size: tuple[int, int], count: int
) -> None:
    """At any size, reading the applications changes no cell."""
    app = waiting(open_demo(tmp_path, count, 1, clock), tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not has_read(app)
        before = rows(app)
        app.read()
        await pilot.pause()
        assert rows(app) == before


async def test_a_terminal_taller_than_the_first_paint_waits_for_all(tmp_path: Path, clock: Clock) -> None:
    """What is below the last card of the first paint is there, at the start or once the window grew."""
    app = waiting(open_demo(tmp_path, 900, 1, clock), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not has_read(app)
        await pilot.resize_terminal(80, CARDS_PER_COLUMN * CARD_ROWS + 20)
        await pilot.pause()
        assert has_read(app)
        closed = sum(card.stage is Stage.CLOSED for card in app.tracker.applications.values())
        assert closed > CARDS_PER_COLUMN
        assert any("more" in row for row in rows(app)[-6:])


async def test_the_first_key_acts_on_what_is_shown(sample: Tracker, tmp_path: Path) -> None:
    """A key pressed on it is not lost: the applications are read, and the selected card moves."""
    app = waiting(sample, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardPage)
        chosen = screen.application_id
        assert chosen is not None
        before = sample.applications[chosen].stage
        await pilot.press("L")
        assert has_read(app)
        assert sample.applications[chosen].stage is not before


async def test_a_file_that_cannot_be_read_any_more_ends_the_board(sample: Tracker, tmp_path: Path) -> None:
    """It was damaged since: the error is kept for the shell, a key does nothing."""
    app = waiting(sample, tmp_path)

    def refuse() -> tuple[Tracker, Drafts]:
        raise DataError("It is damaged", "Put it back")

    app.load = refuse
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("L")
    assert str(app.refused).startswith("It is damaged")
