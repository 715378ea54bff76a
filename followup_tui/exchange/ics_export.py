"""Applications as an iCalendar feed: interviews and deadlines, for the calendar one looks at.

Written here and not by a library: importing one takes longer than a whole command. Moments are in UTC, so
that no zone has to be described, and days are days. The same thing has the same UID for ever, and a SEQUENCE
that grows with each change of it: importing a feed again moves an entry and never doubles it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from followup_tui.domain.advice.calendar_dates import calendar_dates
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.interview_words import kind_words, party_words
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today, current_decision_date
from followup_tui.domain.turn import is_snoozed
from followup_tui.domain.wording import join_with_and
from followup_tui.exchange.ics_text import (
    OWN_UID_ENDING,
    content_line,
    day_text,
    escape_text,
    is_uri,
    moment_text,
)

KEPT_DAYS: Final = 7
"""How many days entries stay in the feed once they are over."""

ASSUMED_LENGTH: Final = timedelta(hours=1)
"""How long an interview is taken to last where its end is not noted."""

_DEADLINE_LENGTH: Final = timedelta(minutes=15)
"""How long the entry of a deadline is, from the deadline on: some calendars show none that takes no time."""

_PRODUCT: Final = "PRODID:-//followup//followup-tui//EN"

HEAD: Final = (
    f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{_PRODUCT}\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:followup\r\n"
)
"""What a calendar begins with."""

BEGIN: Final = "BEGIN:VEVENT\r\n"
"""What an entry begins with."""

END: Final = "END:VCALENDAR\r\n"
"""The last line of a calendar."""

_ENDED: Final = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.DECLINED, Outcome.CANCELLED)
"""How an application ends whose planned interviews take place no more."""

_LOOK_FIRST: Final = "Look into followup before you write: something may have changed since."

_HOUR_BEFORE, _TWO_HOURS_BEFORE, _DAY_BEFORE, _MORNING = "-PT1H", "-PT2H", "-P1D", "PT9H"
"""When an alarm rings, counted from the beginning; that of a whole day is midnight."""


class Entry(NamedTuple):
    """One entry of the calendar.

    Attributes:
        changed: the application whose last change is the entry's.
        uid: identifies the entry for ever, escaped.
        start: a moment in UTC, or a day.
        title: what the calendar shows.
        about: further lines.
        end: the moment in UTC at which it ends; None for a day, and for a deadline.
        place: where it is.
        link: the address of a video call.
        is_cancelled: whether calendars are to take it away.
        is_busy: whether it takes the user's time.
        alarms: when an alarm rings, counted from the start.
    """

    changed: Application
    uid: str
    start: date
    title: str
    about: tuple[str, ...]
    end: datetime | None = None
    place: str = ""
    link: str = ""
    is_cancelled: bool = False
    is_busy: bool = False
    alarms: tuple[str, ...] = ()

    def text(self) -> str:
        """Return its lines."""
        start = self.start
        if isinstance(start, datetime):
            end = self.end or start + _DEADLINE_LENGTH
            times = f"DTSTART:{moment_text(start)}\r\nDTEND:{moment_text(end)}\r\n"
        else:
            times = f"DTSTART;VALUE=DATE:{day_text(start)}\r\n"
        title, place = escape_text(self.title), self.place or self.link
        lines = [
            content_line("SUMMARY", title),
            content_line("DESCRIPTION", "\\n".join(map(escape_text, filter(None, self.about)))),
        ]
        if place:
            lines.append(content_line("LOCATION", escape_text(place)))
        if self.link and is_uri(self.link):
            lines.append(content_line("URL", self.link))
        for alarm in self.alarms:
            lines += ("BEGIN:VALARM\r\nACTION:DISPLAY", f"TRIGGER:{alarm}")
            lines += (content_line("DESCRIPTION", title), "END:VALARM")
        described = "\r\n".join(lines)
        # The time of the change and not the present: a feed in which nothing changed is the same to the byte.
        return (
            f"{BEGIN}{content_line('UID', self.uid)}\r\n"
            f"SEQUENCE:{self.changed.revision}\r\nDTSTAMP:{moment_text(self.changed.updated_at.utc)}\r\n{times}"
            f"STATUS:{'CANCELLED' if self.is_cancelled else 'CONFIRMED'}\r\n"
            f"TRANSP:{'OPAQUE' if self.is_busy else 'TRANSPARENT'}\r\nCLASS:PRIVATE\r\n"
            f"{described}\r\nEND:VEVENT\r\n"
        )


Written = Callable[[Application], "Iterable[str] | None"]
"""Returns the entries of an application where they are written already and nothing changed that they depend
on; else None."""


def export_ics(applications: Iterable[Application], today: Today) -> str:
    """Write what lies ahead, and what is not over for longer than `KEPT_DAYS`, as one calendar."""
    by_id = {application.id: application for application in applications}
    return "".join((HEAD, *entries(by_id, today, Relations(by_id)), END))


def kept_from(today: Today) -> date:
    """Return the first day of which the feed still has entries."""
    return today.day - timedelta(KEPT_DAYS)


def entries(
    applications: Mapping[str, Application],
    today: Today,
    relations: Relations,
    written: Written = lambda _: None,
) -> Iterator[str]:
    """Yield the interviews of all applications, and what else the live ones have a date for.

    To ask the rules about all of them is most of the work: what is `written` already may save it.
    """
    first = kept_from(today)
    since = datetime.combine(first, time(), tzinfo=UTC)
    for application in applications.values():
        if (texts := written(application)) is not None:
            yield from texts
            continue
        for interview in application.interviews:
            moment = interview.moment
            if moment is not None and moment.utc >= since:
                yield _interview(application, interview, today).text()
        if application.stage is not Stage.CLOSED:
            advised = _advised(application, today, relations.of(application.id))
            for entry in (*_noted(application, today), *advised):
                if _day(entry) >= first:
                    yield entry.text()


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


def _interview(application: Application, interview: Interview, today: Today) -> Entry:
    start, end, remark = _times(interview)
    state = interview.state(today.utc)
    is_planned = state is InterviewState.PLANNED and application.outcome not in _ENDED
    fate = ""
    if interview.cancelled_by is not None:
        fate = f"Cancelled {party_words(interview.cancelled_by)}."
    elif state is InterviewState.MISSED:
        fate = "It did not take place."
    elif state is InterviewState.PLANNED and not is_planned:
        fate = f"The application is closed: {application.outcome}."
    people = join_with_and([_person(person) for person in application.people_of(interview)])
    return Entry(
        application,
        _uid(application, interview.id),
        start,
        f"{application.company}: interview{kind_words(interview)}",
        (application.job, people and f"With {people}", interview.link, remark, fate),
        end=end,
        place=interview.place,
        link=interview.link,
        is_cancelled=bool(fate),
        is_busy=not fate,
        alarms=(_DAY_BEFORE, _HOUR_BEFORE) if is_planned else (),
    )


def _times(interview: Interview) -> tuple[datetime, datetime, str]:
    """Return the start and the end of an interview that has a moment, and a remark on what is assumed."""
    ends = [each.utc for each in (interview.ended_at, interview.ends_at) if each is not None]
    if interview.starts_at is None:
        return ends[0] - ASSUMED_LENGTH, ends[0], "Its start is not noted; this takes it to last an hour."
    start = interview.starts_at.utc
    for end in ends:
        if end > start:
            return start, end, ""
    return start, start + ASSUMED_LENGTH, "Its end is not noted; this takes it to last an hour."


def _noted(application: Application, today: Today) -> Iterator[Entry]:
    """Yield what the user noted a date for: their decision date, promises, the deadline of an offer."""
    company, job = application.company, application.job
    decision_date = current_decision_date(application, today)
    if decision_date is not None:
        title = f"{company}: they decide"
        about = "They said that they decide by this day. Before it is over it is too early to ask."
        yield Entry(application, _uid(application, "decision"), decision_date, title, (job, about))
    for promise in application.promises:
        if promise.is_open and promise.due is not None:
            is_mine = promise.by is Party.ME
            title = f"{company}: {promise.by.subject.lower()} promised: {promise.text}"
            uid = _uid(application, f"promise-{promise.id}")
            yield Entry(application, uid, promise.due, title, (job,), alarms=(_MORNING,) if is_mine else ())
    offer = application.offer
    if offer is not None and offer.answer_by is not None and offer.decision is OfferState.OPEN:
        title = f"{company}: answer their offer by now"
        uid, terms, alarms = _uid(application, "offer"), (job, *offer.terms), (_DAY_BEFORE, _TWO_HOURS_BEFORE)
        yield Entry(application, uid, offer.answer_by.utc, title, terms, alarms=alarms)


def _advised(application: Application, today: Today, related: Sequence[Application]) -> Iterator[Entry]:
    """Yield the days that the rules set; a snooze hides them."""
    if is_snoozed(application, today.utc):
        return
    company, job = application.company, application.job
    dates = calendar_dates(application, today, related)
    for interview, by, people in dates.thanks:
        names = join_with_and([person.full_name for person in people])
        about = (job, names and f"To {names}", _LOOK_FIRST)
        uid, title = _uid(application, f"thanks-{interview.id}"), f"{company}: thank-you due"
        yield Entry(application, uid, by.astimezone(UTC), title, about, alarms=(_TWO_HOURS_BEFORE,))
    day = dates.follow_up
    if day is not None:
        changed = max((application, *related), key=lambda each: each.revision)
        uid, title = _uid(application, "follow-up"), f"{company}: from today a follow-up is fine"
        about = (job, "Where nothing has come by then.", _LOOK_FIRST)
        yield Entry(changed, uid, day, title, about)


def application_key(application: Application) -> str:
    """Return what the UIDs of an application's entries have before the `+`, escaped."""
    return escape_text((application.uid or application.id).replace("+", "-"))


def _uid(application: Application, what: str) -> str:
    return f"{application_key(application)}+{escape_text(what).replace('+', '-')}{OWN_UID_ENDING}"


def _person(person: Person) -> str:
    position = person.position if person.name else ""
    return f"{person.full_name} ({position})" if position else person.full_name
