"""The fields that several forms about an interview have: its end, how and where it is held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from followup_tui.domain.date_parser import ParsedDate, parse_date
from followup_tui.domain.dates import say_time
from followup_tui.domain.interview import Interview, InterviewKind
from followup_tui.domain.time_defaults import parse_interview_end, parse_interview_moment
from followup_tui.errors import DateError
from followup_tui.ui import field_preview
from followup_tui.ui.screens.form import Form
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry

_NOT_KNOWN: Final = "not known"
"""What is chosen where the kind of an interview is not known."""


def end_field(form: Form, text: str = "", hint: str = "11:30, if you know it") -> Field:
    """Return the field for when an interview ends whose time stands in the form's field `at`."""
    today = form.program.tracker.today()

    def preview(text: str) -> str:
        try:
            start = parse_interview_moment(form["at"], today)
        except DateError:  # that is said below its own field; here, what would be wrong with any start
            parse_date(text, today.now, today.calendar)
            return ""
        end = parse_interview_end(text, start, today)
        return f"{say_time(start.at)} to {ParsedDate(end.date(), end).preview(today.now)}" if end else ""

    return Field("until", "Until", line_entry(text), preview, hint)


def where_fields(interview: Interview | None = None) -> Iterator[Field]:
    """Yield the fields for how and where an interview is held, as is noted of one that is there."""
    kind = interview.kind.value if interview and interview.kind else _NOT_KNOWN
    yield Field("kind", "How", Choice([*(kind.value for kind in InterviewKind), _NOT_KNOWN], kind))
    yield Field(
        "place",
        "Place",
        line_entry(interview.place if interview else ""),
        field_preview.one_line,
        "where it is",
    )
    yield Field(
        "link",
        "Link",
        line_entry(interview.link if interview else ""),
        field_preview.links,
        "the address of the video call",
    )


def chosen_kind(word: str) -> InterviewKind | None:
    """Return the kind that was chosen; None where it is not known."""
    return None if word == _NOT_KNOWN else InterviewKind(word)
