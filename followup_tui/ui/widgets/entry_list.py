"""The entries of the journal, one a row, one chosen: drawn line by line, however many there are."""

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

from followup_tui.domain.application import LessonState
from followup_tui.domain.dates import say_date
from followup_tui.domain.journal import Entry, lines
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.journal_search import name_of

COMPANY_CELLS = 18
"""How many cells the company has, at most."""


class EntryList(Widget, can_focus=True):
    """The entries that were found."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entries--plain",
        "entries--quiet",
        "entries--mark",
        "entries--chosen",
    }

    DEFAULT_CSS = """
    EntryList { height: 1fr; width: 1fr; }
    EntryList > .entries--plain { text-style: bold; }
    EntryList > .entries--quiet { color: $quiet; }
    EntryList > .entries--mark { color: $yours; }
    EntryList > .entries--chosen { background: $chosen; }
    """

    @dataclass
    class Opened(Message):
        """Somebody clicked the chosen entry."""

    def __init__(self) -> None:
        super().__init__()
        self.index = 0
        self._entries: Sequence[Entry] = ()
        self._zone = ZoneInfo("UTC")
        self._top = 0
        self._styles: dict[str, Style] = {}

    @property
    def chosen(self) -> Entry | None:
        """The chosen entry; None where there is none."""
        return self._entries[self.index] if self.index < len(self._entries) else None

    def show(self, entries: Sequence[Entry], zone: ZoneInfo) -> None:
        """Show these entries. The chosen one stays chosen where it is among them, else the first is."""
        before = self.chosen
        self._entries, self._zone = entries, zone
        self.index = _place(entries, before) if before else 0
        self._bring_into_view()
        self.refresh()

    def move(self, rows: int) -> None:
        """Choose the entry so many rows down, up where negative; it stops at the ends."""
        before = self.index
        self.index = max(0, min(before + rows, len(self._entries) - 1))
        if self.index == before:
            return
        if self._bring_into_view():
            self.refresh()
        else:
            for index in (before, self.index):
                self.refresh(Region(0, index - self._top, self.size.width, 1))

    @property
    def page(self) -> int:
        """How many rows are shown."""
        return max(self.size.height, 1)

    def on_resize(self) -> None:
        """Keep the chosen entry in view."""
        self._bring_into_view()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the pointer; open the chosen one."""
        index = self._top + event.y
        if index == self.index:
            self.post_message(self.Opened())
        elif index < len(self._entries):
            self.move(index - self.index)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        index, width = self._top + y, self.size.width
        if index >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        parts = list(self._row(self._entries[index], width))
        base = self.rich_style
        if index == self.index:
            base += Style(bgcolor=self._colour("entries--chosen").bgcolor)
            parts[0] = (GLYPHS.marker, "entries--mark")
        segments = [Segment(text, self._colour(style) + Style(bgcolor=base.bgcolor)) for text, style in parts]
        return Strip(segments).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        """Look the colours up anew: they are others."""
        self._styles.clear()
        super().notify_style_update()

    def _colour(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name)
        return self._styles[name]

    def _row(self, entry: Entry, width: int) -> Sequence[tuple[str, str]]:
        day = say_date(entry.moment.day(self._zone))
        cells = min(COMPANY_CELLS, max(width // 4, 8))
        company = fit(entry.application.company, cells)
        still_open = sum(lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons)
        mark = f" {still_open} open " if still_open else ""
        felt = f"{entry.reflection.feeling}/5 " if entry.reflection.feeling else "    "
        begins = f"{day:<16}" if width >= 50 else f"{day[4:-5]:<7}"
        room = width - 1 - cell_len(begins) - cells - 2 - len(felt) - cell_len(mark)
        says = fit(_first_line(entry), max(room, 0))
        return (
            (" ", "entries--quiet"),
            (begins, "entries--quiet"),
            (company + " " * (cells - cell_len(company) + 2), "entries--plain"),
            (felt, "entries--quiet"),
            (says + " " * max(room - cell_len(says), 0), "entries--quiet"),
            (mark, "entries--mark"),
        )

    def _bring_into_view(self) -> bool:
        """Scroll by a page where the chosen row is out of view. Gives whether it was."""
        before, height = self._top, self.page
        if self.index < self._top:
            self._top = max(0, self.index - height + 1)
        elif self.index >= self._top + height:
            self._top = self.index
        self._top = max(0, min(self._top, len(self._entries) - height))
        return self._top != before


def _place(entries: Sequence[Entry], wanted: Entry) -> int:
    """Say where an entry stands, as it was or changed; 0 where it does not."""
    card, held = name_of(wanted)
    for index, entry in enumerate(entries):
        if entry.application.id == card and entry.held.id == held:
            return index
    return 0


def _first_line(entry: Entry) -> str:
    written = entry.reflection
    lessons = "; ".join(lesson.text for lesson in written.lessons)
    return next(iter([*lines(written.well), *lines(written.badly), lessons, *lines(entry.held.said)]), "")
