"""Sanitizes text from outside: typed, pasted, imported or edited in the file.

A terminal obeys what it is sent: an escape sequence in a company's name could retitle the window, and a
bidirectional control could make a line read backwards. Every text that enters an application goes through
`clean_line` or `clean_text`, so that no other code has to think about it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from followup_tui.errors import CallError

LINE_LIMIT = 200
"""The most characters a one-line field holds: the longest real names and titles, with room."""

TEXT_LIMIT = 20_000
"""The most characters a text of many lines holds: some ten printed pages."""

TEMPLATE_SET_NAME: Final = r"[\w-]{1,60}"
"""The pattern of a template set's name, which is a folder's name and must not lead out of its parent."""

_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1: what a terminal obeys
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff"  # line and paragraph separators, byte order mark
    "\u206a-\u206f"  # what switched mirroring and the shapes of letters, once
    "\u00ad\u180e\u200b\u2060-\u2064\U000e0001"  # what is there and cannot be seen
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # lone surrogates: not text, and not writable as UTF-8
)
# Patterns are texts here: `re` compiles each when it is first used. A prompt that waits for `due` uses none.
_CONTROL: Final = f"[{_CONTROLS}]"
_UNSAFE_IN_LINE: Final = f"[{_CONTROLS}\t\n]"
_LINE_END: Final = "\r\n?|[\u2028\u2029\x0b\x0c\x85]"
_SPACES: Final = r"\s+"
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # for any letter
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"  # Hebrew, Arabic
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a]"  # Thai, Lao, kana
)
# What joins or varies letters means something only between them; alone it joins a letter to the padding.
# Tags are seen in the flags they make, and nowhere else.
_DANGLING: Final = (
    "(?<!\\S)[\u200c\u200d\ufe00-\ufe0f]+|[\u200c\u200d]+(?!\\S)"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
_TOO_MANY_MARKS: Final = f"({_MARK}{{4}}){_MARK}+"
_LONGEST_RUN = 30
"""The most marks on one letter in any text that means something: Unicode's own bound for streams."""
_LONG = 1_000


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


def is_safe(text: str) -> bool:
    """Return whether a text can be shown as it is, with newlines and tabs."""
    # What is printable holds none of them, and that is told without compiling the pattern.
    return text.isprintable() or re.search(_CONTROL, text) is None


def safe_line(text: object) -> str:
    """Return a text from outside, such as a path or an argument, as one line without controls."""
    return "".join(char if is_safe(char) and char not in "\n\t" else "?" for char in str(text))


def remove_controls(text: str) -> str:
    """Return the text without what `is_safe` refuses: what a terminal obeys, and what nobody sees."""
    return re.sub(_CONTROL, "", text)


def normalize_newlines(text: str) -> str:
    """Return a text with each line end, of whatever kind, as one newline."""
    return re.sub(_LINE_END, "\n", text)


def clean_line(text: str, field: str, limit: int = LINE_LIMIT) -> str:
    """Sanitize a text of one line.

    Control characters are removed, any run of white space becomes one space, letters are composed (NFC), and
    more than four marks on one letter, which would cover the neighbouring lines, are cut to four.

    Args:
        text: what somebody typed, pasted, imported or wrote into the file.
        field: what the text is, in the user's words, for the sentence of the error.
        limit: the most characters that are kept.

    Raises:
        CallError: the text is longer than the limit. It is refused, not cut: nothing is lost silently.
    """
    if text.isascii() and text.isprintable():  # most are, and need no pattern
        return _within(" ".join(text.split()), field, limit)
    text = re.sub(_UNSAFE_IN_LINE, "", re.sub(_SPACES, " ", re.sub(_LINE_END, " ", text)))
    # Again: what stood between two spaces may have been a control.
    return _within(re.sub(_SPACES, " ", _composed(text)).strip(), field, limit)


def with_missing_lines(text: str, other: str) -> str:
    """Return a text with those lines of another that it lacks, below it."""
    lines = set(map(str.strip, text.splitlines()))
    missing = "\n".join(line for line in other.split("\n") if line.strip() not in lines).rstrip("\n")
    return "\n".join(filter(None, (text, missing)))


def required_line(text: str, field: str) -> str:
    """Return a line of text, as `clean_line`, that must not be empty.

    Raises:
        CallError: it is, or it is too long.
    """
    line = clean_line(text, field)
    if not line:
        raise CallError(f"{field} is missing", "Company and role are needed; everything else can wait")
    return line


def clean_text(text: str, field: str, limit: int = TEXT_LIMIT) -> str:
    """Sanitize a text of many lines.

    As `clean_line`, but line breaks stay (as newlines) and tabs become four spaces. White space at the
    ends of lines and around the whole text is removed.

    Raises:
        CallError: the text is longer than the limit.
    """
    text = normalize_newlines(text).replace("\t", "    ")
    text = _composed(re.sub(_CONTROL, "", text))
    return _within("\n".join(line.rstrip() for line in text.split("\n")).strip(), field, limit)


def slug(company: str) -> str:
    """Return a name as a word for ids and file names: `Müller & Söhne` becomes `muller-sohne`.

    Accents are removed; letters without an unaccented form stay as they are. A name without any letter or
    digit becomes `application`.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", without_accents(company)).casefold())
    name = ""
    for word in words:
        if name and len(name) + len(word) >= 24:
            break
        name = f"{name}-{word}" if name else word[:24]
    return name or "application"


def without_accents(text: str) -> str:
    """Return a text decomposed (NFKD) and without marks: `Söhne` becomes `Sohne`."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _composed(text: str) -> str:
    """Compose letters and cut runs of marks, repeatedly: cutting can bring together what composes."""
    before, text = "", _without_endless_runs(text)
    while text != before:
        before = text
        text = unicodedata.normalize("NFC", re.sub(_DANGLING, "", text))
        text = re.sub(_TOO_MANY_MARKS, r"\1", text)
    return text


def _without_endless_runs(text: str) -> str:
    """Cut very long runs of marks: composing 100,000 of them takes a quarter of a minute."""
    if len(text) < _LONG or text.isascii():
        return text
    characters, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _LONGEST_RUN:
            characters.append(char)
    return "".join(characters)


def _within(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise CallError(
            f"{field} is {len(text):,} characters long; {limit:,} fit", "Shorten it and try again"
        )
    return text
