"""Parses a choice out of a few words, such as a stage or an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from followup_tui.errors import CallError

Choice = TypeVar("Choice", bound=str)


def parse_choice(choices: Iterable[Choice], word: str, what: str) -> Choice:
    """Return the choice that a word, or its unambiguous beginning, stands for.

    Raises:
        CallError: no choice or more than one begins like that; the sentence lists them.
    """
    word, choices = word.strip().casefold(), tuple(choices)
    matches = [choice for choice in choices if choice == word]
    matches = matches or [choice for choice in choices if word and choice.startswith(word)]
    if len(matches) == 1:
        return matches[0]
    offered = ", ".join(matches or choices)
    raise CallError(
        f"{word[:40]!r} could be {offered}" if matches else f"{word[:40]!r} is not {what}",
        "" if matches else f"It is one of {offered}",
    )


def parse_optional_choice(choices: Iterable[Choice], word: str | None, what: str) -> Choice | None:
    """Return the choice that a word stands for, as `parse_choice`; None where there is no word."""
    return None if word is None else parse_choice(choices, word, what)
