"""The search over everything: people, notes, contacts, what was said, the journal, promises, offers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from followup_tui.domain.search import search_words
from followup_tui.domain.wording import say_count
from followup_tui.ui.full_search import FullSearch
from followup_tui.ui.keys import BACK, EVERYWHERE, IN_LISTS, SEARCH, KeyGroups, bindings
from followup_tui.ui.screens.list_page import ListPage
from followup_tui.ui.widgets.field import line_entry
from followup_tui.ui.widgets.hit_list import HitList

TEXTS_AT_ONCE = 100
"""How many applications' texts are read at once: a few milliseconds' work."""


class SearchPage(ListPage):
    """Every text with the words that are typed; a hit opens its card."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, IN_LISTS, SEARCH, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (SEARCH, IN_LISTS, BACK)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._first_words = words
        self.search = FullSearch()

    @property
    def application_id(self) -> str | None:
        """The id of the chosen hit's application."""
        chosen = self.hits.selected
        return chosen.application.id if chosen else None

    @property
    def hits(self) -> HitList:
        """What was found."""
        return self.query_one(HitList)

    def body(self) -> ComposeResult:
        """Yield the search and what it found."""
        yield line_entry(
            value=self._first_words,
            placeholder="words in people, notes, contacts, what was said, journal, promises, offers",
            id="search",
        )
        yield HitList()
        yield Static("", id="nothing", markup=False)

    def on_mount(self) -> None:
        """Find what was asked for, and follow what is typed and what changes."""
        self.say_hints(self.hints())
        # Without waiting for Input.Changed: one frame shows the letter and what was found.
        entry = self.query_one("#search", Input)
        self.watch(entry, "value", self._words_typed, init=False)
        self.program.changed.subscribe(self, lambda _: self._read(), immediate=True)
        self._read()
        if not self.search.hits:
            entry.focus()
        self.call_after_refresh(self._look_ahead)

    def action_back(self) -> None:
        """Leave the search's entry for what was found; from there go back to the board."""
        if self.query_one("#search", Input).has_focus and self.search.hits:
            self.hits.focus()
        else:
            self.dismiss(None)

    def _look_ahead(self) -> None:
        """Read the texts bit by bit, so that the first letter need not wait for all of them."""
        if self.search.look_ahead(TEXTS_AT_ONCE):
            self.set_timer(0.01, self._look_ahead)

    def _read(self) -> None:
        self.search.applications = self.program.tracker.applications
        self._words_typed(self.query_one("#search", Input).value)

    def _words_typed(self, text: str) -> None:
        """Find everything with these words while the user types."""
        words = search_words(text)
        today = self.program.tracker.today()
        self.search.find(words, today.zone)
        self.hits.show(self.search.hits, words, today.day)
        self.set_class(not self.search.hits, "-empty")
        nothing = (
            "Nothing has these words. All of them must be in one entry: try fewer words." if words else ""
        )
        self.query_one("#nothing", Static).update(nothing)
        count = len(self.search.hits)
        how_many = f"{'the first ' if self.search.is_cut else ''}{say_count(count, 'hit')}"
        self.say_top("Search everything", how_many if words else "")
