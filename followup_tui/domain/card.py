"""The one line on a card that matters now, and how urgent it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from followup_tui.domain.application import Application, Direction, Instant, Outcome, Person, Stage, TouchKind
from followup_tui.domain.stages import Today, expected_by, stage_on, told_date


class Meaning(Enum):
    """The five things a colour means, each told apart by a sign or word too."""

    YOURS = "yours to do"
    THEIRS = "their time"
    OVERDUE = "overdue"
    GOOD = "good news"
    QUIET = "quiet"


class Sign(Enum):
    """What a line is about, for the glyph before it."""

    LETTER = "letter"
    QUESTION = "question"
    REPLY = "reply"
    INTERVIEW = "interview"
    CLOCK = "clock"
    OVERDUE = "overdue"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """The line on a card.

    Attributes:
        wordings: the same thing said ever shorter; a narrow card shows the first that fits.
        urgency: sorts the cards of a column, the most urgent first: a rank, then seconds.
    """

    meaning: Meaning
    sign: Sign
    wordings: tuple[str, ...]
    urgency: tuple[int, float]


def to_thank(application: Application, today: Today) -> tuple[Person, ...]:
    """Give the people of the last round held who were not thanked since."""
    held = application.last_round(today.now)
    if held is None or held.moment is None:
        return ()
    thanked = {
        touch.person
        for touch in application.touches
        if touch.kind is TouchKind.THANK_YOU
        and touch.direction is Direction.SENT
        and touch.at.utc >= held.moment.utc
    }
    if None in thanked:
        return ()
    people = (application.person(name) for name in held.people)
    return tuple(person for person in people if person is not None and person.id not in thanked)


def card_line(application: Application, today: Today) -> Line:  # noqa: PLR0911 - one a kind of line
    """Say what is due on this card now, or what it waits for."""
    stage = stage_on(application, today)
    if stage is Stage.CLOSED:
        return _closed(application, today)
    ahead = application.next_round(today.now)
    if ahead is not None and ahead.starts_at is not None:
        return _scheduled(ahead.starts_at, today)
    received, sent = (application.last_touch(direction) for direction in (Direction.RECEIVED, Direction.SENT))
    if received is not None and (sent is None or sent.at.utc < received.at.utc):
        waited = _days(received.at.day(today.zone), today.day)
        return Line(
            Meaning.YOURS, Sign.REPLY, (f"answer them · {waited}", "answer them"), (0, _seconds(received.at))
        )
    if stage is Stage.INTERVIEWED:
        return _thanks(application, today)
    expected = expected_by(application, today)
    if expected is None:
        return Line(Meaning.QUIET, Sign.NONE, ("nothing to do yet",), (5, 0))
    late = (today.day - expected).days
    if stage is Stage.OVERDUE and late > 0:
        words = (f"{_days_long(late)} overdue", f"{late} d overdue", f"{late} d")
        return Line(Meaning.OVERDUE, Sign.OVERDUE, words, (2, _noon(expected)))
    if stage is Stage.OVERDUE:
        return Line(Meaning.OVERDUE, Sign.OVERDUE, ("overdue, you said", "overdue"), (2, _noon(expected)))
    told = told_date(application, today)
    if told is None and stage is Stage.THANKED:
        return Line(
            Meaning.YOURS,
            Sign.QUESTION,
            ("ask when they decide", "ask their date", "ask"),
            (1, _noon(expected)),
        )
    return _waiting(expected, told is not None, today)


def _closed(application: Application, today: Today) -> Line:
    closed = application.closed_at or application.updated_at
    word = application.outcome.value if application.outcome else "closed"
    meaning = Meaning.GOOD if application.outcome is Outcome.HIRED else Meaning.QUIET
    return Line(
        meaning, Sign.NONE, (f"{word} {_day(closed.day(today.zone), today)}", word), (9, -_seconds(closed))
    )


def _scheduled(start: Instant, today: Today) -> Line:
    local = start.utc.astimezone(today.zone)
    if local.date() == today.day:
        when = f"today {local:%H:%M}"
    elif local.date() - today.day < timedelta(days=7):
        when = f"{local:%a %H:%M}"
    else:
        when = f"{_day(local.date(), today)} {local:%H:%M}"
    return Line(Meaning.THEIRS, Sign.INTERVIEW, (f"interview {when}", when), (3, _seconds(start)))


def _thanks(application: Application, today: Today) -> Line:
    held = application.last_round(today.now)
    people = to_thank(application, today)
    if held is None or held.moment is None:
        return Line(Meaning.QUIET, Sign.NONE, ("nothing to do yet",), (5, 0))
    sent = application.last_touch(Direction.SENT)
    if not people and (held.people or (sent is not None and sent.at.utc >= held.moment.utc)):
        return Line(Meaning.QUIET, Sign.LETTER, ("thanked", "thanked"), (5, _seconds(held.moment)))
    due = held.moment.utc + timedelta(hours=today.rules.thank_you_hours)
    letters = f"{len(people)} letters" if len(people) > 1 else "1 letter" if people else "thank-you"
    left = _left(due - today.now)
    words = (f"{letters} · {left}", f"{letters}", left)
    return Line(Meaning.YOURS, Sign.LETTER, words, (0, due.timestamp()))


def _waiting(expected: date, told: bool, today: Today) -> Line:  # noqa: FBT001 - whether they named the day
    about = "" if told else "about "
    ahead = (expected - today.day).days
    if ahead < 0:
        days = _days_long(-ahead)
        return Line(
            Meaning.THEIRS,
            Sign.CLOCK,
            (f"kept waiting · {days} past", f"{-ahead} d past"),
            (3, _noon(expected)),
        )
    if ahead == 0:
        return Line(Meaning.THEIRS, Sign.CLOCK, (f"{about}today", "today"), (3, _noon(expected)))
    words = (
        f"{about}{_day(expected, today)} · {ahead} d",
        f"{expected:%a} {expected.day} · {ahead} d",
        f"{ahead} d",
    )
    return Line(Meaning.THEIRS, Sign.CLOCK, words, (4, _noon(expected)))


def _left(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    if minutes < 0:
        return "late"
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min"


def _days(since: date, until: date) -> str:
    days = (until - since).days
    return f"{days} d" if days else "today"


def _days_long(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _day(day: date, today: Today) -> str:
    year = "" if day.year == today.day.year else f" {day.year}"
    near = abs((day - today.day).days) < 60
    return f"{day:%a} {day.day} {day:%b}{year}" if near and not year else f"{day.day} {day:%b}{year}"


def _seconds(moment: Instant) -> float:
    return moment.utc.timestamp()


def _noon(day: date) -> float:
    return (day.toordinal() - date(1970, 1, 1).toordinal() + 0.5) * 86_400
