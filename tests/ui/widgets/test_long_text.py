"""A long text looks as any other does, and only the lines on the screen are made."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import Static

from followup_tui.ui.widgets.long_text import LongText

COUNT, WIDTH = 300, 25


class TwoTexts(App[None]):
    """Shows the same text twice: in a `LongText` and in a `Static`."""

    def __init__(self) -> None:
        super().__init__()
        self.made: set[int] = set()

    def line(self, number: int) -> Content:
        """Make a line, and note that it was made."""
        self.made.add(number)
        return Content.assemble((f"{number:03} ", "bold"), ("says something long", "red on blue"))

    def compose(self) -> ComposeResult:
        """Show them one below the other."""
        with VerticalScroll():
            yield LongText(self.line, id="long")
        with VerticalScroll():
            yield Static(Content("\n").join(map(self.line, range(COUNT))), id="plain")

    def on_mount(self) -> None:
        """Show all lines."""
        self.made.clear()
        self.query_one(LongText).show(COUNT, WIDTH)


@pytest.mark.parametrize("width", [80, 12], ids=["wide", "wrapped"])
async def test_it_looks_as_any_text_does(width: int) -> None:
    """Each row is the same, with and without a selection in it, at any width."""
    app = TwoTexts()
    async with app.run_test(size=(width, 24)) as pilot:
        long, plain = app.query_one(LongText), app.query_one("#plain", Static)
        assert long.size == plain.size
        selection = Selection(Offset(2, 1), Offset(5, 3))
        for selected in ((), (long, plain)):
            app.screen.selections = dict.fromkeys(selected, selection)
            await pilot.pause()
            for y in range(long.size.height):
                assert list(long.render_line(y)) == list(plain.render_line(y))
        assert long.get_selection(selection) == plain.get_selection(selection)


async def test_only_lines_on_the_screen_are_made() -> None:
    """Those further down are not, until they are scrolled to."""
    app = TwoTexts()
    async with app.run_test(size=(80, 24)) as pilot:
        scroll = app.query(VerticalScroll).first()
        assert app.made == set(range(scroll.size.height))
        scroll.scroll_end(animate=False, immediate=True)
        await pilot.pause()
        assert COUNT - 1 in app.made
        assert COUNT // 2 not in app.made
