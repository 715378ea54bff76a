"""An application and what belongs to it: interviews, people, contacts.

Everything here is frozen: a change returns a new application. Days are `datetime.date` in the user's
zone; moments are `Instant`. Texts are sanitized (`sanitize.py`) before they get here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Stage(StrEnum):
    """The five columns of the board, left to right."""

    INTERVIEWED = "interviewed"
    THANKED = "thanked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed application ended. `declined`: the user said no; `rejected`: they did."""

    HIRED = "hired"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SILENT = "silent"


class Direction(StrEnum):
    """Whether the user sent or received a contact."""

    SENT = "sent"
    RECEIVED = "received"


class ContactKind(StrEnum):
    """What a contact is for."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    REPLY = "reply"
    OTHER = "other"


class Channel(StrEnum):
    """How a contact is made."""

    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in-person"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC, with the zone the user was in at that moment.

    Attributes:
        utc: the moment, to the second, with `tzinfo` UTC. Another offset is converted to UTC.
        zone: the IANA name of the zone, `Europe/Berlin`.

    Raises:
        ValueError: the moment has no offset, or lies in the first or last year there is.
    """

    utc: datetime
    zone: str

    def __post_init__(self) -> None:
        """Convert the moment to UTC, and check that every zone has a day for it."""
        if self.utc.tzinfo is UTC and MINYEAR < self.utc.year < MAXYEAR:
            return  # The usual case, kept fast: a large file holds a hundred thousand of them.
        if self.utc.tzinfo is None:
            raise ValueError("an instant says its offset, like 2026-11-23T14:02:00Z")
        if not MINYEAR < self.utc.year < MAXYEAR:
            raise ValueError(f"an instant lies after the year {MINYEAR} and before {MAXYEAR}")
        if self.utc.tzinfo is not UTC:
            object.__setattr__(self, "utc", self.utc.astimezone(UTC))

    @classmethod
    def of(cls, moment: datetime) -> Instant:
        """Make an instant of an aware datetime, in its named zone; a bare offset counts as UTC.

        Raises:
            ValueError: the datetime has no zone and no offset.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone could be any of many")
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else "UTC"
        return cls(moment.astimezone(UTC).replace(microsecond=0), zone)

    def local(self) -> datetime:
        """Return the moment as the clocks of its own zone show it; in UTC where that zone is unknown."""
        try:
            return self.utc.astimezone(ZoneInfo(self.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # This machine does not know the zone, or the name is no zone's: the moment is right all the same.
            return self.utc

    def seen_from(self, zone: ZoneInfo) -> datetime:
        """Return the moment as the clocks of the user's zone show it."""
        return self.utc.astimezone(zone)

    def day(self, zone: ZoneInfo) -> date:
        """Return the calendar day of the moment in the user's zone."""
        return self.utc.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the company: an interviewer, a recruiter.

    Attributes:
        id: `p1`, `p2` … within the application.
        name: the name without its form of address, `Jana Novák`.
        form_of_address: `Dr.`, `Frau`, `Prof. Dr.`; empty where unknown.
        position: what they do there, `Head of Data`.
        checked: whether the user has checked the spelling of the name.
        family_name: their family name where the user noted it; else it is taken from the name.
    """

    id: str
    name: str
    form_of_address: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    checked: bool = False
    family_name: str = ""

    @property
    def full_name(self) -> str:
        """The name with its form of address: `Dr. Jana Novák`."""
        return f"{self.form_of_address} {self.name}".strip()


class LessonState(StrEnum):
    """Whether a lesson is still open, was done in a later interview, or was dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing to change next time.

    Attributes:
        text: one line.
        closed_at: when the user marked it as done or dropped; None while it is open.
    """

    text: str
    state: LessonState = LessonState.OPEN
    closed_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """What the user wrote down after an interview. Every text can be empty.

    Attributes:
        at: when it was first written.
        well: what went well, in lines.
        badly: what did not go well, in lines.
        lessons: what to change next time.
        feeling: how it felt, from 1 to 5; None where the user did not say.
        looked_back: whether the user was asked which earlier lessons they did in this interview.
        notes: anything else, in lines.
    """

    at: Instant
    well: str = ""
    badly: str = ""
    lessons: tuple[Lesson, ...] = ()
    feeling: int | None = None
    looked_back: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview of an application: held, planned or missed.

    Attributes:
        id: `i1`, `i2` … within the application.
        starts_at: when it starts or started; None where only its end is known.
        ended_at: when it ended; None while it lies ahead.
        people: ids of the people who held it.
        missed: whether it was agreed on and did not take place, because they did not call.
        reflection: what the user wrote down after it; None where they have not yet.
        said: what was said in it, as the user noted it: promises, numbers, names.
    """

    id: str
    starts_at: Instant | None = None
    ended_at: Instant | None = None
    people: tuple[str, ...] = ()
    missed: bool = False
    reflection: Reflection | None = None
    said: str = ""

    @property
    def moment(self) -> Instant | None:
        """The moment that stands for the interview: its end where known, else its start."""
        return self.ended_at or self.starts_at


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact in either direction: what was really sent or received, never a draft or a copied text.

    Attributes:
        person: the id of the person it went to or came from; None for the company as a whole.
    """

    at: Instant
    direction: Direction
    kind: ContactKind = ContactKind.OTHER
    channel: Channel = Channel.EMAIL
    person: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """One job at one company.

    Attributes:
        id: short and readable, from the company's name: `northwind`, `northwind-2`. It never changes.
        stage: the column the user put the card in. `stages.stage_on` returns the one it stands in today.
        stage_since: when the user put the card there by hand; None where they did not.
        outcome: how it ended; None unless the stage is closed.
        snoozed_until: when its hidden advice shows again; None where it is not hidden.
        closed_at: when it was closed; None unless the stage is closed.
        decision_date: the day by which they said they would decide; None until the user says so.
        overdue_dismissed: the expected day for which the user took the card out of Overdue by hand; the
            card does not go back there by itself until another day is expected.
        unasked: the questions the user did not get to ask, for a letter or the next interview.
        letters: the template set its letters begin with, `de`; empty for the one in the settings.
        revision: grows with every change and is never used twice in one file, so that a change based on
            an older state is noticed, and id and revision together identify what a card shows.
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
    overdue_dismissed: date | None = None
    snoozed_until: Instant | None = None
    interviews: tuple[Interview, ...] = ()
    people: tuple[Person, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: str = ""
    unasked: tuple[str, ...] = ()
    letters: str = ""
    revision: int = 0

    def person(self, person_id: str | None) -> Person | None:
        """Return the person with this id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def people_of(self, interview: Interview | None) -> tuple[Person, ...]:
        """Return the people of an interview, as far as they are known; none where there is no interview."""
        people = map(self.person, interview.people if interview else ())
        return tuple(person for person in people if person is not None)

    def interview(self, interview_id: str) -> Interview | None:
        """Return the interview with this id, or None."""
        return next((interview for interview in self.interviews if interview.id == interview_id), None)

    def interview_number(self, interview: Interview) -> int:
        """Return which interview of this application it is, counted from 1."""
        return [each.id for each in self.interviews].index(interview.id) + 1

    def held_interviews(self, now: datetime) -> list[tuple[Instant, Interview]]:
        """Return the interviews that took place by `now` (aware), in order, each with its moment."""
        pairs = [
            (interview.moment, interview)
            for interview in self.interviews
            if interview.moment is not None and interview.moment.utc <= now and not interview.missed
        ]
        return sorted(pairs, key=lambda pair: pair[0].utc) if len(pairs) > 1 else pairs

    def next_interview(self, now: datetime) -> Interview | None:
        """Return the earliest interview that still lies ahead at `now` (aware), or None."""
        ahead = [
            (interview.starts_at.utc, interview)
            for interview in self.interviews
            if interview.ended_at is None
            and interview.starts_at is not None
            and interview.starts_at.utc > now
        ]
        return min(ahead, key=lambda pair: pair[0])[1] if ahead else None

    def last_interview(self, now: datetime) -> Interview | None:
        """Return the latest interview that was held, not missed, by `now` (aware), or None."""
        return _latest(self.interviews, now, missed=False)

    def last_appointment(self, now: datetime) -> Interview | None:
        """Return the latest interview by `now` (aware), held or missed, or None."""
        return _latest(self.interviews, now, missed=True)

    def last_contact(self, direction: Direction) -> Contact | None:
        """Return the latest contact in this direction, or None."""
        contacts = [contact for contact in self.contacts if contact.direction is direction]
        return max(contacts, key=lambda contact: contact.at.utc) if contacts else None

    def with_person(self, person: Person) -> Application:
        """Add a person, or replace the one with the same id, else the one of the same name.

        The new person takes over the id of the old one: interviews and contacts refer to it.
        """
        same_id = (other for other in self.people if other.id == person.id)
        same_name = (other for other in self.people if other.name.casefold() == person.name.casefold())
        existing = next(same_id, None) or next(same_name, None)
        if existing is None:
            return replace(self, people=(*self.people, person))
        person = replace(person, id=existing.id)
        return replace(self, people=tuple(person if other is existing else other for other in self.people))

    def with_interview(self, interview: Interview) -> Application:
        """Add an interview, or replace the one with the same id; sorted by moment, an unknown moment last."""
        others = [other for other in self.interviews if other.id != interview.id]
        last = datetime.max.replace(tzinfo=UTC)
        ordered = sorted([*others, interview], key=lambda each: each.moment.utc if each.moment else last)
        return replace(self, interviews=tuple(ordered))

    def with_contact(self, contact: Contact) -> Application:
        """Add a contact; contacts are sorted by moment."""
        contacts = sorted([*self.contacts, contact], key=lambda each: each.at.utc)
        return replace(self, contacts=tuple(contacts))

    def without_person(self, person_id: str) -> Application:
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


def _latest(interviews: Iterable[Interview], now: datetime, *, missed: bool) -> Interview | None:
    """Return the latest interview by `now`, with or without those that were missed, or None."""
    latest, latest_moment = None, None
    for interview in interviews:
        if interview.missed and not missed:
            continue
        moment = interview.ended_at or interview.starts_at
        if moment is not None and moment.utc <= now and (latest_moment is None or moment.utc > latest_moment):
            latest, latest_moment = interview, moment.utc
    return latest
