"""Which applications the advice on one of them depends on.

Those at the same company count together. At other companies it is those with a person in common to whom
a follow-up went (R18), those with an offer that has a deadline (R8), and the last hire (R17).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from followup_tui.domain.application import CLOSED, HIRED, Application
from followup_tui.domain.applications import Outline, outlines
from followup_tui.domain.company import company_key, company_of
from followup_tui.domain.contact import FOLLOW_UP, SENT
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.search import fold

_NOBODY: Final[frozenset[str]] = frozenset()


def person_keys(person: Person, application: Application) -> frozenset[str]:
    """Return what tells that two people are one: the e-mail address, and the name with the agency."""
    keys = [f"<{person.email.casefold()}>"] if person.email else []
    if person.name and person.at_agency and application.via:
        keys.append(f"{fold(person.name)} {company_key(application.via)}")
    return frozenset(keys)


def split_by_company(
    application: Application, related: Sequence[Application]
) -> tuple[list[Application], list[Application]]:
    """Split related applications into those at this one's company, which is among them, and the others."""
    if len(related) <= 1:
        return [application], []
    key = company_of(application)
    company: list[Application] = []
    elsewhere: list[Application] = []
    for other in related:
        is_there = other is application or company_of(other) == key
        (company if is_there else elsewhere).append(other)
    return company, elsewhere


def related_to(application: Application, applications: Mapping[str, Application]) -> tuple[Application, ...]:
    """Return the applications that the advice on this one depends on, itself among them."""
    return Relations(applications).of(application.id) or (application,)


class Relations:
    """Which applications the advice on each depends on, kept up to date as they change.

    Of closed applications only the outline is read, but for those at the same company and the last hire.
    """

    def __init__(self, applications: Mapping[str, Application]) -> None:
        self._applications = applications
        self._ids_by_company: dict[str, tuple[str, ...]] = {}  # mostly one
        self._ids_by_person: dict[str, set[str]] = defaultdict(set)
        self._live: set[str] = set()
        self._offers: set[str] = set()
        self._hires: dict[str, datetime] = {}
        self._for_all: dict[str, Application] | None = None
        for outline in outlines(applications):
            self._add(outline)

    def of(self, application_id: str) -> tuple[Application, ...]:
        """Return the applications that the advice on this one depends on, itself first.

        Raises:
            DataError: one of them cannot be decoded.
        """
        application = self._applications.get(application_id)
        if application is None:
            return ()
        if self._for_all is None:  # found once: each card of a large board asks for it
            last_hire = max(self._hires, key=self._hires.__getitem__, default=None)
            ids = self._offers if last_hire is None else {*self._offers, last_hire}
            self._for_all = {each: self._applications[each] for each in sorted(ids)}
        company = self._ids_by_company.get(company_of(application), ())
        is_alone = len(company) == 1 and not self._ids_by_person and application.outcome is not HIRED
        if is_alone and application_id not in self._for_all:
            return application, *self._for_all.values()
        ids = {*company, *self._for_all}
        for key in _keys(application) if self._ids_by_person else ():
            ids |= self._ids_by_person.get(key, _NOBODY)
        if application.outcome is HIRED:
            ids |= self._live
        ids.discard(application_id)
        return (application, *[self._applications[other] for other in sorted(ids)])

    def update(self, applications: Mapping[str, Application], changed_ids: Collection[str]) -> set[str]:
        """Take in changed applications. Return the ids of all whose advice may be another now."""
        before, self._applications, self._for_all = self._applications, applications, None
        affected: set[str] = set(changed_ids)
        for application_id in changed_ids:
            old, new = before.get(application_id), applications.get(application_id)
            for application in filter(None, (old, new)):
                affected.update(self._ids_by_company.get(company_of(application), ()))
            if _news(old) != _news(new):
                affected |= self._live
            if (old_keys := set(_followed_up(old))) != (new_keys := set(_followed_up(new))):
                keys = {key for key, _ in old_keys | new_keys}
                affected |= {other for other in self._live if keys & _keys(applications.get(other))}
            if old is not None:
                self._remove(old)
            if new is not None:
                self._add(new)
        return affected & applications.keys()

    def _add(self, outline: Outline) -> None:
        application_id, company = outline.id, company_of(outline)
        others = self._ids_by_company.get(company)
        self._ids_by_company[company] = (*others, application_id) if others else (application_id,)
        if outline.stage is CLOSED:
            if outline.outcome is HIRED:
                self._hires[application_id] = outline.closed_since.utc
            return
        application = self._applications[application_id]
        self._live.add(application_id)
        if application.offer is not None and _news(application) is not None:
            self._offers.add(application_id)
        for key, _ in _followed_up(application):
            self._ids_by_person[key].add(application_id)

    def _remove(self, application: Application) -> None:
        self._live.discard(application.id)
        self._offers.discard(application.id)
        self._hires.pop(application.id, None)
        company = company_of(application)
        others = tuple(id_ for id_ in self._ids_by_company[company] if id_ != application.id)
        self._ids_by_company[company] = others
        for key, _ in _followed_up(application):
            self._ids_by_person[key].discard(application.id)


def _keys(application: Application | None) -> frozenset[str]:
    if application is None:
        return _NOBODY
    return frozenset(key for person in application.people for key in person_keys(person, application))


def _followed_up(application: Application | None) -> list[tuple[str, object]]:
    """Return whom follow-ups of a live application went to, and when."""
    followed_up: list[tuple[str, object]] = []
    if application is None or application.stage is CLOSED:
        return followed_up
    for contact in application.contacts:
        if contact.kind is FOLLOW_UP and contact.direction is SENT:
            person = application.person(contact.person)
            if person is not None:
                followed_up += [(key, contact.at) for key in person_keys(person, application)]
    return followed_up


def _news(application: Application | None) -> object:
    """Return what concerns all others: an open offer with a deadline, a hire; None for neither."""
    if application is None:
        return None
    if application.stage is CLOSED:
        return application.closed_at if application.outcome is HIRED else None
    offer = application.offer
    is_open = offer is not None and offer.answer_by is not None and offer.decision is OfferState.OPEN
    return offer if is_open else None
