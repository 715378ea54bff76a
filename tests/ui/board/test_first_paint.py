"""The first paint and the widgets show the same cells, at any size, in each theme and depth of colour."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from followup_tui.cli.exit_signals import exit_signals_wait
from followup_tui.config import Context, Paths, Settings
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.storage.drafts import Draft, Drafts
from followup_tui.ui import glyphs, style_codes
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.board.opening import open_board
from followup_tui.ui.board.picture import picture_of
from followup_tui.ui.style_codes import StyleCodes, color_system
from followup_tui.ui.styles import STYLES
from followup_tui.ui.terminal.first_paint import Picture, deliver_signals, first_paint
from followup_tui.ui.terminal.frame import Frame
from followup_tui.ui.terminal.screen_cells import changes
from followup_tui.ui.theme_values import ANSI, ANSI_LIGHT, DARK, LIGHT, NO_COLOR, ThemeValues
from tests.samples import ZONE, Clock, open_demo

SIZES = [(20, 6), (30, 12), (59, 20), (60, 14), (80, 24), (80, 36), (99, 9), (120, 36), (160, 45), (200, 60)]

TERMINALS = {
    "truecolor": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "xterm-256color"},
    "standard": {"TERM": "xterm"},
    "light ground": {"TERM": "xterm", "COLORFGBG": "0;15"},
    "NO_COLOR": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}
"""Terminals, by what they say of their colours."""

_ASKED = ("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TEXTUAL_THEME", "FORCE_COLOR", "TTY_COMPATIBLE")


@pytest.fixture(params=TERMINALS)
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Be in one of these terminals."""
    environ = TERMINALS[request.param]
    for name in _ASKED:
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return environ


def drawn(app: FollowupApp, size: tuple[int, int], substitutes: Mapping[int, str]) -> Frame:
    """Return what the widgets draw, as it is sent to a terminal that shows nothing yet."""
    colors = app.console._color_system or ColorSystem.STANDARD
    frame = Frame(None if app.no_color else colors, substitutes)
    strips: list[Iterable[Strip]] = [[strip] for strip in app.screen._compositor.render_strips()]
    frame.update(LayoutUpdate(strips, Region(0, 0, *size)), Size(*size))
    return frame


def emulated(sequence: str, size: tuple[int, int]) -> list[list[tuple[object, ...]]]:
    """Return what is seen in each cell of an emulator that was sent this."""
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(sequence)
    cells = [[screen.buffer[y][x] for x in range(size[0])] for y in range(size[1])]
    # Of a blank only its ground is seen, or where it is reversed its colour.
    return [
        [tuple(cell) if cell.data != " " or cell.reverse else (cell.bg,) for cell in row] for row in cells
    ]


async def assert_the_same(
    app: FollowupApp,
    size: tuple[int, int],
    picture: Picture | None,
    substitutes: Mapping[int, str] = glyphs.UNICODE.substitutes,
) -> None:
    """Check that the widgets have nothing to change about a picture, and that it is complete by itself."""
    assert picture is not None
    assert [len(row) for row in picture] == [size[0]] * size[1]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        frame = drawn(app, size, substitutes)
        texts = ["".join(letter for letter, _ in row) for row in picture]
        assert texts == ["".join(letter for letter, _ in row) for row in frame._target]
        assert [list(row) for row in picture] == frame._target
        written = changes(picture, [None] * size[1], range(size[1]))
        assert emulated(written, size) == emulated(frame.diff(), size)


