"""The list of journal entries, one in each row."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from followup_tui.domain.dates import say_date
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry, nonempty_lines
from followup_tui.ui.fitting import fit
from followup_tui.ui.journal_search import EntryId, entry_id
from followup_tui.ui.widgets.row_list import RowList

COMPANY_WIDTH = 18
"""How many cells the company has at most."""


class EntryList(RowList[JournalEntry]):
    """Journal entries, one of them selected."""

    def __init__(self) -> None:
        super().__init__()
        self._zone = ZoneInfo("UTC")

    def show(self, entries: Sequence[JournalEntry], zone: ZoneInfo) -> None:
        """Show these entries. The selection stays on its entry where that is among them."""
        self._zone = zone
        self.show_items(entries)

    def item_id(self, item: JournalEntry) -> EntryId:
        """Return what tells an entry from all others."""
        return entry_id(item)

    def runs(self, item: JournalEntry, width: int) -> Sequence[tuple[str, str]]:
        """Return the row of an entry as pairs of a text and the name of its style."""
        day = say_date(item.moment.day(self._zone))
        company_width = min(COMPANY_WIDTH, max(width // 4, 8))
        company = fit(item.application.company, company_width)
        open_lessons = sum(lesson.state is LessonState.OPEN for lesson in item.reflection.lessons)
        mark = f" {open_lessons} open " if open_lessons else ""
        feeling = f"{item.reflection.feeling}/5 " if item.reflection.feeling else "    "
        date = f"{day:<16}" if width >= 50 else f"{day[4:-5]:<7}"
        room = width - 1 - cell_len(date) - company_width - 2 - len(feeling) - cell_len(mark)
        first_line = fit(_first_line(item), max(room, 0))
        return (
            (" ", "quiet"),
            (date, "quiet"),
            (company, "name"),
            (" " * (company_width - cell_len(company) + 2), "plain"),
            (feeling, "quiet"),
            (first_line + " " * max(room - cell_len(first_line), 0), "quiet"),
            (mark, "yours"),
        )


def _first_line(entry: JournalEntry) -> str:
    """Return the first line that was written down; empty where nothing was."""
    reflection = entry.reflection
    lessons = "; ".join(lesson.text for lesson in reflection.lessons)
    return next(
        iter(
            [
                *nonempty_lines(reflection.well),
                *nonempty_lines(reflection.badly),
                lessons,
                *nonempty_lines(entry.interview.said),
            ]
        ),
        "",
    )
