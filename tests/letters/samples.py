"""Two people, an interview with them, and letters to one of them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact, ContactKind
from followup_tui.domain.letter import Letter, LetterKind
from followup_tui.domain.person import Person
from followup_tui.letters.compose import LetterSettings, compose_letter
from tests.samples import NORTHWIND, held, sent, today

JANA = Person("p1", "Jana Novák", "Dr.", "Head of Data", "jana@northwind.example", checked=True)
TOM = Person("p2", "Tom Reyes", "", "Engineer", "tom@northwind.example", checked=True)
ADA = Person("", "Ada King", email="ada@example.org")
"""The user."""

MET: Application = replace(
    NORTHWIND, people=(JANA, TOM), interviews=(replace(held("2026-11-23 10:00"), people=("p1", "p2")),)
)
"""Both held an interview this morning; nobody was thanked, and they named no day."""

NOWHERE = Path("/nonexistent/letters")
SETTINGS = LetterSettings(NOWHERE, "en", "Ada King")
"""The shipped templates, in English."""


NOW = "2026-11-24 12:00"
"""The day after."""


def written(
    application: Application,
    kind: LetterKind = LetterKind.THANK_YOU,
    person: Person | None = JANA,
    letters: str = "en",
    now: str = NOW,
    *,
    questions: bool = False,
) -> Letter:
    """Begin a letter with the shipped templates, which have no mistake."""
    letter_settings = replace(SETTINGS, template_set=letters)
    letter, problem = compose_letter(
        application, kind, person, today(now), letter_settings, questions=questions
    )
    assert problem == ""
    return letter


def letter(
    body: str = "Dear Dr. Novák,\n\nThank you.", subject: str = "Thank you", to: Person = JANA
) -> Letter:
    """Return a thank-you."""
    return Letter(LetterKind.THANK_YOU, to, subject, body)


def thanked(text: str, person: str | None) -> Contact:
    """Return a thank-you that was sent then."""
    return replace(sent(text, ContactKind.THANK_YOU), person=person)
