"""The agenda: everything due now and in the days ahead, in order."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from followup_tui.domain.agenda import Coming, coming_up, not_due_yet
from followup_tui.domain.dates import say_dated_instant
from followup_tui.domain.due import Due
from followup_tui.domain.look import Meaning
from followup_tui.domain.stages import Today
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.agenda_rows import (
    NOTHING_AT_ALL,
    NOTHING_DUE,
    Line,
    company_width,
    day_of,
    heading_row,
    key_id,
    line_row,
    sentence_rows,
)
from followup_tui.ui.keys import (
    ACTING,
    AGENDA,
    BACK,
    CARD,
    EVERYWHERE,
    KeyGroups,
    bindings,
    only,
)
from followup_tui.ui.pieces import EMPTY, Row
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.selection import moved_index
from followup_tui.ui.widgets.run_rows import RunRows
from followup_tui.ui.wrapping import WIDEST_ROW

MOST_LINES = 300
"""How many lines are shown at most: more than anybody does in a week."""


class AgendaPage(CardPage):
    """What to do now, and what comes within a week; one line chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, AGENDA, ACTING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (AGENDA, only(CARD, "card.why", "card.snooze", "card.contact"), BACK)

    def __init__(self) -> None:
        super().__init__()
        self._index = 0
        self._lines: list[Line] = []
        self._rows: list[Row] = []
        self._row_numbers: list[int] = []
        """Which row each of the lines that are shown is."""
        self._company_cells = 0
        self._today: Today | None = None

    def body(self) -> ComposeResult:
        """Yield the rows."""
        with VerticalScroll(can_focus=False):
            yield RunRows(id="text")

    @property
    def application_id(self) -> str | None:
        """The id of the chosen line's application."""
        line = self._line
        return line.application.id if line else None

    def on_mount(self) -> None:
        """Show the lines, and follow what changes."""
        self._read()
        self.say_hints(self.hints())
        self.program.changed.subscribe(self, lambda _: self._read(), immediate=True)
        self.program.minute.subscribe(self, lambda _: self._read(scroll=False), immediate=True)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._show()

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the pointer; do what it says where it is chosen already."""
        place = event.get_content_offset(self.query_one(RunRows))
        if place is None or place.y not in self._row_numbers:
            return
        index = self._row_numbers.index(place.y)
        if index == self._index:
            self.call_next(self.action_act)
        else:
            self._choose(index)

    def action_go_down(self, lines: int) -> None:
        """Go so many lines down, up where negative."""
        self._choose(max(0, min(self._index + lines, len(self._row_numbers) - 1)))

    async def action_act(self) -> None:
        """Do what the line says: what its key does; where it asks for nothing, open the card."""
        line = self._line
        wanted = key_id(line) if line is not None else ""
        await self.run_action(next((key.action for key in CARD if key.id == wanted), "open"))

    @property
    def _line(self) -> Line | None:
        return self._lines[self._index] if 0 <= self._index < len(self._lines) else None

    def _read(self, *, scroll: bool = True) -> None:
        columns = self.program.columns
        today = self._today = columns.today or self.program.tracker.today()
        before = [_line_id(line) for line in self._lines]
        due = columns.due_now()
        coming = not_due_yet(coming_up(columns.live, today, columns.advice), due)
        self._lines = [*due, *coming]
        self._index = moved_index(before, self._index, [_line_id(line) for line in self._lines])
        now = today.now
        facts = (f"{len(due)} to do now", f"{len(coming)} in the next 7 days")
        self.say_top("Agenda", *facts, right=say_dated_instant(now, now))
        self._show(scroll=scroll)

    def _show(self, *, scroll: bool = True) -> None:
        """Put the lines into rows, each day's below its heading."""
        if self._today is None:
            return
        self._index = max(0, min(self._index, len(self._lines) - 1))
        self._rows, self._row_numbers = [], []
        width = self._width
        self._company_cells = company_width(self._lines[:MOST_LINES], width)
        if not any(isinstance(line, Due) for line in self._lines):
            sentence = NOTHING_DUE if self._lines else NOTHING_AT_ALL
            self._rows += [*sentence_rows(sentence, Meaning.GOOD, width), EMPTY]
        for index, line in enumerate(self._lines[:MOST_LINES]):
            if not index or day_of(line) != day_of(self._lines[index - 1]):
                self._rows += [EMPTY] if index else []
                self._rows.append(heading_row(day_of(line), width, self._today))
            self._row_numbers.append(len(self._rows))
            self._rows.append(self._line_row(index))
        if len(self._lines) > MOST_LINES:
            more = f"and {len(self._lines) - MOST_LINES} more"
            self._rows += sentence_rows(more, Meaning.QUIET, width)
        self.query_one(RunRows).show_rows(tuple(self._rows))
        if scroll and self._row_numbers:
            self._bring_into_view(self._row_numbers[min(self._index, len(self._row_numbers) - 1)])

    def _choose(self, index: int) -> None:
        """Choose a line; only its row and that of the one before are made anew."""
        before, self._index = self._index, index
        if not self._row_numbers:
            return
        for each in (before, index):
            if 0 <= each < len(self._row_numbers):
                self._rows[self._row_numbers[each]] = self._line_row(each)
        self.query_one(RunRows).show_rows(tuple(self._rows))
        self._bring_into_view(self._row_numbers[index])

    @property
    def _width(self) -> int:
        # Without the bar that scrolls.
        return max(min(self.app.size.width, WIDEST_ROW) - 1, 1)

    def _line_row(self, index: int) -> Row:
        today = self._today or self.program.tracker.today()
        line, columns = self._lines[index], self.program.columns
        is_due = isinstance(line, Due)
        wordings = [what for what, _ in columns.line(line.application.id).cells if what] if is_due else []
        return line_row(
            line,
            wordings,
            self._company_cells,
            self._width,
            today,
            self._key_named,
            is_selected=index == self._index,
        )

    def _key_named(self, wanted: str) -> str:
        return shown_key(wanted, self.program.user_keys)

    def _bring_into_view(self, row: int) -> None:
        scroll = self.query_one(VerticalScroll)
        height, top = scroll.size.height, scroll.scroll_offset.y
        if row == self._row_numbers[0]:
            scroll.scroll_home(animate=False)
        elif row == self._row_numbers[-1]:
            scroll.scroll_end(animate=False)
        elif height and not top <= row < top + height - 1:
            scroll.scroll_to(y=max(0, row - height // 2), animate=False)


def _line_id(line: Line) -> tuple[object, ...]:
    """Return what tells a line from others when it changes: its application, and what it is about."""
    return (line.application.id, line.kind, line.when) if isinstance(line, Coming) else (line.application.id,)
