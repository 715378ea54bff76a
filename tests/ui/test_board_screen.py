"""The board's keys and the mouse, on the demo's sample."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from msgspec.structs import replace
from textual.containers import VerticalScroll
from textual.widgets import Static

from followup_tui.domain.advice.why import verdict_words
from followup_tui.domain.application import Stage
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.board.columns import Order
from followup_tui.ui.board.opening import open_board
from followup_tui.ui.board.view import BoardView
from followup_tui.ui.board.widget import Board
from followup_tui.ui.keys import BOARD, MOVING
from followup_tui.ui.pieces import text_of
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.widgets.rows import BottomRow
from followup_tui.ui.widgets.run_rows import RunRows
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_palette import type_ahead, until


def board(app: FollowupApp) -> Board:
    """Give the board of the program."""
    screen = app.screen
    assert isinstance(screen, BoardPage)
    return screen.board


def words(app: FollowupApp, what: str) -> str:
    """Give what some rows over or below the board say."""
    return app.screen.query_one(what, RunRows).text


def said(app: FollowupApp) -> str:
    """Give what the bottom row says."""
    return str(app.screen.query_one(BottomRow).render())


async def test_keys_move_the_selection_and_stop_at_the_ends(program: Make) -> None:
    """The selection goes down and across at the same height, and nowhere past the last card or column."""
    app = program()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        assert board(app).selected_id == "aperture"
        await pilot.press("l")
        assert board(app).selected_id == "globex"
        await pilot.press("5", "G", "j", "l")
        assert (board(app).active_stage, board(app).selected_id) == (Stage.CLOSED, "wayne")
        await pilot.press("1", "k", "h")
        assert (board(app).active_stage, board(app).selected_id) == (Stage.INTERVIEWED, "northwind")


async def test_a_moved_card_stays_selected_and_undo_brings_it_back(program: Make, sample: Tracker) -> None:
    """L moves the card on and the selection goes with it; u puts it back; ctrl+r moves it again."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "L")
        assert (board(app).active_stage, board(app).selected_id) == (Stage.THANKED, "aperture")
        assert "moved to Thanked" in said(app)
        await pilot.press("u")
        assert sample.applications["aperture"].stage == "interviewed"
        assert board(app).selected_id == "aperture"
        await pilot.press("ctrl+r")
        assert sample.applications["aperture"].stage == "thanked"


async def test_moving_into_closed_asks_for_the_outcome(program: Make, sample: Tracker) -> None:
    """A card gets into Closed only with how it ended; escape leaves it where it was."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "L", "escape")
        assert sample.applications["cyberdyne"].stage == "waiting"
        await pilot.press("L", "s")
        assert sample.applications["cyberdyne"].stage == "closed"


async def test_a_card_taken_out_of_overdue_stays_out(program: Make) -> None:
    """Moving by hand is always possible, out of the column that fills itself too."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "H")
        assert (board(app).active_stage, board(app).selected_id) == (Stage.WAITING, "cyberdyne")


async def test_the_filter_narrows_as_one_types_and_escape_takes_it_back(program: Make) -> None:
    """Typed words leave only the cards that have them; enter keeps them, escape shows all again."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"pyth")
        assert sum(board(app).columns.count(stage) for stage in Stage) == 1
        await pilot.press("enter")
        assert board(app).has_focus
        await pilot.press("escape")
        assert sum(board(app).columns.count(stage) for stage in Stage) == 19


async def test_words_typed_ahead_of_the_filter_go_into_it(program: Make) -> None:
    """The first time, too: no letter of a word reaches the board, where it would be a key."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        type_ahead(app, "slash n p y t h")
        await until(pilot, lambda: app.keys_handled == 6)
        await pilot.pause()
        assert board(app).columns.filter_text == "npyth"
        assert isinstance(app.screen, BoardPage)


