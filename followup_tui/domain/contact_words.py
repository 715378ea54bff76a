"""Who did what by which channel: the sentence about a contact, as every screen and writer says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from followup_tui.domain.contact import RECEIVED_KINDS, SENT_KINDS, Channel, Contact, ContactKind, Direction
from followup_tui.domain.dates import say_at
from followup_tui.domain.person import Person
from followup_tui.domain.wording import Phrase, joined_names

_WHAT: Final = {
    ContactKind.THANK_YOU: "a thank-you",
    ContactKind.FOLLOW_UP: "a follow-up",
    ContactKind.REPLY: "an answer",
    ContactKind.NOTICE: "a notice",
    ContactKind.INVITATION: "an invitation",
    ContactKind.REJECTION: "a rejection",
    ContactKind.OFFER: "an offer",
}
"""What was written, with its article; any other kind is a message."""

_WHY: Final = {
    ContactKind.THANK_YOU: " to say thank you",
    ContactKind.FOLLOW_UP: " to follow up",
    ContactKind.REPLY: " with an answer",
}
"""What the user called or spoke to them for; empty for any other kind."""

_FROM_NOBODY: Final = (ContactKind.NOTICE, ContactKind.REJECTION)
"""What comes rather than that somebody sends it, where nobody is named: `a rejection came by email`."""

_SPOKEN: Final = (Channel.PHONE, Channel.IN_PERSON)
"""The channels by which nothing is sent."""


def contact_sentence(contact: Contact, people: Sequence[Person] = ()) -> str:
    """Return who did what by which channel: `Petra Klein called`, `they sent an invitation by email`.

    `people` are those whom it went to or came from, as far as they are known; most often one.
    """
    return "".join(phrase.text for phrase in contact_phrases(contact, people))


def contact_sentence_with_time(contact: Contact, people: Sequence[Person], now: datetime) -> str:
    """Return the sentence with when it was, by the clock of `now`: `Petra Klein called today at 15:00`.

    That a mail came by email goes without saying here: `they wrote yesterday at 09:00`.
    """
    sentence = contact_sentence(contact, people)
    if contact.kind in (ContactKind.MESSAGE, ContactKind.OTHER):
        sentence = sentence.removesuffix(f" {channel_words(Channel.EMAIL)}")
    return f"{sentence} {say_at(contact.at.utc, now)}"


def sent_words_of(kind: ContactKind) -> str:
    """Return what is sent as a contact of a kind, with its article: `a thank-you`, `an answer`."""
    return _WHAT.get(kind, "a message")


def channel_words(channel: Channel) -> str:
    """Return how a contact was made: `by email`, `in person`."""
    return "in person" if channel is Channel.IN_PERSON else f"by {channel.value}"


def contact_phrases(contact: Contact, people: Sequence[Person] = ()) -> tuple[Phrase, ...]:
    """Return the words of `contact_sentence` with the names apart."""
    names = joined_names([person.full_name for person in people])
    if contact.direction is Direction.SENT:
        before, after = _sent(contact)
        if not names and before.startswith("you sent"):
            return (Phrase(f"{before.removesuffix(' to')}{after}"),)
        return (Phrase(f"{before} "), *(names or (Phrase("them"),)), *([Phrase(after)] if after else []))
    if not names and contact.kind in _FROM_NOBODY and contact.channel not in _SPOKEN:
        return (Phrase(f"{_WHAT[contact.kind]} came {channel_words(contact.channel)}"),)
    return (*(names or (Phrase("they"),)), Phrase(f" {_received(contact)}"))


def _sent(contact: Contact) -> tuple[str, str]:
    """Return what stands before and after the person whom something was sent to."""
    kind = contact.kind if contact.kind in SENT_KINDS else ContactKind.OTHER
    why = _WHY.get(kind, "")
    if contact.channel is Channel.PHONE:
        return "you called", why
    how = f" {channel_words(contact.channel)}"
    if contact.channel is Channel.IN_PERSON:
        return "you spoke to", f"{how}{why}"
    if kind is not ContactKind.OTHER:
        return f"you sent {_WHAT[kind]} to", how
    return ("you sent a message to", "") if contact.channel is Channel.MESSAGE else ("you wrote to", how)


def _received(contact: Contact) -> str:
    """Return what stands behind the person whom something came from."""
    what = _WHAT.get(contact.kind, "") if contact.kind in RECEIVED_KINDS else ""
    if contact.channel is Channel.PHONE:
        return f"called with {what}" if what else "called"
    how = channel_words(contact.channel)
    if contact.channel is Channel.IN_PERSON:
        return f"gave you {what} {how}" if what else f"spoke to you {how}"
    if what:
        return f"sent {what} {how}"
    return "sent a message" if contact.channel is Channel.MESSAGE else f"wrote {how}"
