"""The shape of the JSON that followup writes, as it is read back: typed, and without a key it does not know.

An application, and what is in it, reads itself into the domain. Keys that only follow from others, such as
`expected_by`, may be there and are not used.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.clash import Clash
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import (
    CalendarEntry,
    Interview,
    InterviewKind,
    InterviewState,
    Lesson,
    LessonState,
    MovedFrom,
    Reflection,
)
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise

Id = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^\S+$")]
Moment = Annotated[datetime, Meta(tz=True)]
Zone = Annotated[str, Meta(max_length=100, pattern=r"^[A-Za-z0-9_+/-]+$")]
"""A zone's name. One that this machine does not know is kept: the moment is right all the same."""

MAX_NUMBER = 2**62
"""What counts changes stays below this, and the next ones can still be written."""


class _Object(Struct, forbid_unknown_fields=True, kw_only=True):
    """An object with moments, and beside them the zones they were lived in, by key."""

    zones: dict[str, Zone] = {}

    def __post_init__(self) -> None:
        """Refuse what is no moment.

        Raises:
            ValueError: a moment lies in no year that every zone has, or `zones` names a key that is none.
        """
        moments = {key for key in self.__struct_fields__ if isinstance(getattr(self, key), datetime)}
        for key in moments:
            try:
                self.required(key)
            except (ValueError, OverflowError) as error:
                raise ValueError(f"{key} lies too early or too late") from error
        for key in self.zones.keys() - moments:
            raise ValueError(f"zones names {key[:40]!r}, which is no moment beside it")

    def instant(self, key: str) -> Instant | None:
        """Return the moment of a key, in its zone, UTC where none is named; None where it is unknown."""
        moment: datetime | None = getattr(self, key)
        return None if moment is None else self._instant(moment, key)

    def required(self, key: str) -> Instant:
        """Return the moment of a key that is always there."""
        return self._instant(getattr(self, key), key)

    def _instant(self, moment: datetime, key: str) -> Instant:
        return Instant(moment.astimezone(UTC).replace(microsecond=0), self.zones.get(key, "UTC"))


class PersonShape(Struct, forbid_unknown_fields=True, kw_only=True):
    """A person, as in `people`."""

    id: Id
    name: str | None = None
    form_of_address: str | None = None
    position: str | None = None
    email: str | None = None
    phone: str | None = None
    checked: bool = False
    family_name: str | None = None
    at_agency: bool = False
    by_first_name: bool | None = None

    def read(self) -> Person:
        """Return the person."""
        return Person(
            id=self.id,
            name=self.name or "",
            form_of_address=self.form_of_address or "",
            position=self.position or "",
            email=self.email or "",
            phone=self.phone or "",
            checked=self.checked,
            family_name=self.family_name or "",
            at_agency=self.at_agency,
            by_first_name=self.by_first_name,
        )


class LessonShape(_Object):
    """A lesson, as in `change` of a reflection."""

    text: str
    id: str | None = None
    state: LessonState = LessonState.OPEN
    closed_at: Moment | None = None

    def read(self) -> Lesson:
        """Return the lesson."""
        return Lesson(self.text, self.state, self.instant("closed_at"))


class ReflectionShape(_Object):
    """What was written down of an interview."""

    at: Moment
    well: str | None = None
    badly: str | None = None
    change: list[LessonShape] = []
    feeling: Annotated[int, Meta(ge=1, le=5)] | None = None
    notes: str | None = None
    looked_back: bool = False

    def read(self) -> Reflection:
        """Return the reflection."""
        return Reflection(
            at=self.required("at"),
            well=self.well or "",
            badly=self.badly or "",
            lessons=tuple(lesson.read() for lesson in self.change),
            feeling=self.feeling,
            looked_back=self.looked_back,
            notes=self.notes or "",
        )


class MoveShape(_Object):
    """A time agreed on before, as in `moves` of an interview."""

    starts_at: Moment
    by: Party
    at: Moment

    def read(self) -> MovedFrom:
        """Return the time, with who moved the interview from it."""
        return MovedFrom(self.required("starts_at"), self.by, self.required("at"))


class CalendarShape(_Object):
    """What identifies an interview in the calendar of those who invited."""

    uid: str
    sequence: Annotated[int, Meta(ge=0, le=MAX_NUMBER)] = 0
    recurrence_id: str | None = None
    stamped_at: Moment | None = None

    def read(self) -> CalendarEntry:
        """Return the entry."""
        return CalendarEntry(self.uid, self.sequence, self.recurrence_id or "", self.instant("stamped_at"))


class InterviewShape(_Object):
    """An interview."""

    id: Id
    kind: InterviewKind | None = None
    state: InterviewState | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    ended_at: Moment | None = None
    moved_from: list[Moment] = []
    cancelled_by: Party | None = None
    place: str | None = None
    link: str | None = None
    people: list[Id] = []
    said: str | None = None
    reflection: ReflectionShape | None = None
    missed: bool | None = None
    cancelled_at: Moment | None = None
    moves: list[MoveShape] = []
    calendar: CalendarShape | None = None

    def __post_init__(self) -> None:
        """Refuse what says half of something.

        Raises:
            ValueError: times it was moved from stand without who moved it, or it is cancelled by nobody.
        """
        super().__post_init__()
        if len(self.moved_from) > len(self.moves):
            raise ValueError("moved_from has times of which moves does not say who moved them and when")
        if self.state is InterviewState.CANCELLED and self.cancelled_by is None:
            raise ValueError("state is cancelled, and cancelled_by does not say by whom")

    def read(self) -> Interview:
        """Return the interview."""
        is_missed = self.state is InterviewState.MISSED if self.missed is None else self.missed
        return Interview(
            id=self.id,
            starts_at=self.instant("starts_at"),
            ended_at=self.instant("ended_at"),
            people=tuple(self.people),
            missed=is_missed,
            reflection=self.reflection.read() if self.reflection else None,
            said=self.said or "",
            ends_at=self.instant("ends_at"),
            kind=self.kind,
            place=self.place or "",
            link=self.link or "",
            moved_from=tuple(move.read() for move in self.moves),
            cancelled_by=self.cancelled_by,
            cancelled_at=self.instant("cancelled_at"),
            calendar=self.calendar.read() if self.calendar else None,
        )


