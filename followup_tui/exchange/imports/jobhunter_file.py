"""Reading the JSON export of JobHunter: applications joined with their jobs."""

from __future__ import annotations

from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingApplication,
    IncomingInterview,
    SkippedEntry,
)
from followup_tui.exchange.imports.json_values import objects, text
from followup_tui.exchange.imports.status_words import read_status


def is_jobhunter(content: Content) -> bool:
    """Return whether a content is an export of JobHunter."""
    document = content.document
    return (
        isinstance(document, dict)
        and document.keys() >= {"jobs", "applications"}
        and all("job_id" in entry for entry in objects(document["applications"]))
    )


def read_jobhunter(content: Content, options: ImportOptions) -> Incoming:
    """Read the applications; a job of which there is none is not taken."""
    document = content.document
    jobs = {text(job, "id"): job for job in objects(document["jobs"])}
    entries = list(objects(document["applications"]))
    cells = (text(entry, name) for entry in entries for name in ("applied_at", "interview_at"))
    dates = FileDates(cells, options)
    applications, skipped = [], []
    for entry in entries:
        where = f"application {text(entry, 'id')}"
        job = jobs.get(text(entry, "job_id"))
        if job is None:
            skipped.append(SkippedEntry(where, "", "its job is not in the file"))
            continue
        remarks: list[str] = []
        interview_at = dates.moment(text(entry, "interview_at"), remarks)
        applications.append(
            IncomingApplication(
                where=where,
                company=text(job, "company"),
                role=text(job, "title"),
                status=read_status(text(entry, "status")),
                status_word=text(entry, "status"),
                applied_on=dates.moment(text(entry, "applied_at"), remarks),
                interviews=(IncomingInterview(starts_at=interview_at),) if interview_at else (),
                links=tuple(filter(None, (text(job, "url"),))),
                notes="\n".join(filter(None, (text(entry, "notes"), text(job, "location")))),
                source_ids=(f"jobhunter:{text(entry, 'id')}",),
                remarks=tuple(remarks),
            )
        )
    return Incoming(
        kind="jobhunter-json", title="JobHunter", applications=tuple(applications), skipped=tuple(skipped)
    )
