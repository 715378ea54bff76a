"""Searches texts as people type: without capitals and accents, by the beginnings of words."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not decompose, and the signs that keyboards have in place of printed ones.
_PLAIN_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict(zip("łøđðħ\u0131ŋŧĸƒəɨʉƶ", "loddhintkfeiuz", strict=True)),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)


class _FoldedCharacters(dict[int, str]):
    """What each character is folded to, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        before, folded = "", chr(code)
        while folded != before:  # a capital can hide in what another letter decomposes into
            before = folded
            decomposed = unicodedata.normalize("NFKD", folded.casefold()).translate(_PLAIN_LETTERS)
            folded = "".join(char for char in decomposed if not unicodedata.combining(char))
        self[code] = folded
        return folded


_FOLDED: Final = _FoldedCharacters()
_FIRST_WITHOUT_SPACES: Final = "\u2e80"
"""From here on in Unicode are the scripts of China and Japan, whose words no space divides."""


def fold(text: str) -> str:
    """Return a text as it is compared: small letters without accents, `ł ø ß æ` as `l o ss ae`.

    Folding a folded text changes nothing.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def search_words(text: str) -> tuple[str, ...]:
    """Return the words that somebody searches for, folded."""
    return tuple(fold(text).split())


def has_word(folded_text: str, word: str) -> bool:
    """Return whether a word of a folded text begins with `word`, which is folded too.

    `nov` is the beginning of a word of `jana novak`, `ana` is not. A word that begins with a sign, or in a
    script that writes no spaces, is found anywhere.
    """
    if not word[:1].isalnum() or word >= _FIRST_WITHOUT_SPACES:
        return word in folded_text
    at = folded_text.find(word)
    while at > 0 and folded_text[at - 1].isalnum() and folded_text[at - 1] < _FIRST_WITHOUT_SPACES:
        at = folded_text.find(word, at + 1)
    return at >= 0


def has_words(folded_text: str, words: tuple[str, ...]) -> bool:
    """Return whether a folded text has all of these folded words, in any order."""
    return all(has_word(folded_text, word) for word in words)
