"""The journal: what was written down after interviews, and what comes back before the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from followup_tui.domain.application import (
    Application,
    Instant,
    Interview,
    Lesson,
    LessonState,
    Person,
    Reflection,
)
from followup_tui.domain.applications import at_company
from followup_tui.errors import GoneError

MOST_LESSONS = 5
"""How many lessons come back before an interview: as many as one can keep in mind."""

MOST_WORKED = 5
"""How many of the things that went well come back."""

_SAME_LESSON = 0.6
"""From which likeness on a lesson that stands in another's place is that one, mended."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal: an interview that was reflected on.

    Attributes:
        application: whose interview it was.
        held: the interview.
        reflection: what was written down of it.
    """

    application: Application
    held: Interview
    reflection: Reflection

    @property
    def moment(self) -> Instant:
        """When the interview was; where no time is known, when it was written down."""
        return self.held.moment or self.reflection.at

    @property
    def number(self) -> int:
        """Which interview of the application it was, counted from 1."""
        return self.application.number_of(self.held)


@dataclass(frozen=True, slots=True)
class LearnedLesson:
    """A lesson, and where it was learned.

    Attributes:
        id: tells it from all others, for the command line: `northwind/i1/2`.
        entry: the entry it stands in.
        lesson: the lesson.
    """

    id: str
    entry: JournalEntry
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Prep:
    """What to have in mind before the next interview at a company.

    Attributes:
        application: the card.
        ahead: the interview it is for; None where none is scheduled.
        people: who will hold it, where that is known; else everybody known there.
        lessons: the newest open ones of all companies.
        worked: what went well before, the newest first, each with its company.
        said: what was already said to this company, the newest interview first.
        unasked: the questions that stayed unasked there.
    """

    application: Application
    ahead: Interview | None
    people: tuple[Person, ...]
    lessons: tuple[LearnedLesson, ...]
    worked: tuple[tuple[str, str], ...]
    said: tuple[tuple[Instant, str], ...]
    unasked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to have in mind yet."""
        return not (self.lessons or self.worked or self.said or self.unasked)


def journal_entries(applications: Iterable[Application]) -> list[JournalEntry]:
    """Give all entries, the newest interview first."""
    found = [
        JournalEntry(application, held, held.reflection)
        for application in applications
        for held in application.interviews
        if held.reflection is not None
    ]
    return sorted(found, key=lambda entry: entry.moment.utc, reverse=True)


def searchable_text(entry: JournalEntry) -> str:
    """Give everything that a search in an entry looks through, in small letters."""
    card, written = entry.application, entry.reflection
    people = (person.full_name for person in card.people_of(entry.held))
    texts = (entry.held.said, written.well, written.badly, written.notes)
    lessons = (lesson.text for lesson in written.lessons)
    return "\n".join((card.company, card.role, *card.tags, *people, *texts, *lessons)).casefold()


def lessons_of(found: Iterable[JournalEntry]) -> list[LearnedLesson]:
    """Give the lessons of some entries, in their order."""
    return [
        LearnedLesson(f"{entry.application.id}/{entry.held.id}/{number}", entry, lesson)
        for entry in found
        for number, lesson in enumerate(entry.reflection.lessons, start=1)
    ]


def open_lessons(applications: Iterable[Application]) -> list[LearnedLesson]:
    """Give the lessons that are still open, the newest first."""
    return [one for one in lessons_of(journal_entries(applications)) if one.lesson.state is LessonState.OPEN]


def prepare(application: Application, applications: Collection[Application], now: Instant) -> Prep:
    """Gather what to have in mind before the next interview.

    Args:
        application: the card.
        applications: all of them, this one among them.
        now: the moment.
    """
    everything = journal_entries(applications)
    ahead = application.next_interview(now.utc)
    said = [
        (held.moment, held.said)
        for card in at_company(application, applications)
        for held in card.interviews
        if held.said and held.moment
    ]
    worked = [
        (line, entry.application.company)
        for entry in everything
        for line in entry.reflection.well.splitlines()
        if line.strip()
    ]
    still_open = [one for one in lessons_of(everything) if one.lesson.state is LessonState.OPEN]
    return Prep(
        application,
        ahead,
        application.people_of(ahead) or application.people,
        tuple(still_open[:MOST_LESSONS]),
        tuple(worked[:MOST_WORKED]),
        tuple(sorted(said, key=lambda pair: pair[0].utc, reverse=True)),
        application.unasked,
    )


