"""What to do once the user is hired: withdraw elsewhere, and thank those who helped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import OfferState
from followup_tui.domain.offers import offering_person
from followup_tui.domain.person import Person
from followup_tui.domain.turn import was_sent_since

_HELPING: Final = r"\b(?:refer(?!enda)|vouch|recommend|empfohlen|empfehl|referen)"
"""How a position begins of somebody who referred or vouched."""


class HiredStep(NamedTuple):
    """One thing to do once the user is hired.

    Attributes:
        application: the application it is about: that of the job, or one to withdraw from.
        person: who gets the letter; None where nobody is noted there.
        is_sent: whether the letter was sent.
        is_done: whether nothing is left to do: the letter was sent, or the application was withdrawn.
    """

    application: Application
    person: Person | None
    is_sent: bool
    is_done: bool


class AfterHired(NamedTuple):
    """What to do once the user is hired.

    Attributes:
        acceptance: the letter that accepts the offer; None where there was no offer.
        withdrawals: the other live applications and those that were withdrawn or declined since.
        thanks: the people to thank: those who are noted as having helped; where nobody is, everybody of the
            application, as a second choice.
        has_helpers: whether they are noted as having helped.
    """

    acceptance: HiredStep | None
    withdrawals: tuple[HiredStep, ...]
    thanks: tuple[HiredStep, ...]
    has_helpers: bool

    @property
    def steps(self) -> tuple[HiredStep, ...]:
        """All of them, in the order in which they are best done."""
        return (*filter(None, (self.acceptance,)), *self.withdrawals, *self.thanks)


def after_hired(hired: Application, applications: Iterable[Application]) -> AfterHired:
    """Return what to do after an application ended with a job, out of all `applications`.

    A letter counts as sent where a contact of its kind was noted since the application was closed: an answer
    to accept or to withdraw, a thank-you to thank.
    """
    since = hired.closed_since
    is_accepted = hired.offer is not None and hired.offer.decision is OfferState.ACCEPTED
    answered = _was_answered(hired, since)
    acceptance = HiredStep(hired, offering_person(hired), answered, answered) if is_accepted else None
    withdrawals = [
        HiredStep(other, offering_person(other), _was_answered(other, since), is_withdrawn)
        for other in sorted(applications, key=lambda other: other.company.casefold())
        if (is_withdrawn := _was_withdrawn(other, since))
        or (other.stage is not Stage.CLOSED and other.id != hired.id)
    ]
    helpers = tuple(filter(has_helped, hired.people))
    thanked_ids = {
        contact.person
        for contact in hired.contacts
        if contact.direction is Direction.SENT
        and contact.kind is ContactKind.THANK_YOU
        and contact.at.utc >= since.utc
    }
    thanks = [
        HiredStep(hired, person, person.id in thanked_ids, person.id in thanked_ids)
        for person in helpers or hired.people
    ]
    return AfterHired(acceptance, tuple(withdrawals), tuple(thanks), bool(helpers))


def has_helped(person: Person) -> bool:
    """Return whether somebody is noted as having helped: at the agency, or who referred or vouched.

    The user writes the latter as their position: `reference`, `referred me`.
    """
    return person.at_agency or re.search(_HELPING, person.position.casefold()) is not None


def _was_withdrawn(application: Application, since: Instant) -> bool:
    """Return whether an application was withdrawn since a moment, or its offer declined."""
    closed_at, ends = application.closed_at, (Outcome.WITHDRAWN, Outcome.DECLINED)
    return application.outcome in ends and closed_at is not None and closed_at.utc >= since.utc


def _was_answered(application: Application, since: Instant) -> bool:
    return was_sent_since(application, since.utc, ContactKind.REPLY)
