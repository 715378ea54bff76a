"""Notes, corrects, settles and removes contacts, and brings the card to the stage that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec.structs import replace

from followup_tui.domain.advice.thanking import unthanked
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.contact_words import contact_sentence
from followup_tui.domain.stages import Today, stage_on
from followup_tui.errors import CallError


def log_contacts(
    application: Application, contacts: Iterable[Contact], today: Today, asked: Sequence[str] = ()
) -> Application:
    """Note contacts, as `save_contact`. The questions `asked` in them are no longer unasked."""
    for contact in contacts:
        application = save_contact(application, contact, today)
    unasked = tuple(question for question in application.unasked if question not in asked)
    return replace(application, unasked=unasked)


def save_contact(application: Application, contact: Contact, today: Today) -> Application:
    """Note a contact; one with the id of an existing contact corrects that.

    The last thank-you for an interview moves an interviewed card to Thanked, also where a correction makes it
    the last. Where a correction leaves thanks owed, the card goes back, as in `remove_contact`. A contact
    that becomes one of another kind is no longer settled.

    Raises:
        CallError: it is to correct a contact that is not there, or lies ahead.
    """
    if contact.at.utc > today.utc:
        raise CallError("A contact that lies ahead has not happened yet", "Note it once it has")
    before = application
    if contact.id:
        existing = existing_contact(application, contact.id)
        if _counts_alike(contact, existing):
            return application.with_contact(contact)
        before = application.without_contact(contact.id)
        is_same_kind = (contact.direction, contact.kind) == (existing.direction, existing.kind)
        contact = replace(contact, settled=contact.settled and is_same_kind)
    after = application.with_contact(contact)
    is_last_thanks = (
        contact.direction is Direction.SENT
        and contact.kind is ContactKind.THANK_YOU
        and unthanked(before, today) is not None
        and unthanked(after, today) is None
    )
    if is_last_thanks and stage_on(application, today) is Stage.INTERVIEWED:
        # Not put there by hand: where the thank-you is taken back, so is this.
        return replace(after, stage=Stage.THANKED, stage_since=None)
    return _back_where_thanks_are_owed(application, after, today)


def remove_contact(application: Application, contact_id: str, today: Today) -> Application:
    """Remove a contact. A card that the last thank-you had moved to Thanked goes back to Interviewed.

    A card that the user put there by hand stays.

    Raises:
        CallError: there is no such contact.
    """
    existing_contact(application, contact_id)
    return _back_where_thanks_are_owed(application, application.without_contact(contact_id), today)


def settle_contact(application: Application, contact_id: str, *, is_settled: bool = True) -> Application:
    """Say that a message, or an invitation, needs no answer after all, or that it does need one.

    Raises:
        CallError: there is no such contact, or it is none that needs an answer.
    """
    contact = existing_contact(application, contact_id)
    if not may_need_answer(contact):
        raise CallError(
            f"{contact_id} waits for no answer ({contact_sentence(contact)})",
            "Only a message or an invitation does",
        )
    return application.with_contact(replace(contact, settled=is_settled))


def may_need_answer(contact: Contact) -> bool:
    """Return whether a contact makes it the user's turn unless they say that it needs no answer.

    An offer is answered with the offer (R13).
    """
    quiet = (ContactKind.NOTICE, ContactKind.REJECTION, ContactKind.OFFER)
    return contact.direction is Direction.RECEIVED and contact.kind not in quiet


def existing_contact(application: Application, contact_id: str) -> Contact:
    """Return the contact with this id.

    Raises:
        CallError: there is none; the sentence lists those there are.
    """
    contact = application.contact(contact_id)
    if contact is None:
        ids = ", ".join(contact.id for contact in application.contacts[-10:])
        raise CallError(
            f"There is no contact {contact_id[:40]!r} at {application.company}",
            f"The latest are {ids}" if ids else "None is noted there yet",
        )
    return contact


def _counts_alike(one: Contact, other: Contact) -> bool:
    """Return whether two contacts differ at most in their words and the channel, which move no card."""
    what_counts = attrgetter("at", "direction", "kind", "person")
    return bool(what_counts(one) == what_counts(other))


def _back_where_thanks_are_owed(before: Application, after: Application, today: Today) -> Application:
    """Return `after`, in Interviewed again where thanks moved it on and are owed again."""
    moved_by_thanks = before.stage is Stage.THANKED and before.stage_since is None
    if moved_by_thanks and unthanked(before, today) is None and unthanked(after, today) is not None:
        return replace(after, stage=Stage.INTERVIEWED)
    return after
