"""The statistics page, the cards behind its rows, and what its charts draw."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.containers import VerticalScroll

from followup_tui.cells import text_width
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Reflection
from followup_tui.domain.journal import write_reflection
from followup_tui.domain.statistics import statistics
from followup_tui.domain.statistics_charts import ChartKind, charts
from followup_tui.domain.statistics_path import FeltWeek
from followup_tui.tracker import Tracker
from followup_tui.ui import plots
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.chart_rows import lay_out, screen_row
from followup_tui.ui.glyphs import PLAIN, UNICODE
from followup_tui.ui.pieces import text_of
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.cards import CardListPage
from followup_tui.ui.screens.statistics import StatisticsPage
from followup_tui.ui.screens.story import StoryPage
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.run_rows import RunRows
from tests.samples import NORTHWIND, Clock, held, instant, open_demo, today
from tests.ui.conftest import Make

TODAY = today("2026-11-23 14:02")

WIDTHS = (1, 20, 40, 60, 77, 110, 117, 300)


def said(app: FollowupApp) -> str:
    """Return what the charts in front say."""
    return app.screen.query_one(RunRows).text


def in_front(app: FollowupApp) -> type[object]:
    """Return the kind of the screen in front."""
    return type(app.screen)


def drawn(tracker: Tracker, width: int) -> list[str]:
    """Return the rows of the charts at a width."""
    laid = lay_out(charts(statistics(tracker.applications.values(), TODAY)), width)
    return [text_of(screen_row(laid, number, None)) for number in range(len(laid.rows))]


def text(row: list[Run]) -> str:
    """Return what a row of runs says."""
    return "".join(each for each, _ in row)


async def test_a_row_opens_its_cards(program: Make, sample: Tracker) -> None:
    """S opens the charts, enter the cards behind a row, enter one of them; escape goes back."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        assert in_front(app) is StatisticsPage
        assert "median 3" in said(app)
        # Down to the bar of those that were hired, the last of the first chart.
        await pilot.press(*["j"] * 5, "enter")
        cards = app.screen
        assert isinstance(cards, CardListPage)
        assert cards.application_id == "wayne"
        await pilot.press("enter")
        assert in_front(app) is StoryPage
        await pilot.press("escape", "escape")
        assert in_front(app) is StatisticsPage
        await pilot.press("G")
        assert app.screen.query_one(VerticalScroll).scroll_offset.y > 0
        await pilot.press("g")
        assert app.screen.query_one(VerticalScroll).scroll_offset.y == 0
        await pilot.press("escape")
        assert in_front(app) is BoardPage


async def test_a_click_selects_a_row_and_another_opens_its_cards(program: Make) -> None:
    """In both columns."""
    app = program()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("S")
        rows = said(app).splitlines()
        y = next(number for number, row in enumerate(rows) if "good 5" in row)
        place = (rows[y].index("good 5"), y)
        await pilot.click(RunRows, offset=place)
        assert in_front(app) is StatisticsPage
        await pilot.click(RunRows, offset=place)
        assert in_front(app) is CardListPage


async def test_the_page_follows_what_changes(program: Make, sample: Tracker, clock: Clock) -> None:
    """What is undone while the page is open is shown; so is a new day."""
    app = program()
    before = sample.applications["globex"]
    written = Reflection(Instant.of(clock()), feeling=1)
    sample.edit(before, write_reflection(before, "i1", written))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        assert "15 interviews" in said(app)
        await pilot.press("u")
        assert "14 interviews" in said(app)
        before_midnight = said(app)
        clock.pass_by(days=30)
        app.minute.publish(None)
        await pilot.pause()
        assert said(app) != before_midnight


async def test_nothing_recorded_is_said_in_one_sentence(program: Make, empty: Tracker) -> None:
    """Without any application the page says what to do; no key fails."""
    app = program(empty)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("S", "j", "G", "pagedown", "enter")
        assert in_front(app) is StatisticsPage
        assert said(app).strip().startswith("Nothing to look back on yet")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_charts_fit_every_width(tmp_path: Path, width: int) -> None:
    """From 40 columns on nothing is wider than what there is; below it is cut off, never broken."""
    sample = open_demo(tmp_path, 300, 1, Clock())
    assert max(map(text_width, drawn(sample, width))) <= max(width + 1, 40)


