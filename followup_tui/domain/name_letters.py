"""Names in usual letters: `KIM Minjun` is Kim Minjun, `jana novák` is Jana Novák; and initials."""

# ruff: noqa: RUF001 - the apostrophes that people write

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from followup_tui.domain.forms_of_address import split_name
from followup_tui.domain.text import word_set

_BINDING: Final = word_set(
    "van von vom v. v.d. d. de der den del della di da do dos das du la las los le af av ten ter und zu zur"
    " zum y e 't ’t bin binti ibn al el"
)
"""Words within a name that usual letters leave small."""


def usual_words(words: Sequence[str]) -> list[str]:
    """Return words with usual letters where one is in capitals, or the last or all are in small letters."""
    is_small = not any(char.isupper() for word in words for char in word)
    is_shouted = all(word.isupper() for word in words)
    last = len(words) - 1
    return [
        usual_word(
            word,
            is_later=index > 0 and is_shouted,
            is_small=(is_small or (index == last and word.isalpha() and word.islower()))
            and (not index or not binds(word)),
        )
        if len(word) > 1 and not is_initial(word) and not is_run_of_initials(word, words[index + 1 :])
        else (word.upper() if is_small and is_latin(word) else word)
        for index, word in enumerate(words)
    ]


def usual_word(word: str, *, is_later: bool = False, is_small: bool = False) -> str:
    """Write a word in capitals with usual letters; one in small letters too where `is_small`."""
    if not (word.isupper() or is_small) or not any(map(str.isalpha, word)):
        return word
    if is_later and binds(word):
        return word.lower()
    usual = re.sub(r"[^\W_]+", lambda match: match[0].capitalize(), word)
    usual = re.sub(r"(?<=['’])S(?=\Z|-)", "s", usual)
    return re.sub(r"(?<!\w)Mc([a-z])", lambda match: f"Mc{match[1].upper()}", usual)


def binds(word: str) -> bool:
    """Return whether a word within a name is one that usual letters leave small: `von`."""
    return word.casefold() in _BINDING


def is_initial(word: str) -> bool:
    """Return whether a word is one initial or several: `J.`, `J.-P.`."""
    return re.fullmatch(r"(?:[^\W\d_]\.-?)+|[^\W\d_]", word) is not None


def is_run_of_initials(word: str, others: Sequence[str]) -> bool:
    """Return whether a word is initials without dots: `TJ` in `TJ Miller`, not `LI` in `LI Wei`."""
    has_no_other_letters = bool(others) and all(map(str.isupper, others))
    if not (1 < len(word) < 4 and word.isupper() and word.isalpha()) or has_no_other_letters:
        return False
    return word != "NG" and (word[1:] == "J" or not set(word) & set("AEIOUY"))


def is_latin(word: str) -> bool:
    """Return whether all letters of a word are Latin ones."""
    return all(unicodedata.name(char, "").startswith("LATIN") for char in word if char.isalpha())


def with_particles(family: str, given: str) -> tuple[str, str]:
    """Return a family name with the particles that lists write last: `Berg` and `Anna von`."""
    words, particles = given.split(), list[str]()
    while len(words) > 1 and words[-1].islower() and binds(words[-1]):
        particles.insert(0, words.pop())
    forms, bare = split_name(family)
    return " ".join(filter(None, (forms, *particles, bare))), " ".join(words)
