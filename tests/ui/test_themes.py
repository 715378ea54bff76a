"""The colours: every text can be read, with any number of colours; and which theme is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.style import Style as RichStyle
from textual.color import Color
from textual.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from followup_tui.config import load_settings
from followup_tui.config.settings import TEXTUAL_THEMES
from followup_tui.domain.look import Meaning
from followup_tui.ui import theme_values
from followup_tui.ui.contrast import LEGIBLE, contrast, make_legible
from followup_tui.ui.palette import commands_on
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.styles import STYLES, style_of
from followup_tui.ui.terminal.frame import cell_style
from followup_tui.ui.themes import adapt, make_theme, theme_for
from tests.ui.conftest import Make
from tests.ui.test_palette import until

DARK, LIGHT, ANSI, ANSI_LIGHT, NO_COLOR = (
    make_theme(getattr(theme_values, name)) for name in ("DARK", "LIGHT", "ANSI", "ANSI_LIGHT", "NO_COLOR")
)

COLORED = {
    theme.name: theme
    for theme in (DARK, LIGHT, *(adapt(theme) for theme in BUILTIN_THEMES.values() if not theme.ansi))
}
TEXTS = ("foreground", "quiet", "yours", "theirs", "overdue", "good")
GROUNDS = ("background", "chosen", "entry")


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the variables of a theme as the program has them."""
    return theme.to_color_system().generate() | theme.variables


@cache
def colors_of(name: str) -> dict[str, Color]:
    """Return a theme's colours by the names of their variables."""
    variables = variables_of(COLORED[name])
    return {variable: Color.parse(variables[variable]) for variable in (*TEXTS, *GROUNDS, "thin")}


def pairs(name: str) -> Iterator[tuple[str, Color, Color]]:
    """Yield every pair of text and ground that is drawn in a theme, with its name; of a chip, too."""
    colors = colors_of(name)
    for ground in GROUNDS:
        yield from ((f"{text} on {ground}", colors[text], colors[ground]) for text in TEXTS)
    yield "foreground on selection", colors["foreground"], colors["thin"]
    for meaning in Meaning:
        yield f"{meaning.style} chip", colors["background"], colors[meaning.style]


def in_256(color: Color) -> Color:
    """Return a colour as a terminal of 256 colours shows it."""
    return Color.from_rich_color(color.rich_color.downgrade(ColorSystem.EIGHT_BIT))


@pytest.mark.parametrize("name", COLORED)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    """No contrast in the table is below 4.5, and none of the program's own with 256 colours."""
    rows = [
        (pair, contrast(text, ground), contrast(in_256(text), in_256(ground)))
        for pair, text, ground in pairs(name)
    ]
    table = [f"{pair:<26} {true:5.2f} {few:5.2f}" for pair, true, few in rows]
    sys.stdout.write("\n".join(["", f"{name:<26}  true   256", *table]))
    is_own = name in (DARK.name, LIGHT.name)
    too_weak = [pair for pair, true, few in rows if min(true, few if is_own else true) < LEGIBLE]
    assert not too_weak


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_grounds_stay_grey_with_256_colors(theme: Theme, ground: str) -> None:
    """And each differs from the others: what is selected does not turn navy, a field not yellow."""
    colors = colors_of(theme.name)
    shown = {name: in_256(colors[name]) for name in GROUNDS}
    assert max(shown[ground].rgb) - min(shown[ground].rgb) == 0
    assert len({color.rgb for color in shown.values()}) == len(GROUNDS)


def test_a_color_is_made_legible_only_where_it_is_not() -> None:
    """One that can be read stays; another becomes as much stronger as it must."""
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    amber, navy = Color.parse("#e6b566"), Color.parse("#000080")
    assert make_legible(amber, [black], dark=True) == amber
    assert contrast(make_legible(navy, [black], dark=True), black) >= LEGIBLE
    assert contrast(make_legible(amber, [white], dark=False), white) >= LEGIBLE
    assert contrast(black, white) == pytest.approx(21)


