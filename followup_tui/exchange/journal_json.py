"""The journal as JSON: the shapes that users' scripts rely on."""

from __future__ import annotations

from followup_tui.domain.journal import JournalEntry, LearnedLesson, Prep
from followup_tui.exchange.json_export import Document, person_document, reflection_document, rfc3339


def entry_document(entry: JournalEntry) -> Document:
    """Return an entry as `journal --json` writes it. `at` is when the interview was."""
    application, interview = entry.application, entry.interview
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "tags": list(application.tags),
        "interview": interview.id,
        "number": entry.number,
        "at": rfc3339(entry.moment),
        "people": [person.full_name for person in application.people_of(interview)],
        "said": interview.said or None,
        "reflection": reflection_document(entry.reflection, application.id, interview.id),
    }


def lesson_document(learned: LearnedLesson) -> Document:
    """Return a lesson as `lessons --json` and `prep --json` write it. `at` is when the interview was."""
    application, lesson = learned.entry.application, learned.lesson
    return {
        "id": learned.id,
        "text": lesson.text,
        "state": lesson.state.value,
        "closed_at": rfc3339(lesson.closed_at),
        "application": application.id,
        "company": application.company,
        "interview": learned.entry.interview.id,
        "at": rfc3339(learned.entry.moment),
    }


def prep_document(prep: Prep) -> Document:
    """Return what to have in mind as `prep --json` writes it."""
    application = prep.application
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "interview": prep.interview.id if prep.interview else None,
        "at": rfc3339(prep.interview.starts_at) if prep.interview else None,
        "people": [person_document(person) for person in prep.people],
        "lessons": [lesson_document(learned) for learned in prep.lessons],
        "lessons_left_out": prep.lessons_left_out,
        "worked": [{"text": text, "company": company} for text, company in prep.went_well],
        "said": [{"at": rfc3339(moment), "text": text} for moment, text in prep.said],
        "unasked": list(prep.unasked),
    }
