"""An interview: when it is or was, with whom, where, and what the user wrote down after it.

Everything here is frozen: a change returns a new interview.
"""

from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct

from followup_tui.domain.instant import Instant
from followup_tui.domain.part import Part
from followup_tui.domain.person import Party

_LAST = datetime.max.replace(tzinfo=UTC)


class LessonState(StrEnum):
    """Whether a lesson is still open, was done in a later interview, or was dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Lesson(Struct, frozen=True, omit_defaults=True):
    """One thing to change next time.

    Attributes:
        text: one line.
        closed_at: when the user marked it as done or dropped; None while it is open.
    """

    text: str
    state: LessonState = LessonState.OPEN
    closed_at: Instant | None = None


class Reflection(Struct, frozen=True, omit_defaults=True):
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


class InterviewKind(StrEnum):
    """How an interview is held."""

    PHONE = "phone"
    VIDEO = "video"
    ON_SITE = "on-site"
    PANEL = "panel"
    ASSESSMENT = "assessment"


class InterviewState(StrEnum):
    """What became of an interview. `missed`: an appointment they did not keep."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class MovedFrom(Struct, frozen=True):
    """A time that was agreed on for an interview before it was moved.

    Attributes:
        starts_at: the start that was agreed on.
        by: who moved it.
        at: when the user noted the move.
    """

    starts_at: Instant
    by: Party
    at: Instant


class CalendarEntry(Struct, frozen=True, omit_defaults=True):
    """What identifies an interview in the calendar of the people who invited to it (RFC 5545).

    Attributes:
        uid: the UID of the invitation.
        sequence: the SEQUENCE of the newest version that was imported: an older one changes nothing.
        recurrence_id: which one it is of a series, as the RECURRENCE-ID says; empty outside of one.
        stamped_at: when that version was made, its DTSTAMP: of two of one SEQUENCE the later is the newer.
    """

    uid: str
    sequence: int = 0
    recurrence_id: str = ""
    stamped_at: Instant | None = None

    @property
    def version(self) -> tuple[int, float]:
        """What orders the versions of one invitation."""
        return self.sequence, self.stamped_at.utc.timestamp() if self.stamped_at else 0.0


class Interview(Part, frozen=True):
    """One interview of an application: planned, held, cancelled or missed.

    Attributes:
        id: `i1`, `i2` … within the application.
        starts_at: when it starts or started; None where only its end is known.
        ends_at: when it is planned to end; None where that is not known.
        ended_at: when it ended, as the user noted it; None where they did not.
        people: ids of the people who hold or held it.
        kind: how it is held; None where the user did not say.
        place: where it is held; empty where unknown.
        link: the address of the video call; empty where there is none.
        moved_from: the times agreed on before it was moved, the first one first.
        cancelled_by: who cancelled it; None unless it was.
        cancelled_at: when the user noted that; None unless it was.
        calendar: what it is in their calendar; None where no invitation was imported.
        missed: whether it was agreed on and did not take place, without being moved or cancelled.
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
    ends_at: Instant | None = None
    kind: InterviewKind | None = None
    place: str = ""
    link: str = ""
    moved_from: tuple[MovedFrom, ...] = ()
    cancelled_by: Party | None = None
    cancelled_at: Instant | None = None
    calendar: CalendarEntry | None = None

    @property
    def moment(self) -> Instant | None:
        """The moment from which it is over: its end as noted, else as planned, else its start.

        One that they missed was over when it was to start: what was said since counts.
        """
        if self.missed and self.starts_at is not None:
            return self.starts_at
        return self.ended_at or self.ends_at or self.starts_at

    @property
    def order(self) -> datetime:
        """What sorts interviews: their moment; one without a moment comes last."""
        return self.moment.utc if self.moment else _LAST

    def state(self, now: datetime) -> InterviewState:
        """Return what became of it by `now` (aware). One without a time counts as held."""
        if self.cancelled_by is not None:
            return InterviewState.CANCELLED
        if self.missed:
            return InterviewState.MISSED
        return InterviewState.PLANNED if self._is_ahead(now) else InterviewState.HELD

    def is_planned(self, now: datetime) -> bool:
        """Return whether it is neither over at `now` (aware) nor called off."""
        return self.cancelled_by is None and not self.missed and self._is_ahead(now)

    def _is_ahead(self, now: datetime) -> bool:
        moment = self.moment
        return moment is not None and moment.utc > now
