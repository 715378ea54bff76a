"""Situations in which somebody writes a letter: what was noted, and the moment, for docs/letters.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewKind
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import close_application
from tests.samples import at, instant, today


@dataclass(frozen=True, slots=True)
class LetterSituation:
    """One situation.

    Attributes:
        heading: what happened, in a few words.
        now: the moment at which the letters are written, by Berlin's clock.
        application: what they are about.
        related: the other applications that the letters depend on.
        questions: whether the questions that stayed unasked go in.
    """

    heading: str
    now: str
    application: Application
    related: tuple[Application, ...] = ()
    questions: bool = False


JANA: Final = Person("p1", "Jana Novák", "Frau Dr.", "Head of Data", "jana@northwind.example", checked=True)
TOM: Final = Person("p2", "Tom Reyes", "Herr", "Engineer", "tom@northwind.example", checked=True)
RUTH: Final = Person("p3", "Ruth Okafor", "Frau", "Recruiter", "ruth@northwind.example", checked=True)
PETRA: Final = Person(
    "p4", "Petra Klein", "Frau", "Consultant", "petra@brightwork.example", checked=True, at_agency=True
)
OMAR: Final = Person("p5", "Omar Haddad", "Herr", "Analyst", "omar@northwind.example", checked=True)
"""Who told the user of the job: he is of none of the interviews."""

_NEW: Final = Application(
    id="northwind",
    company="Northwind",
    role="Data Engineer",
    created_at=instant("2026-11-02"),
    updated_at=instant("2026-11-02"),
    people=(JANA, TOM),
)
_FIRST: Final = Interview(
    "i1",
    starts_at=instant("2026-11-12 15:00"),
    ended_at=instant("2026-11-12 16:00"),
    people=("p1", "p2"),
    said="Jana: the nightly loads take six hours\nTom: nobody wants to be on call",
)
_MET: Final = replace(_NEW, interviews=(_FIRST,))


def _thanked(application: Application, moment: str, *people: str) -> Application:
    for person in people:
        contact = Contact(instant(moment), Direction.SENT, ContactKind.THANK_YOU, person=person)
        application = application.with_contact(contact)
    return application


def _received(application: Application, moment: str, kind: ContactKind, person: str) -> Application:
    channel = Channel.PHONE if kind is ContactKind.OFFER else Channel.EMAIL
    return application.with_contact(Contact(instant(moment), Direction.RECEIVED, kind, channel, person))


_THANKED: Final = _thanked(_MET, "2026-11-12 18:00", "p1", "p2")
_TOLD: Final = replace(
    _THANKED, decision_date=date(2026, 11, 20), decision_told_at=instant("2026-11-12 16:00")
)
_FOLLOWED_UP: Final = replace(
    _THANKED.with_contact(
        Contact(instant("2026-11-23 09:00"), Direction.SENT, ContactKind.FOLLOW_UP, person="p1")
    ),
    promises=(Promise("1", "call me with the result", Party.THEM, date(2026, 11, 27)),),
)
_SECOND: Final = Interview(
    "i2",
    starts_at=instant("2026-11-19 10:00"),
    ended_at=instant("2026-11-19 11:00"),
    people=("p1", "p3"),
    kind=InterviewKind.VIDEO,
)
_MISSED: Final = Interview(
    "i1",
    starts_at=Instant(at("2026-11-24 11:00"), "Europe/London"),
    people=("p1",),
    kind=InterviewKind.PHONE,
    missed=True,
)
_AHEAD: Final = Interview(
    "i2",
    starts_at=instant("2026-11-27 10:00"),
    ends_at=instant("2026-11-27 11:00"),
    people=("p2",),
    kind=InterviewKind.ON_SITE,
    place="Harbour Road 5",
)
_CANCELLED: Final = Interview(
    "i1",
    starts_at=instant("2026-11-16 10:00"),
    people=("p1",),
    cancelled_by=Party.THEM,
    cancelled_at=instant("2026-11-13 09:00"),
)
_OFFER: Final = Offer(
    instant("2026-11-23 10:00"),
    instant("2026-11-27 23:59"),
    ("salary 72,000", "start 1 March", "28 days of holiday"),
    is_verbal=True,
)
_OFFERED: Final = replace(_received(_THANKED, "2026-11-23 10:00", ContactKind.OFFER, "p1"), offer=_OFFER)
_SOLVEX: Final = replace(
    _NEW,
    id="solvex",
    company="Solvex",
    people=(),
    offer=replace(_OFFER, answer_by=instant("2026-11-26 18:00")),
)
_HIRED_BY_SOLVEX: Final = close_application(
    replace(
        _SOLVEX, offer=replace(_OFFER, decision=OfferState.ACCEPTED, settled_at=instant("2026-11-23 12:00"))
    ),
    Outcome.HIRED,
    today("2026-11-23 12:00"),
)
_HIRED: Final = close_application(
    replace(
        _OFFERED,
        people=(JANA, TOM, OMAR),
        offer=replace(_OFFER, decision=OfferState.ACCEPTED, settled_at=instant("2026-11-25 09:00")),
    ),
    Outcome.HIRED,
    today("2026-11-25 09:00"),
)

SITUATIONS: Final = (
    LetterSituation(
        "The day of a first interview with two people; they named no day",
        "2026-11-12 17:00",
        replace(_MET, unasked=("How big is the team?",)),
        questions=True,
    ),
    LetterSituation(
        "Four days after a second interview, by video, with a recruiter there; nobody was thanked yet",
        "2026-11-23 09:00",
        replace(_MET, people=(JANA, TOM, RUTH), interviews=(_FIRST, _SECOND)),
    ),
    LetterSituation(
        "The day after an interview that an agency arranged",
        "2026-11-13 09:00",
        replace(_MET, via="Brightwork", people=(PETRA, JANA, TOM)),
    ),
    LetterSituation("The day they named has passed", "2026-11-24 09:00", _TOLD),
    LetterSituation(
        "The day they named has passed; an agency is between",
        "2026-11-24 09:00",
        replace(_TOLD, via="Brightwork", people=(PETRA, JANA, TOM)),
    ),
    LetterSituation(
        "A week after a follow-up without an answer, and they did not call as promised",
        "2026-12-01 09:00",
        _FOLLOWED_UP,
    ),
    LetterSituation(
        "They did not call at the agreed time, which was London's; it was to be the first interview",
        "2026-11-24 13:00",
        replace(_NEW, interviews=(_MISSED,)),
    ),
    LetterSituation(
        "They invite to a first interview, and nobody has been met yet",
        "2026-11-10 09:00",
        _received(_NEW, "2026-11-09 15:00", ContactKind.INVITATION, "p1"),
    ),
    LetterSituation(
        "A second interview is ahead, and the task for it was due yesterday",
        "2026-11-25 09:00",
        replace(
            _THANKED,
            interviews=(_FIRST, _AHEAD),
            promises=(Promise("1", "the take-home task", Party.ME, date(2026, 11, 24)),),
        ),
    ),
    LetterSituation(
        "The day of a first interview; a second one is planned for the day after tomorrow",
        "2026-11-12 17:00",
        replace(
            _MET, interviews=(_FIRST, replace(_AHEAD, starts_at=instant("2026-11-14 10:00"), ends_at=None))
        ),
    ),
    LetterSituation(
        "They cancelled the first interview, and no new time came",
        "2026-11-24 09:00",
        replace(_NEW, interviews=(_CANCELLED,)),
    ),
    LetterSituation(
        "Before the day they named, another company's offer has a deadline",
        "2026-11-24 09:00",
        replace(_TOLD, decision_date=date(2026, 12, 4)),
        related=(_SOLVEX,),
    ),
    LetterSituation("They made an offer by phone, with a deadline", "2026-11-23 14:00", _OFFERED),
    LetterSituation(
        "An agency passes on an offer",
        "2026-11-23 14:00",
        replace(
            _received(_THANKED, "2026-11-23 10:00", ContactKind.OFFER, "p4"),
            offer=_OFFER,
            via="Brightwork",
            people=(PETRA, JANA, TOM),
        ),
    ),
    LetterSituation(
        "They said no after an interview",
        "2026-11-25 09:00",
        _received(_THANKED, "2026-11-24 16:00", ContactKind.REJECTION, "p1"),
    ),
    LetterSituation(
        "An agency passes on a no",
        "2026-11-25 09:00",
        replace(
            _received(_THANKED, "2026-11-24 16:00", ContactKind.REJECTION, "p4"),
            via="Brightwork",
            people=(PETRA, JANA, TOM),
        ),
    ),
    LetterSituation(
        "An interview is ahead, and another company hired you",
        "2026-11-24 09:00",
        replace(_THANKED, interviews=(_FIRST, _AHEAD)),
        related=(_HIRED_BY_SOLVEX,),
    ),
    LetterSituation("You are hired", "2026-11-25 10:00", _HIRED),
    LetterSituation(
        "The position was cancelled",
        "2026-11-25 09:00",
        close_application(_THANKED, Outcome.CANCELLED, today("2026-11-25 08:00")),
    ),
)
"""At least twelve, told in the order in which an application goes."""
