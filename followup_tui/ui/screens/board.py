"""The main screen: what to do now, the board, the answer to the selected card, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partialmethod
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from followup_tui.domain.application import Stage
from followup_tui.ui import routes
from followup_tui.ui.board.columns import Order
from followup_tui.ui.board.layout import MIN_SIZE, STRIP_FROM
from followup_tui.ui.board.opening import Opening
from followup_tui.ui.board.page_rows import HINTED, row_below_board, rows_over_board
from followup_tui.ui.board.view import BoardView
from followup_tui.ui.board.widget import Board
from followup_tui.ui.keys import BOARD, CARD, EVERYWHERE, MOVING, bindings, only
from followup_tui.ui.screens.board_filter import FilteredBoardPage
from followup_tui.ui.screens.welcome import welcome
from followup_tui.ui.widgets.card_beside import BoardAndCard
from followup_tui.ui.widgets.run_rows import RunRows
from followup_tui.ui.widgets.top_rows import TopRows

if TYPE_CHECKING:
    from followup_tui.storage.drafts import Draft


class BoardPage(FilteredBoardPage):
    """The board with its keys."""

    BINDINGS: ClassVar = bindings(MOVING, CARD, BOARD, EVERYWHERE)
    AUTO_FOCUS = "Board"

    def __init__(self, opening: Opening) -> None:
        super().__init__(Board(opening.view, self._show_answer))
        self.overview = TopRows(id="overview")
        self.middle = BoardAndCard(self.board)
        self.answer = RunRows(id="answer")
        self._opening = opening
        self._half_written = opening.half_written
        self._last_reopened = ""
        self._went_to: str | None = None
        """The card that the key for the next due card went to last."""

    def compose(self) -> ComposeResult:
        """Lay the page out: its first rows are not those of other pages."""
        self._fit()  # Before anything has its styles: it would get them twice.
        yield self.overview
        yield from self.body()
        yield self.bottom

    def body(self) -> ComposeResult:
        """Yield the board with the answer below it, and what takes their place."""
        yield self.middle
        yield self.answer
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(welcome(str(self.program.tracker.path)), markup=False)
        yield Static(
            "followup needs 20 columns and 6 rows. Make the window larger, or press q to leave.",
            markup=False,
            id="small",
        )

    def on_mount(self) -> None:
        """Show the board, and follow the time and what changes."""
        self._show_answer()
        self.show_hints()
        self._show_whether_empty()
        self.show_top()
        self.program.changed.subscribe(self, self._update_cards, immediate=True)
        self.program.minute.subscribe(self, lambda _: self._show_all(), immediate=True)
        self.program.at_rest.subscribe(self, lambda _: self.look_ahead(), immediate=True)
        if self._opening.message is not None:
            self.bottom.show_message(*self._opening.message)

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """Check what is half-written: a form may just have been left."""
        self._check_half_written()

    def _check_half_written(self) -> None:
        titles = tuple(draft.title for draft in self._drafts())
        if titles != self._half_written:
            self._half_written = titles
            self.show_top()

    def _drafts(self) -> list[Draft]:
        """Return what is half-written about what is there, the newest first."""
        return self.program.drafts.offered(self.program.tracker.applications)

    def on_resize(self) -> None:
        """Fit the page to the terminal, and say there how much room is needed where there is too little."""
        self._fit()
        self.show_top()
        self._show_answer()

    def _fit(self) -> None:
        width, height = self.app.size
        self.set_class(width < MIN_SIZE[0] or height < MIN_SIZE[1], "-small")
        self.middle.fit()
        self._show_whether_beside()

    def on_board_dropped(self, message: Board.Dropped) -> None:
        """Move the card that was dragged to another column there; into Closed only with how it ended."""
        application = self.program.tracker.applications.get(message.application_id)
        if application is None:
            return
        self.board.select(message.application_id)
        if message.stage is Stage.CLOSED:
            self.app.push_screen(routes.CLOSE(application))
        else:
            self.program.do(lambda: self.program.tracker.move(application.id, message.stage))

    def on_board_opened(self) -> None:
        """Open the card somebody clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Open the card beside the board; where it is open there, or there is no room, as a page."""
        if self.application_id and self.middle.open(self.application_id):
            self._show_whether_beside()
        else:
            super().action_open()

    def close_beside(self) -> bool:
        """Close the card beside the board. Return whether it was open."""
        was_open = self.middle.close()
        self._show_whether_beside()
        return was_open

    def _show_whether_beside(self) -> None:
        """Show the answer line, and the keys, with the card beside the board or without."""
        if self.middle.is_open is not self.has_class("-beside"):
            self.set_class(self.middle.is_open, "-beside")
            self.show_hints()

    @property
    def application_id(self) -> str | None:
        """The id of the selected card."""
        return self.board.selected_id

    def _go(self, step: Callable[..., None], *numbers: int) -> None:
        """Move the selection by a step of the view; a message is about the card it was on."""
        self.bottom.clear_message()
        self.board.go(lambda view: step(view, *numbers))

    action_go_right = partialmethod(_go, BoardView.go_right)
    action_first = partialmethod(_go, BoardView.first)
    action_last = partialmethod(_go, BoardView.last)
    action_column = partialmethod(_go, BoardView.column)

    def action_go_down(self, cards: int) -> None:
        """Go so many cards down, up where negative; on the first screen of all, so many lines."""
        if self.has_class("-empty"):
            self.query_one("#welcome", VerticalScroll).scroll_relative(y=cards, animate=False)
        self._go(BoardView.go_down, cards)

    def action_page(self, pages: int) -> None:
        """Go so many pages down, up where negative."""
        self.action_go_down(pages * self.board.view.cards_per_page(self.board.active_stage))

    def action_new(self) -> None:
        """Record an interview."""
        self.app.push_screen(routes.NEW_APPLICATION(), self.board.select)

    def action_half_written(self) -> None:
        """Go on with the newest that is half-written; pressed again, with the next."""
        from followup_tui.ui.screens.half_written import reopen

        drafts = self._drafts()
        names = [draft.name for draft in drafts]
        after = names.index(self._last_reopened) + 1 if self._last_reopened in names else 0
        for draft in (*drafts[after:], *drafts[:after]):
            screen = reopen(draft, self.program.tracker)
            if screen is not None:
                self._last_reopened = draft.name
                self.app.push_screen(screen, self.board.select)
                return
        self.bottom.show_message("Nothing is half-written")

    def action_next_due(self) -> None:
        """Go to the most urgent card on which something is to be done, and from there to the next."""
        due, selected_id = self.board.columns.due(self.board.columns.due_count), self.board.selected_id
        if due:
            from_here = selected_id in due and selected_id in (due[0], self._went_to)
            self._went_to = due[(due.index(selected_id or "") + 1) % len(due)] if from_here else due[0]
            self._go_to(self._went_to)
        else:
            self.bottom.show_message("Nothing to do now")

    def on_top_rows_move_clicked(self, message: TopRows.MoveClicked) -> None:
        """Go to the card of a row that was clicked."""
        due = self.board.columns.due(2)
        if message.number < len(due):
            self._go_to(due[message.number])

    def _go_to(self, application_id: str) -> None:
        self.bottom.clear_message()
        if self.board.columns.position(application_id) is None:
            # The filter hides it.
            self.key_escape()
        self.board.select(application_id)

    def action_sort(self) -> None:
        """Sort by the next thing."""
        orders = list(Order)
        order = orders[(orders.index(self.board.columns.order) + 1) % len(orders)]
        self.board.columns.sort(order)
        self._show_cards()
        self.bottom.show_message(f"Sorted {order.value}")

    def _update_cards(self, changed_ids: frozenset[str]) -> None:
        tracker = self.program.tracker
        self.board.columns.update(tracker.applications, changed_ids, tracker.today())
        self._show_cards()
        # A letter that is noted as sent is half-written no longer, nor what was about a card that is removed.
        self._check_half_written()

    def _show_all(self) -> None:
        tracker = self.program.tracker
        self.board.columns.show(tracker.applications, tracker.today())
        self._show_cards()

    def _show_cards(self) -> None:
        """Show the cards as they are in their columns now."""
        self.board.settle()
        self._show_whether_empty()
        self.show_top()

    def _show_whether_empty(self) -> None:
        is_empty = not self.program.tracker.applications
        if is_empty is not self.has_class("-empty"):
            self.set_class(is_empty, "-empty")
            self.show_hints()

    def show_top(self) -> None:
        """Show what stands over the board."""
        tracker, size = self.program.tracker, self.app.size
        rows = rows_over_board(
            self.board.columns,
            tracker.applications,
            tracker.today(),
            len(self._half_written),
            (size.width, size.height),
            self.program.user_keys,
        )
        self.overview.first_move_row = 2 if size.height >= STRIP_FROM else 1
        self.overview.show_rows(rows[:1] if self.has_class("-empty") else rows)

    def _show_answer(self) -> None:
        """Show the answer to the selected card."""
        self.middle.follow(self.application_id)
        columns, tracker = self.board.columns, self.program.tracker
        row = row_below_board(
            columns,
            tracker.applications.get(self.board.selected_id or ""),
            self.board.active_stage,
            columns.today or tracker.today(),
            self.app.size.width,
            self.program.user_keys,
        )
        self.answer.show_rows([row])

    def show_hints(self) -> None:
        """Show the keys that matter here."""
        keys = HINTED
        if self.has_class("-empty"):
            keys = (*only(BOARD, "board.new"), *only(EVERYWHERE, "quit", "keys"))
        hints = self.hints_of(keys)
        if self.middle.is_open:
            hints.insert(-1, "escape close")
        self.say_hints(hints)
