"""The statistics page, and the plots on it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.containers import VerticalScroll

from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Reflection
from followup_tui.domain.journal import write_reflection
from followup_tui.domain.statistics import statistics
from followup_tui.domain.statistics_charts import charts
from followup_tui.tracker import Tracker
from followup_tui.ui import plots
from followup_tui.ui.glyphs import PLAIN, UNICODE
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.statistics import StatisticsPage, charts_text
from tests.samples import NORTHWIND, Clock, held, instant, open_demo, today
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words

TODAY = today("2026-11-23 14:02")


async def test_s_looks_back(program: Make, sample: Tracker) -> None:
    """S opens the figures with their plots; j scrolls; escape goes back to the board."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        assert isinstance(app.screen, StatisticsPage)
        said = words(app, "#text")
        assert "median 3 of 5" in said
        assert plots.POINT in said
        await pilot.press("j", "j", "k")
        assert app.screen.query_one(VerticalScroll).scroll_offset.y == 1
        await pilot.press("escape")
        assert isinstance(app.screen, BoardPage)


async def test_the_page_follows_what_changes(program: Make, sample: Tracker, clock: Clock) -> None:
    """What is undone while the page is open is shown; so is a new day."""
    app = program()
    before = sample.applications["globex"]
    written = Reflection(Instant.of(clock()), feeling=1)
    sample.edit(before, write_reflection(before, "i1", written))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        assert "15 interviews: median" in words(app, "#text")
        await pilot.press("u")
        assert "14 interviews: median" in words(app, "#text")
        before_midnight = words(app, "#text")
        clock.pass_by(days=30)
        app.minute.publish(None)
        await pilot.pause()
        assert words(app, "#text") != before_midnight


async def test_nothing_recorded_says_what_would_have_to_be(program: Make, empty: Tracker) -> None:
    """Without any data the page says in sentences what would give some."""
    app = program(empty)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("S")
        assert words(app, "#text").count("Nothing yet") == 9


@pytest.mark.parametrize("width", [1, 20, 40, 60, 80, 120, 300])
def test_the_page_fits_every_width(tmp_path: Path, width: int) -> None:
    """From 40 columns on nothing is wider than the screen; below it is cut off, never broken."""
    sample = open_demo(tmp_path, 300, 1, Clock())
    shown = charts_text(charts(statistics(sample.applications.values(), TODAY)), width, TODAY)
    widest = max(len(line) for line in str(shown).splitlines())
    assert widest <= max(width - 5, 40)


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_any_number_of_feelings_is_drawn(count: int) -> None:
    """None, one, two on the same moment, and more than there are cells."""
    reflected = replace(held("2026-10-05"), reflection=Reflection(instant("2026-10-05 18:00"), feeling=3))
    cards = [replace(NORTHWIND, id=f"n{number}", interviews=(reflected,)) for number in range(count)]
    said = str(charts_text(charts(statistics(cards, TODAY)), 60, TODAY))
    assert ("Each point is the median" in said) is (count == 400)
    assert (plots.POINT in said) is (count > 0)


@given(st.lists(st.integers(0, 10**400), max_size=8), st.integers(1, 80))
def test_bars_are_as_long_as_their_numbers(counts: list[int], width: int) -> None:
    """One row each, none too long, none for nothing, a longer one for no smaller number; any size."""
    rows = plots.bars(counts, width, glyphs=UNICODE)
    assert len(rows) == len(counts)
    assert all(len(row) <= width for row in rows)
    assert [bool(row) for row in rows] == [count > 0 for count in counts]
    pairs = sorted(zip(counts, map(len, rows), strict=True))
    assert [length for _, length in pairs] == sorted(length for _, length in pairs)
    assert all(row.isascii() for row in plots.bars(counts, width, glyphs=PLAIN))


@given(st.lists(st.tuples(st.floats(-1e11, 1e11), st.floats(1, 5)), max_size=20), st.integers(1, 90))
def test_feelings_are_drawn_at_their_height(points: list[tuple[float, float]], width: int) -> None:
    """Five rows that fit; the first point's row is its feeling's; plain ones are ASCII."""
    points.sort()
    rows = plots.over_time(points, width, UNICODE)
    assert len(rows) == plots.FEELINGS
    assert all(len(row) <= width for row in rows)
    assert any(plots.POINT in row for row in rows) is bool(points)
    if len(points) == 1:
        height = next(number for number, row in zip(range(5, 0, -1), rows, strict=True) if row)
        assert abs(height - points[0][1]) <= 1
    assert all(row.isascii() for row in plots.over_time(points, width, PLAIN))


def test_the_console_without_such_dots_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Linux console has no letters for the dots, whatever its locale says."""
    monkeypatch.setenv("TERM", "linux")
    assert plots.bars([1, 2], 4, glyphs=UNICODE) == ["==", "===="]


def test_a_few_cases_have_short_bars() -> None:
    """Where there are fewer than fill the width, the bars stay short."""
    assert [len(row) for row in plots.bars([1, 5], 20, full=10, glyphs=UNICODE)] == [2, 10]


def test_the_library_waits_for_the_first_plot() -> None:
    """Neither the program nor the page itself imports it."""
    code = (
        "import sys, followup_tui.ui.app, followup_tui.ui.screens.statistics as page\n"
        "assert 'plotille' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
