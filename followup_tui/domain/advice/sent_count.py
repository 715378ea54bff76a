"""Counts what was sent to a company since it was last heard from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.contact import AFTER_CONTACTS, FOLLOW_UP, NOTICE, PHONE, SENT, Contact, ContactKind
from followup_tui.domain.stages import Today, facts_of

_COUNTED_CALLS: Final = (ContactKind.FOLLOW_UP, ContactKind.OTHER)


class SentCount(Struct, frozen=True):
    """What was sent to a company since it was last heard from.

    Attributes:
        since: when they were last heard from: something received that is no mere notice, or an interview
            held; None where never.
        waves: the days on which follow-ups went out, in order, to whichever person and for whichever
            application: days of the zone the user was in, so that travelling does not change them.
        calls: how many calls were made, except to thank them or to answer.
        has_letter: whether one of the follow-ups was in writing.
    """

    since: datetime | None
    waves: tuple[date, ...]
    calls: int
    has_letter: bool


def count_sent(company: Iterable[Application], today: Today) -> SentCount:
    """Count the follow-ups and calls to one company, over all its applications (R5, R6, R7, R9)."""
    heard: list[tuple[datetime, int]] = []
    sent: list[Contact] = []
    for application in company:
        for contact in application.contacts:
            if contact.direction is SENT:
                sent.append(contact)
            elif contact.kind is not NOTICE:
                heard.append(contact.order)
        interview = facts_of(application, today).last_interview
        if interview is not None and interview.moment is not None:
            heard.append((interview.moment.utc, AFTER_CONTACTS))
    since = None
    if heard:
        last_heard = max(heard)
        since = last_heard[0]
        sent = [
            contact
            for contact in sent
            if contact.at.utc > since or (contact.at.utc == since and contact.order > last_heard)
        ]
    if not sent:
        return SentCount(since, (), 0, has_letter=False)
    follow_ups = [contact for contact in sent if contact.kind is FOLLOW_UP]
    # A call counts whatever it was for; only a thank-you and an answer never count.
    calls = [contact for contact in sent if contact.channel is PHONE and contact.kind in _COUNTED_CALLS]
    return SentCount(
        since,
        waves=tuple(sorted({contact.at.local().date() for contact in follow_ups})),
        calls=len(calls),
        has_letter=any(contact.channel is not PHONE for contact in follow_ups),
    )
