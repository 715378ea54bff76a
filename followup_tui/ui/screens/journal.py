"""The journal: all entries by date, searched while the user types."""

from __future__ import annotations

from typing import ClassVar, Final

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from followup_tui.domain.search import search_words
from followup_tui.domain.wording import say_count
from followup_tui.ui import routes
from followup_tui.ui.journal_search import Filters, JournalSearch
from followup_tui.ui.keys import BACK, EVERYWHERE, IN_LISTS, JOURNAL, KeyGroups, bindings
from followup_tui.ui.screens.list_page import ListPage
from followup_tui.ui.widgets.entry_list import EntryList
from followup_tui.ui.widgets.field import line_entry

TEXTS_AT_ONCE = 200
"""How many entries' texts are read at once: a few milliseconds' work."""


NOTHING_WRITTEN: Final = "Nothing is written down yet. After an interview, r on its card notes how it went."
NOTHING_FOUND: Final = "No entry fits. escape shows all again: {total}."


class JournalPage(ListPage):
    """Every interview that was reflected on, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, IN_LISTS, JOURNAL, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (JOURNAL[:1], IN_LISTS, JOURNAL[1:], BACK)

    def __init__(self) -> None:
        super().__init__()
        self.search = JournalSearch()

    @property
    def application_id(self) -> str | None:
        """The id of the chosen entry's application."""
        chosen = self.entries.selected
        return chosen.application.id if chosen else None

    @property
    def entries(self) -> EntryList:
        """The entries that were found."""
        return self.query_one(EntryList)

    def body(self) -> ComposeResult:
        """Yield the search and the entries."""
        yield line_entry(placeholder="/ finds words in what you wrote", id="search")
        yield EntryList()
        yield Static(id="nothing", markup=False)

    def on_mount(self) -> None:
        """Show all entries, and follow what changes."""
        self.say_hints(self.hints())
        self._read()
        # Without waiting for Input.Changed: one frame shows the letter and what was found.
        self.watch(self.query_one("#search"), "value", self._words_typed, init=False)
        self.program.changed.subscribe(self, lambda _: self._read(), immediate=True)
        self.call_after_refresh(self._look_ahead)

    def _look_ahead(self) -> None:
        """Read the entries' texts bit by bit, so that the first letter of a search need not wait for it."""
        if self.search.look_ahead(TEXTS_AT_ONCE):
            self.set_timer(0.01, self._look_ahead)

    def action_back(self) -> None:
        """Leave the search, then take the filters back, then go back to the board.

        Where nothing was found there is nothing to go to, and the filters are taken back at once.
        """
        if self.query_one("#search", Input).has_focus and (self.entries.count or not self.search.total):
            self.entries.focus()
        elif self.search.filters != Filters():
            self.query_one("#search", Input).value = ""
            self._find(Filters())
            self.entries.focus()
        else:
            self.dismiss(None)

    def action_open(self) -> None:
        """Read the entry."""
        if (chosen := self.entries.selected) is not None:
            self.app.push_screen(routes.ENTRY(chosen))

    def action_edit(self) -> None:
        """Edit the entry."""
        if (chosen := self.entries.selected) is not None:
            self.app.push_screen(routes.REFLECT(chosen.application, chosen.interview))

    def action_only_open(self) -> None:
        """Show only entries with open lessons, or all again."""
        filters = self.search.filters
        self._find(replace(filters, only_open=not filters.only_open))

    def action_company(self) -> None:
        """Show only the chosen entry's company, or all again."""
        filters, chosen = self.search.filters, self.entries.selected
        company = "" if filters.company or chosen is None else chosen.application.company
        self._find(replace(filters, company=company))

    def action_tag(self) -> None:
        """Show only the first tag of the chosen entry's application, then its next, then all again."""
        filters, chosen = self.search.filters, self.entries.selected
        tags = ("", *(chosen.application.tags if chosen else ()), "")
        index = tags.index(filters.tag) if filters.tag in tags else 0
        self._find(replace(filters, tag=tags[index + 1]))
        if tags == ("", ""):
            self.bottom.show_message("This application has no tags; e on its card notes some")

    def _read(self) -> None:
        self.search.show(self.program.tracker.applications)
        self._show()

    def _words_typed(self, text: str) -> None:
        """Find entries while the user types."""
        self._find(replace(self.search.filters, words=search_words(text)))

    def _find(self, filters: Filters) -> None:
        self.bottom.clear_message()
        self.search.find(filters)
        self._show()

    def _show(self) -> None:
        count, total = len(self.search.entries), self.search.total
        all_of_them = say_count(total, "entry", "entries")
        self.set_class(not count, "-empty")
        self.set_class(not total, "-unwritten")
        nothing = NOTHING_FOUND.format(total=all_of_them) if total else NOTHING_WRITTEN
        self.query_one("#nothing", Static).update("" if count else nothing)
        self.entries.show(self.search.entries, self.program.tracker.today().zone)
        how_many = f"{count:,} of {total:,}" if count != total else all_of_them
        self.say_top("Journal", how_many, *self.search.filters.in_words())
