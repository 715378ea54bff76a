"""The search over everything, while words are typed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from zoneinfo import ZoneInfo

from followup_tui.domain.application import Application
from followup_tui.domain.search import has_words
from followup_tui.domain.search_entries import SearchHit, all_text, hits_in, sort_hits

MOST_HITS = 500
"""So many hits are worked out at most: nobody reads more, and one letter could have a hundred thousand."""


class FullSearch:
    """What was found last. Each application's text is made once, whatever is typed."""

    def __init__(self) -> None:
        self.applications: Mapping[str, Application] = {}
        self.hits: list[SearchHit] = []
        self.is_cut = False
        """Whether there are more hits than are shown."""
        self._texts: dict[str, tuple[Application, str]] = {}

    def look_ahead(self, count: int) -> bool:
        """Make the texts of so many more applications. Return whether any are left."""
        unread = [application_id for application_id in self.applications if application_id not in self._texts]
        for application_id in unread[:count]:
            self._text(self.applications[application_id])
        return len(unread) > count

    def find(self, words: tuple[str, ...], zone: ZoneInfo) -> None:
        """Find the entries that have all these words of `search_words`; without words, none."""
        candidates = (
            application
            for application in self.applications.values()
            if words and has_words(self._text(application), words)
        )
        hits = (hit for application in candidates for hit in hits_in(application, words, zone))
        self.hits = sort_hits(islice(hits, MOST_HITS))
        self.is_cut = next(hits, None) is not None

    def _text(self, application: Application) -> str:
        made = self._texts.get(application.id)
        if made is None or made[0] is not application:
            made = self._texts[application.id] = (application, all_text(application))
        return made[1]
