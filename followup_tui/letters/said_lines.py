"""Which lines of what was said in an interview belong into a letter to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from followup_tui.domain.interview import Interview
from followup_tui.domain.journal import nonempty_lines
from followup_tui.domain.person import Person


def said_to(person: Person | None, interview: Interview | None, people: Sequence[Person]) -> list[str]:
    """Return what was said in the interview: the lines that name this person, else those that name nobody.

    Args:
        person: who gets the letter; None for the company.
        interview: the interview; None where there was none.
        people: all people of the application.
    """
    if interview is None:
        return []
    others = [each for each in people if person is None or each.id != person.id]
    own_names, other_names = _words_of_names([person] if person else []), _words_of_names(others)
    lines = nonempty_lines(interview.said)
    own = [line for line in lines if _has_one_of(line, own_names)]
    free = [line for line in lines if not _has_one_of(line, other_names)]
    return list(dict.fromkeys(own or free))


def _words_of_names(people: Iterable[Person]) -> set[str]:
    """Return the words of their names by which a line can name these people."""
    words = {word for person in people for word in re.findall(r"\w+", person.name)}
    return {word for word in words if not word.islower() and (len(word) > 1 or not word.isascii())}


def _has_one_of(line: str, names: Iterable[str]) -> bool:
    """Return whether a line has one of these words. Short ones, `Bo`, count only as they are written."""
    exact = set(re.findall(r"\w+", line))
    words = {word.casefold() for word in exact}
    return any(
        name.casefold() in words if len(name) > 2 else name in (exact if name.isascii() else line)
        for name in names
    )
