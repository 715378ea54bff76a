"""Parts of sentences: lists of names or choices, counts, ordinals, what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct


def capitalized(words: str) -> str:
    """Return words with a capital at the beginning, as a sentence has it."""
    return f"{words[:1].upper()}{words[1:]}"


class Phrase(Struct, frozen=True):
    """Some words of a sentence. A name is apart from the rest, for writers that escape it or make it bold."""

    text: str
    is_name: bool = False


def joined_names(names: Sequence[str]) -> tuple[Phrase, ...]:
    """Return names as a list in a sentence, each a phrase of its own: `Ada, Bea and Cy`."""
    phrases: list[Phrase] = []
    for index, name in enumerate(names):
        if index:
            phrases.append(Phrase(" and " if index == len(names) - 1 else ", "))
        phrases.append(Phrase(name, is_name=True))
    return tuple(phrases)


def join_with_and(names: Sequence[str]) -> str:
    """Join names: `Ada, Bea and Cy`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def ever_fewer_names(names: Sequence[str]) -> list[str]:
    """Join names, and then ever fewer of them, the others counted: `Ada, Bea and Cy`, `Ada and 2 more`."""
    shorter = [
        f"{', '.join(names[:count])} and {len(names) - count} more" for count in range(len(names) - 2, 0, -1)
    ]
    return [join_with_and(names), *shorter]


def first_few(names: Sequence[str], most: int = 5) -> str:
    """Join the first names, and count the others: `a, b, c, d, e and 12 more`."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def say_count(number: int, one: str, several: str = "") -> str:
    """Say how many there are: `1 entry`, `1,200 entries`; where nothing else is said, several have an s."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def times_words(count: int) -> str:
    """Say how often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ordinal(number: int) -> str:
    """Say which of several, counted from 1: `first`, `second`, `6th`, `21st`."""
    words = ("first", "second", "third", "fourth", "fifth")
    if 1 <= number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def join_with_or(words: Sequence[str]) -> str:
    """Join choices: `BB, BE or BW`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def quoted(text: str) -> str:
    """Quote what somebody typed for a sentence, cut to 40 characters and without control characters."""
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return '"' + "".join(character if character.isprintable() else "?" for character in short) + '"'


def similar_words(word: str, known_words: Iterable[str]) -> list[str]:
    """Return up to three known words that look like this one, the most alike first."""
    from difflib import get_close_matches

    return get_close_matches(word[:60], list(known_words), n=3)
