"""A contact: one message or call, sent or received."""

import sys
from datetime import datetime
from enum import StrEnum
from typing import Final

from followup_tui.domain.instant import Instant
from followup_tui.domain.part import Part


class Direction(StrEnum):
    """Whether the user sent or received a contact."""

    SENT = "sent"
    RECEIVED = "received"


class ContactKind(StrEnum):
    """What a contact is for. Each kind belongs to one direction."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    REPLY = "reply"
    OTHER = "other"
    MESSAGE = "message"
    NOTICE = "notice"
    INVITATION = "invitation"
    REJECTION = "rejection"
    OFFER = "offer"


# Every rule asks each contact for these, and a member's look-up in its enum is slow in Python 3.11.
SENT: Final = Direction.SENT
RECEIVED: Final = Direction.RECEIVED
THANK_YOU: Final = ContactKind.THANK_YOU
FOLLOW_UP: Final = ContactKind.FOLLOW_UP
NOTICE: Final = ContactKind.NOTICE
INVITATION: Final = ContactKind.INVITATION
OFFER: Final = ContactKind.OFFER
REJECTION: Final = ContactKind.REJECTION

SENT_KINDS: Final = (ContactKind.THANK_YOU, ContactKind.FOLLOW_UP, ContactKind.REPLY, ContactKind.OTHER)
"""The kinds of what the user sent."""

RECEIVED_KINDS: Final = (
    ContactKind.MESSAGE,
    ContactKind.NOTICE,
    ContactKind.INVITATION,
    ContactKind.REJECTION,
    ContactKind.OFFER,
)
"""The kinds of what the user received. A message makes it their turn, a notice never does."""


KINDS: Final = {Direction.SENT: SENT_KINDS, Direction.RECEIVED: RECEIVED_KINDS}
"""The kinds that fit each direction."""

USUAL_KINDS: Final = {Direction.SENT: ContactKind.OTHER, Direction.RECEIVED: ContactKind.MESSAGE}
"""The kind of a contact of which nothing more is told."""

AFTER_CONTACTS: Final = sys.maxsize
"""In place of a contact's number, sorts what else happened behind all contacts of its moment."""


class Channel(StrEnum):
    """How a contact is made."""

    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in-person"


PHONE: Final = Channel.PHONE


class Contact(Part, frozen=True):
    """One contact in either direction: what was really sent or received, never a draft or a copied text.

    Attributes:
        kind: what it is for. Received with a kind of what is sent, it counts as a message.
        person: the id of the person it went to or came from; None for the company as a whole.
        id: `c1`, `c2` … within the application; empty until it is added to one.
        settled: whether the user said that it needs no answer after all.
        message_id: the Message-ID of the mail it is; empty where none is known.
    """

    at: Instant
    direction: Direction
    kind: ContactKind = ContactKind.OTHER
    channel: Channel = Channel.EMAIL
    person: str | None = None
    note: str = ""
    id: str = ""
    settled: bool = False
    message_id: str = ""

    @property
    def order(self) -> tuple[datetime, int]:
        """What sorts contacts: when it was; of two at one moment, the one that was noted later is the later.

        Many have the same moment: where only the day was typed, its hour is taken.
        """
        return self.at.utc, int(number) if (number := self.id[1:]).isdecimal() else 0
