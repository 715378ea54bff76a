"""The states of an application in which somebody may want to write a letter, each with what was noted."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.interview import Interview
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import close_application
from tests.samples import instant, today

NOW: Final = "2026-11-25 17:00"
"""A Wednesday: the moment of every state."""


class ApplicationState(NamedTuple):
    """One state: what it is, the application, and the others that its letters depend on."""

    name: str
    application: Application
    related: tuple[Application, ...] = ()

    def __str__(self) -> str:
        """Return what it is."""
        return self.name


JANA: Final = Person("p1", "Jana Novák", "Frau", "Head of Data", "jana@northwind.example", checked=True)
RUTH: Final = Person("p2", "Ruth Okafor", "Frau", "Recruiter", "ruth@northwind.example", checked=True)
PETRA: Final = Person(
    "p3", "Petra Klein", "Frau", "Consultant", "petra@brightwork.example", checked=True, at_agency=True
)

_NEW: Final = Application(
    id="northwind",
    company="Northwind",
    role="Data Engineer",
    created_at=instant("2026-11-02"),
    updated_at=instant("2026-11-02"),
    people=(JANA, RUTH),
)


def _held(moment: str) -> Interview:
    return Interview("i1", starts_at=instant(moment), ended_at=instant(moment), people=("p1", "p2"))


def _with(application: Application, *interviews: Interview) -> Application:
    return replace(application, interviews=(*application.interviews, *interviews))


def _sent(application: Application, moment: str, kind: ContactKind, person: str = "p1") -> Application:
    return application.with_contact(Contact(instant(moment), Direction.SENT, kind, person=person))


def _received(application: Application, moment: str, kind: ContactKind, person: str = "p1") -> Application:
    return application.with_contact(Contact(instant(moment), Direction.RECEIVED, kind, person=person))


def _ahead(number: int, moment: str = "2026-11-27 10:00") -> Interview:
    return Interview(f"i{number}", starts_at=instant(moment), people=("p1",))


def _offered(
    decision: OfferState = OfferState.OPEN, answer_by: str = "2026-11-30", **how: bool
) -> Application:
    settled_at = None if decision is OfferState.OPEN else instant("2026-11-25 09:00")
    offer = Offer(
        instant("2026-11-23 10:00"), instant(answer_by), ("salary 72,000",), decision, settled_at=settled_at
    )
    return replace(
        _received(THANKED, "2026-11-23 10:00", ContactKind.OFFER),
        offer=replace(offer, is_verbal=how.get("is_verbal", False)),
    )


def _closed(application: Application, outcome: Outcome) -> Application:
    return close_application(application, outcome, today("2026-11-25 12:00"))


def _via_agency(application: Application) -> Application:
    """Put an agency between, whose consultant passes on what they say."""
    contacts = tuple(
        replace(contact, person="p3") if contact.direction is Direction.RECEIVED else contact
        for contact in application.contacts
    )
    return replace(application, via="Brightwork", people=(PETRA, *application.people), contacts=contacts)


HELD: Final = _with(_NEW, _held("2026-11-19 15:00"))
THANKED: Final = _sent(
    _sent(HELD, "2026-11-19 18:00", ContactKind.THANK_YOU), "2026-11-19 18:05", ContactKind.THANK_YOU, "p2"
)
_TOLD: Final = replace(
    THANKED, decision_date=date(2026, 11, 20), decision_told_at=instant("2026-11-19 15:00")
)
_FIRST_CANCELLED: Final = _with(
    _NEW,
    replace(_ahead(1, "2026-11-16 10:00"), cancelled_by=Party.THEM, cancelled_at=instant("2026-11-13 09:00")),
)
_FIRST_MISSED: Final = _with(_NEW, replace(_ahead(1, "2026-11-25 11:00"), missed=True))
_SILENT: Final = _sent(
    _sent(_with(_NEW, _held("2026-10-12 15:00")), "2026-10-12 18:00", ContactKind.THANK_YOU),
    "2026-10-27 09:00",
    ContactKind.FOLLOW_UP,
)
_REFUSED: Final = _received(THANKED, "2026-11-24 16:00", ContactKind.REJECTION)
_HIRED_BY_SOLVEX: Final = close_application(
    replace(_NEW, id="solvex", company="Solvex", people=()), Outcome.HIRED, today("2026-11-25 08:00")
)
_OFFERED_BY_SOLVEX: Final = replace(
    _NEW, id="solvex", company="Solvex", people=(), offer=Offer(instant("2026-11-23"), instant("2026-11-27"))
)

STATES: Final = (
    ApplicationState("nothing happened yet", _NEW),
    ApplicationState(
        "they invite, and nothing is planned yet",
        _received(_NEW, "2026-11-24 15:00", ContactKind.INVITATION),
    ),
    ApplicationState("the first interview is planned", _with(_NEW, _ahead(1))),
    ApplicationState(
        "the first interview is going on",
        _with(_NEW, replace(_ahead(1, "2026-11-25 16:30"), ends_at=instant("2026-11-25 17:30"))),
    ),
    ApplicationState("the first interview was held today", _with(_NEW, _held("2026-11-25 15:00"))),
    ApplicationState("held and thanked for, they named no day", THANKED),
    ApplicationState(
        "held, and the day they named is ahead", replace(_TOLD, decision_date=date(2026, 12, 4))
    ),
    ApplicationState("held, and the day they named has passed", _TOLD),
    ApplicationState(
        "held today, and a second interview is planned", _with(_NEW, _held("2026-11-25 15:00"), _ahead(2))
    ),
    ApplicationState("held and thanked for, and a second interview is planned", _with(THANKED, _ahead(2))),
    ApplicationState("the first appointment was missed today", _FIRST_MISSED),
    ApplicationState(
        "a missed appointment was written about",
        _sent(_FIRST_MISSED, "2026-11-25 12:00", ContactKind.FOLLOW_UP),
    ),
    ApplicationState(
        "a missed appointment, and they wrote since",
        _received(_FIRST_MISSED, "2026-11-25 12:00", ContactKind.MESSAGE),
    ),
    ApplicationState("a missed appointment, and a new time is agreed", _with(_FIRST_MISSED, _ahead(2))),
    ApplicationState("the first interview was cancelled", _FIRST_CANCELLED),
    ApplicationState(
        "the first interview was cancelled, and a new time was asked for",
        _sent(_FIRST_CANCELLED, "2026-11-17 09:00", ContactKind.FOLLOW_UP),
    ),
    ApplicationState(
        "the second interview was cancelled",
        _with(THANKED, replace(_ahead(2), cancelled_by=Party.THEM, cancelled_at=instant("2026-11-24 09:00"))),
    ),
    ApplicationState(
        "they wrote, and wait for an answer", _received(THANKED, "2026-11-24 15:00", ContactKind.MESSAGE)
    ),
    ApplicationState(
        "a promise of yours is open",
        replace(THANKED, promises=(Promise("1", "the take-home task", Party.ME, date(2026, 11, 26)),)),
    ),
    ApplicationState(
        "another company's offer has a deadline",
        replace(_TOLD, decision_date=date(2026, 12, 4)),
        (_OFFERED_BY_SOLVEX,),
    ),
    ApplicationState("silent since a follow-up four weeks ago", _SILENT),
    ApplicationState("snoozed", replace(THANKED, snoozed_until=instant("2026-12-07"))),
    ApplicationState("their offer is open", _offered()),
    ApplicationState("their offer was only said", _offered(is_verbal=True)),
    ApplicationState("their offer is open, and another company hired you", _offered(), (_HIRED_BY_SOLVEX,)),
    ApplicationState("their offer lapsed", _offered(answer_by="2026-11-24 12:00")),
    ApplicationState("you accepted their offer", _offered(OfferState.ACCEPTED)),
    ApplicationState("you declined their offer", _offered(OfferState.DECLINED)),
    ApplicationState("they took their offer back", _offered(OfferState.WITHDRAWN)),
    ApplicationState("they said no", _REFUSED),
    ApplicationState(
        "they said no after an offer", _received(_offered(), "2026-11-24 16:00", ContactKind.REJECTION)
    ),
    ApplicationState(
        "they said no, and were thanked", _sent(_REFUSED, "2026-11-25 09:00", ContactKind.THANK_YOU)
    ),
    ApplicationState(
        "they said no, before any interview", _received(_NEW, "2026-11-24 16:00", ContactKind.REJECTION)
    ),
    ApplicationState("another company hired you", THANKED, (_HIRED_BY_SOLVEX,)),
    ApplicationState(
        "another company hired you, and an interview is planned",
        _with(THANKED, _ahead(2)),
        (_HIRED_BY_SOLVEX,),
    ),
    ApplicationState("closed: hired", _closed(_offered(), Outcome.HIRED)),
    ApplicationState("closed: you declined", _closed(_offered(), Outcome.DECLINED)),
    ApplicationState("closed: rejected", _closed(_REFUSED, Outcome.REJECTED)),
    ApplicationState("closed: you withdrew, and they were not told", _closed(THANKED, Outcome.WITHDRAWN)),
    ApplicationState(
        "closed: you withdrew, and told them",
        _closed(_sent(THANKED, "2026-11-25 11:00", ContactKind.REPLY), Outcome.WITHDRAWN),
    ),
    ApplicationState("closed: the position was cancelled", _closed(THANKED, Outcome.CANCELLED)),
    ApplicationState("closed: silent", _closed(_SILENT, Outcome.SILENT)),
    ApplicationState(
        "closed: silent, and then they wrote",
        _received(_closed(_SILENT, Outcome.SILENT), "2026-11-25 15:00", ContactKind.MESSAGE),
    ),
    ApplicationState("via an agency: held today", _via_agency(_with(_NEW, _held("2026-11-25 15:00")))),
    ApplicationState(
        "via an agency: held today, and a second interview is planned",
        _via_agency(_with(_NEW, _held("2026-11-25 15:00"), _ahead(2))),
    ),
    ApplicationState("via an agency: the day they named has passed", _via_agency(_TOLD)),
    ApplicationState("via an agency: the first interview was cancelled", _via_agency(_FIRST_CANCELLED)),
    ApplicationState("via an agency: their offer is open", _via_agency(_offered())),
    ApplicationState(
        "via an agency: their offer lapsed", _via_agency(_offered(answer_by="2026-11-24 12:00"))
    ),
    ApplicationState(
        "via an agency: an offer is open, and another company hired you",
        _via_agency(_offered()),
        (_HIRED_BY_SOLVEX,),
    ),
    ApplicationState("via an agency: they said no", _via_agency(_REFUSED)),
)
"""As an application goes, then what ends it, then with an agency between."""
