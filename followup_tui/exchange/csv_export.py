"""Applications as a table for a spreadsheet: a line an application.

A spreadsheet takes a cell that begins with `=` for a formula and runs it, wherever the text came from. Such
a cell gets an apostrophe in front, which spreadsheets know as "this is text" and do not show.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from followup_tui.domain.people import write_person
from followup_tui.exchange.json_export import application_document, moment_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_tui.domain.application import Application, Contact, Interview, Person
    from followup_tui.domain.stages import Today

COLUMNS = (
    *("id", "company", "role", "stage", "outcome", "decision_date", "expected_by", "next_interview"),
    *("interviews", "people", "contacts", "tags", "created_at", "updated_at", "links", "notes"),
)
"""The headings. They are the names that JSON has, and mean the same."""

# The full-width forms too: spreadsheets in East Asian settings take them for the same.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def export_csv(applications: Iterable[Application], today: Today) -> str:
    """Write applications as CSV with a line of headings; lines end as RFC 4180 says.

    What an application has several of stands in one cell, each on a line of its own.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for application in applications:
        cells = {
            **application_document(application, today),
            "interviews": "\n".join(_interview(application, held) for held in application.interviews),
            "people": "\n".join(_person(person) for person in application.people),
            "contacts": "\n".join(_contact(application, contact) for contact in application.contacts),
            "tags": "\n".join(application.tags),
            "links": "\n".join(application.links),
        }
        writer.writerow([safe_cell(str(cells[name] or "")) for name in COLUMNS])
    return lines.getvalue()


def safe_cell(text: str) -> str:
    """Make a text that no spreadsheet takes for a formula. `plain_cell` gives the text back."""
    # A text that begins with apostrophes itself gets one more, so that the way back is never in doubt.
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """Give back the text that `safe_cell` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _interview(application: Application, held: Interview) -> str:
    people = ", ".join(person.full_name for person in application.people_of(held))
    when = moment_text(held.moment) or "no time noted"
    return f"{when} with {people}" if people else when


def _person(person: Person) -> str:
    more = [person.phone, "spelling checked" if person.checked else ""]
    return "; ".join([write_person(person), *filter(None, more)])


def _contact(application: Application, contact: Contact) -> str:
    person = application.person(contact.person)
    whom = f" {'to' if contact.direction.value == 'sent' else 'from'} {person.full_name}" if person else ""
    what = f"{contact.kind.value} {contact.direction.value}{whom} by {contact.channel.value}"
    said = f"{moment_text(contact.at)} {what}"
    return f"{said}: {contact.note}" if contact.note else said
