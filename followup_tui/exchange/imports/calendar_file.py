"""Reading the events of a calendar file (.ics): invitations to interviews, moved ones, cancellations."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import CalendarEntry, InterviewKind
from followup_tui.domain.stages import Today
from followup_tui.domain.text import clean_line
from followup_tui.domain.wording import say_count
from followup_tui.errors import CallError
from followup_tui.exchange.ics_text import OWN_UID_ENDING
from followup_tui.exchange.imports.calendar_people import attendees_of
from followup_tui.exchange.imports.calendar_times import event_moment
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming, Invitation, SkippedEntry

_BEGIN: Final = b"BEGIN:VCALENDAR"
_LONG: Final = 2_000
_MOST_EXCLUDED: Final = 1_000
_MOST_AT_ONCE: Final = 200
_EVENT: Final = re.compile(r"^BEGIN:VEVENT\b.*?^END:VEVENT\s*$\n?", re.DOTALL | re.MULTILINE | re.IGNORECASE)
CALENDAR_ANSWERS: Final = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""METHODs of messages about an invitation that are none themselves."""

_URL: Final = re.compile(r"https?://[^\s<>\"\\]+[^\s<>\"\\.,;:)\]]", re.IGNORECASE)
_MEETING: Final = re.compile(
    r"meet|zoom|teams|webex|whereby|jitsi|goto|bluejeans|chime|hangout|video|conference|/j/|join",
    re.IGNORECASE,
)
"""What is in the address of a video call."""

