"""What the contacts come to: what was sent since they were last heard, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from followup_tui.domain.application import (
    Application,
    Channel,
    Contact,
    ContactKind,
    Direction,
    Instant,
    Interview,
    Person,
    Stage,
)
from followup_tui.domain.stages import Today


class Count(NamedTuple):
    """What was sent to a company since it was last heard of.

    Attributes:
        since: the moment they were last heard: something received, or an interview held; None where never.
        waves: the days on which follow-ups went out, to whomever of theirs, for whichever application.
        calls: how often they were called, but to thank them or to answer.
        written: whether one of the follow-ups was in writing.
    """

    since: datetime | None
    waves: tuple[date, ...]
    calls: int
    written: bool


def count_sent(company: Iterable[Application], today: Today) -> Count:
    """Count the follow-ups to one company, over all its applications (R5 to R7, R9)."""
    applications = tuple(company)
    heard = [
        contact.at.utc
        for card in applications
        for contact in card.contacts
        if contact.direction is Direction.RECEIVED
    ]
    heard += [moment.utc for card in applications for moment, _ in card.held_interviews(today.utc)]
    since = max(heard, default=None)
    sent = [
        contact
        for card in applications
        for contact in card.contacts
        if contact.direction is Direction.SENT and (since is None or contact.at.utc > since)
    ]
    follow_ups = [contact for contact in sent if contact.kind is ContactKind.FOLLOW_UP]
    # A call is one whatever it was for, but that a thank-you and an answer never count against anybody.
    calls = sum(
        contact.channel is Channel.PHONE and contact.kind in (ContactKind.FOLLOW_UP, ContactKind.OTHER)
        for contact in sent
    )
    return Count(
        since,
        waves=tuple(sorted({contact.at.day(today.zone) for contact in follow_ups})),
        calls=calls,
        written=any(contact.channel is not Channel.PHONE for contact in follow_ups),
    )


def at_company(application: Application, applications: Iterable[Application]) -> tuple[Application, ...]:
    """Give all applications at the same company, this one among them."""
    name = application.company.casefold()
    others = (card for card in applications if card.id != application.id and card.company.casefold() == name)
    return (application, *others)


def thanks_owed(application: Application, today: Today) -> tuple[Interview, tuple[Person, ...]] | None:
    """Give the interview whose people are to be thanked now, and who is still to be, as `unthanked`.

    Nobody is once the application is closed, nor while an appointment missed since stands between.
    """
    last = application.last_appointment(today.utc)
    if application.stage is Stage.CLOSED or last is None or last.missed:
        return None
    return unthanked(application, today)


def unthanked(application: Application, today: Today) -> tuple[Interview, tuple[Person, ...]] | None:
    """Give the last interview held and who of it was not thanked yet; None where nobody is left.

    Interviews of one day are thanked for together: the interview is then the first of them that is not
    settled, the people those of all. Putting a card beyond Interviewed by hand says that the interviews
    before were thanked for. An interview without people known still deserves one letter: the people are
    then empty.
    """
    interviews = application.held_interviews(today.utc)
    if not interviews:
        return None
    day = interviews[-1][0].day(today.zone)
    owed = [
        (interview, left)
        for moment, interview in interviews
        if moment.day(today.zone) == day
        and (left := _left_to_thank(application, interview, moment)) is not None
    ]
    if not owed:
        return None
    # In the order in which they were met, each once.
    people = dict.fromkeys(person for _, left in owed for person in left)
    return owed[0][0], tuple(people)


def unanswered(application: Application) -> Contact | None:
    """Give what was received and not answered yet, or None. Of one moment, what was logged later counts."""
    last: Contact | None = None
    for contact in application.contacts:
        if last is None or contact.at.utc >= last.at.utc:
            last = contact
    return last if last is not None and last.direction is Direction.RECEIVED else None


def _left_to_thank(
    application: Application, interview: Interview, moment: Instant
) -> tuple[Person, ...] | None:
    """Give the people of an interview who were not thanked since; None where it is settled."""
    moved = application.stage_since
    if application.stage is not Stage.INTERVIEWED and moved is not None and moved.utc >= moment.utc:
        return None
    sent = [
        contact
        for contact in application.contacts
        if contact.direction is Direction.SENT and contact.at.utc >= moment.utc
    ]
    if any(contact.kind is ContactKind.FOLLOW_UP for contact in sent):
        return None
    thanked = {contact.person for contact in sent if contact.kind is ContactKind.THANK_YOU}
    people = application.people_of(interview)
    left = tuple(person for person in people if person.id not in thanked)
    if None in thanked or (people and not left) or (not people and thanked):
        return None
    return left
