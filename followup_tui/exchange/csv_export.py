"""Applications as a table for a spreadsheet: a line an application.

A spreadsheet runs a cell that begins with `=` as a formula, wherever the text came from. Such a cell gets an
apostrophe in front, which tells spreadsheets that it is text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.people import spelling_status
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import write_person
from followup_tui.domain.stages import Today
from followup_tui.domain.timeline import Event, timeline
from followup_tui.exchange.json_export import application_document, rfc3339

COLUMNS = (
    *("id", "company", "role", "via", "stage", "outcome", "decision_date", "expected_by", "next_interview"),
    *("interviews", "people", "contacts", "tags", "created_at", "updated_at", "links", "notes"),
)
"""The headings. They are the names that JSON has, and mean the same."""

_SKIPPED: Final = r"(?:[\s\"'`,;\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]|%0[9ad])*"
"""What may be dropped before a sign, by spreadsheets or on the way to them: spaces, quotes, separators."""

_SIGNS: Final = r"[=+\-@|%\t\r\n\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
"""What begins a formula; small and full-width forms are taken for the same in East Asian settings."""

_FORMULA: Final = re.compile(rf"\s*[\t\r\n]|{_SKIPPED}(?:{_SIGNS}|dde\s*\()", re.IGNORECASE)

_NUMBER: Final = re.compile(r"[-\u2212]\d[\d.,]*|\+\d[\d()/.-]*(?: [\d()/.-]+)+")
"""A negative number, and a phone number with spaces: no figures alone are a formula that does anything."""


def export_csv(applications: Iterable[Application], today: Today) -> str:
    """Write applications as CSV with a line of headings; lines end as RFC 4180 says.

    What an application has several of stands in one cell, each on a line of its own.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for application in applications:
        events = timeline(application, today.now)
        cells = {
            **application_document(application, today),
            "interviews": "\n".join(_event(event) for event in events if event.interview),
            "people": "\n".join(map(_person, application.people)),
            "contacts": "\n".join(_event(event) for event in events if event.contact),
            "tags": "\n".join(application.tags),
            "links": "\n".join(application.links),
        }
        writer.writerow([safe_cell(str(cells[name] or "")) for name in COLUMNS])
    return lines.getvalue()


def safe_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    # A formula behind apostrophes gets one more, so that every cell can be read back.
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _event(event: Event) -> str:
    note = f": {event.note}" if event.note else ""
    details = f"; {', '.join(event.details)}" if event.details else ""
    return f"{rfc3339(event.at) or 'no time noted'} {event.sentence()}{details}{note}"


def _person(person: Person) -> str:
    return "; ".join(filter(None, (write_person(person), person.phone, spelling_status(person))))
