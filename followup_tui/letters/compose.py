"""Composing a letter to one person from an application and a template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.journal import nonempty_lines
from followup_tui.domain.letter import Letter, LetterKind
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Person
from followup_tui.domain.salutation import family_name, salutation
from followup_tui.domain.stages import Today, current_decision_date
from followup_tui.domain.text import LINE_LIMIT
from followup_tui.letters.languages import Language, language_of
from followup_tui.letters.templates import render

SAID_LIMIT: Final = 300
"""The most characters of what was said that go into a blank: the rest is in the story."""

QUESTIONS_LIMIT: Final = 10
"""The most questions that go into a letter: nobody answers more."""

_CALLBACK: Final = {
    "en": "something that was said, in your own words",
    "de": "etwas, worüber Sie gesprochen haben, in eigenen Worten",
}
_MY_NAME: Final = {"en": "your name", "de": "Ihr Name"}
_TERMS: Final = {
    "en": "start date, salary and what else was agreed, as they said it",
    "de": "Beginn, Gehalt und was sonst vereinbart ist, wie sie es gesagt haben",
}
_AGREED: Final = {"en": "the agreed time", "de": "die vereinbarte Zeit"}


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """What the letters are written with.

    Attributes:
        folder: the user's own templates, the folder `letters` beside the settings.
        template_set: the set of templates where the application names none, `en`.
        my_name: the user's name; empty where the settings do not say it.
    """

    folder: Path
    template_set: str = "en"
    my_name: str = ""


def compose_letter(
    application: Application,
    kind: LetterKind,
    person: Person | None,
    today: Today,
    settings: LetterSettings,
    *,
    questions: bool = False,
) -> tuple[Letter, str]:
    """Compose a letter to one person.

    Args:
        application: what it is about.
        kind: what it is for.
        person: the recipient; None where nobody of the company is known.
        today: the moment, in the user's zone.
        settings: templates and name.
        questions: whether the questions that stayed unasked go in.

    Returns:
        The letter, and what is wrong with the user's own template; empty where nothing is.
    """
    template_set = application.letters or settings.template_set
    language = language_of(template_set)
    interview = _last_interview_with(application, person, today)
    moment = interview.moment if interview else None
    recipient = _shortened(person)
    words = {
        "greeting": salutation(recipient if person else None, language.code),
        "company": _shorten(application.company),
        "role": _shorten(application.role),
        "day": language.day(moment.day(today.zone), today.day) if moment else "",
        "which": _which(application, interview, today, language),
        "agreed": _agreed(application, today, language),
        "callback": f"[[{_said_to(application, interview, person) or _CALLBACK[language.code]}]]",
        "answer_by": _answer_by(application, today, language),
        "lapsed": application.offer is not None and application.offer.state(today.utc) is OfferState.LAPSED,
        "verbal": application.offer is not None and application.offer.is_verbal,
        "terms": f"[[{_terms(application) or _TERMS[language.code]}]]",
        "ask_date": application.outcome is None and current_decision_date(application, today) is None,
        "questions": tuple(map(_shorten, application.unasked[:QUESTIONS_LIMIT])) if questions else (),
        "my_name": _shorten(settings.my_name) or f"[[{_MY_NAME[language.code]}]]",
        "person": {
            "name": recipient.name,
            "family_name": family_name(recipient),
            "form_of_address": recipient.form_of_address,
            "position": recipient.position,
        },
    }
    subject, body, problem = render(settings.folder, template_set, kind, words)
    return Letter(kind, person, subject, body), problem


def _shortened(person: Person | None) -> Person:
    """Return what a letter can show of a person; for None one without a name."""
    if person is None:
        return Person(id="", name="")
    return Person(
        id="",
        name=_shorten(person.name),
        form_of_address=_shorten(person.form_of_address),
        position=_shorten(person.position),
        family_name=_shorten(person.family_name),
    )


def _shorten(text: str, most: int = LINE_LIMIT) -> str:
    """Cut a text to what a letter shows of it: in a file edited by hand it can be of any length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _last_interview_with(application: Application, person: Person | None, today: Today) -> Interview | None:
    """Return the last interview held with a person; where there was none, the last held at all."""
    interviews = [interview for _, interview in application.held_interviews(today.now)]
    theirs = [interview for interview in interviews if person is not None and person.id in interview.people]
    return next(reversed(theirs or interviews), None)


def _which(application: Application, interview: Interview | None, today: Today, language: Language) -> str:
    """Say which interview it was, `second`; nothing where it was the first."""
    interviews = [each for _, each in application.held_interviews(today.now)]
    number = interviews.index(interview) + 1 if interview is not None else 1
    return language.which(number) if number > 1 else ""


def _agreed(application: Application, today: Today, language: Language) -> str:
    """Say for when the last appointment was agreed; a blank where that is not known."""
    appointment = application.last_appointment(today.now)
    moment = (appointment.starts_at or appointment.moment) if appointment else None
    if moment is None:
        return f"[[{_AGREED[language.code]}]]"
    return language.moment(moment.seen_from(today.zone))


def _answer_by(application: Application, today: Today, language: Language) -> str:
    """Say until when they want an answer to their offer; empty where they set no deadline."""
    answer_by = application.offer.answer_by if application.offer else None
    return language.until(answer_by.seen_from(today.zone)) if answer_by else ""


def _terms(application: Application) -> str:
    """Return the terms of the offer, for a blank."""
    terms = application.offer.terms if application.offer else ()
    return _for_blank("; ".join(terms))


def _for_blank(text: str) -> str:
    """Return a text as it can stand in a blank, which ends with two brackets: without two side by side."""
    text = _shorten(re.sub(r"([\[\]])\1+", r"\1", text), SAID_LIMIT)
    return f"{text} " if text.endswith("]") else text


def _said_to(application: Application, interview: Interview | None, person: Person | None) -> str:
    """Return what was said in an interview, for a blank: the lines that name this person, or nobody else."""
    if interview is None or not interview.said:
        return ""
    others = [other for other in application.people if person is None or other.id != person.id]
    lines = nonempty_lines(interview.said)
    own = [line for line in lines if person is not None and _names_one_of(line, [person])]
    free = [line for line in lines if not _names_one_of(line, others)]
    return _for_blank(" / ".join(dict.fromkeys(own or free)))


def _names_one_of(line: str, people: Sequence[Person]) -> bool:
    """Return whether a line names one of these people. Short names, `Bo`, count only as they are written."""
    exact = set(re.findall(r"\w+", line))
    words = {word.casefold() for word in exact}
    names = {name for person in people for name in re.findall(r"\w+", person.name)}
    return any(
        name.casefold() in words if len(name) > 2 else name in (exact if name.isascii() else line)
        for name in names
        if not name.islower() and (len(name) > 1 or not name.isascii())
    )
