"""Planning an import from jrnl: which interview each entry is about, and what it adds to its reflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_date
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState, Reflection
from followup_tui.domain.journal import nonempty_lines, write_reflection
from followup_tui.domain.stages import Today
from followup_tui.domain.text import slug, with_missing_lines
from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning
from followup_tui.exchange.jrnl import JrnlEntry, parse_reflection, to_tag

_MOST_DAYS: Final = timedelta(days=3)
"""How long after an interview an entry can be about it."""


def plan_jrnl_entry(planning: Planning, jrnl_entry: JrnlEntry) -> None:
    """Plan one entry: it becomes the reflection on an interview, or is skipped.

    The interview is the one of the application that its tags or its title name, held that day or up to three
    days before. What exists stays as it is; what was said and notes are added to it.
    """
    at = jrnl_entry.at
    where = f"{say_date(at.date())} {at:%H:%M}" if at else "no date"
    item = ImportItem(ImportResult.SKIPPED, where, jrnl_entry.title)
    try:
        application, interview = _about(jrnl_entry, planning.applications.values(), planning.today)
        item = replace(item, application_id=application.id, interview_id=interview.id)
        after = planning.put(_with(jrnl_entry, application, interview))
    except CallError as error:
        planning.items.append(replace(item, reason=error.happened))
        return
    result = ImportResult.EXISTING if after == application else ImportResult.NEW
    planning.items.append(replace(item, result=result))


def _about(
    jrnl_entry: JrnlEntry, applications: Iterable[Application], today: Today
) -> tuple[Application, Interview]:
    """Return the interview that an entry is about, with its application.

    Raises:
        CallError: it is about none, or could be about more than one; the sentence says why.
    """
    at = jrnl_entry.at
    if at is None:
        raise CallError("its date cannot be read")
    named = _named(jrnl_entry, applications)
    if not named:
        raise CallError("no application has the name of its tags or its title")
    matches = [
        (_distance(jrnl_entry.title, at, moment, application), application, interview)
        for application in named
        for interview in application.interviews
        if interview.state(today.now) is InterviewState.HELD
        and (moment := interview.moment) is not None
        and timedelta() <= at.date() - moment.local().date() <= _MOST_DAYS
    ]
    if not matches:
        names = join_with_or([application.id for application in named[:3]])
        raise CallError(f"{names} had no interview on that day or in the three days before")
    shortest, application, interview = min(matches, key=lambda match: match[0])
    # The hour decides between two interviews of one application, but not between two applications.
    rivals = {other.id for distance, other, _ in matches if distance[:3] == shortest[:3]}
    if len(rivals) > 1:
        raise CallError(f"it could be about {join_with_or(sorted(rivals))}")
    return application, interview


def _named(jrnl_entry: JrnlEntry, applications: Iterable[Application]) -> Sequence[Application]:
    """Return the applications that an entry names: by id, else by company, else in its title."""
    candidates = list(applications)
    ids = [application for application in candidates if to_tag(application.id) in jrnl_entry.tags]
    numbered = [application for application in ids if application.id != slug(application.company)]
    if numbered:
        return numbered
    tagged = [
        application
        for application in candidates
        if application in ids or slug(application.company) in jrnl_entry.tags
    ]
    if tagged:
        return tagged
    title = jrnl_entry.title.casefold()
    titled = [
        application
        for application in candidates
        if re.search(rf"(?<!\w){re.escape(application.company.casefold())}(?!\w)", title) is not None
    ]
    # `North Star` is not about `North`.
    names = {application.company.casefold() for application in titled}
    return [
        application
        for application in titled
        if not any(
            application.company.casefold() in name and application.company.casefold() != name
            for name in names
        )
    ]


def _distance(
    title: str, at: datetime, moment: Instant, application: Application
) -> tuple[bool, bool, timedelta, bool, timedelta]:
    """Return how far an interview is from an entry, to be compared: the least is the nearest."""
    wall = moment.local().replace(tzinfo=None, second=0)
    return (
        wall != at,
        application.role.casefold() not in title.casefold(),
        at.date() - wall.date(),
        wall > at,
        abs(at - wall),
    )


def _with(jrnl_entry: JrnlEntry, application: Application, interview: Interview) -> Application:
    """Return the application with an entry as its reflection on an interview.

    Raises:
        CallError: there is another reflection, or the entry is too long.
    """
    text = parse_reflection(jrnl_entry, application, interview)
    reflection = text.reflection(_moment(jrnl_entry, interview))
    said = with_missing_lines(interview.said, text.said)
    before = interview.reflection
    if before is not None:
        is_included = _includes(before, reflection)
        if not is_included and _has_words(before):
            raise CallError("there is a reflection already, with other words")
        notes = with_missing_lines(before.notes, reflection.notes)
        reflection = replace(before if is_included else reflection, notes=notes)
        if reflection == before and said == interview.said:
            return application
    return write_reflection(application, interview.id, reflection, said)


def _moment(jrnl_entry: JrnlEntry, interview: Interview) -> Instant:
    """Return when an entry was written; its local time is taken for that of the interview's zone."""
    assert jrnl_entry.at is not None  # noqa: S101 - it was found by its day
    assert interview.moment is not None  # noqa: S101 - as was this
    return Instant.of(jrnl_entry.at.replace(tzinfo=interview.moment.local().tzinfo))


def _has_words(reflection: Reflection) -> bool:
    return bool(reflection.well or reflection.badly or reflection.lessons or reflection.feeling)


def _includes(existing: Reflection, new: Reflection) -> bool:
    """Return whether a reflection has all that a new one says under the prompts."""
    return (
        set(nonempty_lines(new.well)) <= set(nonempty_lines(existing.well))
        and set(nonempty_lines(new.badly)) <= set(nonempty_lines(existing.badly))
        and {lesson.text for lesson in new.lessons} <= {lesson.text for lesson in existing.lessons}
        and new.feeling in {None, existing.feeling}
    )
