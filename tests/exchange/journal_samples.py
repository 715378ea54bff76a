"""Applications that were reflected on, for the tests of what is made of a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.interview import Lesson, LessonState, Reflection
from followup_tui.domain.journal import JournalEntry
from followup_tui.domain.person import Person
from tests.samples import NORTHWIND, ahead, held, instant, today

if TYPE_CHECKING:
    from followup_tui.domain.application import Application

TODAY = today("2026-11-23 14:02")

JANA = Person(
    "p1", "Jana Novák", "Dr.", "Head of Data", "jana@northwind.example", "+420 555 0100", checked=True
)
BOB = Person("p2", "Bob Lee", "Mr", "Engineer")

REFLECTION = Reflection(
    instant("2026-11-12 11:00"),
    "Calm throughout\nGood questions",
    "Rushed the *design* task",
    (Lesson("Speak slower"), Lesson("Ask about pay", LessonState.DONE, instant("2026-11-20 09:00"))),
    feeling=4,
)

REFLECTED: Application = replace(
    NORTHWIND,
    people=(JANA, BOB),
    interviews=(
        replace(
            held("2026-11-12 10:00"),
            people=("p1", "p2"),
            said="They promised a laptop\nTold Jana: $95,000\nBob's dog is called [Rex]",
            reflection=REFLECTION,
        ),
        replace(ahead("2026-11-30 09:00", 2), people=("p1",)),
    ),
    unasked=("How big is the team?",),
    tags=("remote work",),
)

HIRED: Application = replace(
    REFLECTED,
    interviews=(
        REFLECTED.interviews[0],
        replace(
            held("2026-11-18 10:00", 2), people=("p2",), said="They need 2 more engineers\nCoffee is free"
        ),
    ),
    contacts=(
        Contact(
            instant("2026-11-12 16:00"),
            Direction.SENT,
            ContactKind.THANK_YOU,
            person="p1",
            note="Dear Dr.\n\nThanks",
        ),
        Contact(
            instant("2026-11-19 16:00"),
            Direction.RECEIVED,
            ContactKind.REPLY,
            Channel.PHONE,
            "p1",
            "Start on 1 December\nThe team is nice",
        ),
    ),
    stage=Stage.CLOSED,
    outcome=Outcome.HIRED,
    closed_at=instant("2026-11-20 12:00"),
    notes="Parking on deck 3",
    links=("https://northwind.example/jobs",),
)


def entry(application: Application = REFLECTED, number: int = 1) -> JournalEntry:
    """Return the entry of an interview that was reflected on."""
    interview = application.interviews[number - 1]
    assert interview.reflection is not None
    return JournalEntry(application, interview, interview.reflection)
