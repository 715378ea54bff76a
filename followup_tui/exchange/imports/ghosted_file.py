"""Reading the applications of ghosted, a tracker for the terminal, from its JSON."""

from __future__ import annotations

from typing import Any, Final

from followup_tui.domain.interview import InterviewKind
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingApplication,
    IncomingInterview,
)
from followup_tui.exchange.imports.json_values import has_objects_with, objects, text
from followup_tui.exchange.imports.people_cells import read_people, with_details
from followup_tui.exchange.imports.status_words import read_status

_NO_TIME: Final = "0001-01-01"
"""How Go writes a time that is not set."""

_KINDS: Final = {
    "phone": InterviewKind.PHONE,
    "screening": InterviewKind.PHONE,
    "video": InterviewKind.VIDEO,
    "onsite": InterviewKind.ON_SITE,
    "on-site": InterviewKind.ON_SITE,
    "panel": InterviewKind.PANEL,
}


def is_ghosted(content: Content) -> bool:
    """Return whether a content is a list of applications of ghosted."""
    return has_objects_with(content.document, "company", "position", "status")


def read_ghosted(content: Content, options: ImportOptions) -> Incoming:
    """Read the applications. The next follow-up is left out: it is a wish, no contact."""
    entries = list(objects(content.document))
    cells = [text(entry, "date_applied") for entry in entries]
    cells += [text(interview, "date") for entry in entries for interview in objects(entry.get("interviews"))]
    dates = FileDates((cell for cell in cells if not cell.startswith(_NO_TIME)), options)
    applications = tuple(
        _application(number, entry, dates, options) for number, entry in enumerate(entries, start=1)
    )
    return Incoming(kind="ghosted", title="ghosted", applications=applications)


def _application(
    number: int, entry: dict[str, Any], dates: FileDates, options: ImportOptions
) -> IncomingApplication:
    remarks: list[str] = []
    notes = [text(entry, "notes"), text(entry, "location")]
    interviews = []
    people, others = read_people(text(entry, "contact_name"), options.own_addresses)
    people, left = with_details(people, text(entry, "contact_email"), "", "")
    notes += [others, *left]
    for interview in objects(entry.get("interviews")):
        met, others = read_people(text(interview, "with_whom"), options.own_addresses)
        date = text(interview, "date")
        starts_at = None if date.startswith(_NO_TIME) else dates.moment(date, remarks)
        kind = text(interview, "type")
        if starts_at is None:
            people += met
            details = ", ".join(filter(None, (kind, text(interview, "with_whom"), text(interview, "notes"))))
            notes.append(f"Interview without a date: {details}")
            continue
        notes.append(others)
        interviews.append(
            IncomingInterview(
                starts_at=starts_at,
                kind=_KINDS.get(kind.casefold()),
                people=met,
                said=text(interview, "notes"),
            )
        )
    applied = text(entry, "date_applied")
    return IncomingApplication(
        where=f"entry {number}",
        company=text(entry, "company"),
        role=text(entry, "position"),
        status=read_status(text(entry, "status")),
        status_word=text(entry, "status"),
        applied_on=None if applied.startswith(_NO_TIME) else dates.moment(applied, remarks),
        interviews=tuple(interviews),
        people=people,
        links=tuple(filter(None, (text(entry, "job_url"),))),
        notes="\n".join(filter(None, notes)),
        source_ids=(f"ghosted:{text(entry, 'id')}",) if text(entry, "id") else (),
        remarks=tuple(remarks),
    )
