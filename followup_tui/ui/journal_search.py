"""Which entries of the journal are shown: those with all the words, and within the filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from followup_tui.domain.application import Application, LessonState
from followup_tui.domain.journal import JournalEntry, journal_entries, searchable_text

Name = tuple[str, str]
"""What tells an entry from all others: its application's id and its interview's."""

Searched = tuple[JournalEntry, str]
"""An entry, and everything a search in it looks through."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What entries are narrowed down to.

    Attributes:
        words: every one of them occurs in the entry; small letters.
        company: only this one; empty for all.
        tag: only applications with it; empty for all.
        only_open: only entries with a lesson that is still open.
    """

    words: tuple[str, ...] = ()
    company: str = ""
    tag: str = ""
    only_open: bool = False

    def in_words(self) -> tuple[str, ...]:
        """Say what is filtered by, beside the words that stand in the search."""
        said = (self.company, f"tag {self.tag}" if self.tag else "", "open lessons" if self.only_open else "")
        return tuple(filter(None, said))

    def narrows(self, other: Filters) -> bool:
        """Say whether nothing is shown with these that was not with the others: typing on in a search."""
        same = (self.company, self.tag, self.only_open) == (other.company, other.tag, other.only_open)
        typed_on = len(self.words) >= len(other.words) and all(
            word.startswith(before) for word, before in zip(self.words, other.words, strict=False)
        )
        return same and typed_on


class JournalSearch:
    """All entries, and those found; each entry's text is gone through once, whatever is typed."""

    def __init__(self) -> None:
        self.filters = Filters()
        self.found: list[JournalEntry] = []
        self._all: list[JournalEntry] = []
        self._texts: dict[Name, Searched] = {}
        self._searched: list[Searched] = []
        self._ready: list[Searched] = []

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._all)

    def show(self, applications: Mapping[str, Application]) -> None:
        """Take the entries of these applications."""
        self._all, self._ready = journal_entries(applications.values()), []
        self.find(self.filters, anew=True)

    def look_ahead(self, count: int) -> bool:
        """Read the texts of so many more entries before they are asked for. Gives whether any are left."""
        done = len(self._ready)
        self._ready += [self._text(entry) for entry in self._all[done : done + count]]
        return len(self._ready) < len(self._all)

    def find(self, filters: Filters, *, anew: bool = False) -> None:
        """Find the entries within the filters, the newest first."""
        typed_on = not anew and self.filters.words and filters.narrows(self.filters)
        searched = self._searched if typed_on else self._within(filters) if filters.words else []
        for word in filters.words:
            searched = [one for one in searched if word in one[1]]
        self.filters, self._searched = filters, searched
        if filters == Filters():
            self.found = self._all
        elif filters.words:
            self.found = [entry for entry, _ in searched]
        else:
            self.found = [entry for entry in self._all if _is_within(entry, filters)]

    def _within(self, filters: Filters) -> list[Searched]:
        """Give the entries within the filters, whatever their words, with their texts."""
        self.look_ahead(len(self._all))
        return [one for one in self._ready if _is_within(one[0], filters)]

    def _text(self, entry: JournalEntry) -> Searched:
        kept = self._texts.get(name_of(entry))
        if kept is None or kept[0].application is not entry.application:
            kept = self._texts[name_of(entry)] = (entry, searchable_text(entry))
        return kept


def _is_within(entry: JournalEntry, filters: Filters) -> bool:
    """Say whether an entry is of the company and tag, and has an open lesson where only those are shown."""
    card = entry.application
    return (
        (not filters.company or card.company == filters.company)
        and (not filters.tag or filters.tag in card.tags)
        and (
            not filters.only_open
            or any(lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons)
        )
    )


def name_of(entry: JournalEntry) -> Name:
    """Give what tells an entry from all others."""
    return entry.application.id, entry.interview.id
