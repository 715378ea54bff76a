"""Planning the import of applications that another tracker has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.company import company_key
from followup_tui.domain.ids import next_id
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.people import add_people
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import WhichPersonError
from followup_tui.domain.sanitize import LINK_LIMIT, clean_person_lines
from followup_tui.domain.stages import Today, close_application
from followup_tui.domain.text import clean_line, clean_text, with_missing_lines
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import IncomingApplication, IncomingInterview
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning


def plan_application(planning: Planning, incoming: IncomingApplication) -> None:
    """Plan one application: it is new, adds to one that is noted, or is skipped.

    It is known by the id the other program gave it, else by company and role. A stage never moves backwards,
    and what is noted is never replaced: only what is missing is added.
    """
    title = ", ".join(filter(None, (incoming.company, incoming.role)))
    item = ImportItem(ImportResult.SKIPPED, incoming.where, title, remarks=incoming.remarks)
    planning.add(item, lambda: _planned(planning, incoming, item))


def _planned(planning: Planning, incoming: IncomingApplication, item: ImportItem) -> ImportItem:
    incoming = _clean(incoming)
    if not (incoming.company and incoming.role):
        raise CallError(f"no {'role' if incoming.company else 'company'} is named")
    existing = _existing(planning, incoming)
    is_taken = planning.options.takes_all or (incoming.status.stage is not None and not incoming.status.doubt)
    if existing is None and not is_taken:
        word = f"{incoming.status_word}: " if incoming.status_word else ""
        raise CallError(f"{word}{incoming.status.doubt or 'no interview yet'}")
    if existing is not None and incoming.status.doubt:
        incoming = replace(incoming, status=incoming.status._replace(stage=None))
    after, remarks = _with_all(existing or _new(planning, incoming), incoming, planning.today)
    after = planning.put(after)
    changes = _changes(existing, after)
    result = (
        ImportResult.NEW if existing is None else ImportResult.CHANGED if changes else ImportResult.EXISTING
    )
    remarks = (*incoming.remarks, *remarks)
    return replace(item, result=result, application_id=after.id, changes=changes, remarks=remarks)


def _clean(incoming: IncomingApplication) -> IncomingApplication:
    """Return an application with the texts as they will be kept, so that they are known the next time.

    Raises:
        CallError: a text is too long.
    """
    return replace(
        incoming,
        company=clean_line(incoming.company, "The company"),
        role=clean_line(incoming.role, "The role"),
        notes=clean_text(incoming.notes, "The notes"),
        tags=tuple(clean_line(tag, "A tag") for tag in (*incoming.tags, *incoming.status.tags)),
        links=tuple(clean_line(link, "A link", LINK_LIMIT) for link in incoming.links),
        source_ids=tuple(clean_line(each, "An id", LINK_LIMIT) for each in incoming.source_ids),
        people=tuple(map(clean_person_lines, incoming.people)),
        interviews=tuple(
            replace(
                interview,
                said=clean_text(interview.said, "What was said"),
                people=tuple(map(clean_person_lines, interview.people)),
            )
            for interview in incoming.interviews
        ),
    )


def _existing(planning: Planning, incoming: IncomingApplication) -> Application | None:
    """Return the application that is meant, where it is noted: a live one before a closed one."""
    for source_id in incoming.source_ids:
        if application := planning.of_source(source_id):
            return application
    group = planning.group_of(incoming.company) or company_key(incoming.company)
    of_that_role = [
        application
        for application in planning.for_job(group, incoming.role)
        # Another id of the same program is another application, for the same job again.
        if not _programs(application.source_ids) & _programs(incoming.source_ids)
    ]
    return max(
        of_that_role,
        key=lambda application: (application.stage is not Stage.CLOSED, application.created_at.utc),
        default=None,
    )


def _programs(source_ids: Iterable[str]) -> set[str]:
    return {source_id.partition(":")[0] for source_id in source_ids}


def _new(planning: Planning, incoming: IncomingApplication) -> Application:
    now = Instant.of(planning.today.now)
    applied = _instant(incoming.applied_on, planning.today) if incoming.applied_on else now
    return Application(
        planning.unused_id(incoming.company),
        incoming.company,
        incoming.role,
        created_at=min(applied, now, key=lambda moment: moment.utc),
        updated_at=now,
        uid=os.urandom(16).hex(),
        company_group=planning.group_of(incoming.company),
    )


def _with_all(
    application: Application, incoming: IncomingApplication, today: Today
) -> tuple[Application, tuple[str, ...]]:
    """Return an application with what the other tracker has beside it, and what could not be taken over."""
    remarks: list[str] = []
    after = replace(
        application,
        via=application.via or incoming.via,
        decision_date=application.decision_date or incoming.decision_date,
        decision_told_at=application.decision_told_at
        or (Instant.of(today.now) if incoming.decision_date and not application.decision_date else None),
        tags=_with_missing(application.tags, incoming.tags),
        links=_with_missing(application.links, incoming.links),
        source_ids=_with_missing(application.source_ids, incoming.source_ids),
        notes=with_missing_lines(application.notes, incoming.notes),
    )
    after = _with_people(after, incoming.people, remarks)[0]
    for interview in incoming.interviews:
        after = _with_interview(after, interview, today, remarks)
    after = _with_stage(after, incoming, today)
    return after, tuple(remarks)


def _with_people(
    application: Application, people: Iterable[Person], remarks: list[str]
) -> tuple[Application, tuple[str, ...]]:
    """Add people, or what is missing to those who are noted; return the ids of all who are noted then."""
    ids: list[str] = []
    for person in people:
        try:
            added, person_ids = add_people(application, [person])
        except WhichPersonError:
            remarks.append(f"{person.full_name} may be somebody who is noted already: not added")
            continue
        before = application.person(person_ids[0])
        after = added.person(person_ids[0])
        if before is not None and after is not None:
            added = added.with_person(completed(before, after))
        application = added
        ids += person_ids
    return application, tuple(ids)


def completed(person: Person, other: Person) -> Person:
    """Return a person with what is not noted of them taken from another description.

    A family name is taken only as it stands in their name: `Novák` is not `Novak` in a letter.
    """
    return replace(
        person,
        form_of_address=person.form_of_address or other.form_of_address,
        position=person.position or other.position,
        email=person.email or other.email,
        phone=person.phone or other.phone,
        family_name=person.family_name or (other.family_name if other.family_name in person.name else ""),
    )


def _with_interview(
    application: Application, incoming: IncomingInterview, today: Today, remarks: list[str]
) -> Application:
    application, person_ids = _with_people(application, incoming.people, remarks)
    existing = next((each for each in application.interviews if _is_same(each, incoming)), None)
    interview = existing or Interview(
        next_id("i", tuple(each.id for each in application.interviews)),
        starts_at=_instant(incoming.starts_at, today),
        ends_at=incoming.ends_at,
    )
    return application.with_interview(
        replace(
            interview,
            people=_with_missing(interview.people, person_ids),
            kind=interview.kind or incoming.kind,
            place=interview.place or incoming.place,
            link=interview.link or incoming.link,
            said=with_missing_lines(interview.said, incoming.said),
        )
    )


def _is_same(interview: Interview, incoming: IncomingInterview) -> bool:
    """Return whether an interview is noted already: at that moment, or on that day where no time is known."""
    moments = [moment for moment in (interview.starts_at, interview.ended_at, interview.moment) if moment]
    if isinstance(incoming.starts_at, Instant):
        return any(moment.utc == incoming.starts_at.utc for moment in moments)
    return any(moment.local().date() == incoming.starts_at for moment in moments)


def _with_stage(application: Application, incoming: IncomingApplication, today: Today) -> Application:
    """Return an application in the stage of the other tracker, where that is further than its own."""
    stages = tuple(Stage)
    stage = incoming.status.stage
    if stage is None or stages.index(stage) <= stages.index(application.stage):
        return application
    if stage is not Stage.CLOSED:
        return replace(application, stage=stage)
    closed = close_application(application, incoming.status.outcome or Outcome.SILENT, today)
    if incoming.closed_on is None:
        return closed
    closed_at = min(_instant(incoming.closed_on, today), Instant.of(today.now), key=lambda moment: moment.utc)
    return replace(closed, closed_at=closed_at, stage_since=closed_at)


def _instant(moment: Instant | date, today: Today) -> Instant:
    """Return a moment; of a day without a time its midday."""
    if isinstance(moment, Instant):
        return moment
    return Instant.of(datetime.combine(moment, time(12), today.now.tzinfo))


def _with_missing(words: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words, *others)))


def _changes(before: Application | None, after: Application) -> tuple[str, ...]:
    """Say what an import brings, a few words each; nothing where all of it is noted."""
    if before == after:
        return ()
    words = []
    if interviews := len(after.interviews) - (len(before.interviews) if before else 0):
        words.append(say_count(interviews, "interview"))
    if people := len(after.people) - (len(before.people) if before else 0):
        words.append(say_count(people, "person", "people"))
    if before is None or before.stage is not after.stage:
        outcome = f", {after.outcome.value}" if after.outcome else ""
        words.insert(0, f"{after.stage.value}{outcome}")
    return tuple(words) or ("details added",)
