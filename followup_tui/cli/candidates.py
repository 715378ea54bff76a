"""What the rest of a half-typed command line could be, as far as the data file knows it.

The completion scripts ask for it at each press of tab (`followup completion`). A shell pastes a candidate
into the line, so only words that it reads as they are become one; what was written is the description.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, NamedTuple

from followup_tui.cli.command import read_applications
from followup_tui.config import Context
from followup_tui.domain.application import Application
from followup_tui.domain.contact import KINDS, RECEIVED_KINDS, SENT_KINDS, Direction
from followup_tui.domain.text import safe_line
from followup_tui.errors import CallError

_BARE_WORD: Final = r"\w[\w.+@/-]*"
"""The pattern of a word that every shell reads as it is: no space, no quote, nothing to expand or to run."""

_LONGEST: Final = 80
"""The most characters of a description: more do not fit beside a candidate."""


class Candidate(NamedTuple):
    """A word that could come next, and what it means."""

    word: str
    description: str = ""


class Line:
    """A command line that is being typed.

    Args:
        words: its words before the one that is being typed.
        context: where the files are that it is about.
    """

    def __init__(self, words: Sequence[str], context: Context) -> None:
        self.words = words
        self.context = context

    @cached_property
    def applications(self) -> Mapping[str, Application]:
        """The applications in the data file; none where there is no file.

        Raises:
            DataError: the file cannot be used.
        """
        return read_applications(self.context, lazily=True)

    @property
    def application(self) -> Application | None:
        """The application that the line names, None where there is none so far."""
        from followup_tui.domain.find_application import find_application  # ids alone do without

        # Not the first word that is no option: a value may stand there.
        for word in self.words[2:]:
            if not word.startswith("-"):
                try:
                    return find_application(self.applications, word)
                except CallError:
                    continue
        return None


def candidates(source: str, line: Line) -> Iterator[Candidate]:
    """Yield what could come next in a line; nothing where the source is unknown.

    Args:
        source: what is asked for, one of `SOURCES`.
        line: the line before the cursor.

    Raises:
        FollowupError: the data file cannot be used.
    """
    if source in SOURCES:
        for word, description in SOURCES[source](line):
            if re.fullmatch(_BARE_WORD, word):
                yield Candidate(word, safe_line(description)[:_LONGEST])


def _applications(line: Line) -> Iterator[Candidate]:
    from followup_tui.storage.application_names import read_application_names

    names = read_application_names(line.context.paths.data_file)
    return (Candidate(application_id, company) for application_id, company in names.items())


def _people(line: Line) -> Iterator[Candidate]:
    from followup_tui.domain.person_line import write_person

    application = line.application
    for person in application.people if application else ():
        yield Candidate(person.id, write_person(person))


def _interviews(line: Line) -> Iterator[Candidate]:
    from followup_tui.domain.dates import say_date

    application = line.application
    for interview in application.interviews if application else ():
        moment = interview.moment
        yield Candidate(interview.id, say_date(moment.local().date()) if moment else "")


def _contacts(line: Line) -> Iterator[Candidate]:
    from followup_tui.domain.contact_words import contact_sentence

    application = line.application
    if application is not None:
        for contact in reversed(application.contacts):
            yield Candidate(contact.id, contact_sentence(contact, application.people_in(contact)))


def _promises(line: Line) -> Iterator[Candidate]:
    application = line.application
    for promise in application.promises if application else ():
        if promise.is_open:
            yield Candidate(promise.id, promise.text)


def _tags(line: Line) -> Iterator[Candidate]:
    application = line.application
    return (Candidate(tag) for tag in (application.tags if application else ()))


def _lessons(line: Line, *, are_open: bool = True) -> Iterator[Candidate]:
    from followup_tui.domain.interview import LessonState
    from followup_tui.domain.journal import journal_entries, lessons_of

    for learned in lessons_of(journal_entries(line.applications.values())):
        if (learned.lesson.state is LessonState.OPEN) is are_open:
            yield Candidate(learned.id, learned.lesson.text)


def _contact_kinds(line: Line) -> Iterator[Candidate]:
    """Yield the kinds that go with the direction in the line; all of them where it has none."""
    directions = [
        way for way in Direction if any(len(word) > 1 and way.startswith(word) for word in line.words[2:])
    ]
    kinds: Iterable[str] = KINDS[directions[0]] if directions else (*SENT_KINDS, *RECEIVED_KINDS)
    return (Candidate(str(kind)) for kind in dict.fromkeys(kinds))


def _template_sets(line: Line) -> Iterator[Candidate]:
    from followup_tui.letters.template_sets import template_sets

    return (Candidate(name) for name in template_sets(line.context.paths.templates_folder))


SOURCES: Final[Mapping[str, Callable[[Line], Iterator[Candidate]]]] = {
    "applications": _applications,
    "people": _people,
    "interviews": _interviews,
    "contacts": _contacts,
    "promises": _promises,
    "tags": _tags,
    "lessons": _lessons,
    "closed-lessons": partial(_lessons, are_open=False),
    "contact-kinds": _contact_kinds,
    "template-sets": _template_sets,
}
"""What can be asked for, by the word that the scripts ask with."""
