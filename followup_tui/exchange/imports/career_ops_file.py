"""Reading the files of career-ops: the Markdown table of applications, and the list of contacts."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.person_line import parse_person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.headings import heading_key
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingApplication,
    IncomingPerson,
    SkippedEntry,
)
from followup_tui.exchange.imports.status_words import read_status

_NEEDED: Final = {"company", "role", "status"}
_BLANKS: Final = frozenset({"", "-", "–", "—", "n/a", "tbd"})  # noqa: RUF001 - the dashes that people write
_CONTACT_TYPES: Final = frozenset({"", "recruiter", "hiring-manager", "peer", "interviewer", "other"})
_CONTACT_CELLS: Final = ("name", "company", "type", "title", "phone", "email", "linkedin", "tracker", "notes")
_FEWEST_CONTACT_CELLS: Final = 6


def is_applications(content: Content) -> bool:
    """Return whether a content is a Markdown table of applications."""
    return content.text is not None and _heading_line(content.text[:20_000].splitlines()) is not None


def read_applications(content: Content, options: ImportOptions) -> Incoming:
    """Read the table; its columns are known by their headings, in any order."""
    lines = (content.text or "").splitlines()
    start = _heading_line(lines)
    assert start is not None  # noqa: S101 - it was recognized by it
    headings = [heading_key(cell) for cell in _cells(lines[start])]
    rows: list[tuple[str, dict[str, str]]] = []
    skipped = []
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if not line.lstrip().startswith("|"):
            if rows and line.strip():
                break
            continue
        cells = _cells(line)
        if all(re.fullmatch(r":?-+:?", cell) for cell in cells if cell):
            continue
        row_name = cells[0] if cells and cells[0].isdecimal() else f"on line {number}"
        if len(cells) != len(headings):
            reason = f"row {row_name} has {len(cells)} cells, the header {len(headings)}"
            skipped.append(SkippedEntry(f"line {number}", ", ".join(cells[1:4]), reason))
            continue
        rows.append((f"line {number}", dict(zip(headings, map(_plain, cells), strict=True))))
    dates = FileDates((row.get("date", "") for _, row in rows), options)
    applications = tuple(_application(where, row, dates) for where, row in rows)
    return Incoming(kind="career-ops", title="career-ops", applications=applications, skipped=tuple(skipped))


def is_contacts(content: Content) -> bool:
    """Return whether a content is career-ops' list of contacts: cells between tabs, without headings."""
    rows = _contact_rows((content.text or "")[:20_000])[:50]
    return bool(rows) and all(
        len(cells) >= _FEWEST_CONTACT_CELLS
        and cells[2].strip().casefold() in _CONTACT_TYPES
        and ("@" in cells[5] or not cells[5].strip())
        for _, cells in rows
    )


def read_contacts(content: Content, _: ImportOptions) -> Incoming:
    """Read the contacts: they complete or join the people of applications at their company."""
    people, skipped = [], []
    for number, cells in _contact_rows(content.text or ""):
        row = dict(zip(_CONTACT_CELLS, map(str.strip, cells), strict=False))
        where = f"line {number}"
        address = f" <{row['email']}>" if row.get("email") else ""
        position = row.get("title") or row.get("type", "").replace("-", " ")
        try:
            person = parse_person(", ".join(filter(None, (row["name"], position))) + address)
        except CallError as error:
            skipped.append(SkippedEntry(where, row["name"], error.happened))
            continue
        person = replace(person, phone=row.get("phone", ""))
        people.append(IncomingPerson(where=where, person=person, company=row["company"], can_be_added=True))
    return Incoming(
        kind="career-ops-contacts", title="career-ops", people=tuple(people), skipped=tuple(skipped)
    )


def _heading_line(lines: list[str]) -> int | None:
    for number, line in enumerate(lines):
        if line.lstrip().startswith("|") and set(map(heading_key, _cells(line))) >= _NEEDED:
            return number
    return None


def _cells(line: str) -> list[str]:
    """Return the cells of a row; a pipe behind a backslash is part of one. The last may lack its pipe."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(cell: str) -> str:
    """Return a cell without Markdown: bold, code, links; empty where a dash says that nothing is in it."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text).strip()
    return "" if text.casefold() in _BLANKS else text


def _application(where: str, row: dict[str, str], dates: FileDates) -> IncomingApplication:
    remarks: list[str] = []
    return IncomingApplication(
        where=where,
        company=row["company"],
        role=row["role"],
        via=row.get("via", ""),
        status=read_status(row["status"]),
        status_word=row["status"],
        applied_on=dates.moment(row.get("date", ""), remarks),
        notes=row.get("notes", ""),
        remarks=tuple(remarks),
    )


def _contact_rows(text: str) -> list[tuple[int, list[str]]]:
    return [
        (number, line.split("\t"))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