@pytest.mark.parametrize("width", [40, 77, 117])
def test_all_bars_begin_at_one_place(tmp_path: Path, width: int) -> None:
    """In each column, whatever the chart."""
    rows = drawn(open_demo(tmp_path, 60, 1, Clock()), width)
    columns = [row[: width // 2] for row in rows], [row[width // 2 :] for row in rows]
    for column in [rows] if width < 110 else columns:
        assert len({row.index("━") for row in column if "━" in row}) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_every_bar_can_be_selected_once(tmp_path: Path, width: int) -> None:
    """Each row that counts something has its place, in order, and only it has the ground of the selection."""
    sample = open_demo(tmp_path, 60, 1, Clock())
    shown = charts(statistics(sample.applications.values(), TODAY))
    laid = lay_out(shown, width)
    assert set(laid.bars) == {(chart.kind, bar.label) for chart in shown for bar in chart.bars if bar.count}
    for bar, (row, _) in laid.bars.items():
        selected = [piece for piece in screen_row(laid, row, bar) if piece.is_selected]
        assert [bar[1][:3] in "".join(each for each, _ in piece.runs) for piece in selected] == [True]


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_any_number_of_feelings_is_drawn(count: int) -> None:
    """None, one, two on the same moment, and more."""
    reflected = replace(held("2026-10-05"), reflection=Reflection(instant("2026-10-05 18:00"), feeling=3))
    cards = [replace(NORTHWIND, id=f"n{number}", interviews=(reflected,)) for number in range(count)]
    felt = next(each for each in charts(statistics(cards, TODAY)) if each.kind is ChartKind.FEELINGS)
    assert felt.is_empty is (count == 0)
    if count:
        rows = plots.felt_rows(felt.weeks, 30, UNICODE)
        assert [("●" in text(row)) for row in rows] == [False, False, True, False, False, False]


@given(st.integers(0, 10**400), st.integers(1, 10**400), st.integers(1, 80))
def test_a_bar_is_as_long_as_its_number(count: int, greatest: int, width: int) -> None:
    """None for nothing, never too long, the whole width for the greatest, and of any size."""
    count = min(count, greatest)
    bar = plots.bar(count, greatest, width, UNICODE)
    assert bool(bar) is (count > 0)
    assert len(bar) <= width
    assert len(plots.bar(greatest, greatest, width, UNICODE)) == width
    assert plots.bar(count, greatest, width, PLAIN).isascii()


@given(
    st.dictionaries(st.integers(0, 200), st.lists(st.integers(1, 5), min_size=1, max_size=5), min_size=1),
    st.integers(1, 90),
)
def test_weeks_are_drawn_at_their_height(felt: dict[int, list[int]], width: int) -> None:
    """One point a week that is shown, at its median; its line goes from the least to the greatest."""
    monday = date(2026, 1, 5)
    weeks = [
        FeltWeek(monday + timedelta(weeks=week), tuple(sorted(values)))
        for week, values in sorted(felt.items())
    ]
    rows = [text(row) for row in plots.felt_rows(weeks, width, UNICODE)]
    assert len(rows) == 6
    shown = weeks[-plots.shown_weeks(weeks, width) :]
    assert sum(row.count("●") for row in rows) == len(shown)
    assert sum(sum(row.count(sign) for sign in "●│") for row in rows) >= len(shown)
    assert all(text(row).isascii() for row in plots.felt_rows(weeks, width, PLAIN))
    last = shown[-1].feelings
    marks = [row.rstrip()[-1:] for row in rows[:5]]
    assert any(marks[5 - level] in "●│" for level in range(last[0], last[-1] + 1))


@given(
    st.dictionaries(st.dates(date(2025, 1, 1), date(2026, 11, 23)), st.integers(1, 20)), st.integers(5, 120)
)
def test_a_year_ends_with_today(days: dict[date, int], width: int) -> None:
    """Today is the last day drawn, no day after it is; a row never is wider than there is room."""
    rows = [text(row) for row in plots.year_rows(days, TODAY.day, width, UNICODE)]
    assert len(rows) == 8
    assert max(len(row.rstrip()) for row in rows) <= width
    # 23 November 2026 is a Monday.
    assert len(rows[1].rstrip()) > len(rows[2].rstrip())
    assert (rows[1].rstrip()[-1] == "·") is (TODAY.day not in days)
    assert all(text(row).isascii() for row in plots.year_rows(days, TODAY.day, width, PLAIN))


def test_the_console_without_such_lines_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Linux console has no letters for heavy lines, whatever its locale says."""
    monkeypatch.setenv("TERM", "linux")
    assert plots.bar(2, 2, 4, UNICODE) == "===="


def test_a_few_cases_have_short_bars(tmp_path: Path) -> None:
    """Where there are fewer than ten, no bar is as long as there is room."""
    rows = drawn(open_demo(tmp_path, None, 1, Clock()), 77)
    live = next(row for row in rows if row.strip().startswith("hired"))
    assert live.count("━") < 10
