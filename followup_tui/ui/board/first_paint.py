"""The board's first picture as plain values.

Working it out takes as long as loading what draws it, and needs none of that: so another process does it
meanwhile (`cli/prerender.py`) and sends these. Whatever is done on the board waits until this process has
read the applications itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from followup_tui.domain.application import Stage
from followup_tui.domain.card import Line
from followup_tui.ui.board.columns import STAGES, Columns
from followup_tui.ui.overview import Overview, overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_tui.domain.application import Application
    from followup_tui.domain.stages import Today
    from followup_tui.storage.drafts import Draft

CARDS = 50
"""How many cards of each column are in it: as many as a terminal of 200 rows shows."""


class Face(Protocol):
    """What is drawn of an application, beside its line."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def revision(self) -> int:
        """Another number whenever it is another."""

    @property
    def company(self) -> str:
        """Its company."""

    @property
    def role(self) -> str:
        """Its role."""

    @property
    def stage(self) -> Stage:
        """Its stage."""


class Shown(Protocol):
    """Cards in columns as they are drawn: all of them, or the tops of the columns."""

    def count(self, stage: Stage) -> int:
        """How many cards the column holds."""

    def at(self, stage: Stage, index: int) -> str | None:
        """Give the card at this place of a column, or None past its end."""

    def place(self, name: str) -> tuple[Stage, int] | None:
        """Say where a card stands: its column and its place in it. None where it is not shown."""

    def first(self) -> str | None:
        """Give the card to begin with."""

    def line(self, name: str) -> Line:
        """Give the line of a card."""

    def face(self, name: str) -> Face:
        """Give what else is drawn of a card."""


class _Face(NamedTuple):
    id: str
    revision: int
    company: str
    role: str
    stage: Stage


class Tops:
    """The tops of the columns.

    Args:
        columns: all of them.
    """

    def __init__(self, columns: Columns) -> None:
        self._counts = {stage: columns.count(stage) for stage in STAGES}
        self._names = {
            stage: [name for place in range(CARDS) if (name := columns.at(stage, place))] for stage in STAGES
        }
        self._first = columns.first()
        self._cards: dict[str, tuple[_Face, Line]] = {}
        for names in self._names.values():
            for name in names:
                card = columns.face(name)
                face = _Face(card.id, card.revision, card.company, card.role, card.stage)
                self._cards[name] = face, columns.line(name)

    def count(self, stage: Stage) -> int:
        """How many cards the column holds, those below its top among them."""
        return self._counts[stage]

    def at(self, stage: Stage, index: int) -> str | None:
        """Give the card at this place of a column, or None below its top."""
        names = self._names[stage]
        return names[index] if 0 <= index < len(names) else None

    def place(self, name: str) -> tuple[Stage, int] | None:
        """Say where a card stands: its column and its place in it. None where it is not shown."""
        found = ((stage, names.index(name)) for stage, names in self._names.items() if name in names)
        return next(found, None)

    def first(self) -> str | None:
        """Give the card to begin with."""
        return self._first

    def line(self, name: str) -> Line:
        """Give the line of a card."""
        return self._cards[name][1]

    def face(self, name: str) -> Face:
        """Give what else is drawn of a card."""
        return self._cards[name][0]


class FirstPicture(NamedTuple):
    """The board as it is shown first.

    Attributes:
        now: the moment it is of, aware, in the user's zone.
        place: the path of the data file.
        total: how many applications there are.
        half_written: the titles of what is half-written, the newest first.
    """

    now: datetime
    place: str
    total: int
    tops: Tops
    overview: Overview
    half_written: tuple[str, ...]


def first_picture(
    applications: Mapping[str, Application], today: Today, place: str, half_written: Iterable[Draft]
) -> FirstPicture:
    """Take the first picture.

    Args:
        applications: the user's applications.
        today: the moment, the user's numbers and calendar.
        place: the path of the data file.
        half_written: what is half-written, the newest first.

    Raises:
        DataError: an application that was to be read late cannot be read.
    """
    columns = Columns()
    columns.show(applications, today)
    return FirstPicture(
        today.now,
        place,
        len(applications),
        Tops(columns),
        overview(columns, applications, today),
        tuple(draft.title for draft in half_written),
    )
