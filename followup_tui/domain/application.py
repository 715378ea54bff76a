"""An application: one job at one company, with its interviews, people, contacts, offer and promises.

Everything here is frozen: a change returns a new application. Days are `datetime.date` in the user's
zone; moments are `Instant`. Texts are sanitized (`sanitize.py`) before they get here. Nothing in an
application refers back to it, so garbage collection need not look at it (`gc=False`).
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.clash import Clash
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise

_Part = TypeVar("_Part", bound=Person | Promise)

UNKNOWN_ROLE: Final = "role not named"
"""The role of an application that an invitation brought, which named none. Letters leave a blank for it."""


class Stage(StrEnum):
    """The five columns of the board, left to right."""

    INTERVIEWED = "interviewed"
    THANKED = "thanked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    CLOSED = "closed"


# Asked of each of many applications, and a member's look-up in its enum is slow in Python 3.11.
INTERVIEWED: Final = Stage.INTERVIEWED
OVERDUE: Final = Stage.OVERDUE
CLOSED: Final = Stage.CLOSED


class Outcome(StrEnum):
    """How a closed application ended.

    `declined`: the user said no to an offer; `rejected`: they said no; `withdrawn`: by the user; `cancelled`:
    there is no such position any more.
    """

    HIRED = "hired"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    SILENT = "silent"


HIRED: Final = Outcome.HIRED


class Application(Struct, frozen=True, omit_defaults=True, gc=False):
    """One job at one company.

    Attributes:
        id: short and readable, from the company's name: `northwind`, `northwind-2`. It never changes.
        uid: identifies it across machines; it never changes.
        via: the agency between the user and the company; empty where there is none.
        company_group: says which company it is where the user said so and the name would say otherwise;
            empty where the name says it. See `company_of`.
        offer: the offer they made; None before.
        promises: what the user, or they, said they would do.
        stage: the column the user put the card in. `stages.stage_on` returns the one it stands in today.
        stage_since: when the user put the card there by hand; None where they did not.
        outcome: how it ended; None unless the stage is closed.
        snoozed_until: when its hidden advice shows again; None where it is not hidden.
        closed_at: when it was closed; None unless the stage is closed.
        snoozed_at: when the user hid it: a message that comes later shows it again; None where unknown.
        decision_date: the day by which they said they would decide; None until the user says so.
        decision_told_at: when the decision date was noted; None where that is unknown.
        overdue_dismissed: the expected day for which the user took the card out of Overdue by hand; the
            card does not go back there by itself until another day is expected.
        unasked: the questions the user did not get to ask, for a letter or the next interview.
        letters: the template set its letters begin with, `de`; empty for the one in the settings.
        source_ids: what other programs call it, `teal:4711`: an import of it again is known by them.
        clashes: what was changed here and on another machine, and is not decided yet.
        revision: grows with every change and is never used twice in one file, so that a change based on
            an older state is noticed.
    """

    id: str
    company: str
    role: str
    created_at: Instant
    updated_at: Instant
    stage: Stage = Stage.INTERVIEWED
    stage_since: Instant | None = None
    outcome: Outcome | None = None
    closed_at: Instant | None = None
    decision_date: date | None = None
    decision_told_at: Instant | None = None
    overdue_dismissed: date | None = None
    snoozed_until: Instant | None = None
    snoozed_at: Instant | None = None
    interviews: tuple[Interview, ...] = ()
    people: tuple[Person, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: str = ""
    unasked: tuple[str, ...] = ()
    letters: str = ""
    revision: int = 0
    uid: str = ""
    via: str = ""
    company_group: str = ""
    offer: Offer | None = None
    promises: tuple[Promise, ...] = ()
    source_ids: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()

    def person(self, person_id: str | None) -> Person | None:
        """Return the person with this id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    @property
    def job(self) -> str:
        """The role, with the agency where there is one: `Backend via Hays`."""
        return f"{self.role} via {self.via}" if self.via else self.role

    @property
    def closed_since(self) -> Instant:
        """Since when it is closed: its last change where that is not noted."""
        return self.closed_at or self.updated_at

    @property
    def clash_count(self) -> int:
        """How many values two machines changed, that are still to be decided."""
        return len(self.clashes)

    @property
    def consultant(self) -> Person | None:
        """Whom to write to at the agency: who wrote last, else the first; None where there is no agency."""
        if not self.via:
            return None
        consultants = [person for person in self.people if person.at_agency]
        ids = [contact.person for contact in self.contacts if contact.direction is Direction.RECEIVED]
        writers = [person for person_id in reversed(ids) for person in consultants if person.id == person_id]
        return next(iter((*writers, *consultants)), None)

    def people_in(self, contact: Contact) -> tuple[Person, ...]:
        """Return the person of a contact; none where it is with the company as a whole."""
        person = self.person(contact.person)
        return (person,) if person else ()

    def people_of(self, interview: Interview | None) -> tuple[Person, ...]:
        """Return the people of an interview, as far as they are known; none where there is no interview."""
        if interview is None or not interview.people:
            return ()
        by_id = {person.id: person for person in self.people}
        return tuple([by_id[person_id] for person_id in interview.people if person_id in by_id])

    def interview(self, interview_id: str) -> Interview | None:
        """Return the interview with this id, or None."""
        return next((interview for interview in self.interviews if interview.id == interview_id), None)

    def interview_number(self, interview: Interview) -> int:
        """Return which interview of this application it is, counted from 1."""
        return [each.id for each in self.interviews].index(interview.id) + 1

    def held_interviews(
        self, now: datetime, since: datetime | None = None
    ) -> list[tuple[Instant, Interview]]:
        """Return the interviews held by `now` (aware), in order, each with its moment.

        With `since` (aware), only those from that moment on.
        """
        pairs = [
            (moment, interview)
            for interview in self.interviews
            if interview.cancelled_by is None
            and not interview.missed
            and (moment := interview.moment) is not None
            and moment.utc <= now
            and (since is None or since <= moment.utc)
        ]
        return sorted(pairs, key=lambda pair: pair[0].utc) if len(pairs) > 1 else pairs

    def next_interview(self, now: datetime) -> Interview | None:
        """Return the earliest interview that is not over yet at `now` (aware), or None."""
        for interview in self.interviews:  # most have none that is planned, and each card is asked
            if interview.starts_at is not None and interview.is_planned(now):
                return self.planned_interviews(now)[0]
        return None

    def planned_interviews(self, now: datetime) -> list[Interview]:
        """Return the interviews that are not over yet at `now` (aware), in the order of their start."""
        planned = [
            (interview.starts_at.utc, index, interview)
            for index, interview in enumerate(self.interviews)
            if interview.starts_at is not None and interview.is_planned(now)
        ]
        return [interview for _, _, interview in sorted(planned)] if planned else []

    def upcoming_interview(self, now: datetime) -> Interview | None:
        """Return the earliest interview that has not begun yet at `now` (aware), or None."""
        return next(
            (each for each in self.planned_interviews(now) if each.starts_at and each.starts_at.utc > now),
            None,
        )

    def last_interview(self, now: datetime) -> Interview | None:
        """Return the latest interview that was held, not missed, by `now` (aware), or None."""
        return _latest(self.interviews, now, missed=False)

    def last_appointment(self, now: datetime) -> Interview | None:
        """Return the latest interview by `now` (aware), held or missed, or None."""
        return _latest(self.interviews, now, missed=True)

    def last_contact(self, direction: Direction) -> Contact | None:
        """Return the latest contact in this direction, or None; of several at one moment the last noted."""
        latest: Contact | None = None
        for contact in self.contacts:
            if contact.direction is direction and (latest is None or contact.at.utc >= latest.at.utc):
                latest = contact
        return latest

    def with_person(self, person: Person) -> "Application":
        """Add a person, or replace the one with the same id. Two of one name stay two: see `same_person`."""
        return replace(self, people=_with_part(self.people, person))

    def with_interview(self, interview: Interview) -> "Application":
        """Add an interview, or replace the one with the same id; sorted by their `order`."""
        others = [other for other in self.interviews if other.id != interview.id]
        return replace(self, interviews=tuple(sorted([*others, interview], key=lambda each: each.order)))

    def contact(self, contact_id: str) -> Contact | None:
        """Return the contact with this id, or None."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def with_contact(self, contact: Contact) -> "Application":
        """Add a contact, or replace the one with the same id. One without an id gets the next.

        Contacts are sorted by their `order`.
        """
        if not contact.id:
            from followup_tui.domain.ids import next_id  # only a change needs it

            contact = replace(contact, id=next_id("c", (other.id for other in self.contacts)))
        others = [other for other in self.contacts if other.id != contact.id]
        return replace(self, contacts=tuple(sorted([*others, contact], key=lambda each: each.order)))

    def without_contact(self, contact_id: str) -> "Application":
        """Remove a contact."""
        return replace(self, contacts=tuple(other for other in self.contacts if other.id != contact_id))

    def without_interview(self, interview_id: str) -> "Application":
        """Remove an interview, with its reflection. The people stay."""
        return replace(self, interviews=tuple(each for each in self.interviews if each.id != interview_id))

    def with_promise(self, promise: Promise) -> "Application":
        """Add a promise, or replace the one with the same id. One without an id gets the next."""
        if not promise.id:
            from followup_tui.domain.ids import next_id  # only a change needs it

            promise = replace(promise, id=next_id("", (other.id for other in self.promises)))
        return replace(self, promises=_with_part(self.promises, promise))

    def without_person(self, person_id: str) -> "Application":
        """Remove a person, from the interviews too. A contact with them stays, as one with the company."""
        return replace(
            self,
            people=tuple(person for person in self.people if person.id != person_id),
            interviews=tuple(
                replace(interview, people=tuple(other for other in interview.people if other != person_id))
                for interview in self.interviews
            ),
            contacts=tuple(
                replace(contact, person=None) if contact.person == person_id else contact
                for contact in self.contacts
            ),
        )


def _with_part(parts: tuple[_Part, ...], part: _Part) -> tuple[_Part, ...]:
    """Add a part, or put it in the place of the one with the same id."""
    if all(other.id != part.id for other in parts):
        return (*parts, part)
    return tuple(part if other.id == part.id else other for other in parts)


def _latest(interviews: Iterable[Interview], now: datetime, *, missed: bool) -> Interview | None:
    """Return the latest interview by `now`, with or without those that were missed, or None."""
    latest, latest_moment = None, None
    for interview in interviews:
        if interview.cancelled_by is not None or (interview.missed and not missed):
            continue
        moment = interview.moment
        if moment is not None and moment.utc <= now and (latest_moment is None or moment.utc > latest_moment):
            latest, latest_moment = interview, moment.utc
    return latest
