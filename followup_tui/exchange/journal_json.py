"""The journal as JSON: the shapes that users' scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.exchange.json_export import moment_text, person_document, reflection_document

if TYPE_CHECKING:
    from followup_tui.domain.journal import JournalEntry, LearnedLesson, Prep
    from followup_tui.exchange.json_export import Document


def entry_document(entry: JournalEntry) -> Document:
    """Give an entry as `journal --json` writes it. `at` is when the interview was."""
    card, held = entry.application, entry.held
    return {
        "id": card.id,
        "company": card.company,
        "role": card.role,
        "tags": list(card.tags),
        "interview": held.id,
        "number": entry.number,
        "at": moment_text(entry.moment),
        "people": [person.full_name for person in card.people_of(held)],
        "said": held.said or None,
        "reflection": reflection_document(entry.reflection, card.id, held.id),
    }


def lesson_document(kept: LearnedLesson) -> Document:
    """Give a lesson as `lessons --json` and `prep --json` write it. `at` is when the interview was."""
    card, lesson = kept.entry.application, kept.lesson
    return {
        "id": kept.id,
        "text": lesson.text,
        "state": lesson.state.value,
        "closed_at": moment_text(lesson.closed_at),
        "application": card.id,
        "company": card.company,
        "interview": kept.entry.held.id,
        "at": moment_text(kept.entry.moment),
    }


def prep_document(prep: Prep) -> Document:
    """Give what to have in mind as `prep --json` writes it."""
    card = prep.application
    return {
        "id": card.id,
        "company": card.company,
        "role": card.role,
        "interview": prep.ahead.id if prep.ahead else None,
        "at": moment_text(prep.ahead.starts_at) if prep.ahead else None,
        "people": [person_document(person) for person in prep.people],
        "lessons": [lesson_document(kept) for kept in prep.lessons],
        "worked": [{"text": text, "company": company} for text, company in prep.worked],
        "said": [{"at": moment_text(moment), "text": text} for moment, text in prep.said],
        "unasked": list(prep.unasked),
    }
