"""The words for a contact, as every sentence about one uses them."""

from __future__ import annotations

from typing import NamedTuple

from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction


class ContactWords(NamedTuple):
    """The words for a contact: `a thank-you` `sent` `to` ... ` by email`, `a call` `received` `from` ...

    Attributes:
        what: what it was, with its article.
        done: what was done with it.
        toward: the word before the name of the person.
        how: its channel, a space before it; empty where the other words say it.
    """

    what: str
    done: str
    toward: str
    how: str


def contact_words(contact: Contact) -> ContactWords:
    """Return the words for a contact."""
    channel, is_sent, done = contact.channel, contact.direction is Direction.SENT, contact.direction.value
    toward = "to" if is_sent else "from"
    how = " in person" if channel is Channel.IN_PERSON else f" by {channel.value}"
    if contact.kind is ContactKind.REPLY:
        return ContactWords("an answer", done, toward, how)
    if contact.kind not in (ContactKind.OTHER, ContactKind.MESSAGE):
        return ContactWords(f"a {contact.kind.value}", done, toward, how)
    if channel is Channel.PHONE:
        return ContactWords("a call", "made" if is_sent else done, toward, "")
    return ContactWords("a message", done, toward, "" if channel is Channel.MESSAGE else how)
