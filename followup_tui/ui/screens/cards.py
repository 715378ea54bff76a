"""Some cards in a list: those behind a row of the statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from followup_tui.cells import text_width
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import CardLine, card_line
from followup_tui.domain.relations import related_to
from followup_tui.domain.urgency import urgency_of
from followup_tui.ui.fitting import fit, fit_first
from followup_tui.ui.keys import BACK, EVERYWHERE, IN_LISTS, SEARCH, KeyGroups, bindings, without
from followup_tui.ui.screens.list_page import CardRowsPage
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.row_list import RowList

_COMPANY = 20
"""How many cells the company has at most."""


class CardRows(RowList[tuple[Application, CardLine]]):
    """Cards, one of them selected: company and role at the left, what it waits for at the right."""

    def item_id(self, item: tuple[Application, CardLine]) -> object:
        """Return what tells a card from all others."""
        return item[0].id

    def runs(self, item: tuple[Application, CardLine], width: int) -> Sequence[Run]:
        """Return the row of a card."""
        application, line = item
        company_width = min(_COMPANY, max(width // 4, 8))
        company = fit(application.company, company_width)
        says = fit_first(line.wordings, max(width // 2 - 2, 1))
        room = max(width - company_width - text_width(says) - 5, 0)
        job = fit(application.job, room)
        return (
            (" ", "plain"),
            (
                company + " " * (company_width - text_width(company) + 2),
                "name-over" if application.stage is Stage.CLOSED else "name",
            ),
            (job + " " * (room - text_width(job) + 1), "quiet"),
            (f"{says} ", line.look.style),
        )


class CardListPage(CardRowsPage):
    """Some cards, one of them chosen.

    Args:
        title: what they have in common.
        ids: the ids of their applications, the most urgent one first shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        BACK, without(IN_LISTS, "list.search"), SEARCH, EVERYWHERE
    )
    hint_groups: ClassVar[KeyGroups] = (SEARCH, BACK)

    def __init__(self, title: str, ids: Sequence[str]) -> None:
        super().__init__()
        self._title, self._ids = title, ids

    @property
    def application_id(self) -> str | None:
        """The id of the chosen card's application."""
        chosen = self.rows.selected
        return chosen[0].id if chosen else None

    @property
    def rows(self) -> CardRows:
        """The list."""
        return self.query_one(CardRows)

    def body(self) -> ComposeResult:
        """Yield the cards."""
        yield CardRows()

    def on_mount(self) -> None:
        """Show the cards, and follow what changes."""
        self._read()
        self.say_hints(self.hints())
        self.program.changed.subscribe(self, lambda _: self._read(), immediate=True)

    def _read(self) -> None:
        tracker = self.program.tracker
        today, applications = tracker.today(), tracker.applications
        there = [applications[id_] for id_ in self._ids if id_ in applications]
        advice = {each.id: advise(each, today, related_to(each, applications)) for each in there}
        there.sort(
            key=lambda each: (urgency_of(each, today, advice[each.id]), each.company.casefold(), each.id)
        )
        items = [(each, card_line(each, today, advice=advice[each.id])) for each in there]
        self.rows.show_items(items)
        self.say_top(self._title, f"{len(items)} card{'s'[: len(items) != 1]}")
