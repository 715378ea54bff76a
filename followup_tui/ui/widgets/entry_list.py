"""The list of journal entries, one in each row: rendered line by line, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from followup_tui.domain.dates import say_date
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry, nonempty_lines
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.journal_search import entry_id

COMPANY_WIDTH = 18
"""How many cells the company has at most."""


class EntryList(Widget, can_focus=True):
    """Journal entries, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entries--plain",
        "entries--quiet",
        "entries--mark",
        "entries--selected",
    }

    DEFAULT_CSS = """
    EntryList { height: 1fr; width: 1fr; }
    EntryList > .entries--plain { text-style: bold; }
    EntryList > .entries--quiet { color: $quiet; }
    EntryList > .entries--mark { color: $yours; }
    EntryList > .entries--selected { background: $chosen; }
    """

    @dataclass
    class Opened(Message):
        """The user clicked the selected entry."""

    def __init__(self) -> None:
        super().__init__()
        self.index = 0
        self._entries: Sequence[JournalEntry] = ()
        self._zone = ZoneInfo("UTC")
        self._top = 0

    @property
    def selected(self) -> JournalEntry | None:
        """The selected entry; None where the list is empty."""
        return self._entries[self.index] if self.index < len(self._entries) else None

    def show(self, entries: Sequence[JournalEntry], zone: ZoneInfo) -> None:
        """Show these entries. The selection stays on its entry where that is among them."""
        before = self.selected
        self._entries, self._zone = entries, zone
        self.index = _index_of(before, entries) if before else 0
        self._scroll_into_view()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the selection so many rows down, up where negative; it stops at the ends."""
        before = self.index
        self.index = max(0, min(before + rows, len(self._entries) - 1))
        if self.index == before:
            return
        if self._scroll_into_view():
            self.refresh()
        else:
            for index in (before, self.index):
                self.refresh(Region(0, index - self._top, self.size.width, 1))

    @property
    def page(self) -> int:
        """How many rows are shown."""
        return max(self.size.height, 1)

    def on_resize(self) -> None:
        """Keep the selected entry in view."""
        self._scroll_into_view()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the entry under the pointer; open it where it is selected already."""
        index = self._top + event.y
        if index == self.index:
            self.post_message(self.Opened())
        elif index < len(self._entries):
            self.move(index - self.index)

    def render_line(self, y: int) -> Strip:
        """Render one row."""
        index, width = self._top + y, self.size.width
        if index >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        runs = list(self._runs(self._entries[index], width))
        base = self.rich_style
        if index == self.index:
            base += Style(bgcolor=self.get_component_rich_style("entries--selected").bgcolor)
            runs[0] = (GLYPHS.marker, "entries--mark")
        segments = [
            Segment(text, self.get_component_rich_style(style) + Style(bgcolor=base.bgcolor))
            for text, style in runs
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _runs(self, entry: JournalEntry, width: int) -> Sequence[tuple[str, str]]:
        """Return the row of an entry as plain values: pairs of a text and the name of its style."""
        day = say_date(entry.moment.day(self._zone))
        company_width = min(COMPANY_WIDTH, max(width // 4, 8))
        company = fit(entry.application.company, company_width)
        open_lessons = sum(lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons)
        mark = f" {open_lessons} open " if open_lessons else ""
        feeling = f"{entry.reflection.feeling}/5 " if entry.reflection.feeling else "    "
        date = f"{day:<16}" if width >= 50 else f"{day[4:-5]:<7}"
        room = width - 1 - cell_len(date) - company_width - 2 - len(feeling) - cell_len(mark)
        first_line = fit(_first_line(entry), max(room, 0))
        return (
            (" ", "entries--quiet"),
            (date, "entries--quiet"),
            (company + " " * (company_width - cell_len(company) + 2), "entries--plain"),
            (feeling, "entries--quiet"),
            (first_line + " " * max(room - cell_len(first_line), 0), "entries--quiet"),
            (mark, "entries--mark"),
        )

    def _scroll_into_view(self) -> bool:
        """Scroll by a page where the selected row is out of view. Return whether it was."""
        before, height = self._top, self.page
        if self.index < self._top:
            self._top = max(0, self.index - height + 1)
        elif self.index >= self._top + height:
            self._top = self.index
        self._top = max(0, min(self._top, len(self._entries) - height))
        return self._top != before


def _index_of(entry: JournalEntry, entries: Sequence[JournalEntry]) -> int:
    """Return where an entry is, unchanged or changed; 0 where it is not."""
    ids = map(entry_id, entries)
    return next((index for index, other_id in enumerate(ids) if other_id == entry_id(entry)), 0)


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
