"""What happens to an application's interviews: planned, moved, cancelled, missed, corrected, removed.

Each function is a pure change. Moments are aware; `today` tells those in the past from those ahead.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_instant
from followup_tui.domain.ids import next_id
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewKind, InterviewState, MovedFrom
from followup_tui.domain.interview_words import interview_title, party_words
from followup_tui.domain.people import add_people
from followup_tui.domain.person import Party, Person
from followup_tui.domain.stages import Today, record_interview
from followup_tui.errors import CallError


class Details(NamedTuple):
    """What the user says of an interview beside its time; None leaves what is noted as it is.

    Attributes:
        people: people to add to those of the interview.
    """

    kind: InterviewKind | None = None
    place: str | None = None
    link: str | None = None
    people: tuple[Person, ...] = ()


def add_interview(
    application: Application,
    at: datetime,
    today: Today,
    *,
    until: datetime | None = None,
    details: Details = Details(),  # noqa: B008 - it is immutable
) -> Application:
    """Record an interview that was held, or plan one that lies ahead.

    Args:
        application: what it is an interview of.
        at: when it starts, where it lies ahead or `until` is there; else when it ended.
        today: the present moment.
        until: when it ends or ended; None where that is not known.
        details: what else is known.

    Raises:
        CallError: its end is not after its start.
    """
    interview = Interview(next_id("i", (interview.id for interview in application.interviews)))
    interview = _timed(interview, at, until, today)
    application, interview = _with_details(application, interview, details)
    return record_interview(application, interview, today)


def move_interview(
    application: Application,
    interview_id: str,
    to: datetime,
    by: Party,
    today: Today,
    *,
    until: datetime | None = None,
) -> Application:
    """Move an interview to another start that lies ahead. The time agreed on before is kept.

    Without `until` it lasts as long as it was planned to.

    Raises:
        CallError: it is gone, was held or was cancelled; or the new start is past or the old one.
    """
    interview = _existing(application, interview_id)
    title = interview_title(application, interview)
    if interview.cancelled_by is not None:
        raise CallError(
            f"{title.capitalize()} was cancelled, so it cannot be moved",
            "Nothing was changed. Record the new appointment as another interview",
        )
    if is_noted_as_held(interview):
        raise CallError(
            f"{title.capitalize()} is noted as held, so it cannot be moved",
            "Nothing was changed. Plan another interview, or correct this one where it was noted wrongly",
        )
    if to <= today.now:
        raise CallError(
            f"An interview can only be moved ahead, and {say_instant(to, today.now)} is past",
            "Nothing was changed. If it was at that time, correct it",
        )
    before = interview.starts_at
    if before is not None and before.utc == to:
        raise CallError(
            f"{title.capitalize()} is planned for {say_instant(to, today.now)} already", "Nothing was changed"
        )
    earlier = (MovedFrom(before, by, Instant.of(today.now)),) if before is not None else ()
    moved = _timed(interview, to, until or _end_after(interview, to), today)
    return application.with_interview(
        replace(moved, moved_from=(*interview.moved_from, *earlier), missed=False)
    )


def cancel_interview(application: Application, interview_id: str, by: Party, today: Today) -> Application:
    """Note that an interview was cancelled. It stays, as one that is not going to be held.

    Raises:
        CallError: it is gone, was held, or was cancelled by them already.
    """
    interview = _existing(application, interview_id)
    title = interview_title(application, interview)
    if interview.cancelled_by is by:
        raise CallError(
            f"{title.capitalize()} is noted as cancelled {party_words(by)} already", "Nothing was changed"
        )
    if is_noted_as_held(interview):
        raise CallError(
            f"{title.capitalize()} is noted as held, so it was not cancelled",
            "Nothing was changed. Remove it where it was noted by mistake",
        )
    return application.with_interview(
        replace(interview, cancelled_by=by, cancelled_at=Instant.of(today.now), missed=False)
    )


def miss_interview(application: Application, interview_id: str, today: Today) -> Application:
    """Note that they did not keep the appointment. Its noted time is that which was agreed on.

    Raises:
        CallError: it is gone, lies ahead, or something is written about it.
    """
    interview = _existing(application, interview_id)
    title = interview_title(application, interview)
    agreed = interview.starts_at or interview.ended_at
    if agreed is not None and agreed.utc > today.utc:
        raise CallError(
            f"{title.capitalize()} lies ahead: {say_instant(agreed.utc, today.now)}",
            "Nothing was changed. Cancel it if it is off, or move it",
        )
    if interview.reflection or interview.said:
        raise CallError(
            f"You wrote about {title}, so it took place",
            "Nothing was changed. Remove it where it was noted by mistake",
        )
    return application.with_interview(
        replace(interview, missed=True, starts_at=agreed, ended_at=None, cancelled_by=None, cancelled_at=None)
    )


def reinstate_interview(application: Application, interview_id: str) -> Application:
    """Take back that an interview was cancelled or missed.

    Raises:
        CallError: it is gone.
    """
    interview = _existing(application, interview_id)
    return application.with_interview(replace(interview, missed=False, cancelled_by=None, cancelled_at=None))


def correct_interview(
    application: Application,
    interview_id: str,
    at: datetime,
    today: Today,
    *,
    until: datetime | None = None,
) -> Application:
    """Correct the time of an interview that was noted wrongly: it was never another, so none is kept.

    Args:
        application: what it is an interview of.
        interview_id: which one.
        at: its start; its end where only that is noted, it is past, and there is no `until`.
        today: the present moment.
        until: its end; without it, it lasts as long as is noted.

    Raises:
        CallError: it is gone, its end is not after its start, or it would lie ahead although something is
            written about it.
    """
    interview = _existing(application, interview_id)
    end = until or _end_after(interview, at)
    if end is None and interview.starts_at is not None:
        corrected = replace(interview, starts_at=Instant.of(at), ends_at=None, ended_at=None)
    else:
        corrected = _timed(interview, at, end, today)
    corrected = replace(corrected, missed=interview.missed and at <= today.now)
    _refuse_ahead_if_written_about(application, corrected, today)
    was_held = interview.state(today.utc) is InterviewState.HELD
    if corrected.state(today.utc) is InterviewState.HELD and not was_held:
        return record_interview(application, corrected, today)
    return application.with_interview(corrected)


def detail_interview(
    application: Application,
    interview_id: str,
    details: Details,
    *,
    today: Today,
    until: datetime | None = None,
) -> Application:
    """Note more of an interview: its kind, place, link, people, and when it ends.

    Raises:
        CallError: it is gone; its end is not after its start, or its start is not known; or it would not be
            over yet although something is written about it.
    """
    interview = _existing(application, interview_id)
    if until is not None:
        if interview.starts_at is None:
            raise CallError(
                f"No start of {interview_title(application, interview)} is noted, so its end needs one",
                "Nothing was changed. Correct its start and its end together",
            )
        interview = _timed(interview, interview.starts_at.seen_from(today.zone), until, today)
        _refuse_ahead_if_written_about(application, interview, today)
    application, interview = _with_details(application, interview, details)
    return application.with_interview(interview)


def remove_interview(application: Application, interview_id: str) -> Application:
    """Remove an interview, with what the user wrote about it. The people stay.

    Raises:
        CallError: it is gone.
    """
    return application.without_interview(_existing(application, interview_id).id)


def find_interview(application: Application, which: str | None, today: Today) -> Interview:
    """Find an interview by its id; without one, the next that is planned, else the last that was held.

    Raises:
        CallError: there is none; the sentence names those there are.
    """
    if which is not None:
        interview = application.interview(which.strip().casefold())
        sentence = f"{application.company} has no interview {which.strip()[:40]!r}"
    else:
        interview = application.next_interview(today.utc) or application.last_interview(today.utc)
        sentence = f"{application.company} has no interview that is planned or was held"
    if interview is not None:
        return interview
    names = ", ".join(_name_with_time(interview, today) for interview in application.interviews)
    raise CallError(sentence, f"Nothing was changed. There is {names}" if names else "None is noted yet")


def is_noted_as_held(interview: Interview) -> bool:
    """Return whether the user noted that it was held: when it ended, how it was, or what was said."""
    return interview.ended_at is not None or interview.reflection is not None or bool(interview.said)


def _name_with_time(interview: Interview, today: Today) -> str:
    shown = interview.starts_at or interview.ended_at
    return f"{interview.id} ({say_instant(shown.utc, today.now)})" if shown else interview.id


def _existing(application: Application, interview_id: str) -> Interview:
    interview = application.interview(interview_id)
    if interview is None:
        raise CallError("This interview is no longer there", "Nothing was changed")
    return interview


def _refuse_ahead_if_written_about(application: Application, interview: Interview, today: Today) -> None:
    if interview.state(today.utc) is InterviewState.PLANNED and (interview.reflection or interview.said):
        raise CallError(
            f"You wrote about {interview_title(application, interview)}, so it cannot lie ahead",
            "Nothing was changed. Correct it to a time that is past, or plan another interview",
        )


def _timed(interview: Interview, at: datetime, until: datetime | None, today: Today) -> Interview:
    """Return an interview with its times as in `add_interview`."""
    if until is not None and until <= at:
        raise CallError(
            f"It cannot end {say_instant(until, today.now)}: it starts {say_instant(at, today.now)}",
            "Nothing was changed. Write an end that comes after the start",
        )
    has_start = until is not None or at > today.now
    end = until if has_start else at
    has_ended = end is not None and end <= today.now
    return replace(
        interview,
        starts_at=Instant.of(at) if has_start else None,
        ends_at=Instant.of(end) if end is not None and not has_ended else None,
        ended_at=Instant.of(end) if end is not None and has_ended else None,
    )


def _end_after(interview: Interview, start: datetime) -> datetime | None:
    """Return when it ends if it starts at `start` and lasts as long as is noted; None if that is unknown."""
    end = interview.ended_at or interview.ends_at
    if interview.starts_at is None or end is None or end.utc <= interview.starts_at.utc:
        return None
    # In UTC: on a wall clock an hour may be missing, or there twice.
    return (start.astimezone(UTC) + (end.utc - interview.starts_at.utc)).astimezone(start.tzinfo)


def _with_details(
    application: Application, interview: Interview, details: Details
) -> tuple[Application, Interview]:
    application, person_ids = add_people(application, details.people)
    interview = replace(
        interview,
        kind=details.kind or interview.kind,
        place=interview.place if details.place is None else details.place,
        link=interview.link if details.link is None else details.link,
        people=tuple(dict.fromkeys((*interview.people, *person_ids))),
    )
    return application, interview
