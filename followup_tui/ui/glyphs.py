"""The signs before a card's line, and their plain form where the terminal's locale is not UTF-8."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import combining, normalize

from followup_tui.domain.card_line import Sign


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Every character the program draws that is not a letter.

    Attributes:
        substitutes: which characters are replaced on their way to the terminal, for `str.translate`.
    """

    signs: Mapping[Sign, str]
    marker: str
    rule: str
    more: str
    dot: str
    then: str
    next: str
    substitutes: Mapping[int, str] = field(default_factory=dict)


UNICODE = Glyphs(
    signs={
        Sign.LETTER: "✉",
        Sign.QUESTION: "?",
        Sign.REPLY: "↩",
        Sign.REFLECT: "✎",
        Sign.INTERVIEW: "◆",
        Sign.CLOCK: "◷",
        Sign.OVERDUE: "‼",
        Sign.NONE: "",
    },
    marker="▌",
    rule="─",
    more="…",
    dot="·",
    then="→",
    next="▶",
)

_ASCII = {
    "-": "·─━┄┅┈┉╌╍═╴╶╸╺╼╾▔▁",
    "|": "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▌▐▕",
    "+": "┌┏┐┓└┗┘┛├┣┤┫┬┳┴┻┼╋╔╗╚╝╠╣╦╩╬╭╮╯╰",
    "#": "▂▃▄▅▆▇█▉▊▋▀▖▗▘▙▚▛▜▝▞▟░▒▓",
    '"': "“”",
    "~": "…",
    ">": "→▶",
    "<": "←◀",
    "^": "↑▲",
    "v": "↓▼",
    "*": "•●",
    # A letter of two cells, in the entry of the palette.
    "> ": "🔎",
}
"""What the program and Textual draw that is not ASCII, by what stands for it: as wide, cell for cell."""

PLAIN = Glyphs(
    signs={
        Sign.LETTER: "@",
        Sign.QUESTION: "?",
        Sign.REPLY: "<",
        Sign.REFLECT: "+",
        Sign.INTERVIEW: "*",
        Sign.CLOCK: "o",
        Sign.OVERDUE: "!!",
        Sign.NONE: "",
    },
    marker="|",
    rule="-",
    more="~",
    dot="-",
    then=">",
    next=">",
    substitutes={ord(character): plain for plain, drawn in _ASCII.items() for character in drawn},
)


def glyphs_for(environ: Mapping[str, str]) -> Glyphs:
    """Choose the signs the terminal can show, by the locale it was started with."""
    return UNICODE if _says_utf_8(environ) else PLAIN


def example(words: str, glyphs: Glyphs | None = None) -> str:
    """Give an example of the program's own with its accents left out where the terminal cannot show them."""
    if (glyphs or GLYPHS) is UNICODE:
        return words
    return "".join(letter for letter in normalize("NFD", words) if not combining(letter))


def _says_utf_8(environ: Mapping[str, str]) -> bool:
    names = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    # Where the locale is C, Python itself turns on UTF-8 and writes LC_CTYPE=C.UTF-8 into the environment;
    # only the flag tells that nobody had asked for it.
    if sys.flags.utf8_mode and names[1] == "C.UTF-8" and not names[0] and "PYTHONUTF8" not in environ:
        names[1] = ""
    locale = next((name for name in names if name), "C")
    return "utf-8" in locale.lower() or "utf8" in locale.lower()


GLYPHS = glyphs_for(os.environ)
"""The signs of this terminal."""
