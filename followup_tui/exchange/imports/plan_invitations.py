"""Planning the import of invitations: an interview is added, moved or cancelled by them."""

from __future__ import annotations

import os
from datetime import date, datetime

from msgspec.structs import replace

from followup_tui.domain.application import UNKNOWN_ROLE, Application
from followup_tui.domain.dates import say_date, say_instant
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.interviews import (
    Details,
    add_interview,
    cancel_interview,
    correct_interview,
    detail_interview,
    move_interview,
    reinstate_interview,
)
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Party
from followup_tui.domain.same_person import WhichPersonError
from followup_tui.domain.time_defaults import parse_interview_moment
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import Invitation, Question
from followup_tui.exchange.imports.invited_role import invited_role
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning
from followup_tui.exchange.imports.plan_profiles import domain_of
from followup_tui.exchange.imports.plan_target import Clues, agency_of, target_of


def plan_invitation(planning: Planning, invitation: Invitation, *, is_only_one: bool) -> None:
    """Plan one invitation.

    It is known by UID and RECURRENCE-ID; an older version of it changes nothing. A new one goes to the
    application that it names, or to a new one at the company of its organizer.

    Args:
        planning: the applications as they are by now.
        invitation: the event.
        is_only_one: whether the file holds no other: then the user is asked what it is about.
    """
    item = ImportItem(ImportResult.SKIPPED, "", invitation.where, remarks=invitation.remarks)
    entry = invitation.calendar
    noted = planning.of_invitation(entry.uid, entry.recurrence_id) or _first_of_series(planning, invitation)
    if noted is None and invitation.is_cancelled:
        planning.items.append(replace(item, reason="cancelled, and no interview of it is noted"))
        return
    if noted is not None:
        application, interview_id = noted
    else:
        target = target_of(planning, _clues(invitation), may_ask=is_only_one)
        if target.question is not None:
            planning.questions.append(target.question)
            return
        if target.application is None and not (target.company and (invitation.is_request or is_only_one)):
            planning.items.append(replace(item, reason="it names no application"))
            return
        application = target.application or _new(planning, target.company, invitation)
        interview_id = ""
    try:
        after, interview_id = _with_invitation(planning, application, interview_id, invitation)
        is_new = application.id not in planning.applications
        before = planning.applications.get(application.id)
        after = planning.put(after)
    except CallError as error:
        planning.items.append(replace(item, reason=error.happened, application_id=application.id))
        return
    except _NeedsTimeError as needed:
        planning.questions.append(needed.question)
        return
    interview = after.interview(interview_id)
    result = (
        ImportResult.NEW
        if before is None or before.interview(interview_id) is None
        else ImportResult.EXISTING
        if before == after
        else ImportResult.CHANGED
    )
    changes = () if interview is None or before == after else _changes(before, interview, planning)
    if is_new:
        details = (
            after.company,
            "" if after.role == UNKNOWN_ROLE else after.role,
            after.via and f"via {after.via}",
        )
        changes = (f"new application at {', '.join(filter(None, details))}", *changes)
    planning.items.append(
        replace(
            item, result=result, application_id=application.id, interview_id=interview_id, changes=changes
        )
    )


def _first_of_series(planning: Planning, invitation: Invitation) -> tuple[Application, str] | None:
    """Return the interview that was noted of a series where an invitation is about just that one."""
    entry = invitation.calendar
    series = planning.of_invitation(entry.uid, "") if entry.recurrence_id else None
    interview = series[0].interview(series[1]) if series else None
    if interview is None:
        return None
    starts = [moved.starts_at for moved in interview.moved_from] + [interview.starts_at]
    is_first = any(start is not None and start.utc.isoformat() == entry.recurrence_id for start in starts)
    return series if is_first else None