@pytest.mark.parametrize("theme", ["auto", "dark", "light", "ansi"])
@pytest.mark.parametrize("is_plain", [False, True], ids=["unicode", "ascii"])
async def test_the_widgets_have_nothing_to_change(
    tmp_path: Path,
    clock: Clock,
    terminal: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    theme: str,
    *,
    is_plain: bool,
) -> None:
    """Cell by cell, letters and styles; where only Textual has the colours, nothing is painted before."""
    if is_plain:
        monkeypatch.setattr(style_codes, "GLYPHS", glyphs.PLAIN)
    app = make_app(tmp_path, clock, 300, theme)
    picture = picture_of(app._opening, (80, 24), theme, terminal)
    if color_system(terminal) == "standard" and theme in ("dark", "light"):
        assert picture is None
    else:
        await assert_the_same(
            app, (80, 24), picture, (glyphs.PLAIN if is_plain else glyphs.UNICODE).substitutes
        )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("count", [1, 300])
async def test_at_any_size(tmp_path: Path, clock: Clock, size: tuple[int, int], count: int) -> None:
    """Whatever has room: one column or five, with or without the rows over them."""
    app = make_app(tmp_path, clock, count, "dark")
    await assert_the_same(app, size, picture_of(app._opening, size, "dark", TERMINALS["truecolor"]))


@pytest.mark.parametrize(
    ("count", "size", "problems"),
    [(0, (80, 24), ()), (3, (18, 5), ()), (3, (80, 24), ("[zone]: there is no Europe/Berln",))],
)
def test_what_is_more_than_a_board_is_left_to_the_widgets(
    tmp_path: Path, clock: Clock, count: int, size: tuple[int, int], problems: tuple[str, ...]
) -> None:
    """The first screen of all, a tiny window, and an error."""
    app = make_app(tmp_path, clock, count, "dark", problems)
    assert picture_of(app._opening, size, "dark", TERMINALS["truecolor"]) is None


async def test_what_is_half_written_is_painted_too(tmp_path: Path, clock: Clock) -> None:
    """It stands in the first row and in the last."""
    app = make_app(tmp_path, clock, 20, "dark")
    app.drafts.save(Draft("NewApplicationForm", "", "", "New", Instant.of(clock()), {"company": "Globex"}))
    app = make_app(tmp_path, clock, 20, "dark")
    assert app._opening.message is not None
    await assert_the_same(app, (80, 24), picture_of(app._opening, (80, 24), "dark", TERMINALS["truecolor"]))


@pytest.mark.parametrize(
    "environ",
    [
        *TERMINALS.values(),
        *(
            {"TERM": term}
            for term in ("xterm-kitty", "linux", "screen", "xterm-16color", "tmux-256color", "VT100")
        ),
        *({"TERM": "screen", "COLORTERM": words} for words in ("24bit", " TrueColor ", "yes", "")),
    ],
    ids=str,
)
def test_colours_are_counted_as_rich_does(environ: dict[str, str]) -> None:
    """The same number, in each terminal."""
    console = Console(force_terminal=True, _environ=environ)
    assert color_system(environ) == console.color_system


@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI, ANSI_LIGHT, NO_COLOR], ids=lambda theme: theme.name)
def test_every_style_has_codes(theme: ThemeValues) -> None:
    """On both grounds, with any number of colours."""
    for colors in ("truecolor", "256", "") if not theme.is_ansi else ("truecolor", "256", "standard", ""):
        codes = StyleCodes(theme, colors)
        for name in STYLES:
            assert len(codes.codes(name)) == len(codes.codes(name, is_selected=True)) == 4


def test_signals_wait_again_where_they_did_before() -> None:
    """The folder of a demo is removed behind the first paint: what ends the program waits for that."""
    with exit_signals_wait():
        with first_paint(lambda _: None):
            deliver_signals()
            assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        assert signal.SIGTERM in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with first_paint(lambda _: None):
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def make_app(
    folder: Path, clock: Clock, count: int, theme: str, problems: tuple[str, ...] = ()
) -> FollowupApp:
    """Make the program on a sample of so many applications."""
    tracker = open_demo(folder, count, 1, clock)
    paths = Paths(tracker.path, folder / "state", folder)
    context = Context(paths, Settings(ZONE, Weekdays(), STANDARD, theme, {}, problems))
    return FollowupApp(open_board(tracker, Drafts(paths.drafts_folder), context), context)
