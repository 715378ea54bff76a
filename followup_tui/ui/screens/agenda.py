"""The agenda: everything due now and in the days ahead, in order."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from followup_tui.domain.advice.answer import Advice, Move
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.agenda import Coming, Due, coming_up
from followup_tui.domain.dates import say_day
from followup_tui.domain.look import look_of
from followup_tui.domain.stages import Today
from followup_tui.ui import routes
from followup_tui.ui.fitting import fit, fit_reason, fit_sentence
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import ACTING, AGENDA, BACK, CARD, EVERYWHERE, KeyGroups, bindings, only
from followup_tui.ui.screens.card_page import CardPage
from followup_tui.ui.selection import moved_index
from followup_tui.ui.styles import style_of
from followup_tui.ui.widgets.long_text import LongText

MOST_LINES = 300
"""How many lines are shown at most: more than anybody does in a week."""

_LONGEST_HEADING = 30
"""How many cells all rows but the lines need at most."""


class AgendaPage(CardPage):
    """What to do now, and what comes within a week; one line chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, AGENDA, ACTING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (AGENDA, only(CARD, "card.why", "card.snooze", "card.contact"), BACK)

    def __init__(self) -> None:
        super().__init__()
        self._index = self._chosen_row = 0
        self._lines: list[Due | Coming] = []
        self._rows: list[Content | Due | Coming] = []
        self._row_numbers: list[int] = []
        """Which row each of the lines that are shown is."""
        self._company_width = 0

    def body(self) -> ComposeResult:
        """Yield the rows."""
        with VerticalScroll():
            yield LongText(self._row, id="text")

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

    def action_go_down(self, lines: int) -> None:
        """Go so many lines down, up where negative."""
        self._index += lines
        self._show()

    def action_act(self) -> None:
        """Do what the line says."""
        line = self._line
        if isinstance(line, Due):
            self._do(line.advice)
        else:
            self.action_open()

    @property
    def _line(self) -> Due | Coming | None:
        return self._lines[self._index] if 0 <= self._index < len(self._lines) else None

    def _do(self, advice: Advice) -> None:
        application = self.chosen_application()
        if application is None:
            return
        if advice.move is Move.THANK_YOU:
            self.action_thank()
        elif advice.move is Move.FOLLOW_UP or advice.rule is R17:
            self.action_follow_up()
        elif advice.move in (Move.CALL, Move.REPLY):
            self.action_open_for_card(routes.LOG_CONTACT.name)
        elif advice.move is Move.ANSWER_OFFER:
            self.action_offer()
        elif advice.move is Move.PREPARE:
            self.action_open_for_card(routes.PREP.name)
        elif advice.move is Move.REFLECT:
            self.action_reflect()
        else:
            self.action_open()

    def _read(self, *, scroll: bool = True) -> None:
        columns = self.program.columns
        today = columns.today or self.program.tracker.today()
        before = [_line_id(line) for line in self._lines]
        self._lines = [*columns.due_now(), *coming_up(columns.live, today, columns.advice)]
        self._index = moved_index(before, self._index, [_line_id(line) for line in self._lines])
        due = sum(isinstance(line, Due) for line in self._lines)
        self.say_top("Agenda", f"{due} to do now", f"{len(self._lines) - due} in the next 7 days")
        self._lay_out(today)
        self._show(scroll=scroll)

    def _lay_out(self, today: Today) -> None:
        """Put the lines into rows, each day's below its heading."""
        widths = (cell_len(line.application.company) for line in self._lines)
        self._company_width = min(max(widths, default=0), 20)
        self._rows, self._row_numbers = [], []
        if not any(isinstance(line, Due) for line in self._lines):
            self._rows.append(Content.styled("   Nothing to do now. Breathe.", "$good"))
        day_before = ""
        for line in self._lines[:MOST_LINES]:
            day = "Now" if isinstance(line, Due) else _day_heading(line, today)
            if day != day_before:
                self._rows += [Content()] if day_before else []
                self._rows.append(Content.styled(f" {day}", "bold"))
                day_before = day
            self._row_numbers.append(len(self._rows))
            self._rows.append(line)
        if len(self._lines) > MOST_LINES:
            self._rows.append(Content.styled(f"   and {len(self._lines) - MOST_LINES} more", "$quiet"))
        self._rows.append(Content())

    def _show(self, *, scroll: bool = True) -> None:
        self._index = max(0, min(self._index, len(self._lines) - 1))
        if self._index < len(self._row_numbers):
            self._chosen_row = self._row_numbers[self._index]
        width = max(self.app.size.width - 1, self._company_width + 6, _LONGEST_HEADING)
        self.query_one(LongText).show(len(self._rows), width)
        if scroll:
            self._bring_into_view(self._chosen_row)

    def _row(self, number: int) -> Content:
        row = self._rows[number]
        if isinstance(row, Content):
            return row
        chosen = number == self._chosen_row and self._index < len(self._row_numbers)
        return _line_content(row, self.app.size.width, self._company_width, chosen=chosen)

    def _bring_into_view(self, row: int) -> None:
        scroll = self.query_one(VerticalScroll)
        height, top = scroll.size.height, scroll.scroll_offset.y
        if height and not top <= row < top + height - 1:
            scroll.scroll_to(y=max(0, row - height // 2), animate=False)


def _line_id(line: Due | Coming) -> tuple[str, str]:
    """Return what tells a line from others when it changes: its application, and what it is about."""
    return line.application.id, line.words if isinstance(line, Coming) else "due"


def _day_heading(line: Coming, today: Today) -> str:
    day = say_day(line.when.date(), today.day)
    return day[:1].upper() + day[1:]


def _line_content(line: Due | Coming, width: int, company_width: int, *, chosen: bool) -> Content:
    name = fit(line.application.company, company_width)
    marker, room = GLYPHS.marker if chosen else " ", max(width - company_width - 7, 1)
    if isinstance(line, Due):
        sentence, style = fit_reason(line.advice, room), look_of(line.advice).meaning.style
    else:
        hour = "" if line.is_whole_day else f"{line.when:%H:%M} "
        sentence, style = fit_sentence(f"{hour}{line.words}", room), "theirs"
    gap = " " * (company_width - cell_len(name))
    return Content.assemble(
        (f" {marker}", style_of("yours", is_selected=chosen)),
        (f" {name}{gap}  ", style_of("name", is_selected=chosen)),
        (sentence, style_of(style, is_selected=chosen)),
        (" " * max(width - company_width - 6 - cell_len(sentence), 0), style_of("plain", is_selected=chosen)),
    )
