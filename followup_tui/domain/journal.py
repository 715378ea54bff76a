"""The journal: reflections on interviews, and the lessons that come back before the next one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.applications import at_company
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.person import Person
from followup_tui.domain.search import search_text
from followup_tui.errors import CallError, GoneError

MOST_LESSONS = 5
"""How many lessons come back before an interview: as many as a person can keep in mind."""

_MOST_WENT_WELL = 5
"""How many of the things that went well come back before an interview."""

_LEAST_LIKENESS = 0.6
"""How alike (0 to 1) a lesson must be to the one in its place to count as the same, reworded."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal: an interview with a reflection."""

    application: Application
    interview: Interview
    reflection: Reflection

    @property
    def moment(self) -> Instant:
        """When the interview was; where no time is known, when the reflection was written."""
        return self.interview.moment or self.reflection.at

    @property
    def number(self) -> int:
        """Which interview of the application it was, counted from 1."""
        return self.application.interview_number(self.interview)


@dataclass(frozen=True, slots=True)
class LearnedLesson:
    """A lesson, and the journal entry it stands in. Its id is for the command line: `northwind/i1/2`."""

    id: str
    entry: JournalEntry
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Prep:
    """What to have in mind before the next interview at a company.

    Attributes:
        interview: the interview it is for; None where none is planned.
        people: the people of that interview, where they are known; else everybody known there.
        lessons: the newest open lessons, of all companies.
        lessons_left_out: how many more open lessons there are.
        went_well: lines on what went well before, the newest first, each with its company.
        said: what was said in interviews with this company, the newest first, each with its moment.
        unasked: the questions the user did not get to ask there.
    """

    application: Application
    interview: Interview | None
    people: tuple[Person, ...]
    lessons: tuple[LearnedLesson, ...]
    lessons_left_out: int
    went_well: tuple[tuple[str, str], ...]
    said: tuple[tuple[Instant, str], ...]
    unasked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to have in mind yet."""
        return not (self.lessons or self.went_well or self.said or self.unasked)


def journal_entries(applications: Iterable[Application]) -> list[JournalEntry]:
    """Return all journal entries, the newest interview first."""
    unsorted = [
        JournalEntry(application, interview, interview.reflection)
        for application in applications
        for interview in application.interviews
        if interview.reflection is not None
    ]
    return sorted(unsorted, key=lambda entry: entry.moment.utc, reverse=True)


def searchable_text(entry: JournalEntry) -> str:
    """Return all text of an entry that a search looks through, as `search_text` returns it."""
    application, reflection = entry.application, entry.reflection
    people = (person.full_name for person in application.people_of(entry.interview))
    texts = (entry.interview.said, reflection.well, reflection.badly, reflection.notes)
    lessons = (lesson.text for lesson in reflection.lessons)
    heading = (application.company, application.role, *application.tags)
    return search_text("\n".join((*heading, *people, *texts, *lessons)))


def lessons_of(entries: Iterable[JournalEntry]) -> list[LearnedLesson]:
    """Return the lessons of some journal entries, in the order of the entries."""
    return [
        LearnedLesson(f"{entry.application.id}/{entry.interview.id}/{number}", entry, lesson)
        for entry in entries
        for number, lesson in enumerate(entry.reflection.lessons, start=1)
    ]


def prepare(application: Application, applications: Collection[Application], now: Instant) -> Prep:
    """Gather what to have in mind before the next interview, from all applications, this one among them."""
    entries = journal_entries(applications)
    next_interview = application.next_interview(now.utc)
    said = [
        (interview.moment, interview.said)
        for other in at_company(application, applications)
        for interview in other.interviews
        if interview.said and interview.moment
    ]
    went_well = [
        (line, entry.application.company)
        for entry in entries
        for line in entry.reflection.well.splitlines()
        if line.strip()
    ]
    open_lessons = [each for each in lessons_of(entries) if each.lesson.state is LessonState.OPEN]
    return Prep(
        application,
        interview=next_interview,
        people=application.people_of(next_interview) or application.people,
        lessons=tuple(open_lessons[:MOST_LESSONS]),
        lessons_left_out=len(open_lessons[MOST_LESSONS:]),
        went_well=tuple(went_well[:_MOST_WENT_WELL]),
        said=tuple(sorted(said, key=lambda pair: pair[0].utc, reverse=True)),
        unasked=application.unasked,
    )


def lessons_to_look_back_on(interview: Interview, applications: Iterable[Application]) -> list[LearnedLesson]:
    """Return the lessons of which the user is to be asked whether they did them in an interview.

    They are those that came back before it, the newest that were open then, as far as they still are open.
    """
    moment = interview.moment
    if moment is None:
        return []
    came_back = [
        learned
        for learned in lessons_of(journal_entries(applications))
        if max(learned.entry.moment.utc, learned.entry.reflection.at.utc) < moment.utc
        and (learned.lesson.closed_at is None or learned.lesson.closed_at.utc >= moment.utc)
    ]
    return [learned for learned in came_back[:MOST_LESSONS] if learned.lesson.state is LessonState.OPEN]


def write_reflection(
    application: Application, interview_id: str, reflection: Reflection, said: str | None = None
) -> Application:
    """Write an interview's reflection. Lessons that it has already keep their state.

    A lesson is recognized by its text; one that was only reworded, by its place. `said` is what was said in
    the interview; None leaves what is noted. Where nothing at all is written, there is no reflection.

    Raises:
        CallError: nothing is written, and nothing was before.
        GoneError: the interview is no longer there.
    """
    interview = _interview(application, interview_id)
    before = interview.reflection
    if not (said or has_text(reflection)):
        if before is None and not interview.said:
            raise CallError(
                "Nothing is written, so nothing was noted of how it went", "A line is enough, or a number"
            )
        return _with_interview(application, replace(interview, reflection=None, said=""))
    if before is not None:
        lessons = _with_states(before.lessons, reflection.lessons)
        looked_back = before.looked_back or reflection.looked_back
        reflection = replace(reflection, at=before.at, lessons=lessons, looked_back=looked_back)
    said = interview.said if said is None else said
    return _with_interview(application, replace(interview, reflection=reflection, said=said))


def set_lesson_state(
    application: Application, interview_id: str, text: str, state: LessonState, now: Instant
) -> Application:
    """Set the state of the lesson with this text: done, dropped, or open again.

    Raises:
        GoneError: the interview is no longer there.
    """
    closed_at = None if state is LessonState.OPEN else now

    def with_state(reflection: Reflection) -> Reflection:
        lessons = (
            replace(lesson, state=state, closed_at=closed_at) if lesson.text == text else lesson
            for lesson in reflection.lessons
        )
        return replace(reflection, lessons=tuple(lessons))

    return _with_reflection(application, interview_id, with_state)


def mark_looked_back(application: Application, interview_id: str) -> Application:
    """Note that the user was asked which earlier lessons they did in an interview: it is asked once.

    Raises:
        GoneError: the interview is no longer there.
    """
    return _with_reflection(
        application, interview_id, lambda reflection: replace(reflection, looked_back=True)
    )


def has_text(reflection: Reflection | None) -> bool:
    """Return whether anything is written down in a reflection; how it felt is something, too."""
    return reflection is not None and bool(
        reflection.well
        or reflection.badly
        or reflection.lessons
        or reflection.feeling is not None
        or reflection.notes
    )


def nonempty_lines(text: str) -> Sequence[str]:
    """Return the lines of a text that are not blank, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _interview(application: Application, interview_id: str) -> Interview:
    interview = application.interview(interview_id)
    if interview is None:
        raise GoneError(f"This interview at {application.company} is no longer there")
    return interview


