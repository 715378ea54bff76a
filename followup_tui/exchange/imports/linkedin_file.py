"""Reading the tables of a LinkedIn export: applications, saved jobs, connections."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.mail_address import is_address
from followup_tui.domain.person_line import parse_person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.date_text import DateOrder
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingApplication,
    IncomingPerson,
    SkippedEntry,
)
from followup_tui.exchange.imports.status_words import BEFORE_INTERVIEW
from followup_tui.exchange.imports.table import Row, has_headings

_PICTURES: Final = frozenset({"So", "Sk", "Cf", "Cn"})
"""The Unicode categories of emoji and what joins them."""

_PRONOUNS: Final = re.compile(r"\((?:she|he|they|sie|er|ella|elle|il)\b[^()]*\)", re.IGNORECASE)
_DEGREES: Final = re.compile(
    r"(?:\s+(?:Ph\.?D|[MB]\.?Sc|[MB]\.?A|MBA|LL\.?M|M\.?D|CPA|CFA|PMP|CSM|S?PHR|SHRM-\w+|CISSP|P\.?Eng)\.?)+\Z"
)
"""Degrees and certificates behind a last name, where no comma is before them."""

_APPLICATIONS: Final = ("Application Date", "Company Name", "Job Title", "Job Url")
_SAVED: Final = ("Saved Date", "Company Name", "Job Title", "Job Url")
_CONNECTIONS: Final = ("First Name", "Last Name", "Company", "Position", "Connected On")


def is_linkedin_applications(content: Content) -> bool:
    """Return whether a content is LinkedIn's table of applications."""
    return has_headings(content.headings, *_APPLICATIONS)


def read_linkedin_applications(content: Content, options: ImportOptions) -> Incoming:
    """Read the applications. None says that an interview was held; the contact in them is the user's own.

    Raises:
        CallError: the table is damaged.
    """
    table = content.table
    dates = FileDates(table.column("Application Date"), options, DateOrder.MONTH_FIRST)
    applications = tuple(_application(row, dates) for row in table.rows)
    return Incoming(
        kind="linkedin-applications", title="LinkedIn", applications=applications, skipped=table.skipped
    )


def is_linkedin_saved(content: Content) -> bool:
    """Return whether a content is LinkedIn's table of saved jobs."""
    return has_headings(content.headings, *_SAVED)


def read_linkedin_saved(content: Content, _: ImportOptions) -> Incoming:
    """Read the saved jobs, of which none is taken: saved is not applied.

    Raises:
        CallError: the table is damaged.
    """
    table = content.table
    saved = tuple(
        SkippedEntry(row.where, f"{row['Company Name']}, {row['Job Title']}", "saved only: no interview yet")
        for row in table.rows
    )
    return Incoming(kind="linkedin-saved", title="LinkedIn", skipped=(*saved, *table.skipped))


def is_linkedin_connections(content: Content) -> bool:
    """Return whether a content is LinkedIn's table of connections."""
    return has_headings(content.headings, *_CONNECTIONS)


def read_linkedin_connections(content: Content, _: ImportOptions) -> Incoming:
    """Read the connections: they complete the people that are noted, and add nobody.

    Raises:
        CallError: the table is damaged.
    """
    table = content.table
    people, skipped = [], list(table.skipped)
    for row in table.rows:
        last_name = _DEGREES.sub("", row["Last Name"].partition(",")[0])
        name = _without_pictures(_PRONOUNS.sub("", f"{row['First Name']} {last_name}"))
        if not name:
            skipped.append(SkippedEntry(row.where, "", "empty"))
            continue
        try:
            person = parse_person(name)
        except CallError as error:
            skipped.append(SkippedEntry(row.where, name, error.happened))
            continue
        address = row["Email Address"]
        person = replace(
            person,
            position=row["Position"] or person.position,
            email=address if is_address(address) else "",
        )
        people.append(IncomingPerson(where=row.where, person=person, company=row["Company"]))
    return Incoming(
        kind="linkedin-connections", title="LinkedIn", people=tuple(people), skipped=tuple(skipped)
    )


def _without_pictures(text: str) -> str:
    return " ".join("".join(char for char in text if unicodedata.category(char) not in _PICTURES).split())


def _application(row: Row, dates: FileDates) -> IncomingApplication:
    remarks = list(row.remarks)
    link = row["Job Url"]
    return IncomingApplication(
        where=row.where,
        company=row["Company Name"],
        role=row["Job Title"],
        status=BEFORE_INTERVIEW,
        status_word="applied",
        applied_on=dates.moment(row["Application Date"], remarks),
        links=(link,) if link else (),
        notes=row["Question And Answers"],
        source_ids=(f"linkedin:{link}",) if link else (),
        remarks=tuple(remarks),
    )
