"""The tables of trackers: Teal, Huntr, Simplify, JobSync, JobHunter, and followup's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Stage
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.headings import heading_key
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming, IncomingApplication
from followup_tui.exchange.imports.status_words import read_status
from followup_tui.exchange.imports.table import Row, has_headings
from followup_tui.exchange.imports.table_applications import (
    Adjust,
    closed_where_archived,
    read_applications,
)


def _teal(row: Row, application: IncomingApplication) -> IncomingApplication:
    """Complete an application of Teal: its status is JSON in one column and a word in another."""
    if not application.status_word:
        word = _name_in_json(row["status"])
        application = replace(application, status=read_status(word)._replace(doubt=""), status_word=word)
    salary = "\u2013".join(dict.fromkeys(filter(None, (row["min_salary"], row["max_salary"]))))
    if salary:
        details = " ".join(filter(None, (row["salary_currency"], row["salary_pay_period"])))
        application = replace(
            application,
            notes="\n".join(filter(None, (application.notes, f"Salary: {salary} {details}".strip()))),
        )
    if row["archived_at"]:
        application = closed_where_archived(application)
    return _with_id(application, "teal", row["id"])


def _name_in_json(cell: str) -> str:
    try:
        document = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    name = document.get("name") if isinstance(document, dict) else document
    return name if isinstance(name, str) else ""


def _simplify(row: Row, application: IncomingApplication) -> IncomingApplication:
    """Complete an application of Simplify: one that was put away says so in a column."""
    is_archived = row["Archived"].casefold() in {"true", "yes", "1"}
    return closed_where_archived(application) if is_archived else application


def _jobhunter(row: Row, application: IncomingApplication) -> IncomingApplication:
    return _with_id(application, "jobhunter", row["ID"])


def _unchanged(_: Row, application: IncomingApplication) -> IncomingApplication:
    return application


def _with_id(application: IncomingApplication, word: str, own_id: str) -> IncomingApplication:
    return replace(application, source_ids=(f"{word}:{own_id}",)) if own_id else application


def _own(row: Row, application: IncomingApplication) -> IncomingApplication:
    """Complete an application of followup's own table: what stands behind a name or a date is left out."""
    people: list[Person] = []
    for line in row["people"].splitlines():
        with suppress(CallError):
            people.append(parse_person(line.partition(";")[0]))
    status = application.status
    stage = next((stage for stage in Stage if stage == row["stage"]), status.stage)
    outcome = status.outcome if stage is Stage.CLOSED else None
    status = status._replace(stage=stage, outcome=outcome, doubt="")
    return replace(application, status=status, people=tuple(people), remarks=())


class TrackerTable(NamedTuple):
    """The table of a tracker.

    Attributes:
        word: what `--as` calls it.
        title: what the user calls it.
        marks: headings that no other table has together.
        fields: the field of each heading that is read.
        adjust: completes an application of a row.
    """

    word: str
    title: str
    marks: tuple[str, ...]
    fields: Mapping[str, str]
    adjust: Adjust = _unchanged

    def recognizes(self, content: Content) -> bool:
        """Return whether a content is such a table."""
        return has_headings(content.headings, *self.marks)

    def read(self, content: Content, options: ImportOptions) -> Incoming:
        """Read it.

        Raises:
            CallError: it cannot be read.
        """
        table = content.table
        fields_by_key = {heading_key(heading): field for heading, field in self.fields.items()}
        fields = {
            place: fields_by_key[key]
            for place, heading in enumerate(table.headings)
            if (key := heading_key(heading)) in fields_by_key
        }
        incoming = read_applications(table, fields, options, self.adjust)
        return replace(incoming, kind=self.word, title=self.title)


TRACKER_TABLES: Final = (
    TrackerTable(
        "followup-csv",
        "followup",
        ("id", "company", "role", "stage", "decision_date", "expected_by", "next_interview"),
        {
            "company": "company",
            "role": "role",
            "via": "via",
            "stage": "status",
            "outcome": "outcome",
            "decision_date": "decision",
            "created_at": "applied",
            "interviews": "interview",
            "tags": "tags",
            "links": "link",
            "notes": "notes",
        },
        _own,
    ),
    TrackerTable(
        "teal",
        "Teal",
        ("company_name", "role", "statusName", "archived_at"),
        {
            "company_name": "company",
            "role": "role",
            "statusName": "status",
            "url": "link",
            "location": "location",
            "source": "source",
            "applied_at": "applied",
            "archived_at": "closed",
        },
        _teal,
    ),
    TrackerTable(
        "huntr",
        "Huntr",
        ("listName", "companyName", "title"),
        {
            "companyName": "company",
            "title": "role",
            "listName": "status",
            "location": "location",
            "url": "link",
            "notes": "notes",
            "salary": "salary",
        },
    ),
    TrackerTable(
        "huntr-board",
        "Huntr",
        ("Employer", "Job Title", "List"),
        {
            "Employer": "company",
            "Job Title": "role",
            "List": "status",
            "URL": "link",
            "Location": "location",
            "Salary": "salary",
            "Notes": "notes",
        },
    ),
    TrackerTable(
        "simplify",
        "Simplify",
        ("Company Name", "Job Title", "Status", "Status Date", "Archived"),
        {
            "Company Name": "company",
            "Job Title": "role",
            "Status": "status",
            "Job URL": "link",
            "Applied Date": "applied",
            "Status Date": "closed",
            "Notes": "notes",
        },
        _simplify,
    ),
    TrackerTable(
        "jobsync",
        "JobSync",
        ("Company", "JobTitle", "JobSource", "appliedDate"),
        {
            "Company": "company",
            "JobTitle": "role",
            "Status": "status",
            "appliedDate": "applied",
            "Location": "location",
            "JobSource": "source",
        },
    ),
    TrackerTable(
        "jobhunter-csv",
        "JobHunter",
        ("Firma", "Stelle", "Status", "Gespräch am", "Erstellt am"),
        {
            "Firma": "company",
            "Stelle": "role",
            "Ort": "location",
            "Status": "status",
            "Beworben am": "applied",
            "Gespräch am": "interview",
            "Notizen": "notes",
            "Link": "link",
            "Ansprechpartner": "person",
            "Gehalt": "salary",
            "URL": "link",
        },
        _jobhunter,
    ),
)
"""All of them, by what marks them."""
