"""Composing a letter to one person from an application and a template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.letter import Letter, LetterKind
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.letters.facts import LetterAbout, letter_facts
from followup_tui.letters.languages import language_of
from followup_tui.letters.template_sets import is_by_first_name, set_for
from followup_tui.letters.templates import render


class LetterSettings(Struct, frozen=True):
    """What the letters are written with.

    Attributes:
        folder: the user's own templates, the folder `letters` beside the settings.
        template_set: the set of templates where the application names none, `en`.
        my_name: the user's name; empty where the settings do not say it.
        my_phone: the user's phone number; empty where the settings do not say it.
        first_names: whether people are greeted by the first name, where neither they nor the set say so.
    """

    folder: Path
    template_set: str = "en"
    my_name: str = ""
    my_phone: str = ""
    first_names: bool = False

    def set_for(self, application: Application, person: Person | None) -> str:
        """Return the set that the letter to somebody about an application is written from."""
        template_set = application.letters or self.template_set
        return set_for(person, template_set, self.folder, first_names=self.first_names)

    def is_by_first_name(self, application: Application, person: Person | None) -> bool:
        """Return whether the letter to somebody about an application greets them by the first name."""
        template_set = application.letters or self.template_set
        return is_by_first_name(person, template_set, first_names=self.first_names)


def compose_letter(
    application: Application,
    kind: LetterKind,
    person: Person | None,
    today: Today,
    settings: LetterSettings,
    related: Sequence[Application] = (),
    *,
    questions: bool = False,
) -> tuple[Letter, str]:
    """Compose a letter to one person.

    Args:
        application: what it is about.
        kind: what it is for.
        person: the recipient; None where nobody of the company is known.
        today: the moment, in the user's zone.
        settings: templates, name and number.
        related: the applications that the advice on this one depends on, as in `advise`.
        questions: whether the questions that stayed unasked go in.

    Returns:
        The letter, and what is wrong with the user's own template; empty where nothing is.
    """
    template_set = settings.set_for(application, person)
    by_first_name = settings.is_by_first_name(application, person)
    language = language_of(template_set)
    about = LetterAbout(application, kind, person, today, language, related, by_first_name=by_first_name)
    facts = letter_facts(about, settings.my_name, settings.my_phone, questions=questions)
    subject, body, problem = render(settings.folder, template_set, kind, facts)
    return Letter(kind, person, subject, body), problem
