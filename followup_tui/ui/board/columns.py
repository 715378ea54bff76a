"""Which cards stand in which column, in which order: the board without its picture."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from itertools import chain, islice

from followup_tui.domain.advice.keeping_looking import days_since_newest
from followup_tui.domain.agenda import by_company
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.applications import Outline, outlines
from followup_tui.domain.card import Line, card_line, closed_urgency
from followup_tui.domain.stages import Today, stage_on

STAGES = tuple(Stage)

Key = tuple[object, ...]

Searched = dict[Stage, list[tuple[tuple[Key, str], str]]]
"""Cards in their columns, in order, each with the text a search looks through."""


class Order(Enum):
    """What a column is sorted by."""

    URGENT = "most urgent first"
    COMPANY = "by company"
    NEWEST = "newest first"


class Columns:
    """The five columns. Cards are known by the ids of their applications.

    After `show` says what the columns hold, `update` keeps them right when some applications change.
    """

    def __init__(self) -> None:
        self.order = Order.URGENT
        self.words: tuple[str, ...] = ()
        self.total = 0
        self._live: dict[str, Application] = {}
        self._applications: Mapping[str, Application] = {}
        self._companies: dict[str, tuple[str, ...]] = {}
        self._today: Today | None = None
        self._lines: dict[str, Line] = {}
        self._due: list[tuple[tuple[int, float], str]] = []
        self._standing: dict[str, Stage] = {}
        self._keys: dict[str, Key] = {}
        self._all: dict[Stage, list[tuple[Key, str]]] = {stage: [] for stage in STAGES}
        self._cards = self._all
        self._searched: dict[str, tuple[Application, str]] = {}
        # All cards and those that were found, with their texts, until one changes: looking each text up
        # takes longer than searching it.
        self._texts: Searched | None = None
        self._found: Searched | None = None
        self._newest: tuple[date, int | None] | None = None  # Until a card changes: each letter asks for it.

    def show(self, applications: Mapping[str, Application], today: Today) -> None:
        """Sort all applications into their columns."""
        self._applications, self._today = applications, today
        groups = by_company(outlines(applications))
        self._companies = {company: tuple(card.id for card in cards) for company, cards in groups.items()}
        self._lines.clear()
        self._standing.clear()
        self._live.clear()
        self._newest = None
        self._due = []
        for outline in outlines(applications):
            self._look_at(outline, today)
        self.total = len(applications)
        self._arrange()

    def _arrange(self) -> None:
        """Put all cards into their columns, in order, and show those that match."""
        self._keys.clear()
        self._all = {stage: [] for stage in STAGES}
        for outline in outlines(self._applications):
            self._all[self._standing[outline.id]].append((self._key(outline), outline.id))
        for column in self._all.values():
            column.sort()
        self._texts = None
        self._show_matching()

    def _show_matching(self, *, typed_on: bool = False) -> None:
        """Show the cards with all the words; they stay in their order.

        Args:
            typed_on: whether only those that are shown can be among them.
        """
        if not self.words:
            self._cards, self._found = self._all, None
            return
        found = self._found if typed_on and self._found is not None else self._all_texts()
        for word in self.words:
            found = {stage: [one for one in column if word in one[1]] for stage, column in found.items()}
        self._found = found
        self._cards = {stage: [card for card, _ in column] for stage, column in found.items()}

    def update(
        self, applications: Mapping[str, Application], names: Collection[str], today: Today
    ) -> set[Stage]:
        """Put some changed applications in their places. Gives the columns that differ.

        What one company was sent counts for all applications there: those are looked at again too.
        """
        before, self._applications, self._today = self._applications, applications, today
        self._texts = self._found = self._newest = None
        companies = self._regroup(before, names)
        siblings = {name for company in companies for name in self._companies.get(company, ())}
        touched: set[Stage] = set()
        for name in siblings.union(names):
            if name in self._keys:
                touched |= self._take_out(name)
            line = self._lines.pop(name, None)
            if line is not None and line.due:
                del self._due[bisect_left(self._due, (line.urgency, name))]
            self._standing.pop(name, None)
            self._live.pop(name, None)
            application = applications.get(name)
            if application is None:
                continue
            self._look_at(application, today)
            touched |= self._put_in(name, application)
        self.total = len(applications)
        return touched

    def _regroup(self, before: Mapping[str, Application], names: Collection[str]) -> set[str]:
        """Put changed applications into their companies' groups. Gives the companies that differ."""
        companies: set[str] = set()
        for name in names:
            for application in (before.get(name), self._applications.get(name)):
                if application is None:
                    continue
                company = application.company.casefold()
                companies.add(company)
                others = tuple(card for card in self._companies.get(company, ()) if card != name)
                there = application is self._applications.get(name)
                self._companies[company] = (*others, name) if there else others
        return companies

    def _take_out(self, name: str) -> set[Stage]:
        """Take a card out of its column. Gives the column where it was shown."""
        stage, card = self._standing[name], (self._keys.pop(name), name)
        shown = False
        for column in (self._all[stage], self._cards[stage])[: 1 if self._cards is self._all else 2]:
            place = bisect_left(column, card)
            shown = place < len(column) and column[place] == card
            if shown:
                del column[place]
        return {stage} if shown else set()

    def _put_in(self, name: str, application: Application) -> set[Stage]:
        """Put a card into its column. Gives the column where it is shown."""
        stage, card = self._standing[name], (self._key(application), name)
        insort(self._all[stage], card)
        if self._cards is self._all:
            return {stage}
        if not self._matches(application):
            return set()
        insort(self._cards[stage], card)
        return {stage}

    def look_ahead(self, count: int) -> bool:
        """Read the texts of so many more cards before they are asked for. Gives whether any are left."""
        unread = [name for name in self._applications if name not in self._searched]
        for name in islice(unread, count):
            self._text(self._applications[name])
        if len(unread) > count:
            return True
        self._all_texts()
        return False

    def _all_texts(self) -> Searched:
        if self._texts is None:
            known = self._applications
            self._texts = {
                stage: [(card, self._text(known[card[1]])) for card in column]
                for stage, column in self._all.items()
            }
        return self._texts

    def filter(self, words: str) -> None:
        """Show only cards in which every word occurs: in company, role, people, tags or notes."""
        before, self.words = self.words, tuple(words.casefold().split())
        # Typing on narrows what was found already.
        typed_on = len(self.words) >= len(before) > 0 and all(map(str.startswith, self.words, before))
        self._show_matching(typed_on=typed_on)

    def sort(self, order: Order) -> None:
        """Sort by something else."""
        self.order = order
        self._arrange()

    def count(self, stage: Stage) -> int:
        """How many cards the column holds."""
        return len(self._cards[stage])

    def at(self, stage: Stage, index: int) -> str | None:
        """Give the card at this place of a column, or None past its end."""
        column = self._cards[stage]
        return column[index][1] if 0 <= index < len(column) else None

    def place(self, name: str) -> tuple[Stage, int] | None:
        """Say where a card stands: its column and its place in it. None where it is not shown."""
        if name not in self._keys:
            return None
        stage, card = self._standing[name], (self._keys[name], name)
        place = bisect_left(self._cards[stage], card)
        there = place < len(self._cards[stage]) and self._cards[stage][place] == card
        return (stage, place) if there else None

    def line(self, name: str) -> Line:
        """Give the line of a card. A closed card's is made when it is first shown: most are never."""
        if name not in self._lines and self._today is not None:
            self._lines[name] = card_line(self._applications[name], self._today)
        return self._lines[name]

    def face(self, name: str) -> Application:
        """Give what is drawn of a card, beside its line."""
        return self._applications[name]

    def first(self) -> str | None:
        """Give the card to begin with: the most urgent of the leftmost column that has one."""
        return next((card for card in (self.at(stage, 0) for stage in STAGES) if card), None)

    def due(self, most: int) -> list[str]:
        """Give the cards on which something is to be done now, the most urgent first, hidden ones too."""
        return [name for _, name in self._due[:most]]

    @property
    def due_count(self) -> int:
        """On how many cards something is to be done now."""
        return len(self._due)

    @property
    def live(self) -> int:
        """How many applications are not over."""
        return len(self._live)

    @property
    def concerned(self) -> tuple[Application, ...]:
        """All applications that advice on a live one may depend on: those at its company, too."""
        found = {card.id: card for name in self._live for card in self.company(name)}
        return tuple(found.values())

    def days_since_newest(self, today: Today) -> int | None:
        """Give the days since the newest live application was recorded (R11); None where there is none."""
        if self._newest is None or self._newest[0] != today.day:
            self._newest = (today.day, days_since_newest(self._live.values(), today))
        return self._newest[1]

    def company(self, name: str) -> tuple[Application, ...]:
        """Give all applications at the company of this one."""
        names = self._companies[self._applications[name].company.casefold()]
        return tuple(self._applications[name] for name in names)

    def _look_at(self, outline: Outline, today: Today) -> None:
        name = outline.id
        if outline.stage is Stage.CLOSED:
            self._standing[name] = Stage.CLOSED
            return
        application = self._live[name] = self._applications[name]
        self._standing[name] = stage_on(application, today)
        line = self._lines[name] = card_line(application, today, self.company(name))
        if line.due:
            insort(self._due, (line.urgency, name))

    def _key(self, outline: Outline) -> Key:
        """Give what sorts a card in its column, and keep it: it finds the card again."""
        name, company = outline.id, outline.company.casefold()
        key: Key
        if self.order is Order.URGENT:
            closed = outline.stage is Stage.CLOSED
            key = (*(closed_urgency(outline) if closed else self._lines[name].urgency), company)
        elif self.order is Order.COMPANY:
            key = (company, self._applications[name].role.casefold())
        else:
            key = (-self._applications[name].created_at.utc.timestamp(), company)
        self._keys[name] = key
        return key

    def _matches(self, application: Application) -> bool:
        text = self._text(application)
        return all(word in text for word in self.words)

    def _text(self, application: Application) -> str:
        """Give what is looked through in a card; read once, until the card is another one."""
        known = self._searched.get(application.id)
        if known is None or known[0] is not application:
            known = self._searched[application.id] = (application, _searched_text(application))
        return known[1]


def _searched_text(application: Application) -> str:
    people = chain.from_iterable((person.full_name, person.position) for person in application.people)
    parts = (application.company, application.role, *people, *application.tags, application.notes)
    return "\n".join(parts).casefold()