class _NeedsTimeError(Exception):
    """A whole day was named, and no time of it."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.text)
        self.question = question


def _clues(invitation: Invitation) -> Clues:
    entry = invitation.calendar
    return Clues(
        f"{entry.uid} {entry.recurrence_id}".strip(),
        invitation.where,
        invitation.people,
        invitation.addresses,
        (domain_of(entry.uid),),
    )


def _new(planning: Planning, company: str, invitation: Invitation) -> Application:
    now = Instant.of(planning.today.now)
    return Application(
        planning.unused_id(company),
        company,
        invited_role(
            invitation.where,
            (company, planning.options.own_name, *(person.name for person in invitation.people)),
        ),
        via=agency_of(invitation.addresses),
        created_at=now,
        updated_at=now,
        uid=os.urandom(16).hex(),
        company_group=planning.group_of(company),
    )


def _with_invitation(
    planning: Planning, application: Application, interview_id: str, invitation: Invitation
) -> tuple[Application, str]:
    """Return an application with an invitation, and the id of the interview."""
    today = planning.today
    interview = application.interview(interview_id) if interview_id else _same_time(application, invitation)
    if interview is None:
        start = _start(planning, invitation)
        end = invitation.ends_at.seen_from(today.zone) if invitation.ends_at else None
        before = {each.id for each in application.interviews}
        added = add_interview(application, start, today, until=end, details=_details(application, invitation))
        (new,) = (each for each in added.interviews if each.id not in before)
        return added.with_interview(replace(new, calendar=invitation.calendar)), new.id
    entry = interview.calendar
    is_older = entry is not None and entry.version >= invitation.calendar.version
    if entry is not None and entry.uid == invitation.calendar.uid and is_older:
        return application, interview.id
    after = _updated(planning, application, interview, invitation)
    updated = after.interview(interview.id)
    assert updated is not None  # noqa: S101 - it was moved, not removed
    calendar = entry
    if entry is None:
        calendar = invitation.calendar
    elif entry.uid == invitation.calendar.uid:  # the first of a series stays known as the series
        calendar = replace(invitation.calendar, recurrence_id=entry.recurrence_id)
    return after.with_interview(replace(updated, calendar=calendar)), interview.id


def _updated(
    planning: Planning, application: Application, interview: Interview, invitation: Invitation
) -> Application:
    """Return an application whose interview was moved, cancelled or detailed by a newer version."""
    today = planning.today
    by = Party.ME if invitation.is_own else Party.THEM
    if invitation.is_cancelled:
        if interview.cancelled_by is not None:
            return application
        return cancel_interview(application, interview.id, by, today)
    if interview.cancelled_by is not None:
        application = reinstate_interview(application, interview.id)
    start = _start(planning, invitation)
    if interview.starts_at is None or interview.starts_at.utc != start:
        end = invitation.ends_at.seen_from(today.zone) if invitation.ends_at else None
        is_ahead = start > today.now and interview.state(today.utc) is not InterviewState.HELD
        application = (
            move_interview(application, interview.id, start, by, today, until=end)
            if is_ahead
            else correct_interview(application, interview.id, start, today, until=end)
        )
    return detail_interview(application, interview.id, _details(application, invitation), today=today)


def _details(application: Application, invitation: Invitation) -> Details:
    """Return what an invitation says beside its time.

    Who has the address of somebody noted is that one. Whoever may be somebody noted already is left out.
    """
    people = []
    by_address = {person.email.casefold(): person for person in application.people if person.email}
    for attendee in invitation.people:
        person = by_address.get(attendee.email.casefold(), attendee)
        try:
            application, _ = add_person(application, person)
        except WhichPersonError:
            continue
        people.append(person)
    return Details(invitation.kind, invitation.place or None, invitation.link or None, people=tuple(people))


def _same_time(application: Application, invitation: Invitation) -> Interview | None:
    """Return the interview that is noted at the time of an invitation; None without one.

    The user noted it by hand, or was invited twice: by the company and by its scheduling service.
    """
    starts_at = invitation.starts_at
    return next(
        (
            interview
            for interview in application.interviews
            if interview.starts_at is not None
            and (
                interview.starts_at.utc == starts_at.utc
                if isinstance(starts_at, Instant)
                else interview.starts_at.local().date() == starts_at
            )
        ),
        None,
    )


def _start(planning: Planning, invitation: Invitation) -> datetime:
    """Return when an invitation starts.

    Raises:
        _NeedsTimeError: it is for a whole day, and the user did not say at what time.
    """
    today = planning.today
    if isinstance(invitation.starts_at, Instant):
        return invitation.starts_at.seen_from(today.zone)
    return _at_time(planning, invitation.starts_at, invitation)


def _at_time(planning: Planning, day: date, invitation: Invitation) -> datetime:
    key = f"time {invitation.calendar.uid}"
    typed = planning.options.answers.get(key) or planning.options.answers.get("time", "")
    if not typed:
        text = f"At what time on {say_date(day)} is {invitation.where}?"
        raise _NeedsTimeError(Question(key, text, (), "--time 10:00"))
    return parse_interview_moment(f"{day.isoformat()} {typed}", planning.today).at


def _changes(before: Application | None, interview: Interview, planning: Planning) -> tuple[str, ...]:
    """Say what becomes of an interview, a few words each."""
    earlier = before.interview(interview.id) if before else None
    now = planning.today.now
    shown = interview.starts_at or interview.moment
    when = say_instant(shown.utc, now) if shown else ""
    if interview.cancelled_by is not None:
        return (f"the interview of {when} is cancelled",)
    if earlier is None:
        return (f"interview {when}",)
    if earlier.starts_at != interview.starts_at and earlier.starts_at is not None:
        return (f"moved from {say_instant(earlier.starts_at.utc, now)} to {when}",)
    return (f"details of the interview {when}",)