@pytest.mark.parametrize("theme", [DARK, ANSI, ANSI_LIGHT, NO_COLOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", STYLES)
def test_every_style_is_there_in_every_theme(theme: Theme, name: str) -> None:
    """Selected or not; and what is selected differs, unless it is no name and there is no ground for it."""
    variables = variables_of(theme)
    plain, selected = (
        Style.parse(style_of(name, is_selected=is_selected), variables) for is_selected in (False, True)
    )
    if name.endswith("-chip"):
        assert selected == plain
    elif name.startswith("name") or not theme.ansi:
        assert selected != plain


@pytest.mark.parametrize("theme", [ANSI, ANSI_LIGHT, NO_COLOR], ids=lambda theme: theme.name)
def test_what_matters_is_seen_with_sixteen_colors_and_without(theme: Theme) -> None:
    """The name of what is selected is reversed; a chip stands out; your turn is bold."""
    variables = variables_of(theme)

    def style(name: str, *, is_selected: bool = False) -> RichStyle:
        return Style.parse(style_of(name, is_selected=is_selected), variables).rich_style

    assert style("name", is_selected=True).reverse
    assert style("yours-bold").bold
    for chip in ("yours-chip", "overdue-chip"):
        ground = style(chip).bgcolor
        assert style(chip).reverse or (ground is not None and not ground.is_default)


def test_without_colors_only_what_is_quiet_is_dim() -> None:
    """Never an error, or what is overdue: both are as bright as plain text, and bold where they say stop."""
    variables = variables_of(NO_COLOR)
    codes = {name: cell_style(Style.parse(STYLES[name], variables).rich_style, None) for name in STYLES}
    assert codes["quiet"][0] == ("2",)
    assert [name for name, (attributes, *_) in codes.items() if "2" in attributes] == [
        "name-over",
        "thin",
        "quiet",
    ]
    selected = Style.parse(style_of("name-over", is_selected=True), variables).rich_style
    assert cell_style(selected, None)[0] == ("7",), "reversed and dim, it would be grey on grey"
    assert codes["overdue"] == codes["plain"]
    assert codes["overdue-bold"][0] == ("1",)
    assert codes["overdue-chip"][0] == ("1", "7")
    assert all(style[1:] == ((), (), "") for style in codes.values())


def test_the_settings_know_textuals_themes() -> None:
    """Their names stand in the settings, which commands read without importing Textual."""
    assert set(TEXTUAL_THEMES) == set(BUILTIN_THEMES)


@pytest.mark.parametrize(
    ("setting", "environ", "colors", "theme"),
    [
        ("auto", {"COLORFGBG": "15;0"}, "truecolor", DARK),
        ("auto", {"COLORFGBG": "0;15"}, "256", LIGHT),
        ("auto", {"COLORFGBG": "0;default;7"}, "truecolor", LIGHT),
        ("auto", {"COLORFGBG": "default"}, "truecolor", DARK),
        ("auto", {}, "256", DARK),
        ("auto", {}, "standard", ANSI),
        ("auto", {}, None, ANSI),
        ("auto", {"COLORFGBG": "0;15"}, "standard", ANSI_LIGHT),
        ("light", {}, "standard", LIGHT),
        ("ansi", {}, "truecolor", ANSI),
        ("ansi", {"COLORFGBG": "0;15"}, "truecolor", ANSI_LIGHT),
        ("auto", {"TEXTUAL_THEME": "no such theme"}, "truecolor", DARK),
        ("light", {"TEXTUAL_THEME": "nord"}, "truecolor", LIGHT),
        ("dark", {"NO_COLOR": "1"}, "truecolor", NO_COLOR),
        ("dark", {"NO_COLOR": ""}, "truecolor", DARK),
    ],
)
def test_the_theme_follows_the_setting_then_the_terminal(
    setting: str, environ: dict[str, str], colors: str | None, theme: Theme
) -> None:
    """No colours where none are wanted; what is set; else what the terminal has and says of its ground."""
    assert theme_for(setting, environ, colors) == theme


@pytest.mark.parametrize(
    ("setting", "environ"), [("nord", {}), ("auto", {"TEXTUAL_THEME": "nord"}), ("nord", {"TERM": "xterm"})]
)
def test_textuals_themes_are_taken(setting: str, environ: dict[str, str]) -> None:
    """From the settings, or from TEXTUAL_THEME where the settings name none."""
    assert theme_for(setting, environ, "truecolor").name == "nord"


async def test_the_palette_shows_a_theme_and_keeps_the_chosen_one(program: Make, tmp_path: Path) -> None:
    """It is shown while it is highlighted; escape takes it back, enter keeps it, in the settings too."""
    app = program()
    settings = tmp_path / "settings" / "config.toml"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"colours: nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.theme == DARK.name)
        assert not settings.exists()
        await pilot.press("ctrl+p", *"colours: nord", "enter")
        await until(pilot, lambda: app.theme == "nord")
        assert isinstance(app.screen, BoardPage)
    assert load_settings(settings, {"TZ": "Europe/Prague"}).theme == "nord"


async def test_without_colors_there_are_none_to_choose(
    program: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR is what the user wants everywhere."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = program()
    async with app.run_test(size=(80, 24)):
        assert app.theme == NO_COLOR.name
        assert not [command for command in commands_on(app.screen) if command.group == "Colours"]
    assert os.environ["NO_COLOR"] == "1"