_NO_MEETING: Final = re.compile(
    r"cancel|reschedul|unsubscribe|/options|/legal|support|/privacy|aka\.ms|help", re.IGNORECASE
)
_PHONE: Final = re.compile(
    r"phone call|phone screen|phone interview|by phone|telefon\w*|anruf|call you", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\+?[\d ()/.-]{6,24}")
_PROGRAM: Final = re.compile(
    r"(?:microsoft teams|ms teams|teams|zoom|google meet|webex)(?:[ -](?:meeting|besprechung|call))?"
    r"|r[eé]uni[oó]n (?:de )?microsoft teams"
    r"|online|video ?call|phone call|telefon\w*|siehe link|see link",
    re.IGNORECASE,
)
"""What stands in the place of an event that has none."""


def is_calendar(content: Content) -> bool:
    """Return whether a content is a calendar file."""
    return content.data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(_BEGIN) or (
        (content.text or "")[:200].lstrip().upper().startswith(_BEGIN.decode())
    )


def read_calendar(content: Content, options: ImportOptions) -> Incoming:
    """Read the events of a calendar file.

    Raises:
        CallError: it is damaged; the sentence says where.
    """
    invitations: list[Invitation] = []
    skipped: list[SkippedEntry] = []
    own_entries = 0
    for calendar in _calendars(content, options):
        method = str(calendar.get("METHOD", "")).strip().upper()
        for event in calendar.events:
            title = (
                clean_line(str(event.get("SUMMARY", "")), "The title", _LONG) or "an event without a title"
            )
            if str(event.get("UID", "")).endswith(OWN_UID_ENDING):
                own_entries += 1
                continue
            if method in CALENDAR_ANSWERS:
                skipped.append(SkippedEntry(title, "", "an answer to an invitation, not an invitation"))
                continue
            invitation = _invitation(event, method, title, options)
            if invitation is None:
                skipped.append(SkippedEntry(title, "", "its start cannot be read"))
            else:
                invitations.append(invitation)
    if own_entries:
        entries = say_count(own_entries, "entry", "entries")
        skipped.append(SkippedEntry(entries, "", "followup wrote them itself: nothing in them is new"))
    # A series comes before what became of one of its appointments.
    invitations.sort(key=lambda invitation: bool(invitation.calendar.recurrence_id))
    return Incoming(kind="ics", title="a calendar", invitations=tuple(invitations), skipped=tuple(skipped))


def _calendars(content: Content, options: ImportOptions) -> list[Any]:
    import icalendar  # slow to import, and help and other kinds do without

    # One file's private zones must not be taken for those of the next: icalendar caches them by their name.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # it has no annotations
    try:
        # Folded by bytes, also inside a letter: unfolded before it is decoded.
        data = content.data if 0 not in content.data[:200] else (content.text or "").encode()
        unfolded = Content(re.sub(rb"\r?\n[ \t]", b"", data), content.name).text or ""
        # Exchange writes a colon in a parameter without quoting it.
        quoted = re.sub(r"(;TZID=)(tzone://[^:;\r\n]*)", r'\1"\2"', unfolded)
        components: list[Any] = []
        with warnings.catch_warnings(action="ignore"):  # it guesses zones, as is wanted here
            for part in options.each("Reading", _parts(quoted)):
                components += icalendar.Calendar.from_ical(part, multiple=True)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        reason = clean_line(str(error).splitlines()[0] if str(error) else "", "The reason", _LONG)[:120]
        raise CallError(
            f"{content.name} is a damaged calendar file: {reason}", "Nothing was changed. Download it again"
        ) from error
    calendars = [component for component in components if component.name == "VCALENDAR"]
    if not calendars:
        raise CallError(
            f"{content.name} is a calendar file that is cut off", "Nothing was changed. Download it again"
        )
    return calendars


def _parts(calendar: str) -> list[str]:
    """Divide a calendar with many events into such with fewer, each with its zones: reading takes long."""
    events = _EVENT.findall(calendar)
    if len(events) <= _MOST_AT_ONCE or calendar.upper().count(_BEGIN.decode()) > 1:
        return [calendar]
    head, _, tail = _EVENT.sub("\0", calendar).partition("\0")
    tail = tail.replace("\0", "")
    return [
        f"{head}{''.join(events[start : start + _MOST_AT_ONCE])}{tail}"
        for start in range(0, len(events), _MOST_AT_ONCE)
    ]


def _invitation(event: Any, method: str, title: str, options: ImportOptions) -> Invitation | None:  # noqa: ANN401
    remarks: list[str] = []
    today = options.today
    starts_at = event_moment(_first(event, "DTSTART"), today, remarks)
    if starts_at is None:
        return None
    attendees = attendees_of(event, options)
    is_cancelled = method == "CANCEL" or str(event.get("STATUS", "")).upper() == "CANCELLED"
    meeting = _meeting(event, title)
    recurrence_id = event_moment(_first(event, "RECURRENCE-ID"), today, [])
    stamped_at = event_moment(_first(event, "DTSTAMP"), today, [])
    ends_at = _end(event, starts_at, today)
    if (event.get("RRULE") or event.get("RDATE")) and recurrence_id is None:
        remarks.append("it is a series: its first appointment is taken")
        starts_at, ends_at = _first_of_series(event, starts_at, ends_at)
    if attendees.people and not options.own_addresses:
        remarks.append("you may be among its people: your address is not in the settings, [mail] from")
    return Invitation(
        where=title,
        calendar=CalendarEntry(
            clean_line(str(event.get("UID", "")), "The UID", _LONG)[:_LONG],
            _number(event.get("SEQUENCE", 0)),
            "" if recurrence_id is None else _recurrence_text(recurrence_id),
            stamped_at if isinstance(stamped_at, Instant) else None,
        ),
        starts_at=starts_at,
        ends_at=ends_at,
        kind=meeting.kind,
        place=meeting.place,
        link=meeting.link,
        is_request=method == "REQUEST",
        is_cancelled=is_cancelled,
        is_own=attendees.is_own,
        people=attendees.people,
        addresses=attendees.addresses,
        remarks=tuple(remarks),
    )


def _first(event: Any, name: str) -> Any:  # noqa: ANN401 - icalendar's
    value = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def _number(value: object) -> int:
    try:
        return max(0, min(int(str(value)), 2**31))
    except ValueError:
        return 0


def _recurrence_text(moment: object) -> str:
    return moment.utc.isoformat() if isinstance(moment, Instant) else str(moment)


def _end(event: Any, starts_at: object, today: Today) -> Instant | None:  # noqa: ANN401 - icalendar's
    if not isinstance(starts_at, Instant):
        return None
    end = event_moment(_first(event, "DTEND"), today, [])
    try:
        length = getattr(_first(event, "DURATION"), "td", None)
        if end is None and isinstance(length, timedelta):
            end = Instant.of(starts_at.seen_from(today.zone) + length)
    except (OverflowError, ValueError):  # it is broken, or ends in the last year there is
        return None
    return end if isinstance(end, Instant) and end.utc > starts_at.utc else None


def _first_of_series(
    event: Any,  # noqa: ANN401 - icalendar's
    starts_at: Instant | date,
    ends_at: Instant | None,
) -> tuple[Instant | date, Instant | None]:
    """Return when the first appointment of a series is that was not taken out of it."""
    if not isinstance(starts_at, Instant):
        return starts_at, ends_at
    exceptions = event.get("EXDATE", [])
    try:
        excluded = {
            each.dt
            for dates in (exceptions if isinstance(exceptions, list) else [exceptions])
            for each in dates.dts
        }
        first = event["DTSTART"].dt
        if first not in excluded or not event.get("RRULE"):
            return starts_at, ends_at
        from dateutil.rrule import rrulestr  # slow to import; icalendar loads it, too

        rule = rrulestr(_first(event, "RRULE").to_ical().decode(), dtstart=first)
        left = next((each for each in islice(rule, _MOST_EXCLUDED) if each not in excluded), first)
        later = left.astimezone(UTC) - first.astimezone(UTC)
        end = replace(ends_at, utc=ends_at.utc + later) if ends_at else None
        return replace(starts_at, utc=starts_at.utc + later), end
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):  # the rule is broken
        return starts_at, ends_at


class _Meeting(NamedTuple):
    place: str
    link: str
    kind: InterviewKind | None


def _meeting(event: Any, title: str) -> _Meeting:  # noqa: ANN401 - icalendar's
    """Return where an event is held: the place, the address of its video call, and so how."""
    location = str(event.get("LOCATION", ""))
    description = str(event.get("DESCRIPTION", ""))
    named = [
        str(event.get(name, ""))
        for name in ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")
    ]
    urls = [
        url
        for text in (*named, location, description, str(event.get("URL", "")))
        for url in _URL.findall(text)
        if not _NO_MEETING.search(url)
    ]
    link = next((url for url in urls if _MEETING.search(url)), "") or next(iter(_URL.findall(location)), "")
    parts = [part.strip() for part in re.split(r"[;\n]", _URL.sub("", location))]
    place = ", ".join(part for part in parts if part and not _PROGRAM.fullmatch(part))
    is_by_phone = not link and bool(_PHONE.search(f"{title}\n{location}") or _NUMBER.fullmatch(place))
    kind = InterviewKind.PHONE if is_by_phone else None
    if kind is None and bool(link) is not bool(place):
        kind = InterviewKind.VIDEO if link else InterviewKind.ON_SITE
    return _Meeting(clean_line(place, "The place", _LONG), link, kind)
