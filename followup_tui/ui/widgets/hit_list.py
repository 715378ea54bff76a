"""The list of what a search over everything found, a line in each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from followup_tui.domain.dates import say_day
from followup_tui.domain.search import passage
from followup_tui.domain.search_entries import EntryKind, SearchHit
from followup_tui.ui.fitting import fit
from followup_tui.ui.widgets.entry_list import COMPANY_WIDTH
from followup_tui.ui.widgets.row_list import RowList

_ROOM_FOR_DAYS = 60
"""The fewest cells of a row that has room for its day."""

_KIND_WIDTH = max(len(kind.value) for kind in EntryKind) + 2


class HitList(RowList[SearchHit]):
    """Hits, one of them selected."""

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._words: tuple[str, ...] = ()

    def show(self, hits: Sequence[SearchHit], words: tuple[str, ...], today: date) -> None:
        """Show what was found with these words. The selection stays on its hit where that is among them."""
        self._today, self._words = today, words
        self.show_items(hits)

    def item_id(self, item: SearchHit) -> object:
        """Return what tells a hit from all others."""
        return item.application.id, item.entry.kind, item.entry.id, item.line

    def runs(self, item: SearchHit, width: int) -> Sequence[tuple[str, str]]:
        """Return the row of a hit: company, what it is, the line that matches, its date."""
        company_width = min(COMPANY_WIDTH, max(width // 4, 8))
        company = fit(item.application.company, company_width)
        day = f"  {say_day(item.day, self._today)} " if item.day and width >= _ROOM_FOR_DAYS else ""
        room = max(width - 1 - company_width - 2 - _KIND_WIDTH - cell_len(day), 0)
        line = passage(item.line, self._words, lambda text: fit(text, room))
        return (
            (" ", "quiet"),
            (company, "name"),
            (" " * (company_width - cell_len(company) + 2), "plain"),
            (f"{item.entry.kind.value:<{_KIND_WIDTH}}", "quiet"),
            (line + " " * (room - cell_len(line)), "quiet"),
            (day, "quiet"),
        )
