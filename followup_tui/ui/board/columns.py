"""Which cards are in which column, in which order: the board without anything drawn."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from itertools import chain, islice
from typing import Any, Final

from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.advice.keeping_looking import days_since_newest
from followup_tui.domain.advice.next_move import advise, advise_all
from followup_tui.domain.agenda import ComingKind, dates_ahead
from followup_tui.domain.application import CLOSED, Application, Stage
from followup_tui.domain.applications import Outline, outlines
from followup_tui.domain.card_line import CardLine, card_line
from followup_tui.domain.due import Due, due_order
from followup_tui.domain.relations import Relations
from followup_tui.domain.search import has_words, search_text, search_words
from followup_tui.domain.stages import Today, stage_on
from followup_tui.domain.urgency import Urgency, is_due, urgency_of

STAGES = tuple(Stage)

DAYS_AHEAD: Final = 14
"""How many days are looked ahead for what they bring, today included."""

SortKey = tuple[Any, ...]
"""What sorts a card in its column: its id comes last."""

Texts = dict[Stage, list[tuple[SortKey, str]]]
"""The cards of each column in order, each with the text that the filter searches."""


class Order(Enum):
    """What a column is sorted by."""

    URGENT = "most urgent first"
    COMPANY = "by company"
    NEWEST = "newest first"


_LAST: Final = datetime.max.replace(tzinfo=UTC)
"""No moment is later: what is left until it sorts moments, the latest first."""

_URGENT: Final = Order.URGENT  # asked for each card, and a member's look-up is slow in Python 3.11


class Columns:
    """The five columns. A card is known by the id of its application.

    `show` puts all applications into their columns; `update` moves only those that changed.
    """

    def __init__(self) -> None:
        self.order = Order.URGENT
        self.words: tuple[str, ...] = ()
        """The words of the filter, as `search_words` returns them; empty where all cards are shown."""
        self.filter_text = ""
        """The words of the filter as they were typed."""
        self.total = 0
        """How many applications there are, whatever the filter."""
        self.today: Today | None = None
        """The moment they were put into their columns, or changed last; None before that."""
        self.advice: dict[str, Advice] = {}
        """The advice on each live application, by its id."""
        self._applications: Mapping[str, Application] = {}
        self._live: dict[str, Application] = {}
        self._relations = Relations({})
        self._stages: dict[str, Stage] = {}
        """The column of each live application, by its id."""
        self._lines: dict[str, CardLine] = {}
        self._urgencies: dict[str, Urgency] = {}
        """How urgent each live card is, by its id."""
        self._due: list[tuple[Urgency, str]] = []
        # By which each card was placed: one that is read late may have another spelling of its company then.
        self._sort_keys: dict[str, SortKey] = {}
        self._all: dict[Stage, list[SortKey]] = {stage: [] for stage in STAGES}
        self._shown = self._all
        self._text_cache: dict[str, tuple[Application, str]] = {}
        # The texts of all cards and of the matching ones, until a card changes: looking up each text takes
        # longer than searching it.
        self._all_texts: Texts | None = None
        self._matching_texts: Texts | None = None
        # What comes with each live application, of `DAYS_AHEAD` days from a day on, until it changes.
        self._coming: dict[str, list[tuple[date, ComingKind]]] = {}
        self._coming_from: date | None = None
        self._newest: tuple[date, int | None] | None = None  # Until a card changes: each letter asks for it.

    def show(self, applications: Mapping[str, Application], today: Today) -> None:
        """Put all applications into their columns."""
        self._applications, self.today = applications, today
        self._relations = Relations(applications)
        self._lines.clear()
        self._urgencies.clear()
        self._stages.clear()
        self._live.clear()
        self.advice.clear()
        self._coming.clear()
        self._newest = None
        self._due = []
        live = [applications[outline.id] for outline in outlines(applications) if outline.stage is not CLOSED]
        self._evaluate(live, today)
        self.total = len(applications)
        self._sort_all()

    def update(
        self, applications: Mapping[str, Application], changed_ids: Collection[str], today: Today
    ) -> None:
        """Move some changed applications to where they belong now.

        What was sent to one company or person counts for all applications there: those are evaluated again,
        too.
        """
        self._applications, self.today = applications, today
        self._all_texts = self._matching_texts = self._newest = None
        for application_id in self._relations.update(applications, changed_ids).union(changed_ids):
            if application_id in self._sort_keys:
                self._remove_card(application_id)
            self._lines.pop(application_id, None)
            if (urgency := self._urgencies.pop(application_id, None)) is not None:
                _remove(self._due, (urgency, application_id))
            self._stages.pop(application_id, None)
            self._live.pop(application_id, None)
            self.advice.pop(application_id, None)
            self._coming.pop(application_id, None)
            application = applications.get(application_id)
            if application is None:
                continue
            if application.stage is not CLOSED:
                self._evaluate((application,), today)
            self._insert_card(application)
        self.total = len(applications)

    def filter(self, words: str) -> None:
        """Show only cards in which every word occurs: in company, role, people, tags or notes."""
        self.filter_text = " ".join(words.split())
        before, self.words = self.words, search_words(words)
        is_narrower = len(self.words) >= len(before) > 0 and all(map(str.startswith, self.words, before))
        self._apply_filter(is_narrower=is_narrower)

    def sort(self, order: Order) -> None:
        """Sort the columns by something else."""
        self.order = order
        self._sort_all()

    def cache_texts(self, count: int) -> bool:
        """Read the texts of so many more cards before the filter needs them. Return whether any are left."""
        uncached = [
            application_id for application_id in self._applications if application_id not in self._text_cache
        ]
        for application_id in islice(uncached, count):
            self._text(self._applications[application_id])
        if len(uncached) > count:
            return True
        self._texts_of_all()
        return False

    def count(self, stage: Stage) -> int:
        """Return how many cards of a column are shown."""
        return len(self._shown[stage])

    def card_at(self, stage: Stage, index: int) -> str | None:
        """Return the card at this index of a column, or None past its end."""
        column = self._shown[stage]
        return column[index][-1] if 0 <= index < len(column) else None

    def position(self, application_id: str) -> tuple[Stage, int] | None:
        """Return a card's column and its index in it; None where it is not shown."""
        if application_id not in self._sort_keys:
            return None
        stage, card = self._stages.get(application_id, CLOSED), self._sort_keys[application_id]
        index = bisect_left(self._shown[stage], card)
        is_shown = index < len(self._shown[stage]) and self._shown[stage][index] == card
        return (stage, index) if is_shown else None

    def line(self, application_id: str) -> CardLine:
        """Return the line of a card, which is made when it is first shown: most never are."""
        if application_id not in self._lines and self.today is not None:
            application, advice = self._applications[application_id], self.advice.get(application_id)
            self._lines[application_id] = card_line(application, self.today, advice=advice)
        return self._lines[application_id]

    def card(self, application_id: str) -> Application:
        """Return what is drawn of a card, beside its line."""
        return self._applications[application_id]

    def due(self, limit: int) -> list[str]:
        """Return the cards on which something is due now, the most urgent first, hidden ones too."""
        return [application_id for _, application_id in self._due[:limit]]

    def due_now(self) -> list[Due]:
        """Return what is due now, as `due.due_now` does, by what is known of each card already."""
        due = [Due(self._live[id_], self.advice[id_]) for _, id_ in self._due]
        return sorted(due, key=lambda each: due_order(each, self._urgencies[each.application.id]))

    @property
    def due_count(self) -> int:
        """On how many cards something is due now."""
        return len(self._due)

    @property
    def live(self) -> Collection[Application]:
        """All live applications."""
        return self._live.values()

    def days_since_newest(self, today: Today) -> int | None:
        """Return the days since the newest live application was recorded (R11); None where none is live."""
        if self._newest is None or self._newest[0] != today.day:
            self._newest = (today.day, days_since_newest(self._live.values(), today))
        return self._newest[1]

    def coming(self, today: Today) -> list[tuple[date, ComingKind]]:
        """Return what comes on which day, today and the days after it: `DAYS_AHEAD` in all."""
        if self._coming_from != today.day:
            self._coming.clear()
            self._coming_from = today.day
        all_coming = []
        for application_id, application in self._live.items():
            coming = self._coming.get(application_id)
            if coming is None:
                coming = self._coming[application_id] = []
                advice = self.advice[application_id]
                for when, _, kind in dates_ahead(application, today, advice, DAYS_AHEAD - 1):
                    coming.append((when.date() if isinstance(when, datetime) else when, kind))
            all_coming += coming
        return all_coming

    def advice_on(self, application: Application, today: Today) -> Advice:
        """Return the advice on an application; that on a closed one is worked out when it is asked for."""
        advice = self.advice.get(application.id)
        return advice or advise(application, today, self.related(application.id))

    def related(self, application_id: str) -> tuple[Application, ...]:
        """Return all applications that the advice on this one depends on, itself included."""
        return self._relations.of(application_id)

    def _evaluate(self, live: Sequence[Application], today: Today) -> None:
        """Work out the columns of live applications, the advice on them and how urgent they are."""
        # Each question is asked of all in turn: that is quicker than to ask one all of them, then the next.
        for application in live:
            self._stages[application.id] = stage_on(application, today)
        related = [self.related(application.id) for application in live]
        self.advice.update(advise_all(zip(live, related, strict=True), today))
        for application in live:
            advice = self.advice[application.id]
            urgency = self._urgencies[application.id] = urgency_of(application, today, advice)
            if is_due(application, today, advice):
                self._due.append((urgency, application.id))
        self._due.sort()
        self._live.update((application.id, application) for application in live)

    def _sort_all(self) -> None:
        """Sort all cards into their columns, and show those that match the filter."""
        self._sort_keys = {outline.id: self._sort_key(outline) for outline in outlines(self._applications)}
        self._all = {stage: [] for stage in STAGES}
        for application_id, card in self._sort_keys.items():
            self._all[self._stages.get(application_id, CLOSED)].append(card)
        for column in self._all.values():
            column.sort()
        self._all_texts = None
        self._apply_filter()

    def _sort_key(self, outline: Outline) -> SortKey:
        """Make what sorts a card in its column, and finds it there again."""
        application_id, company = outline.id, outline.company.casefold()
        if self.order is _URGENT:
            if outline.stage is CLOSED:  # the one closed last comes first
                return _LAST - outline.closed_since.utc, company, application_id
            return *self._urgencies[application_id], company, application_id
        if self.order is Order.COMPANY:
            return company, self._applications[application_id].role.casefold(), application_id
        return _LAST - self._applications[application_id].created_at.utc, company, application_id

    def _remove_card(self, application_id: str) -> None:
        stage, card = self._stages.get(application_id, CLOSED), self._sort_keys.pop(application_id)
        _remove(self._all[stage], card)
        _remove(self._shown[stage], card)  # not there where the filter hides it, or all are shown

    def _insert_card(self, application: Application) -> None:
        stage, card = self._stages.get(application.id, CLOSED), self._sort_key(application)
        self._sort_keys[application.id] = card
        insort(self._all[stage], card)
        if self._shown is not self._all and has_words(self._text(application), self.words):
            insort(self._shown[stage], card)

    def _apply_filter(self, *, is_narrower: bool = False) -> None:
        """Show the cards in which all words of the filter occur; they stay in their order.

        Args:
            is_narrower: whether only cards that are shown can match, because more was typed.
        """
        if not self.words:
            self._shown, self._matching_texts = self._all, None
            return
        texts = self._matching_texts if is_narrower else None
        if texts is None:
            texts = self._texts_of_all()
        for word in self.words:
            texts = {stage: [pair for pair in column if word in pair[1]] for stage, column in texts.items()}
        self._matching_texts = texts
        self._shown = {stage: [card for card, _ in column] for stage, column in texts.items()}

    def _texts_of_all(self) -> Texts:
        if self._all_texts is None:
            self._all_texts = {
                stage: [(card, self._text(self._applications[card[-1]])) for card in column]
                for stage, column in self._all.items()
            }
        return self._all_texts

    def _text(self, application: Application) -> str:
        """Return the text that the filter searches, cached until the application changes."""
        cached = self._text_cache.get(application.id)
        if cached is None or cached[0] is not application:
            cached = self._text_cache[application.id] = (application, _searched_text(application))
        return cached[1]


def _remove(sorted_items: list[Any], item: object) -> None:
    """Remove an item from a sorted list, where it is in it."""
    index = bisect_left(sorted_items, item)
    if index < len(sorted_items) and sorted_items[index] == item:
        del sorted_items[index]


def _searched_text(application: Application) -> str:
    people = chain.from_iterable((person.full_name, person.position) for person in application.people)
    parts = (
        application.company,
        application.via,
        application.role,
        *people,
        *application.tags,
        application.notes,
    )
    return search_text("\n".join(parts))
