"""From an application to the letters about it, each to one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from followup_tui.domain.application import Application, Interview, Person
from followup_tui.domain.letter import Letter, LetterKind
from followup_tui.domain.salutation import family_name, salutation
from followup_tui.domain.stages import Today, current_decision_date
from followup_tui.domain.text import LINE_LIMIT
from followup_tui.letters.languages import Language, language_of
from followup_tui.letters.templates import render

SAID_LIMIT: Final = 300
"""The most characters of what was said that go into an open place: the rest is in the story."""

QUESTIONS_LIMIT: Final = 10
"""The most questions that go into a letter: nobody answers more."""

_CALLBACK: Final = {
    "en": "something that was said, in your own words",
    "de": "etwas, worüber Sie gesprochen haben, in eigenen Worten",
}
_MY_NAME: Final = {"en": "your name", "de": "Ihr Name"}
_AGREED: Final = {"en": "the agreed time", "de": "die vereinbarte Zeit"}


@dataclass(frozen=True, slots=True)
class Stationery:
    """What the letters are written with.

    Attributes:
        folder: the user's own templates, the folder `letters` beside the settings.
        letters: the set of templates where the application names none, `en`.
        my_name: the user's name; empty where the settings do not say it.
    """

    folder: Path
    letters: str = "en"
    my_name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as its template begins it.

    Attributes:
        letter: the letter.
        problem: what is wrong with the user's own template; empty where nothing is.
    """

    letter: Letter
    problem: str = ""


def write(
    application: Application,
    kind: LetterKind,
    person: Person | None,
    today: Today,
    stationery: Stationery,
    *,
    questions: bool = False,
) -> Draft:
    """Begin a letter to one person.

    Args:
        application: what it is about.
        kind: what it is for.
        person: to whom; None where nobody of theirs is known.
        today: the moment, in the user's zone.
        stationery: templates and name.
        questions: whether the questions that stayed unasked go in.
    """
    letters = application.letters or stationery.letters
    language = language_of(letters)
    held = _interview_with(application, person, today)
    known = _person(person)
    words = {
        "greeting": salutation(known if person else None, language.code),
        "company": _short(application.company),
        "role": _short(application.role),
        "day": language.day(held.moment.day(today.zone), today.day) if held and held.moment else "",
        "which": _which(application, held, today, language),
        "agreed": _agreed(application, today, language),
        "callback": f"[[{_said_to(application, held, person) or _CALLBACK[language.code]}]]",
        "ask_date": current_decision_date(application, today) is None,
        "questions": tuple(map(_short, application.unasked[:QUESTIONS_LIMIT])) if questions else (),
        "my_name": _short(stationery.my_name) or f"[[{_MY_NAME[language.code]}]]",
        "person": {
            "name": known.name,
            "family_name": family_name(known),
            "form_of_address": known.form_of_address,
            "position": known.position,
        },
    }
    subject, body, problem = render(stationery.folder, letters, kind, words)
    return Draft(Letter(kind, person, subject, body), problem)


def _person(person: Person | None) -> Person:
    """Give somebody as far as a letter shows them; nobody has no name."""
    return Person(
        id="",
        name=_short(person.name) if person else "",
        form_of_address=_short(person.form_of_address) if person else "",
        position=_short(person.position) if person else "",
        family_name=_short(person.family_name) if person else "",
    )


def _short(text: str, most: int = LINE_LIMIT) -> str:
    """Give a text as far as a letter shows it: in a file written by hand, it can be of any length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _interview_with(application: Application, person: Person | None, today: Today) -> Interview | None:
    """Give the last interview that was held, and with this person where they held one."""
    held = [known for _, known in application.held_interviews(today.now)]
    theirs = [known for known in held if person is not None and person.id in known.people]
    return next(reversed(theirs or held), None)


def _which(application: Application, held: Interview | None, today: Today, language: Language) -> str:
    """Say which interview it was; nothing where it was the first."""
    past = [known for _, known in application.held_interviews(today.now)]
    number = past.index(held) + 1 if held is not None else 1
    return language.which(number) if number > 1 else ""


def _agreed(application: Application, today: Today, language: Language) -> str:
    appointment = application.last_appointment(today.now)
    moment = (appointment.starts_at or appointment.moment) if appointment else None
    if moment is None:
        return f"[[{_AGREED[language.code]}]]"
    return language.moment(moment.utc.astimezone(today.zone))


def _said_to(application: Application, held: Interview | None, person: Person | None) -> str:
    """Give what was noted of a conversation for an open place: what names this person, or nobody else."""
    if held is None or not held.said:
        return ""
    others = [known for known in application.people if person is None or known.id != person.id]
    lines = [line.strip() for line in held.said.splitlines() if line.strip()]
    own = [line for line in lines if person is not None and _names(line, [person])]
    free = [line for line in lines if not _names(line, others)]
    # An open place ends with two brackets: what is in it has none of its own side by side, nor at its end.
    said = re.sub(r"([\[\]])\1+", r"\1", " / ".join(dict.fromkeys(own or free)))
    said = _short(said, SAID_LIMIT)
    return f"{said} " if said.endswith("]") else said


def _names(line: str, people: Sequence[Person]) -> bool:
    """Say whether a line names one of these people. Short names, `Bo`, count only as they are written."""
    exact = set(re.findall(r"\w+", line))
    words = {word.casefold() for word in exact}
    names = {name for person in people for name in re.findall(r"\w+", person.name)}
    return any(
        name.casefold() in words if len(name) > 2 else name in (exact if name.isascii() else line)
        for name in names
        if not name.islower() and (len(name) > 1 or not name.isascii())
    )
