"""Who did what by which channel, in words: as somebody would tell it."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from followup_tui.domain.contact import KINDS, Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_words import contact_phrases, contact_sentence, contact_sentence_with_time
from followup_tui.domain.person import Person
from tests.samples import at, instant

JANA = Person("p1", "Jana Novák", "Dr.")
BOB = Person("p2", "Bob Lee")
CTO = Person("p3", "", position="CTO")
SENT, RECEIVED = Direction


def contact(direction: Direction, kind: str, channel: str) -> Contact:
    """Return a contact of the afternoon."""
    return Contact(instant("2026-11-23 15:00"), direction, ContactKind(kind), Channel(channel))


@pytest.mark.parametrize(
    ("direction", "kind", "channel", "with_nobody", "with_jana"),
    [
        (SENT, "thank-you", "email", "you sent a thank-you by email", "you sent a thank-you to {} by email"),
        (
            SENT,
            "follow-up",
            "letter",
            "you sent a follow-up by letter",
            "you sent a follow-up to {} by letter",
        ),
        (SENT, "reply", "message", "you sent an answer by message", "you sent an answer to {} by message"),
        (SENT, "other", "email", "you wrote to them by email", "you wrote to {} by email"),
        (SENT, "other", "message", "you sent a message", "you sent a message to {}"),
        (SENT, "other", "phone", "you called them", "you called {}"),
        (SENT, "follow-up", "phone", "you called them to follow up", "you called {} to follow up"),
        (SENT, "thank-you", "phone", "you called them to say thank you", "you called {} to say thank you"),
        (SENT, "reply", "phone", "you called them with an answer", "you called {} with an answer"),
        (SENT, "other", "in-person", "you spoke to them in person", "you spoke to {} in person"),
        (
            SENT,
            "thank-you",
            "in-person",
            "you spoke to them in person to say thank you",
            "you spoke to {} in person to say thank you",
        ),
        (RECEIVED, "message", "email", "they wrote by email", "{} wrote by email"),
        (RECEIVED, "message", "message", "they sent a message", "{} sent a message"),
        (RECEIVED, "message", "phone", "they called", "{} called"),
        (RECEIVED, "message", "in-person", "they spoke to you in person", "{} spoke to you in person"),
        (RECEIVED, "notice", "email", "a notice came by email", "{} sent a notice by email"),
        (RECEIVED, "notice", "phone", "they called with a notice", "{} called with a notice"),
        (
            RECEIVED,
            "invitation",
            "email",
            "they sent an invitation by email",
            "{} sent an invitation by email",
        ),
        (RECEIVED, "invitation", "phone", "they called with an invitation", "{} called with an invitation"),
        (RECEIVED, "rejection", "letter", "a rejection came by letter", "{} sent a rejection by letter"),
        (RECEIVED, "rejection", "phone", "they called with a rejection", "{} called with a rejection"),
        (
            RECEIVED,
            "offer",
            "in-person",
            "they gave you an offer in person",
            "{} gave you an offer in person",
        ),
        (RECEIVED, "reply", "email", "they wrote by email", "{} wrote by email"),
        (SENT, "notice", "email", "you wrote to them by email", "you wrote to {} by email"),
    ],
)
def test_a_contact_is_told_as_a_person_would(
    direction: Direction, kind: str, channel: str, with_nobody: str, with_jana: str
) -> None:
    """A call is a call; what came from nobody came; a kind of the other direction says nothing."""
    told = contact(direction, kind, channel)
    assert contact_sentence(told) == with_nobody
    assert contact_sentence(told, [JANA]) == with_jana.format("Dr. Jana Novák")


def test_every_contact_names_each_person_once() -> None:
    """Names are phrases of their own, two of them joined, one without a name by the position."""
    for direction in Direction:
        for kind, channel in product(KINDS[direction], Channel):
            told = contact(direction, kind, channel)
            phrases = contact_phrases(told, [BOB, CTO])
            assert [phrase.text for phrase in phrases if phrase.is_name] == ["Bob Lee", "the CTO"]
            assert "Bob Lee and the CTO" in contact_sentence(told, [BOB, CTO])


def test_the_time_stands_behind_it() -> None:
    """By the clock of the reader."""
    call = contact(RECEIVED, "message", "phone")
    now = at("2026-11-23 18:00")
    assert contact_sentence_with_time(call, [JANA], now) == "Dr. Jana Novák called today at 15:00"
    earlier = replace(call, at=instant("2026-11-20 09:30"))
    assert contact_sentence_with_time(earlier, [], now) == "they called Fri 20 Nov at 09:30"
    mail = contact(SENT, "other", "email")
    assert contact_sentence_with_time(mail, [BOB], now) == "you wrote to Bob Lee today at 15:00"
    letter = contact(RECEIVED, "message", "letter")
    assert contact_sentence_with_time(letter, [], now) == "they wrote by letter today at 15:00"
