"""From the rows of a table to applications, whichever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import InterviewKind
from followup_tui.domain.person import Person
from followup_tui.domain.search import fold
from followup_tui.exchange.imports.file_dates import FileDates
from followup_tui.exchange.imports.headings import heading_key
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingApplication,
    IncomingInterview,
)
from followup_tui.exchange.imports.people_cells import read_people, with_details, without_links
from followup_tui.exchange.imports.status_words import BEFORE_INTERVIEW, Status, read_status
from followup_tui.exchange.imports.table import Row, Table

_DATE_FIELDS: Final = frozenset({"applied", "interview", "decision", "closed"})
_NOTE_FIELDS: Final = ("location", "salary", "source")
"""What an application has no place for: it is kept in the notes, below the heading it had."""

_YES: Final = frozenset(("yes", "y", "ja", "j", "x", "true", "1", "done", "held", "erledigt", "si", "evet"))
_NO: Final = frozenset(("no", "n", "nein", "false", "0", "tbd", "tba", "offen", "none", "hayir"))
_MARKS_OF_YES: Final = frozenset("✓✔☑✅")

_INTERVIEW_KINDS: Final = (
    ("phone", InterviewKind.PHONE),
    ("telefon", InterviewKind.PHONE),
    ("video", InterviewKind.VIDEO),
    ("onsite", InterviewKind.ON_SITE),
    ("panel", InterviewKind.PANEL),
)
"""What the heading of a column of interviews says about their kind."""

Adjust = Callable[[Row, IncomingApplication], IncomingApplication]
"""What a program has beside the fields that others have, too."""


def read_applications(
    table: Table,
    fields: Mapping[int, str],
    options: ImportOptions,
    adjust: Adjust = lambda _, application: application,
) -> Incoming:
    """Read an application of each row; its kind and title are still empty.

    Args:
        table: the table.
        fields: the field of each column, by its place.
        options: what is told beside the file.
        adjust: completes an application of a row.
    """
    dated = [place for place, field in fields.items() if field in _DATE_FIELDS]
    dates = FileDates((row.cells[place] for row in table.rows for place in dated), options)
    if dates.question:
        return Incoming(kind="", title="", questions=(dates.question,))
    reading = _Reading(table, fields, options, dates)
    return Incoming(
        kind="",
        title="",
        applications=tuple(
            adjust(row, reading.application(row)) for row in options.each("Reading", table.rows)
        ),
        skipped=table.skipped,
    )


def closed_where_archived(application: IncomingApplication) -> IncomingApplication:
    """Return an application that its program put away: how it ended is not said where its stage does not."""
    status = application.status
    if status.stage is Stage.CLOSED:
        return application
    if status.stage is None:
        return replace(application, status_word=f"{application.status_word}, archived".lstrip(", "))
    return replace(application, status=Status(Stage.CLOSED, Outcome.SILENT, status.tags))


class _Reading:
    """The reading of a table's rows."""

    def __init__(
        self, table: Table, fields: Mapping[int, str], options: ImportOptions, dates: FileDates
    ) -> None:
        self._headings = table.headings
        self._options = options
        self._dates = dates
        self._places: dict[str, list[int]] = {}
        for place, field in fields.items():
            self._places.setdefault(field, []).append(place)
        kinds = {
            place: next(
                (kind for word, kind in _INTERVIEW_KINDS if word in heading_key(table.headings[place])), None
            )
            for place in self._places.get("interview", ())
        }
        self._interview_kinds = kinds

    def application(self, row: Row) -> IncomingApplication:
        """Read the application of a row."""
        remarks = list(row.remarks)
        notes = self._cells(row, "notes")
        interviews, was_interviewed = self._interviews(row, remarks)
        interviewers = self._people(row, "interviewer", notes)
        people = self._people(row, "person", notes)
        details = ["\n".join(self._cells(row, field)) for field in ("email", "phone", "person-position")]
        if people or not interviewers:
            people, left = with_details(people, *details)
        else:
            interviewers, left = with_details(interviewers, *details)
        notes += left
        if interviewers and len(interviews) == 1:
            interviews = (replace(interviews[0], people=interviewers),)
        else:
            people += interviewers
        status = self._status(row, has_interview=bool(interviews) or was_interviewed)
        links, other_links = _links(self._cells(row, "link"))
        notes += other_links
        notes += [
            f"{self._headings[place]}: {row.cells[place]}"
            for field in _NOTE_FIELDS
            for place in self._places.get(field, ())
            if row.cells[place]
        ]
        closed_on = self._dates.moment(self._date_cell(row, "closed"), remarks)
        decision_date = self._dates.day(self._date_cell(row, "decision"), remarks)
        return IncomingApplication(
            where=row.where,
            company=self._line(row, "company"),
            role=self._line(row, "role"),
            via=self._line(row, "via"),
            status=status,
            status_word=self._line(row, "status") or self._line(row, "outcome"),
            closed_on=closed_on if status.stage is Stage.CLOSED else None,
            applied_on=self._dates.moment(self._date_cell(row, "applied"), remarks),
            decision_date=decision_date,
            interviews=interviews,
            people=people,
            tags=tuple(self._tags(row)),
            links=links,
            notes="\n".join(notes),
            remarks=tuple(remarks),
        )

    def _cells(self, row: Row, field: str) -> list[str]:
        return [row.cells[place] for place in self._places.get(field, ()) if row.cells[place]]

    def _line(self, row: Row, field: str) -> str:
        cells = self._cells(row, field)
        return " ".join(without_links(cells[0]).split()) if cells else ""

    def _date_cell(self, row: Row, field: str) -> str:
        """Return the cell with a date; empty where it only says that something was."""
        cell = next(iter(self._cells(row, field)), "")
        return "" if _says_yes_or_no(cell) is not None else cell

    def _interviews(self, row: Row, remarks: list[str]) -> tuple[tuple[IncomingInterview, ...], bool]:
        """Return the interviews of a row, and whether a cell says that there was one without saying when."""
        interviews: list[IncomingInterview] = []
        was_interviewed = False
        for place in self._places.get("interview", ()):
            answer = _says_yes_or_no(row.cells[place])
            if answer is not None:
                was_interviewed |= answer
                continue
            for starts_at, ends_at in self._dates.spans(row.cells[place], remarks):
                interviews.append(
                    IncomingInterview(
                        starts_at=starts_at,
                        ends_at=ends_at if isinstance(ends_at, Instant) else None,
                        kind=self._interview_kinds[place],
                    )
                )
        return tuple(interviews), was_interviewed

    def _people(self, row: Row, field: str, notes: list[str]) -> tuple[Person, ...]:
        people: list[Person] = []
        for place in self._places.get(field, ()):
            if not row.cells[place]:
                continue
            cell_people, others = read_people(row.cells[place], self._options.own_addresses)
            people += cell_people
            if others:
                notes.append(f"{self._headings[place]}: {others}")
        return tuple(people)

    def _status(self, row: Row, *, has_interview: bool) -> Status:
        """Return what the columns of a row say together; an interview that is noted outdoes a doubt."""
        if "status" in self._places:
            status = read_status(self._line(row, "status"))
        else:
            status = Status(
                None, doubt="" if has_interview else "no column says whether an interview was held"
            )
        outcome = self._line(row, "outcome")
        ending = read_status(outcome) if outcome else BEFORE_INTERVIEW
        if ending.stage is not None and not ending.doubt:
            status = ending
        if has_interview and status.stage is None:
            status = status._replace(stage=Stage.INTERVIEWED)
        return status._replace(doubt="") if has_interview else status

    def _tags(self, row: Row) -> Iterable[str]:
        for cell in self._cells(row, "tags"):
            yield from filter(None, map(str.strip, re.split(r"[,;\n]", without_links(cell))))


def _says_yes_or_no(cell: str) -> bool | None:
    """Return whether a cell for a date says that it happened, without saying when; None where it does not."""
    if len(cell) > 10:
        return None
    if _MARKS_OF_YES & set(cell):
        return True
    word = fold(cell).strip(" .!")
    return True if word in _YES else False if word in _NO else None


def _links(cells: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the addresses of web pages in cells, and what else stands in them."""
    words = [word.strip("<>,;()") for cell in cells for word in cell.split()]
    links = [word for word in words if word.startswith(("http://", "https://", "www."))]
    others = [cell for cell in cells if not any(link in cell for link in links)]
    return tuple(links), others
