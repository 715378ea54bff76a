"""Searches texts as people type: without capitals and accents, by the beginnings of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
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
_MARK: Final = "\x01"
"""Stands before each word of a searched text, and in no text of the user's: `text.py` takes it out."""

_LONGEST_PASSAGE: Final = 500
"""No row has room for more characters."""

_WORD_BEGINS: Final = "(?<![^\\W_])(?=[^\\W_])|(?=[\u2e80-\U0010ffff])|(?<=[\u2e80-\U0010ffff])(?=[^\\W_])"
"""Where a word begins: after what is neither letter nor figure, and at each sign of China and Japan."""


def fold(text: str) -> str:
    """Return a text as it is compared: small letters without accents, `ł ø ß æ` as `l o ss ae`.

    Folding a folded text changes nothing.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def search_text(text: str) -> str:
    """Return a text as it is searched: folded, with a mark where each of its words begins.

    So a plain search for a word of `search_words`, which is marked too, finds it only where a word begins:
    `nov` is in `Jana Novák`, `ana` is not. What begins with a sign, or is in a script that writes no spaces,
    is found anywhere.
    """
    return re.sub(_WORD_BEGINS, _MARK, fold(text))


def search_words(text: str) -> tuple[str, ...]:
    """Return the words that somebody searches for, folded and marked."""
    return tuple(search_text(text).split())


def has_words(searched: str, words: tuple[str, ...]) -> bool:
    """Return whether a text, as `search_text` returns it, has all words of `search_words`, in any order."""
    return all(word in searched for word in words)


def passage(line: str, words: tuple[str, ...], shorten: Callable[[str], str]) -> str:
    """Return a line cut so that most of the words searched for are seen; what is missing before them is `…`.

    Args:
        line: the line.
        words: those of `search_words`.
        shorten: cuts a text at its end to the room there is.
    """
    if shorten(line) == line:
        return line
    starts = [0, *(match.end() for match in re.finditer(r"\s+", line))]

    def cut(start: int) -> str:
        rest = line[start : start + _LONGEST_PASSAGE]
        return shorten(f"…{rest}" if start else rest)

    def count(start: int) -> int:
        shown = search_text(cut(start))
        return sum(word in shown for word in words)

    return cut(max(starts, key=count))
