"""Whose turn it is: what they sent that waits for the user, an offer that lies on the table, a rejection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import (
    INVITATION,
    NOTICE,
    OFFER,
    RECEIVED,
    REJECTION,
    SENT,
    Contact,
    ContactKind,
)
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import InterviewState
from followup_tui.domain.offer import Offer, OfferState

_WEIGHTS = {ContactKind.INVITATION: 1, ContactKind.OFFER: 2, ContactKind.REJECTION: 3}
"""Which of several contacts received at one moment counts: a message, the lightest, says the least."""


_WITH_OWN_RULES = (ContactKind.OFFER, ContactKind.REJECTION)
"""What they say that asks for something else than an answer."""

_ACCEPTING = (InterviewState.PLANNED, InterviewState.HELD, InterviewState.MISSED)
"""The states of an interview that was agreed on and not called off."""

_HELD = (InterviewState.HELD,)


def is_heard(contact: Contact) -> bool:
    """Return whether a contact is something they said: received, and no mere notice."""
    return contact.direction is RECEIVED and contact.kind is not NOTICE


def is_snoozed(application: Application, now: datetime) -> bool:
    """Return whether the advice on this card is hidden at `now`. What they say after that ends it."""
    until, since = application.snoozed_until, application.snoozed_at
    if until is None or until.utc <= now:
        return False
    return since is None or not was_heard_after(application, since.utc)


def last_heard(application: Application) -> Contact | None:
    """Return what they said last, or None."""
    return _last(all_heard(application))


def all_heard(application: Application) -> list[Contact]:
    """Return all they said, as `is_heard` has it."""
    # Not by `is_heard`: it is asked of each card, and a call takes longer than the question.
    return [each for each in application.contacts if each.direction is RECEIVED and each.kind is not NOTICE]


def unanswered(
    application: Application, now: datetime, heard: Sequence[Contact] | None = None
) -> Contact | None:
    """Return the message or invitation that waits for the user's answer at `now` (aware), or None.

    Anything sent since answers it; so does an interview held since, and an invitation is also answered by
    planning the interview. An offer and a rejection have rules of their own.

    `heard` is what `all_heard` returned, where that is known already.
    """
    heard = all_heard(application) if heard is None else heard
    contact = _last(heard)
    if contact is not None and contact.settled:
        contact = _last([each for each in heard if not each.settled])
    if contact is None or contact.kind in _WITH_OWN_RULES:
        return None
    if is_answered(application, contact):
        return None
    states = _ACCEPTING if contact.kind is INVITATION else _HELD
    return None if _has_interview_after(application, contact.at.utc, now, states) else contact


def is_answered(application: Application, received: Contact) -> bool:
    """Return whether the user sent anything after a contact was received.

    Of two contacts at one moment, `Contact.order` says which came first; without ids, the one received.
    """
    moment = received.at.utc
    for contact in reversed(application.contacts):  # mostly the last one answers it
        if contact.direction is SENT:
            at = contact.at.utc
            if at > moment or (at == moment and contact.order >= received.order):
                return True
    return False


def is_offer_acknowledged(application: Application, offer: Offer) -> bool:
    """Return whether the user sent anything after an offer was made."""
    made_in = [
        contact
        for contact in application.contacts
        if contact.kind is ContactKind.OFFER and contact.at == offer.received_at
    ]
    contact = max(made_in, key=lambda contact: contact.order, default=None)
    if contact is None:
        return was_sent_since(application, offer.received_at.utc)
    return is_answered(application, contact)


def was_sent_since(application: Application, moment: datetime, *kinds: ContactKind) -> bool:
    """Return whether the user sent anything at an aware moment or after it; with `kinds`, of one of these."""
    return any(
        contact.direction is SENT and contact.at.utc >= moment and (not kinds or contact.kind in kinds)
        for contact in application.contacts
    )


def was_heard_after(application: Application, moment: datetime) -> bool:
    """Return whether they said anything after an aware moment."""
    return any(is_heard(contact) and contact.at.utc > moment for contact in application.contacts)


def offer_on_table(
    application: Application, now: datetime, heard: Sequence[Contact] | None = None
) -> Offer | None:
    """Return the offer that is open or has lapsed at `now` (aware), or None.

    An offer that was received but not filled in yet is one without a deadline. A rejection after it takes it
    off the table, whatever they say later but a new offer; an interview after that, or the user who moves the
    card, ends the rejection.

    `heard` is what `all_heard` returned, where that is known already.
    """
    heard = all_heard(application) if heard is None else heard
    offer = offer_as_it_stands(application, now, heard) if application.offer is not None else None
    if offer is not None and offer.decision is OfferState.OPEN:
        return offer
    if not _has_kind(heard, OFFER):
        return None
    latest = max([each for each in heard if each.kind is OFFER], key=lambda contact: contact.order)
    if latest.settled or _rejection_since(application, latest.at, now, heard):
        return None
    if offer is not None and latest.at.utc <= (offer.settled_at or offer.received_at).utc:
        return None
    return Offer(latest.at)


def offer_as_it_stands(
    application: Application, now: datetime, heard: Sequence[Contact] | None = None
) -> Offer | None:
    """Return the offer that is noted, as one they withdrew where they said no after it; None for no offer.

    They said no where a rejection came, or where the card is closed as rejected, or as the position is gone.
    `heard` is as in `offer_on_table`.
    """
    offer = application.offer
    if offer is None or offer.decision is not OfferState.OPEN:
        return offer
    heard = all_heard(application) if heard is None else heard
    said_no = _rejection_since(application, offer.received_at, now, heard)
    if said_no is not None:
        return replace(offer, decision=OfferState.WITHDRAWN, settled_at=said_no.at)
    if application.outcome in (Outcome.REJECTED, Outcome.CANCELLED):
        return replace(offer, decision=OfferState.WITHDRAWN, settled_at=application.closed_since)
    return offer


def _rejection_since(
    application: Application, moment: Instant, now: datetime, heard: Sequence[Contact]
) -> Contact | None:
    """Return the rejection at a moment or later, whatever else than an offer came after it, or None."""
    said_no = rejection(application, now, [each for each in heard if each.kind in _WITH_OWN_RULES])
    return said_no if said_no is not None and said_no.at.utc >= moment.utc else None


def is_offer_settled(application: Application, now: datetime) -> bool:
    """Return whether an offer was accepted, declined or taken back, and nothing came of it since by `now`.

    An interview after it shows that one goes on talking; so does what they said after they took it back.
    """
    offer = application.offer
    if offer is None or offer.decision is OfferState.OPEN or offer_on_table(application, now) is not None:
        return False
    if offer.decision is OfferState.ACCEPTED:
        return True
    settled_at = (offer.settled_at or offer.received_at).utc
    if _has_interview_after(application, settled_at, now, _ACCEPTING):
        return False
    return offer.decision is not OfferState.WITHDRAWN or not was_heard_after(application, settled_at)


def rejection(
    application: Application, now: datetime, heard: Sequence[Contact] | None = None
) -> Contact | None:
    """Return the rejection that is the last they said by `now` (aware), or None.

    An interview after it ends it, and so does the user who moves the card.

    `heard` is what `all_heard` returned, where that is known already, or the part of it that counts.
    """
    heard = all_heard(application) if heard is None else heard
    if not _has_kind(heard, REJECTION):
        return None
    contact, since = _last(heard), application.stage_since
    if contact is None or contact.kind is not REJECTION:
        return None
    if since is not None and since.utc >= contact.at.utc:
        return None
    return None if _has_interview_after(application, contact.at.utc, now, _ACCEPTING) else contact


def _has_interview_after(
    application: Application, moment: datetime, now: datetime, states: Collection[InterviewState]
) -> bool:
    return any(
        (at := interview.moment) is not None and at.utc > moment and interview.state(now) in states
        for interview in application.interviews
    )


def _has_kind(heard: Sequence[Contact], kind: ContactKind) -> bool:
    for contact in heard:  # noqa: SIM110 - any() takes five times as long, and each card is asked
        if contact.kind is kind:
            return True
    return False


def _last(heard: Sequence[Contact]) -> Contact | None:
    """Return the last of what they said, or None."""
    if len(heard) > 1:
        return max(heard, key=_order_of_heard)
    return heard[0] if heard else None


def _order_of_heard(contact: Contact) -> tuple[datetime, int, int]:
    moment, number = contact.order
    return moment, _WEIGHTS.get(contact.kind, 0), number
