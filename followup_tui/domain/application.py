"""An application, what belongs to it (interviews, people, contacts), and how a person changes them.

Everything here is frozen: a change returns a new application. Days are `datetime.date` in the user's
zone; moments are `Instant`. Texts have been through `text.py` before they get here.
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
    """How a closed application ended. `declined` is the user's no, `rejected` theirs."""

    HIRED = "hired"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SILENT = "silent"


class Direction(StrEnum):
    """Whether the user wrote or was written to."""

    SENT = "sent"
    RECEIVED = "received"


class ContactKind(StrEnum):
    """What a contact was for."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"
    REPLY = "reply"
    OTHER = "other"


class Channel(StrEnum):
    """How a contact was made."""

    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    LETTER = "letter"
    IN_PERSON = "in-person"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment, kept in UTC with the IANA name of the zone it was lived in beside it.

    Attributes:
        utc: the moment, to the second, with `tzinfo` UTC. Another offset is turned into UTC.
        zone: the IANA name of the zone, `Europe/Berlin`.
    """

    utc: datetime
    zone: str

    def __post_init__(self) -> None:
        """Hold that the moment is in UTC, and that every zone has a day for it."""
        if self.utc.tzinfo is UTC and MINYEAR < self.utc.year < MAXYEAR:
            return  # A large file holds a hundred thousand of them.
        if self.utc.tzinfo is None:
            raise ValueError("an instant says its offset, like 2026-11-23T14:02:00Z")
        if not MINYEAR < self.utc.year < MAXYEAR:
            raise ValueError(f"an instant lies after the year {MINYEAR} and before {MAXYEAR}")
        if self.utc.tzinfo is not UTC:
            object.__setattr__(self, "utc", self.utc.astimezone(UTC))

    @classmethod
    def of(cls, moment: datetime) -> Instant:
        """Keep an aware datetime. Its zone's name is kept too; a bare offset is kept as UTC.

        Raises:
            ValueError: the datetime has no zone and no offset.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone could be any of many")
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else "UTC"
        return cls(moment.astimezone(UTC).replace(microsecond=0), zone)

    def local(self) -> datetime:
        """Give the moment as the wall clock showed it where it was lived."""
        try:
            return self.utc.astimezone(ZoneInfo(self.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # A zone this machine does not know, or no zone's name: the moment is right all the same.
            return self.utc

    def seen_from(self, zone: ZoneInfo) -> datetime:
        """Give the moment as the wall clock shows it in the user's zone."""
        return self.utc.astimezone(zone)

    def day(self, zone: ZoneInfo) -> date:
        """Give the calendar day of the moment in the user's zone."""
        return self.utc.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of theirs: an interviewer, a recruiter.

    Attributes:
        id: `p1`, `p2` … within the application.
        name: the name without its form of address, `Jana Novák`.
        form_of_address: `Dr.`, `Frau`, `Prof. Dr.`; empty where unknown.
        position: what they do there, `Head of Data`.
        checked: whether the user has checked the spelling of the name.
        family_name: their family name where the user noted it; the name itself often shows it.
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
    """What became of a lesson: still to be done, done in a later interview, or dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing to change next time.

    Attributes:
        text: one line.
        closed_at: when the user said that they did it, or dropped it; None while it is open.
    """

    text: str
    state: LessonState = LessonState.OPEN
    closed_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """What the user wrote down after an interview. All of it can be empty.

    Attributes:
        at: when it was first written.
        well: what went well, in lines.
        badly: what did not, in lines.
        lessons: what to change next time.
        feeling: how it felt, from 1 to 5; None where the user did not say.
        looked_back: whether it was asked which earlier lessons were done in this interview.
        notes: anything else, in lines. It is as private as the rest.
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
    """One interview of an application, held or scheduled.

    Attributes:
        id: `i1`, `i2` … within the application.
        starts_at: when it starts or started; None where only its end is known.
        ended_at: when it ended; None while it lies ahead.
        people: ids of the people who held it.
        missed: whether it was agreed on and did not take place: they did not call.
        reflection: what the user wrote down of it; None where they did not yet.
        said: what was said in it: promises, numbers, names; as the user noted it.
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
    """One contact in either direction. A draft or a copied text is none; only what was sent or received.

    Attributes:
        person: the id of the person it went to or came from; None where it was the company.
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
        stage: the column the user put the card in. `stages.stage_on` says where it stands today.
        stage_since: when the user put the card there by hand; None where they did not.
        outcome: how it ended; None unless the stage is closed.
        snoozed_until: its advice is hidden until then; None where it is not.
        closed_at: when it was closed; None unless the stage is closed.
        decision_date: the day by which they said they would decide; None until the user says so.
        overdue_dismissed: the expected day for which the user took the card out of Overdue by hand; the
            card does not go back there by itself until another day is expected.
        unasked: the user's questions that stayed unasked, for a letter or the next interview.
        letters: the set of templates its letters begin with, `de`; empty for the one in the settings.
        revision: grows with every change and is never given twice in one file, so that a change based on
            an older state is noticed, and id and revision together say what a card looks like.
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
        """Give the person with this id, or None where there is none."""
        return next((person for person in self.people if person.id == person_id), None)

    def people_of(self, held: Interview | None) -> tuple[Person, ...]:
        """Give who held an interview, as far as they are known; nobody where there is no interview."""
        found = map(self.person, held.people if held else ())
        return tuple(person for person in found if person is not None)

    def interview(self, interview_id: str) -> Interview | None:
        """Give the interview with this id, or None where there is none."""
        return next((held for held in self.interviews if held.id == interview_id), None)

    def number_of(self, held: Interview) -> int:
        """Say which interview of this application it is, counted from 1."""
        return [known.id for known in self.interviews].index(held.id) + 1

    def held_interviews(self, now: datetime) -> list[tuple[Instant, Interview]]:
        """Give the interviews that took place by `now` (aware), in order, each with its moment."""
        held = [
            (known.moment, known)
            for known in self.interviews
            if known.moment is not None and known.moment.utc <= now and not known.missed
        ]
        return sorted(held, key=lambda pair: pair[0].utc) if len(held) > 1 else held

    def next_interview(self, now: datetime) -> Interview | None:
        """Give the earliest interview that still lies ahead at `now` (aware), or None."""
        ahead = [
            (held.starts_at.utc, held)
            for held in self.interviews
            if held.ended_at is None and held.starts_at is not None and held.starts_at.utc > now
        ]
        return min(ahead, key=lambda pair: pair[0])[1] if ahead else None

    def last_interview(self, now: datetime) -> Interview | None:
        """Give the latest interview that was held by `now` (aware), or None. One that was missed is none."""
        return _latest(self.interviews, now, missed=False)

    def last_appointment(self, now: datetime) -> Interview | None:
        """Give the latest interview by `now` (aware), held or missed, or None."""
        return _latest(self.interviews, now, missed=True)

    def last_contact(self, direction: Direction) -> Contact | None:
        """Give the latest contact in this direction, or None."""
        contacts = [contact for contact in self.contacts if contact.direction is direction]
        return max(contacts, key=lambda contact: contact.at.utc) if contacts else None

    def with_person(self, person: Person) -> Application:
        """Add a person, or put this one in the place of the one with the same id, else of the same name.

        The one who stood there hands on their id: interviews and contacts refer to it.
        """
        same_id = (known for known in self.people if known.id == person.id)
        same_name = (known for known in self.people if known.name.casefold() == person.name.casefold())
        replaced = next(same_id, None) or next(same_name, None)
        if replaced is None:
            return replace(self, people=(*self.people, person))
        person = replace(person, id=replaced.id)
        return replace(self, people=tuple(person if known is replaced else known for known in self.people))

    def with_interview(self, interview: Interview) -> Application:
        """Add an interview, or change the one with the same id. Interviews stand in the order they happen."""
        others = [known for known in self.interviews if known.id != interview.id]
        unknown_last = datetime.max.replace(tzinfo=UTC)
        ordered = sorted([*others, interview], key=lambda r: r.moment.utc if r.moment else unknown_last)
        return replace(self, interviews=tuple(ordered))

    def with_contact(self, contact: Contact) -> Application:
        """Add a contact. Contacts stand in the order they happened."""
        return replace(
            self, contacts=tuple(sorted([*self.contacts, contact], key=lambda known: known.at.utc))
        )

    def without_person(self, person_id: str) -> Application:
        """Take a person out, of the interviews too. A contact with them stays, as one with the company."""
        return replace(
            self,
            people=tuple(person for person in self.people if person.id != person_id),
            interviews=tuple(
                replace(r, people=tuple(p for p in r.people if p != person_id)) for r in self.interviews
            ),
            contacts=tuple(replace(t, person=None) if t.person == person_id else t for t in self.contacts),
        )


def _latest(interviews: Iterable[Interview], now: datetime, *, missed: bool) -> Interview | None:
    """Give the latest interview by a moment, with those that were missed or without."""
    latest, found = None, None
    for known in interviews:
        if known.missed and not missed:
            continue
        moment = known.ended_at or known.starts_at
        if moment is not None and moment.utc <= now and (latest is None or moment.utc > latest):
            latest, found = moment.utc, known
    return found
