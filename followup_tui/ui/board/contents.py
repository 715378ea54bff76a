"""What the board draws: cards in columns, be it all of them or those of the first paint."""

from __future__ import annotations

from typing import Protocol

from followup_tui.domain.application import Stage
from followup_tui.domain.card_line import CardLine


class Card(Protocol):
    """What is drawn of an application, beside its line."""

    @property
    def id(self) -> str:
        """The application's id."""

    @property
    def revision(self) -> int:
        """A number that is another one after each change of the application."""

    @property
    def company(self) -> str:
        """The company."""

    @property
    def job(self) -> str:
        """The role, with the agency where there is one."""

    @property
    def clash_count(self) -> int:
        """How many of its values two machines changed, that are still to be decided."""

    @property
    def stage(self) -> Stage:
        """The stage the user put it in."""


class CardColumns(Protocol):
    """Cards in columns. A card is known by the id of its application."""

    def count(self, stage: Stage) -> int:
        """Return how many cards a column has."""

    def card_at(self, stage: Stage, index: int) -> str | None:
        """Return the card at this index of a column; None past its end, or where it is not known yet."""

    def position(self, application_id: str) -> tuple[Stage, int] | None:
        """Return a card's column and its index in it; None where it is not shown."""

    def first_card(self) -> str | None:
        """Return the card that is selected first; None where there is none."""

    def line(self, application_id: str) -> CardLine:
        """Return the line of a card."""

    def card(self, application_id: str) -> Card:
        """Return what else is drawn of a card."""