async def test_an_empty_board_has_nothing_to_filter(program: Make, empty: Tracker) -> None:
    """It says so, and what to do; the next key is no word."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        assert "no card to filter yet" in str(app.screen.query_one(BottomRow).render())
        await pilot.press("n")
        assert not isinstance(app.screen, BoardPage)


async def test_s_sorts_by_the_next_thing(program: Make) -> None:
    """S goes through the orders and around again."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        orders = []
        for _ in Order:
            await pilot.press("s")
            orders.append(board(app).columns.order)
    assert orders == [Order.COMPANY, Order.NEWEST, Order.URGENT]


async def test_the_mouse_selects_opens_and_scrolls(program: Make) -> None:
    """A click selects, a click on what is selected opens it."""
    app = program()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.click(Board, offset=(30, 6))
        assert board(app).selected_id == "globex"
        await pilot.click(Board, offset=(30, 6))
        assert app.screen.query_one("#beside").display
        await pilot.press("escape")
        assert not app.screen.query_one("#beside").display
        await pilot.click(Board, offset=(75, 0))
        assert board(app).active_stage is Stage.OVERDUE


async def test_an_overflowing_column_pages_and_says_how_many_are_hidden(
    program: Make,
) -> None:
    """Past the last row the page turns; how many cards are further down is said."""
    app = program()
    async with app.run_test(size=(80, 19)) as pilot:
        await pilot.press("5")
        assert "2 more" in "\n".join(board(app).render_line(row).text for row in range(17))
        await pilot.press("j", "j", "j")
        assert board(app).selected_id == "oscorp"
        rows = "\n".join(board(app).render_line(row).text for row in range(17))
        assert "Oscorp" in rows
        assert "Umbrella" not in rows


async def test_overdue_fills_itself_when_the_day_turns(program: Make, clock: Clock) -> None:
    """A card whose day passes while the board is open goes to Overdue at the next minute."""
    app = program()
    async with app.run_test(size=(80, 24)):
        screen = app.screen
        assert isinstance(screen, BoardPage)
        before = screen.board.columns.count(Stage.OVERDUE)
        clock.time += timedelta(days=3)
        app.minute.publish(None)
        assert screen.board.columns.count(Stage.OVERDUE) > before


async def test_the_cursor_stays_in_an_empty_column(program: Make, sample: Tracker) -> None:
    """At the next minute, too: keys would be about a card elsewhere. A filter leaves it for what it finds."""
    for application_id in ("northwind", "aperture", "hooli"):
        sample.move(application_id, Stage.WAITING)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        assert board(app).active_stage is Stage.THANKED
        await pilot.press("1")
        app.minute.publish(None)
        assert (board(app).active_stage, board(app).selected_id) == (Stage.INTERVIEWED, None)
        await pilot.press("slash", *"umb", "enter")
        assert board(app).selected_id == "umbrella"