def lessons_to_look_back_on(held: Interview, applications: Iterable[Application]) -> list[LearnedLesson]:
    """Give the lessons of which it is to be asked whether they were done in an interview.

    They are those that came back before it: the newest that stood there and were open then, and still are.
    """
    moment = held.moment
    if moment is None:
        return []
    earlier = [
        one
        for one in lessons_of(journal_entries(applications))
        if max(one.entry.moment.utc, one.entry.reflection.at.utc) < moment.utc
        and (one.lesson.closed_at is None or one.lesson.closed_at.utc >= moment.utc)
    ]
    return [one for one in earlier[:MOST_LESSONS] if one.lesson.state is LessonState.OPEN]


def write_reflection(
    application: Application, interview_id: str, written: Reflection, said: str | None = None
) -> Application:
    """Write down what the user thinks of an interview. Lessons that stood there keep what became of them.

    A lesson is known by what it says; one that was only mended, by its place.

    Args:
        application: the card.
        interview_id: which interview.
        written: what is to stand there.
        said: what was said in it; None leaves what stands there.

    Raises:
        GoneError: the interview is no longer there.
    """
    held = _interview(application, interview_id)
    before = held.reflection
    if before is not None:
        lessons = _with_what_became(before.lessons, written.lessons)
        looked_back = before.looked_back or written.looked_back
        written = replace(written, at=before.at, lessons=lessons, looked_back=looked_back)
    said = held.said if said is None else said
    return _with_interview(application, replace(held, reflection=written, said=said))


def set_lesson_state(
    application: Application, interview_id: str, text: str, state: LessonState, now: Instant
) -> Application:
    """Say of a lesson that it was done, or drop it, or open it again.

    Raises:
        GoneError: the interview is no longer there.
    """
    held = _interview(application, interview_id)
    if held.reflection is None:
        return application
    closed = None if state is LessonState.OPEN else now
    lessons = tuple(
        replace(lesson, state=state, closed_at=closed) if lesson.text == text else lesson
        for lesson in held.reflection.lessons
    )
    return _with_interview(application, replace(held, reflection=replace(held.reflection, lessons=lessons)))


def mark_looked_back(application: Application, interview_id: str) -> Application:
    """Note that it was asked which earlier lessons were done in an interview: it is not asked again.

    Raises:
        GoneError: the interview is no longer there.
    """
    held = _interview(application, interview_id)
    if held.reflection is None:
        return application
    return _with_interview(application, replace(held, reflection=replace(held.reflection, looked_back=True)))


def to_reflect_on(application: Application, now: Instant) -> Interview | None:
    """Give the interview a reflection would be about: the last that was held; None where there was none."""
    return application.last_interview(now.utc)


def nonempty_lines(text: str) -> Sequence[str]:
    """Give the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _interview(application: Application, interview_id: str) -> Interview:
    held = application.interview(interview_id)
    if held is None:
        raise GoneError(f"This interview at {application.company} is no longer there")
    return held


def _with_what_became(before: Sequence[Lesson], written: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Give the lessons that are to stand there with what became of those that stood there."""
    known = {lesson.text: lesson for lesson in before}
    texts = {lesson.text for lesson in written}
    lessons = [known.get(lesson.text, lesson) for lesson in written]
    if len(before) == len(written):
        for place, (old, new) in enumerate(zip(before, written, strict=True)):
            mended = old.text not in texts and new.text not in known
            if mended and old.state is not LessonState.OPEN and _alike(old.text, new.text):
                lessons[place] = replace(old, text=new.text)
    return tuple(lessons)


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # only a lesson that was mended needs it

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_LESSON


def _with_interview(application: Application, changed: Interview) -> Application:
    interviews = tuple(changed if held.id == changed.id else held for held in application.interviews)
    return replace(application, interviews=interviews)
