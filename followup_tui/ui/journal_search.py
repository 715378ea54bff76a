"""Which entries of the journal are shown: those with all the words, and within the filters."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import JournalEntry, journal_entries, searchable_text

EntryId = tuple[str, str]
"""An entry's application's id and its interview's."""

SearchableEntry = tuple[JournalEntry, str]
"""An entry, and the text that is searched."""


class Filters(Struct, frozen=True):
    """What entries are narrowed down to.

    Attributes:
        words: all of them occur in the entry; as `search_words` returns them.
        company: only this one; empty for all.
        tag: only applications with it; empty for all.
        only_open: only entries with a lesson that is still open.
    """

    words: tuple[str, ...] = ()
    company: str = ""
    tag: str = ""
    only_open: bool = False

    def in_words(self) -> tuple[str, ...]:
        """Return the filters in words, without the words of the search, which stand in its field."""
        texts = (
            self.company,
            f"tag {self.tag}" if self.tag else "",
            "open lessons" if self.only_open else "",
        )
        return tuple(filter(None, texts))

    def narrows(self, other: Filters) -> bool:
        """Return whether these find nothing that the others do not: somebody types on in a search."""
        same = (self.company, self.tag, self.only_open) == (other.company, other.tag, other.only_open)
        typed_on = len(self.words) >= len(other.words) and all(
            word.startswith(before) for word, before in zip(self.words, other.words, strict=False)
        )
        return same and typed_on


class JournalSearch:
    """All entries, and those found; each entry's text is made once, whatever is typed."""

    def __init__(self) -> None:
        self.filters = Filters()
        self.entries: list[JournalEntry] = []
        self._all: list[JournalEntry] = []
        self._texts: dict[EntryId, SearchableEntry] = {}
        self._searched: list[SearchableEntry] = []
        self._ready: list[SearchableEntry] = []

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._all)

    def show(self, applications: Mapping[str, Application]) -> None:
        """Search the entries of these applications from now on."""
        self._all, self._ready = journal_entries(applications.values()), []
        self.find(self.filters, again=True)

    def look_ahead(self, count: int) -> bool:
        """Make the texts of so many more entries before a search needs them; return whether any are left."""
        done = len(self._ready)
        self._ready += [self._text(entry) for entry in self._all[done : done + count]]
        return len(self._ready) < len(self._all)

    def find(self, filters: Filters, *, again: bool = False) -> None:
        """Find the entries within the filters, the newest first."""
        typed_on = not again and self.filters.words and filters.narrows(self.filters)
        searched = self._searched if typed_on else self._within(filters) if filters.words else []
        for word in filters.words:
            searched = [(entry, text) for entry, text in searched if word in text]
        self.filters, self._searched = filters, searched
        if filters == Filters():
            self.entries = self._all
        elif filters.words:
            self.entries = [entry for entry, _ in searched]
        else:
            self.entries = [entry for entry in self._all if _is_within(entry, filters)]

    def _within(self, filters: Filters) -> list[SearchableEntry]:
        """Return the entries within the filters, whatever their words, with their texts."""
        self.look_ahead(len(self._all))
        return [one for one in self._ready if _is_within(one[0], filters)]

    def _text(self, entry: JournalEntry) -> SearchableEntry:
        made = self._texts.get(entry_id(entry))
        if made is None or made[0].application is not entry.application:
            made = self._texts[entry_id(entry)] = (entry, searchable_text(entry))
        return made


def _is_within(entry: JournalEntry, filters: Filters) -> bool:
    """Return whether an entry is within the filters, whatever their words."""
    card = entry.application
    return (
        (not filters.company or card.company == filters.company)
        and (not filters.tag or filters.tag in card.tags)
        and (
            not filters.only_open
            or any(lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons)
        )
    )


def entry_id(entry: JournalEntry) -> EntryId:
    """Return what tells an entry from all others."""
    return entry.application.id, entry.interview.id
