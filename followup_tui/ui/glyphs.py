"""The signs the program draws, and their ASCII form where the terminal's locale is not UTF-8."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from unicodedata import combining, normalize

from msgspec import Struct

from followup_tui.cells import text_width
from followup_tui.domain.look import Sign


class Glyphs(Struct, frozen=True):
    """The characters the program draws that are not letters.

    Attributes:
        substitutes: which characters are replaced on their way to the terminal, for `str.translate`.
    """

    signs: Mapping[Sign, str]
    marker: str
    rule: str
    active_rule: str
    more: str
    dot: str
    then: str
    substitutes: Mapping[int, str] = {}


UNICODE = Glyphs(
    # Only what the monospaced fonts of most terminals have.
    signs={
        Sign.INTERVIEW: "◆",
        Sign.DATE: "◇",
        Sign.NEXT: "▶",
        Sign.DUE: "●",
        Sign.STOP: "!!",
        Sign.GOOD: "+",
        Sign.SENT: "→",
        Sign.RECEIVED: "·",
        Sign.NONE: "",
    },
    marker="▌",
    rule="─",
    active_rule="━",
    more="…",
    dot="·",
    then="→",
)

_ASCII = {
    "-": "·─━┄┅┈┉╌╍═╴╶╸╺╼╾▔",
    "|": "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▌▐▕",
    "+": "┌┏┐┓└┗┘┛├┣┤┫┬┳┴┻┼╋╔╗╚╝╠╣╦╩╬╭╮╯╰",
    "#": "◆■█▉▊▋▀▖▗▘▙▚▛▜▝▞▟░▒▓",
    '"': "“”",
    "~": "…",
    ">": "→▶",
    "<": "←◀",
    "^": "↑▲",
    "v": "↓▼",
    "*": "•●",
    "o": "◇○",
    # The ends of a bar that scrolls, which is drawn by its ground.
    " ": "▁▂▃▄▅▆▇",
    # A letter of two cells, in the entry of the palette.
    "> ": "🔎",
}
"""What the program and Textual draw that is not ASCII, by the ASCII of the same width that replaces it."""


class Substitutes(dict[int, str]):
    """By characters those of the same width that the terminal is sent in their place, for `str.translate`.

    What the encoding of the terminal lacks loses its accents, and else becomes a question mark: anything
    longer would shift what stands behind it.
    """

    def __init__(self, drawn: Mapping[str, str], encoding: str) -> None:
        super().__init__({ord(character): plain for plain, signs in drawn.items() for character in signs})
        self._encoding = encoding

    def __missing__(self, code: int) -> str:
        """Return what a character becomes, and remember it."""
        plain = self[code] = self._encodable(chr(code))
        return plain

    def _encodable(self, character: str) -> str:
        without_accents = "".join(part for part in normalize("NFD", character) if not combining(part))
        for form in (character, without_accents):
            with suppress(UnicodeEncodeError):
                form.encode(self._encoding)
                if text_width(form) == text_width(character):
                    return form
        return "?" * text_width(character)


# Python writes UTF-8 in the C locale, and most terminals show that; in others it writes what they have.
_SUBSTITUTES = Substitutes(_ASCII, getattr(sys.stderr, "encoding", None) or "utf-8")

PLAIN = Glyphs(
    signs={sign: text.translate(_SUBSTITUTES) for sign, text in UNICODE.signs.items()},
    **{
        name: getattr(UNICODE, name).translate(_SUBSTITUTES)
        for name in ("marker", "rule", "more", "dot", "then")
    },
    active_rule="=",  # beside the rule
    substitutes=_SUBSTITUTES,
)


def glyphs_for(environ: Mapping[str, str]) -> Glyphs:
    """Return the signs the terminal can show, by the locale in the environment."""
    return UNICODE if _is_utf_8(environ) else PLAIN


def printable(words: str, glyphs: Glyphs | None = None) -> str:
    """Return words of the program's own, without accents where the terminal cannot show them."""
    if (glyphs or GLYPHS) is UNICODE:
        return words
    return "".join(letter for letter in normalize("NFD", words) if not combining(letter))


def _is_utf_8(environ: Mapping[str, str]) -> bool:
    """Return whether the locale in an environment is a UTF-8 one."""
    locales = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    # In the C locale Python turns on UTF-8 itself and writes LC_CTYPE=C.UTF-8 into the environment; only the
    # flag tells that from a user's setting.
    if sys.flags.utf8_mode and locales[1] == "C.UTF-8" and not locales[0] and "PYTHONUTF8" not in environ:
        locales[1] = ""
    locale = next(filter(None, locales), "C").lower()
    return "utf-8" in locale or "utf8" in locale


GLYPHS = glyphs_for(os.environ)
"""The signs of this terminal."""