class ContactShape(_Object):
    """A contact."""

    id: Id
    at: Moment
    direction: Direction
    kind: ContactKind
    channel: Channel = Channel.EMAIL
    person: Id | None = None
    note: str | None = None
    needs_answer: bool | None = None
    settled: bool = False
    message_id: str | None = None

    def read(self) -> Contact:
        """Return the contact."""
        return Contact(
            at=self.required("at"),
            direction=self.direction,
            kind=self.kind,
            channel=self.channel,
            person=self.person,
            note=self.note or "",
            id=self.id,
            settled=self.settled,
            message_id=self.message_id or "",
        )


class OfferShape(_Object):
    """An offer."""

    received_at: Moment
    answer_by: Moment | None = None
    terms: list[str] = []
    state: OfferState = OfferState.OPEN
    verbal: bool = False
    decision: OfferState | None = None
    settled_at: Moment | None = None

    def read(self) -> Offer:
        """Return the offer. That it lapsed follows from its deadline."""
        decision = self.decision or self.state
        return Offer(
            received_at=self.required("received_at"),
            answer_by=self.instant("answer_by"),
            terms=tuple(self.terms),
            decision=OfferState.OPEN if decision is OfferState.LAPSED else decision,
            is_verbal=self.verbal,
            settled_at=self.instant("settled_at"),
        )


class PromiseShape(_Object):
    """A promise."""

    id: Id
    text: str
    due: date | None = None
    whose: Literal["mine", "theirs"] = "mine"
    done_at: Moment | None = None
    dropped_at: Moment | None = None

    def read(self) -> Promise:
        """Return the promise."""
        return Promise(
            id=self.id,
            text=self.text,
            by=Party.ME if self.whose == "mine" else Party.THEM,
            due=self.due,
            done_at=self.instant("done_at"),
            dropped_at=self.instant("dropped_at"),
        )


class ClashShape(_Object):
    """A value that was changed on two machines, until it is decided."""

    place: list[str]
    other: str
    at: Moment

    def read(self) -> Clash:
        """Return the clash."""
        return Clash(tuple(self.place), self.other, self.required("at"))


class ApplicationShape(_Object):
    """An application, as `show --json` writes it."""

    id: Id
    company: str
    role: str
    stage: Stage
    created_at: Moment
    updated_at: Moment
    uid: str | None = None
    via: str | None = None
    outcome: Outcome | None = None
    decision_date: date | None = None
    expected_by: date | None = None
    next_interview: Moment | None = None
    interviews: list[InterviewShape] = []
    people: list[PersonShape] = []
    contacts: list[ContactShape] = []
    offer: OfferShape | None = None
    promises: list[PromiseShape] = []
    tags: list[str] = []
    notes: str | None = None
    links: list[str] = []
    unasked: list[str] = []
    letters: str | None = None
    stored_stage: Stage | None = None
    stage_since: Moment | None = None
    closed_at: Moment | None = None
    decision_told_at: Moment | None = None
    overdue_dismissed: date | None = None
    snoozed_until: Moment | None = None
    snoozed_at: Moment | None = None
    company_group: str | None = None
    source_ids: list[str] = []
    clashes: list[ClashShape] = []
    revision: Annotated[int, Meta(ge=0, le=MAX_NUMBER)] = 0

    def read(self) -> Application:
        """Return the application, its texts as they stand there."""
        return Application(
            id=self.id,
            company=self.company,
            role=self.role,
            created_at=self.required("created_at"),
            updated_at=self.required("updated_at"),
            stage=self.stored_stage or self.stage,
            stage_since=self.instant("stage_since"),
            outcome=self.outcome,
            closed_at=self.instant("closed_at"),
            decision_date=self.decision_date,
            decision_told_at=self.instant("decision_told_at"),
            overdue_dismissed=self.overdue_dismissed,
            snoozed_until=self.instant("snoozed_until"),
            snoozed_at=self.instant("snoozed_at"),
            interviews=tuple(interview.read() for interview in self.interviews),
            people=tuple(person.read() for person in self.people),
            contacts=tuple(contact.read() for contact in self.contacts),
            tags=tuple(self.tags),
            links=tuple(self.links),
            notes=self.notes or "",
            unasked=tuple(self.unasked),
            letters=self.letters or "",
            revision=self.revision,
            uid=self.uid or "",
            via=self.via or "",
            company_group=self.company_group or "",
            source_ids=tuple(self.source_ids),
            clashes=tuple(clash.read() for clash in self.clashes),
            offer=self.offer.read() if self.offer else None,
            promises=tuple(promise.read() for promise in self.promises),
        )
