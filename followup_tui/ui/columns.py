"""Which cards stand in which column, in which order: the board without its picture."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import chain

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card import Line, card_line
from followup_tui.domain.stages import LIVE, Today, stage_on

STAGES = tuple(Stage)

Key = tuple[object, ...]


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
        self.live = 0
        self._applications: Mapping[str, Application] = {}
        self._lines: dict[str, Line] = {}
        self._stages: dict[str, Stage] = {}
        self._keys: dict[str, Key] = {}
        self._cards: dict[Stage, list[tuple[Key, str]]] = {stage: [] for stage in STAGES}
        self._searched: dict[str, tuple[Application, str]] = {}

    def show(self, applications: Mapping[str, Application], today: Today) -> None:
        """Sort all applications into their columns."""
        self._applications = applications
        self._lines.clear()
        self._stages.clear()
        self._keys.clear()
        cards: dict[Stage, list[tuple[Key, str]]] = {stage: [] for stage in STAGES}
        self.total, self.live = len(applications), 0
        for name, application in applications.items():
            stage = stage_on(application, today)
            self.live += stage in LIVE
            if self._matches(application):
                cards[stage].append((self._place(name, application, stage, today), name))
        for column in cards.values():
            column.sort()
        self._cards = cards

    def update(
        self, applications: Mapping[str, Application], names: Iterable[str], today: Today
    ) -> set[Stage]:
        """Put some changed applications in their places. Gives the columns that differ."""
        self._applications = applications
        touched: set[Stage] = set()
        for name in names:
            if name in self._stages:
                stage, card = self._stages.pop(name), (self._keys.pop(name), name)
                column = self._cards[stage]
                del column[bisect_left(column, card)]
                del self._lines[name]
                touched.add(stage)
            application = applications.get(name)
            if application is not None and self._matches(application):
                stage = stage_on(application, today)
                insort(self._cards[stage], (self._place(name, application, stage, today), name))
                touched.add(stage)
        self.total = len(applications)
        self.live = sum(application.stage is not Stage.CLOSED for application in applications.values())
        return touched

    def filter(self, words: str, today: Today) -> None:
        """Show only cards in which every word occurs: in company, role, people, tags or notes."""
        self.words = tuple(words.casefold().split())
        self.show(self._applications, today)

    def sort(self, order: Order, today: Today) -> None:
        """Sort by something else."""
        self.order = order
        self.show(self._applications, today)

    def count(self, stage: Stage) -> int:
        """How many cards the column holds."""
        return len(self._cards[stage])

    def at(self, stage: Stage, index: int) -> str | None:
        """Give the card at this place of a column, or None past its end."""
        column = self._cards[stage]
        return column[index][1] if 0 <= index < len(column) else None

    def place(self, name: str) -> tuple[Stage, int] | None:
        """Say where a card stands: its column and its place in it. None where it is not shown."""
        stage = self._stages.get(name)
        if stage is None:
            return None
        return stage, bisect_left(self._cards[stage], (self._keys[name], name))

    def line(self, name: str) -> Line:
        """Give the line of a card that is shown."""
        return self._lines[name]

    def first(self) -> str | None:
        """Give the card to begin with: the most urgent of the leftmost column that has one."""
        return next((card for card in (self.at(stage, 0) for stage in STAGES) if card), None)

    def _place(self, name: str, application: Application, stage: Stage, today: Today) -> Key:
        line = card_line(application, today)
        self._lines[name], self._stages[name] = line, stage
        company = application.company.casefold()
        key: Key
        if self.order is Order.URGENT:
            key = (*line.urgency, company)
        elif self.order is Order.COMPANY:
            key = (company, application.role.casefold())
        else:
            key = (-application.created_at.utc.timestamp(), company)
        self._keys[name] = key
        return key

    def _matches(self, application: Application) -> bool:
        if not self.words:
            return True
        known = self._searched.get(application.id)
        if known is None or known[0] is not application:
            known = (application, _searched_text(application))
            self._searched[application.id] = known
        return all(word in known[1] for word in self.words)


def _searched_text(application: Application) -> str:
    people = chain.from_iterable((person.full_name, person.position) for person in application.people)
    parts = (application.company, application.role, *people, *application.tags, application.notes)
    return "\n".join(parts).casefold()