def _with_states(before: Sequence[Lesson], after: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Return the lessons in `after` with the states of the same lessons in `before`."""
    by_text = {lesson.text: lesson for lesson in before}
    texts = {lesson.text for lesson in after}
    lessons = [by_text.get(lesson.text, lesson) for lesson in after]
    if len(before) == len(after):
        for place, (earlier, later) in enumerate(zip(before, after, strict=True)):
            may_be_reworded = earlier.text not in texts and later.text not in by_text
            is_closed = earlier.state is not LessonState.OPEN
            if may_be_reworded and is_closed and _are_alike(earlier.text, later.text):
                lessons[place] = replace(earlier, text=later.text)
    return tuple(lessons)


def _are_alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # only a reworded lesson needs it

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LEAST_LIKENESS


def _with_reflection(
    application: Application, interview_id: str, change: Callable[[Reflection], Reflection]
) -> Application:
    """Change the reflection on an interview, where there is one."""
    interview = _interview(application, interview_id)
    if interview.reflection is None:
        return application
    return _with_interview(application, replace(interview, reflection=change(interview.reflection)))


def _with_interview(application: Application, changed: Interview) -> Application:
    interviews = tuple(changed if each.id == changed.id else each for each in application.interviews)
    return replace(application, interviews=interviews)
