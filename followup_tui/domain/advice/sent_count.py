"""Counts what was sent to a company since it was last heard from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.contact import AFTER_CONTACTS, FOLLOW_UP, PHONE, SENT, ContactKind
from followup_tui.domain.stages import Today, facts_of

_OTHER: Final = ContactKind.OTHER  # a member's look-up is slow in Python 3.11, and each contact is asked


class SentCount(Struct, frozen=True):
    """What was sent to a company since it was last heard from.

    Attributes:
        waves: the days on which follow-ups went out, in order, to whichever person and for whichever
            application: days of the zone the user was in, so that travelling does not change them.
        calls: how many calls were made, except to thank them or to answer.
        has_letter: whether one of the follow-ups was in writing.
    """

    waves: tuple[date, ...] = ()
    calls: int = 0
    has_letter: bool = False


_NOTHING_SENT: Final = SentCount()


def count_sent(company: Sequence[Application], today: Today) -> SentCount:
    """Count the follow-ups and calls to one company, over all its applications (R5, R6, R7, R9)."""
    # A call counts whatever it was for; only a thank-you and an answer never count.
    sent = []
    for application in company:
        for contact in application.contacts:
            kind = contact.kind
            is_counted = kind is FOLLOW_UP or (kind is _OTHER and contact.channel is PHONE)
            if is_counted and contact.direction is SENT:
                sent.append(contact)
    if not sent:  # as for most
        return _NOTHING_SENT
    heard = last_heard_from(company, today)
    if heard is not None:
        sent = [contact for contact in sent if contact.order > heard]
    follow_ups = [contact for contact in sent if contact.kind is FOLLOW_UP]
    return SentCount(
        waves=tuple(sorted({contact.at.local().date() for contact in follow_ups})),
        calls=len([contact for contact in sent if contact.channel is PHONE]),
        has_letter=any(contact.channel is not PHONE for contact in follow_ups),
    )


def last_heard_from(company: Sequence[Application], today: Today) -> tuple[datetime, int] | None:
    """Return when a company was last heard from, as `Contact.order`; None where never.

    That is something received that is no mere notice, or an interview held.
    """
    heard: list[tuple[datetime, int]] = []
    for application in company:
        facts = facts_of(application, today)
        heard += [contact.order for contact in facts.heard]
        interview = facts.last_interview
        if interview is not None and interview.moment is not None:
            heard.append((interview.moment.utc, AFTER_CONTACTS))
    return max(heard, default=None)
