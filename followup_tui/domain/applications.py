"""All applications of a data file, where closed ones are decoded only when they are asked for.

Most applications of a long search are closed, and of these the first paint shows only the company, sorted by
when they were closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from followup_tui.domain.application import CLOSED, HIRED, Application, Outcome, Stage
from followup_tui.domain.company import company_of
from followup_tui.domain.instant import Instant


class Outline(Protocol):
    """What places an application on the board without decoding all of it."""

    @property
    def id(self) -> str:
        """The application's id."""

    @property
    def company(self) -> str:
        """The company's name."""

    @property
    def company_group(self) -> str:
        """Which company it is where the user said so; empty where the name says it."""

    @property
    def stage(self) -> Stage:
        """The stage the user put it in; closed where it is not decoded yet."""

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None unless its stage is closed."""

    @property
    def closed_since(self) -> Instant:
        """Since when it is closed, where its stage is."""


class Applications(Mapping[str, Application]):
    """Applications by id, each decoded when it is first asked for.

    Args:
        by_id: the applications; of closed ones the outline is enough.
        read: decodes the one with this id, and raises a DataError where it cannot be decoded.
    """

    def __init__(self, by_id: dict[str, Application | Outline], read: Callable[[str], Application]) -> None:
        self._by_id = by_id
        self._read = read
        self._unread = [id_ for id_, application in by_id.items() if type(application) is not Application]

    def __getitem__(self, application_id: str) -> Application:
        """Return an application.

        Raises:
            KeyError: there is none with this id.
            DataError: it cannot be decoded.
        """
        application = self._by_id[application_id]
        if not isinstance(application, Application):
            application = self._by_id[application_id] = self._read(application_id)
        return application

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def read_all(self) -> dict[str, Application]:
        """Return all applications by id, decoded.

        Raises:
            DataError: one cannot be decoded.
        """
        return {application_id: self[application_id] for application_id in self._by_id}

    def read_more(self, count: int) -> bool:
        """Decode so many more. Return whether any are left.

        Raises:
            DataError: one of them cannot be decoded.
        """
        for application_id in self._unread[:count]:
            self[application_id]
        del self._unread[:count]
        return bool(self._unread)

    def outlines(self) -> Iterable[Outline]:
        """Return the outlines of all, without decoding any."""
        return self._by_id.values()


def relevant_to_advice(applications: Mapping[str, Application]) -> tuple[Application, ...]:
    """Return what advice on a live one may depend on: all at companies with a live one, and the last hire.

    Raises:
        DataError: one of them cannot be decoded.
    """
    every = list(outlines(applications))
    companies = {company_of(each) for each in every if each.stage is not CLOSED}
    last_hire = max(
        [each for each in every if each.outcome is HIRED],
        key=lambda hire: hire.closed_since.utc,
        default=None,
    )
    return tuple(
        [
            applications[each.id]
            for each in every
            if each.stage is not CLOSED or each is last_hire or company_of(each) in companies
        ]
    )


def outlines(applications: Mapping[str, Application]) -> Iterable[Outline]:
    """Return the outlines of all applications, without decoding any that is not decoded yet."""
    return applications.outlines() if isinstance(applications, Applications) else applications.values()


def at_company(application: Application, applications: Iterable[Application]) -> tuple[Application, ...]:
    """Return all applications at the same company, this one first."""
    company = company_of(application)
    others = (other for other in applications if other.id != application.id)
    return (application, *(other for other in others if company_of(other) == company))
