"""All applications of a file, where those that are over are read only when somebody asks for them.

Most applications of a long search are over, and what is in them is not on the board's first picture: it shows
their company, and sorts them by when they were closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from followup_tui.domain.application import Application, Instant, Stage


class Outline(Protocol):
    """What tells where an application stands on the board: of any application, read or not."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def company(self) -> str:
        """Its company."""

    @property
    def stage(self) -> Stage:
        """Its stage, closed where it is not read."""

    @property
    def closed_at(self) -> Instant | None:
        """When it was closed."""

    @property
    def updated_at(self) -> Instant:
        """When it was last changed."""


class Unread(Outline, Protocol):
    """An application that is over and was not read yet."""

    def read(self) -> Application:
        """Read it.

        Raises:
            DataError: it cannot be read.
        """


class Applications(Mapping[str, Application]):
    """Applications by id, each read when it is first asked for."""

    def __init__(self, known: Mapping[str, Application | Unread]) -> None:
        self._known = known

    def __getitem__(self, name: str) -> Application:
        """Give an application.

        Raises:
            KeyError: there is none.
            DataError: it cannot be read.
        """
        known = self._known[name]
        return known if isinstance(known, Application) else known.read()

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._known)

    def __len__(self) -> int:
        """Say how many there are."""
        return len(self._known)

    def read_all(self) -> dict[str, Application]:
        """Read whatever is not read yet, and give all.

        Raises:
            DataError: one cannot be read.
        """
        return {
            name: known if isinstance(known, Application) else known.read()
            for name, known in self._known.items()
        }

    def outlines(self) -> Iterable[Outline]:
        """Give what tells where each stands, without reading any."""
        return self._known.values()


def relevant_to_advice(applications: Mapping[str, Application]) -> tuple[Application, ...]:
    """Give the applications that advice on a live one may depend on: those at its company, too.

    Raises:
        DataError: one of them was to be read late and cannot be read.
    """
    known = [(outline, outline.company.casefold()) for outline in outlines(applications)]
    companies = {company for outline, company in known if outline.stage is not Stage.CLOSED}
    return tuple(applications[outline.id] for outline, company in known if company in companies)


def outlines(applications: Mapping[str, Application]) -> Iterable[Outline]:
    """Give what tells where each application stands, without reading any that is not read yet."""
    return applications.outlines() if isinstance(applications, Applications) else applications.values()


def at_company(application: Application, applications: Iterable[Application]) -> tuple[Application, ...]:
    """Return all applications at the same company, this one among them."""
    company = application.company.casefold()
    others = (
        card for card in applications if card.id != application.id and card.company.casefold() == company
    )
    return (application, *others)
