"""The words for an interview, as every sentence about one uses them."""

from __future__ import annotations

from datetime import datetime

from followup_tui.domain.application import Application
from followup_tui.domain.dates import say_dated_instant, say_time
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.person import Party


def interview_title(application: Application, interview: Interview) -> str:
    """Return which interview of the application it is: `interview 2`."""
    return f"interview {application.interview_number(interview)}"


def kind_words(interview: Interview) -> str:
    """Return how an interview is held, to stand after its title: ` (on site)`; empty where unknown."""
    return f" ({interview.kind.value.replace('-', ' ')})" if interview.kind else ""


def party_words(party: Party) -> str:
    """Return who did something: `by them`, `by you`."""
    return "by them" if party is Party.THEM else "by you"


def history_words(interview: Interview, now: datetime) -> str:
    """Return what became of the times agreed on, to stand at the end of a sentence.

    In order: `, moved from Thu 26 Nov 10:00 by them, cancelled by you`; empty where nothing was changed.
    `now` is aware, in the user's zone.
    """
    words = "".join(
        f", moved from {say_dated_instant(earlier.starts_at.utc, now)} {party_words(earlier.by)}"
        for earlier in interview.moved_from
    )
    if interview.cancelled_by is not None:
        return f"{words}, cancelled {party_words(interview.cancelled_by)}"
    if interview.missed:
        return f"{words}{',' if words else ''} did not take place"
    return words


def detail_words(interview: Interview, now: datetime) -> tuple[str, ...]:
    """Return until when an interview is planned, its place and its link, as far as they are known.

    `now` is aware, in the user's zone.
    """
    end = interview.ends_at if interview.state(now) is InterviewState.PLANNED else None
    until = _until(interview, end.utc.astimezone(now.tzinfo), now) if end else ""
    return tuple(filter(None, (until, interview.place, interview.link)))


def _until(interview: Interview, end: datetime, now: datetime) -> str:
    start = interview.starts_at
    ends_same_day = start is not None and start.utc.astimezone(now.tzinfo).date() == end.date()
    return f"until {say_time(end) if ends_same_day else say_dated_instant(end, now)}"
