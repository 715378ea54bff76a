"""The search over everything, on the board."""

from __future__ import annotations

from msgspec.structs import replace
from textual.widgets import Input

from followup_tui.domain.search import search_words
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.full_search import MOST_HITS, FullSearch
from followup_tui.ui.pieces import text_of
from followup_tui.ui.screens.search import SearchPage
from followup_tui.ui.screens.story import StoryPage
from tests.samples import NORTHWIND, ZONE
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board


def search(app: FollowupApp) -> SearchPage:
    """Give the page in front."""
    assert isinstance(app.screen, SearchPage)
    return app.screen


async def test_a_filter_that_finds_no_card_searches_everything(program: Make, sample: Tracker) -> None:
    """One key goes on to the search, with the words; a hit opens its card, and the board shows all again."""
    sample.change("northwind", "edited", lambda card, _: replace(card, unasked=("Is there a zebra?",)))
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"zeb")
        await pilot.pause()
        assert "0 of 19 with “zeb”" in words(app, "#overview")
        said = "\n".join(text_of(board(app).row(y)) for y in range(6))
        assert "Nothing has “zeb” in its company, role, people, tags or notes." in said
        assert "escape shows all 19 again   enter searches what was said, too" in said
        await pilot.press("enter")
        await pilot.pause()
        assert search(app).query_one(Input).value == "zeb"
        assert [hit.line for hit in search(app).search.hits] == ["Is there a zebra?"]
        assert "1 hit" in words(app, "TopRow")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StoryPage)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert board(app).columns.words == ()


async def test_everything_is_found_as_one_types(program: Make, sample: Tracker) -> None:
    """It begins empty, says where nothing is found, and accents do not matter."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"novakx")
        await pilot.pause()
        assert search(app).search.hits == []
        assert "Nothing has these words" in words(app, "#nothing")
        await pilot.press("backspace")
        await pilot.pause()
        assert search(app).application_id == "northwind"
        assert "Novák" in search(app).search.hits[0].line


def test_one_letter_does_not_work_out_a_hundred_thousand_hits() -> None:
    """As many are found as anybody reads; that there are more is known."""
    cards = {f"n{number}": replace(NORTHWIND, id=f"n{number}") for number in range(MOST_HITS + 1)}
    search = FullSearch()
    search.applications = cards
    assert search.look_ahead(MOST_HITS)
    search.find(search_words("n"), ZONE)
    assert (len(search.hits), search.is_cut) == (MOST_HITS, True)
    search.applications = dict(list(cards.items())[:MOST_HITS])
    search.find(search_words("n"), ZONE)
    assert (len(search.hits), search.is_cut) == (MOST_HITS, False)
    search.find((), ZONE)
    assert search.hits == []