async def test_another_process_s_change_is_shown_and_the_selection_stays(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """What another tracker changes in the file is taken in, and the cursor stays on its card."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        reopened(sample, clock).move("aperture", Stage.WAITING)
        app.refresh_from_file()
        await pilot.pause()
        assert board(app).columns.position("aperture") == (Stage.WAITING, 2)
        assert board(app).selected_id == "northwind"


async def test_a_file_that_goes_bad_while_open_is_said_and_what_is_shown_stays(
    program: Make, sample: Tracker
) -> None:
    """A damaged file takes nothing from the screen; the bottom row says what is wrong."""
    app = program()
    async with app.run_test(size=(80, 24)):
        sample.path.write_text("{", encoding="utf-8")
        app.refresh_from_file()
        assert "not whole" in said(app)
        assert board(app).columns.total == 19


async def test_a_first_start_explains_itself(program: Make, empty: Tracker) -> None:
    """With nothing recorded the screen says what the program is for and how to begin."""
    app = program(empty)
    async with app.run_test(size=(80, 24)):
        words = str(app.screen.query_one("#welcome > Static", Static).render())
        assert "Just had one? Press n" in words
        assert "n new" in said(app)


async def test_settings_that_cannot_be_used_are_said_at_the_start(program: Make) -> None:
    """The first problem of the settings stands in the bottom row."""
    app = program(problems=("zone: there is no Europe/Berln",))
    async with app.run_test(size=(80, 24)):
        assert "Europe/Berln" in said(app)


async def test_the_users_keys_work(program: Make, sample: Tracker) -> None:
    """A key from the settings does what it was given, and the shipped one no longer does."""
    app = program(keys={"card.move-right": "b"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "L")
        assert sample.applications["aperture"].stage == "interviewed"
        await pilot.press("b")
        assert sample.applications["aperture"].stage == "thanked"


async def test_keys_before_the_board_is_laid_out_and_after_it_is_gone(program: Make) -> None:
    """A key that comes that early or that late does nothing, and ends nothing."""
    app = program()
    async with app.run_test(size=(80, 24)):
        early = BoardPage(open_board(app.tracker, app.drafts, app.context))
        late = BoardPage(open_board(app.tracker, app.drafts, app.context))
        await app.push_screen(late)
        await app.pop_screen()
        for page in (early, late):
            for key in (
                *MOVING,
                *(key for key in BOARD if key.id in {"board.next-due", "board.half-written"}),
            ):
                await page.run_action(key.action)
            page.bottom.show_message("Nothing is half-written")
            page.bottom.clear_message()


async def test_tab_goes_to_the_most_urgent_card_from_wherever_one_is(program: Make) -> None:
    """And from there to the next ones; from a card that was chosen otherwise it begins again."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third, *_ = board(app).columns.due(5)
        board(app).select(third)
        chosen = []
        for _ in range(3):
            await pilot.press("tab")
            chosen.append(board(app).selected_id)
        assert chosen == [first, second, third]
        board(app).select(second)
        await pilot.press("tab")
        assert board(app).selected_id == first


async def test_the_preset_of_the_country_is_offered_once(program: Make) -> None:
    """In the last row, when the board opens for the first time with that country."""
    for is_first in (True, False):
        app = program()
        settings = replace(app.context.settings, country="DE", usual_preset="slow")
        context = replace(app.context, settings=settings)
        app = FollowupApp(open_board(app.tracker, app.drafts, context), context)
        async with app.run_test(size=(80, 24)):
            assert ('preset = "slow" in config.toml waits longer' in said(app)) is is_first


async def test_a_drag_moves_the_card_to_the_column_under_it(program: Make, sample: Tracker) -> None:
    """From any row of the card to any row of the column; the card stays selected, and u takes it back."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Board, offset=(4, 7))
        await pilot.mouse_up(Board, offset=(36, 15))
        await pilot.pause()
        assert sample.applications["aperture"].stage == "waiting"
        assert board(app).selected_id == "aperture"
        await pilot.press("u")
        assert sample.applications["aperture"].stage == "interviewed"


@pytest.mark.parametrize(
    ("start", "end"), [((4, 7), (4, 3)), ((4, 7), (4, 14)), ((4, 15), (36, 3)), ((4, 0), (36, 3))]
)
async def test_a_drag_that_moves_nothing_selects_nothing(
    program: Make, start: tuple[int, int], end: tuple[int, int]
) -> None:
    """Within its column, from where no card is, or from a heading."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Board, offset=start)
        await pilot.mouse_up(Board, offset=end)
        await pilot.pause()
        assert board(app).selected_id == "northwind"
        assert "moved" not in said(app)


async def test_a_drag_into_closed_asks_for_the_outcome(program: Make, sample: Tracker) -> None:
    """As moving it there by its key does."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(Board, offset=(4, 7))
        await pilot.mouse_up(Board, offset=(70, 3))
        await pilot.pause()
        assert not isinstance(app.screen, BoardPage)
        await pilot.press("escape")
        assert sample.applications["aperture"].stage == "interviewed"


async def test_a_key_that_is_clicked_in_the_last_row_is_pressed(program: Make) -> None:
    """Its word does so, too; of H/L the letter that is clicked."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        row = said(app)
        await pilot.click(BottomRow, offset=(row.index("H/L") + 2, 0))
        assert board(app).active_stage is Stage.THANKED
        await pilot.click(BottomRow, offset=(row.index("H/L"), 0))
        await pilot.pause()
        assert board(app).active_stage is Stage.THANKED, "a message stands in the place of the keys"
        await pilot.press("k")
        await pilot.click(BottomRow, offset=(row.index("? keys") + 3, 0))
        await pilot.pause()
        assert not isinstance(app.screen, BoardPage)


async def test_a_click_on_what_is_due_goes_to_its_card(program: Make) -> None:
    """In either of the two rows."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        for number, application_id in enumerate(board(app).columns.due(2)):
            await pilot.click("#overview", offset=(20, 1 + number))
            assert board(app).selected_id == application_id


async def test_the_answer_line_answers_for_every_card(program: Make) -> None:
    """The verdict, the reason and a key, as w says them, from wherever one comes; none where no card is."""
    app = program()
    async with app.run_test(size=(120, 36)) as pilot:
        columns = board(app).columns
        for stage in Stage:
            for index in range(columns.count(stage)):
                board(app).go(partial(BoardView.enter_column, stage=stage, index=index))
                application_id = board(app).selected_id
                assert application_id is not None
                answer = words(app, "#answer")
                advice = columns.advice.get(application_id)
                assert app.tracker.applications[application_id].company in answer
                assert (verdict_words(advice) if advice else "Nothing is due.") in answer
                assert len(answer.split()[-1]) == 1
        await pilot.press("slash", *"pyth", "enter", "5")
        assert "No card in Closed." in words(app, "#answer")


async def test_the_first_screen_scrolls_where_it_has_no_room(program: Make, empty: Tracker) -> None:
    """Down to the path of the data file, by the keys that go through cards otherwise."""
    app = program(empty)
    async with app.run_test(size=(50, 20)) as pilot:
        scroll = app.screen.query_one("#welcome", VerticalScroll)
        assert scroll.max_scroll_y > 0
        await pilot.press(*"j" * scroll.max_scroll_y)
        assert scroll.scroll_offset.y == scroll.max_scroll_y


async def test_a_name_that_is_clicked_in_a_narrow_window_goes_to_its_column(program: Make) -> None:
    """Of all five names, where one column is shown."""
    app = program()
    async with app.run_test(size=(50, 20)) as pilot:
        names = text_of(board(app).row(0))
        await pilot.click(Board, offset=(names.index("Overdue") + 2, 0))
        assert board(app).active_stage is Stage.OVERDUE
        await pilot.click(Board, offset=(names.index("Thanked") + 2, 0))
        assert board(app).active_stage is Stage.THANKED


async def test_the_lowest_window_has_a_card_and_its_answer(program: Make) -> None:
    """In 20x6 cells, the smallest that are enough: the column, the card, the answer and the keys."""
    app = program()
    async with app.run_test(size=(20, 6)):
        rows = [text_of(board(app).row(y)) for y in range(board(app).size.height)]
        assert [row.split()[0].lstrip("▌") for row in rows] == ["Interviewed", "Northwind", "Data", "2"]
        assert "North" in words(app, "#answer")


async def test_escape_from_a_filter_returns_to_the_card_one_was_on(program: Make) -> None:
    """Found or not; but from a card that was chosen among those found, it stays there."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        for typed in ("zeb", "umb"):
            await pilot.press("3", "j")
            before = board(app).selected_id
            await pilot.press("slash", *typed, "escape")
            assert (board(app).selected_id, board(app).has_focus) == (before, True)
        await pilot.press("slash", *"umb", "enter", "escape")
        assert board(app).selected_id == "umbrella"
