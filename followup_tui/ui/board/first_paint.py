"""The board's first paint, computed in another process and sent as plain values.

Computing it takes as long as importing Textual, and needs none of it: another process does so meanwhile
(`cli/prerender.py`). Whatever is done on the board waits until this process has read the applications itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.domain.application import Stage
from followup_tui.domain.card_line import CardLine
from followup_tui.ui.board.columns import STAGES, Columns
from followup_tui.ui.board.layout import STRIP_FROM
from followup_tui.ui.board.overview import Answer, Overview, answer_for, overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_tui.domain.application import Application
    from followup_tui.domain.stages import Today
    from followup_tui.storage.drafts import Draft
    from followup_tui.ui.board.contents import Card

CARDS_PER_COLUMN = 50
"""How many cards of each column are sent: as many as a terminal of 200 rows shows."""


class _CardValues(NamedTuple):
    id: str
    revision: int
    company: str
    job: str
    stage: Stage
    clash_count: int


class TopCards:
    """The first `CARDS_PER_COLUMN` cards of each column, as `contents.CardColumns`.

    Args:
        columns: the whole columns.
    """

    def __init__(self, columns: Columns) -> None:
        self._counts = {stage: columns.count(stage) for stage in STAGES}
        self._ids = {
            stage: [
                application_id
                for index in range(CARDS_PER_COLUMN)
                if (application_id := columns.card_at(stage, index))
            ]
            for stage in STAGES
        }
        self._first_card = columns.first_card()
        self._cards: dict[str, tuple[_CardValues, CardLine]] = {}
        for ids in self._ids.values():
            for application_id in ids:
                card = columns.card(application_id)
                values = _CardValues(
                    card.id, card.revision, card.company, card.job, card.stage, card.clash_count
                )
                self._cards[application_id] = values, columns.line(application_id)

    def count(self, stage: Stage) -> int:
        """Return how many cards a column has, those that were not sent included."""
        return self._counts[stage]

    def card_at(self, stage: Stage, index: int) -> str | None:
        """Return the card at this index of a column; None where it was not sent."""
        ids = self._ids[stage]
        return ids[index] if 0 <= index < len(ids) else None

    def position(self, application_id: str) -> tuple[Stage, int] | None:
        """Return a card's column and its index in it; None where it was not sent."""
        for stage, ids in self._ids.items():
            if application_id in ids:
                return stage, ids.index(application_id)
        return None

    def first_card(self) -> str | None:
        """Return the card that is selected first; None where there is none."""
        return self._first_card

    def line(self, application_id: str) -> CardLine:
        """Return the line of a card."""
        return self._cards[application_id][1]

    def card(self, application_id: str) -> Card:
        """Return what else is drawn of a card."""
        return self._cards[application_id][0]


class FirstPaint(NamedTuple):
    """The board as it is painted first.

    Attributes:
        now: the moment it was computed for, aware, in the user's zone.
        data_file: the path of the data file.
        total: how many applications there are.
        answer: the answer to the card that is selected first; None where there is none.
        half_written: the titles of what is half-written, the newest first.
    """

    now: datetime
    data_file: str
    total: int
    top_cards: TopCards
    overview: Overview
    answer: Answer | None
    half_written: tuple[str, ...]


def compute_first_paint(
    applications: Mapping[str, Application],
    today: Today,
    data_file: str,
    drafts: Iterable[Draft],
    height: int = STRIP_FROM,
) -> FirstPaint:
    """Compute the first paint.

    Args:
        applications: the user's applications.
        today: the moment, the user's numbers and calendar.
        data_file: the path of the data file.
        drafts: what is half-written, the newest first.
        height: how many rows the terminal has: a low one shows nothing of the next days.

    Raises:
        DataError: an application that was to be read late cannot be read.
    """
    columns = Columns()
    columns.show(applications, today)
    return FirstPaint(
        today.now,
        data_file,
        len(applications),
        TopCards(columns),
        overview(columns, applications, today, looks_ahead=height >= STRIP_FROM),
        answer_for(columns, applications[first], today) if (first := columns.first_card()) else None,
        tuple(draft.title for draft in drafts),
    )
