"""Which entries of the journal are shown: those with all the words, and within the filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_tui.domain.application import Application, LessonState
from followup_tui.domain.journal import Entry, entries, text_of

Name = tuple[str, str]
"""What tells an entry from all others: its application's id and its round's."""


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
        self.found: list[Entry] = []
        self._all: list[Entry] = []
        self._texts: dict[Name, tuple[Entry, str]] = {}

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._all)

    def show(self, applications: Mapping[str, Application]) -> None:
        """Take the entries of these applications."""
        self._all = entries(applications.values())
        self.find(self.filters, anew=True)

    def look_ahead(self, first: int, count: int) -> bool:
        """Go through so many entries' texts before they are asked for. Gives whether any are left after."""
        for entry in self._all[first : first + count]:
            self._text(entry)
        return first + count < len(self._all)

    def find(self, filters: Filters, *, anew: bool = False) -> None:
        """Find the entries within the filters, the newest first."""
        among: Iterable[Entry] = self.found if not anew and filters.narrows(self.filters) else self._all
        self.filters = filters
        self.found = [entry for entry in among if self._fits(entry)]

    def _fits(self, entry: Entry) -> bool:
        filters, card = self.filters, entry.application
        if filters.company and card.company != filters.company:
            return False
        if filters.tag and filters.tag not in card.tags:
            return False
        if filters.only_open and not any(
            lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons
        ):
            return False
        if not filters.words:
            return True
        text = self._text(entry)
        return all(word in text for word in filters.words)

    def _text(self, entry: Entry) -> str:
        kept = self._texts.get(name_of(entry))
        if kept is not None and kept[0].application is entry.application:
            return kept[1]
        text = text_of(entry)
        self._texts[name_of(entry)] = (entry, text)
        return text


def name_of(entry: Entry) -> Name:
    """Give what tells an entry from all others."""
    return entry.application.id, entry.held.id
