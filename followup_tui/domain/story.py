"""The story of one application: what comes, what is next, and what happened, the latest first.

It takes what happened from `timeline.py` and adds the days that are not events: the day on which they decide,
the deadline of an offer, promises that are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby

from msgspec.structs import replace

from followup_tui.domain.advice.answer import Advice, Verdict
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, Direction
from followup_tui.domain.contact_words import channel_words, contact_phrases
from followup_tui.domain.dates import say_distance, say_time
from followup_tui.domain.interview import Interview, InterviewState, LessonState
from followup_tui.domain.interview_words import detail_words, history_words, interview_title, kind_words
from followup_tui.domain.journal import nonempty_lines
from followup_tui.domain.look import GOOD_NEWS, INTERVIEW_AHEAD, LATE, OVER, Look, Meaning, Sign
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import offer_contact
from followup_tui.domain.person import Party
from followup_tui.domain.promise import Promise
from followup_tui.domain.promises import open_promises
from followup_tui.domain.stages import Today, current_decision_date, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.domain.wording import capitalized

_INTERVIEW = Look(Meaning.THEIRS, is_bold=True, sign=Sign.INTERVIEW)
_DATE_AHEAD = Look(Meaning.THEIRS, sign=Sign.DATE)
_DATE_PASSED = replace(LATE, sign=Sign.DATE)
_SENT = Look(Meaning.QUIET, sign=Sign.SENT)
_PROMISE_OF_MINE = Look(Meaning.YOURS, sign=Sign.SENT)
_PROMISE_OF_THEIRS = Look(Meaning.THEIRS, sign=Sign.SENT)
_RECEIVED = Look(Meaning.THEIRS, sign=Sign.RECEIVED)
_OTHER = replace(OVER, sign=Sign.RECEIVED)

_DATE_KEY = "card.date"
"""The key that notes when they decide."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line below an entry.

    Attributes:
        text: what it says.
        mark: what stands in front: `+` for what went well, `-` for what did not; empty for neither.
        is_quiet: whether it is one of many words rather than a fact.
    """

    text: str
    mark: str = ""
    is_quiet: bool = True


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """Something that is ahead or happened.

    Attributes:
        day: when; None where that is not known, or no day is bound to it.
        words: what it is, in a few words.
        look: how its sign looks.
        right: what stands at the end of its row: the time, how far the day is, how it felt.
        right_meaning: the colour of that.
        lines: what is known of it, below it.
        events: what it tells of: the letters of one wave are told in one entry.
        is_name: whether it is written as a name is, in bold.
        is_ahead: whether it has not happened yet.
        key_id: the id of the key for what it asks for; empty where it asks for nothing.
    """

    day: date | None
    words: str
    look: Look
    right: str = ""
    right_meaning: Meaning = Meaning.QUIET
    lines: tuple[StoryLine, ...] = ()
    events: tuple[Event, ...] = ()
    is_name: bool = False
    is_ahead: bool = False
    key_id: str = ""

    @property
    def id(self) -> str:
        """What tells it from all others of the application, and stays when those change."""
        first_id = self.events[0].subject_id if self.events else ""
        return f"{first_id}+" if len(self.events) > 1 else first_id

    @property
    def subject(self) -> Interview | Contact | Promise | Offer | None:
        """What it tells of; None where that is nothing, or several letters."""
        return self.events[0].subject if len(self.events) == 1 else None

    @property
    def is_foldable(self) -> bool:
        """Whether it is one line until it is unfolded."""
        return len(self.events) > 1 or (isinstance(self.subject, Contact) and bool(self.lines))


def entries_ahead(application: Application, today: Today) -> list[StoryEntry]:
    """Return what comes, the last of it first; at the end the promises that no day is bound to."""
    if application.stage is Stage.CLOSED:
        return []
    entries = [
        _interview(application, event, event.interview, today)
        for event in timeline(application, today.now)
        if event.is_ahead and event.interview is not None
    ]
    entries += _decision_ahead(application, today)
    entries += _offer_deadline(application, today)
    entries += [_promise(promise, today) for promise in open_promises(application)]
    entries.sort(key=lambda entry: (entry.day is not None, entry.day or date.min), reverse=True)
    return entries


def entries_past(application: Application, today: Today) -> list[StoryEntry]:
    """Return what happened, the latest first."""
    events = [event for event in timeline(application, today.now) if not event.is_ahead]
    sortable: list[tuple[datetime, StoryEntry]] = []
    for _, wave in groupby(events, key=lambda event: _wave_key(event, today)):
        told = tuple(wave)
        last = told[-1]
        moment = last.at.utc if last.at else datetime.min.replace(tzinfo=UTC)
        sortable.append((moment, _told(application, told, today)))
    for entry in _decision_passed(application, today):
        end = datetime.combine(entry.day or today.day, time.max, today.zone)
        sortable.append((end.astimezone(UTC), entry))
    # Of two at one moment, what was noted last comes first, as in the order of the events.
    sortable.reverse()
    sortable.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in sortable]


def single_letters(application: Application, entry: StoryEntry, today: Today) -> list[StoryEntry]:
    """Return the letters of an entry that tells of several, each in an entry of its own."""
    return [_told(application, (event,), today) for event in entry.events]


def next_words(advice: Advice, today: Today) -> str:
    """Return what is next in a few words: `write a follow-up`; or until when there is nothing to do."""
    from followup_tui.domain.advice.why import next_move_words  # `due` needs no story

    words = next_move_words(advice, today)
    if advice.verdict is Verdict.ACT and advice.allowed > 1 and "follow-up" in words:
        words += f", {advice.used + 1} of {advice.allowed}"
    return capitalized(words)


def stage_words(application: Application, today: Today) -> tuple[str, Look]:
    """Return the column a card stands in, with how long they are overdue: `Overdue 5 d`; and how it looks."""
    stage, expected = stage_on(application, today), expected_by(application, today)
    words = stage.value.title()
    if stage is not Stage.OVERDUE:
        return words, OVER
    late = max((today.day - expected).days, 0) if expected else 0
    return f"{words} {late} d" if late else words, replace(LATE, is_bold=True)


def open_lessons(application: Application) -> list[str]:
    """Return what the user wants to change next time, from the interviews here, the latest first."""
    return [
        lesson.text
        for interview in reversed(application.interviews)
        if interview.reflection is not None
        for lesson in interview.reflection.lessons
        if lesson.state is LessonState.OPEN
    ]


def _wave_key(event: Event, today: Today) -> object:
    """Return what is equal for letters that are told in one entry: sent on one day, of one kind."""
    contact = event.contact
    if contact is None or contact.direction is not Direction.SENT or not event.people or contact.settled:
        return id(event)
    return contact.kind, contact.channel, contact.at.day(today.zone)


def _told(application: Application, events: tuple[Event, ...], today: Today) -> StoryEntry:
    """Return the entry that tells of an event, or of the letters of one wave."""
    event = events[0]
    if event.interview is not None:
        return _interview(application, event, event.interview, today)
    day = event.at.day(today.zone) if event.at else None
    time_of_day = say_time(event.at.utc.astimezone(today.zone)) if event.at else ""
    words = event.sentence()
    look, right = _OTHER, time_of_day
    lines = tuple(StoryLine(line) for line in event.note.splitlines())
    if event.contact is not None:
        look = _SENT if event.contact.direction is Direction.SENT else _RECEIVED
        if len(events) > 1:
            people = [person for other in events for person in other.people]
            words = "".join(phrase.text for phrase in contact_phrases(event.contact, people))
            lines = ()
        # That a letter went by email goes without saying.
        by_email = f" {channel_words(Channel.EMAIL)}"
        words = words.removesuffix(by_email).replace(f"{by_email} (", " (", 1)
        words = words.replace("you sent a thank-you to ", "you thanked ", 1)
    elif event.promise is not None:
        look = GOOD_NEWS
    elif event.offer is not None:
        is_good = event.offer.state(today.utc) in (OfferState.OPEN, OfferState.ACCEPTED)
        look = GOOD_NEWS if is_good else _OTHER
        if offer_contact(application) is not None:
            lines = ()
    elif application.outcome is Outcome.HIRED:
        look = GOOD_NEWS
    return StoryEntry(day, capitalized(words), look, right, lines=lines, events=events)


def _interview(application: Application, event: Event, interview: Interview, today: Today) -> StoryEntry:
    state = interview.state(today.utc)
    start = interview.starts_at or interview.moment
    moment = start.utc.astimezone(today.zone) if start else None
    words = f"{interview_title(application, interview)}{kind_words(interview)}"
    lines = []
    if event.people:
        lines.append(StoryLine(", ".join(person.full_name for person in event.people), is_quiet=False))
    if history := history_words(interview, today.now).removeprefix(",").strip():
        lines.append(StoryLine(capitalized(history)))
    if details := detail_words(interview, today.now):
        lines.append(StoryLine(" · ".join(details)))
    reflection = interview.reflection
    right = say_time(moment) if moment else ""
    if reflection is not None:
        lines += [StoryLine(line, "+") for line in nonempty_lines(reflection.well)]
        lines += [StoryLine(line, "-") for line in nonempty_lines(reflection.badly)]
        lines += [StoryLine(line) for line in nonempty_lines(reflection.notes)]
        right = f"felt {reflection.feeling} of 5" if reflection.feeling else right
    lines += [StoryLine(_quoted(line)) for line in nonempty_lines(interview.said)]
    if state is InterviewState.PLANNED and moment is not None:
        right = f"{say_time(moment)}, {say_distance(moment.date(), today.day)}"
    look = {InterviewState.PLANNED: INTERVIEW_AHEAD, InterviewState.HELD: _INTERVIEW}.get(
        state, replace(OVER, sign=Sign.INTERVIEW)
    )
    return StoryEntry(
        moment.date() if moment else None,
        capitalized(words),
        look,
        right,
        Meaning.THEIRS if event.is_ahead else Meaning.QUIET,
        tuple(lines),
        (event,),
        is_name=True,
        is_ahead=event.is_ahead,
    )


def _quoted(line: str) -> str:
    """Return what was said in quotation marks, unless there are some in it."""
    return line if any(mark in line for mark in '"“”') else f"“{line}”"


def _decision_ahead(application: Application, today: Today) -> Iterator[StoryEntry]:
    named, expected = current_decision_date(application, today), expected_by(application, today)
    day = named or expected
    if day is None and not application.planned_interviews(today.utc):
        yield StoryEntry(None, "They have not said when they decide", _DATE_AHEAD, key_id=_DATE_KEY)
    if day is None or day < today.day:
        return
    words = "They decide" if named else "Most answer by then; they gave no date"
    right, key_id = say_distance(day, today.day), "" if named else _DATE_KEY
    yield StoryEntry(day, words, _DATE_AHEAD, right, Meaning.THEIRS, is_ahead=True, key_id=key_id)


def _decision_passed(application: Application, today: Today) -> Iterator[StoryEntry]:
    """Yield that the day passed without an answer, while it still counts."""
    if application.stage is Stage.CLOSED:
        return
    named, expected = current_decision_date(application, today), expected_by(application, today)
    day = named or expected
    if day is None or day >= today.day:
        return
    words = "Their date passed" if named else "Most would have answered by now; they gave no date"
    right, key_id = say_distance(day, today.day), "" if named else _DATE_KEY
    yield StoryEntry(day, words, _DATE_PASSED, right, Meaning.OVERDUE, key_id=key_id)


def _offer_deadline(application: Application, today: Today) -> Iterator[StoryEntry]:
    offer = application.offer
    if offer is None or offer.state(today.utc) is not OfferState.OPEN:
        return
    event = Event(offer.received_at, (), offer=offer)
    lines = tuple(StoryLine(term) for term in offer.terms)
    day, right = None, "no deadline"
    if offer.answer_by is not None:
        by = offer.answer_by.seen_from(today.zone)
        clock = "" if by.time() == time(23, 59) else f"{say_time(by)}, "
        day, right = by.date(), f"{clock}{say_distance(by.date(), today.day)}"
    yield StoryEntry(
        day, "Answer their offer", GOOD_NEWS, right, Meaning.GOOD, lines, (event,), is_ahead=True
    )


def _promise(promise: Promise, today: Today) -> StoryEntry:
    """Return an open promise, the user's or theirs."""
    is_mine = promise.by is Party.ME
    is_late = promise.due is not None and promise.due < today.day
    look = _PROMISE_OF_MINE if is_mine else _PROMISE_OF_THEIRS
    right, meaning = "", look.meaning
    if promise.due is not None:
        right = say_distance(promise.due, today.day)
        meaning = Meaning.OVERDUE if is_late else meaning
    words = f"{'You' if is_mine else 'They'} promised: {promise.text}"
    event = Event(None, (), promise=promise)
    return StoryEntry(promise.due, words, look, right, meaning, (), (event,), is_ahead=not is_late)
