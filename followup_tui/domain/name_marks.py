"""What stands in and behind a name without being part of it: brackets, pronouns, `| Head of Data`."""

# ruff: noqa: RUF001 - the quotation marks, brackets and dashes that people and mail programs write

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from followup_tui.domain.positions import can_be_family_name, is_position
from followup_tui.domain.text import word_set

_BRACKETS: Final = r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}|（([^（）]*)）|【([^【】]*)】"
_NICKNAME: Final = r"""(?<!\w)["“”„«»'‘](\w[^"“”„«»'‘’,|@]*)["“”«»'’](?!\w)"""
_PRONOUN: Final = (
    r"(?:she|her|hers|he|him|his|they|them|theirs?|ze|hir|xe|xem|it|its|any|all|sie|ihr|ihre|er|ihm|ihn|elle"
    r"|ella|él|el|dey|keine?|pronouns?|pronomen)"
)
_PRONOUNS: Final = rf"(?i:(?:pronouns?:?\s*|pronomen:?\s*)?{_PRONOUN}(?:\s*[/|,·]\s*{_PRONOUN})*)"
_BARE_PRONOUNS: Final = rf"(?i)(?<![\w/]){_PRONOUN}(?:\s*/\s*{_PRONOUN})+(?![\w/])"
_BORN: Final = r"(?i)(?:née?|nee|geb\.?|geborene?r?|born|roz\.?|rozená|ur\.|z domu)\s"
_EXTERNAL: Final = word_set("extern external ext ext. extern. intern.")
"""What mail programs put in brackets behind the names of people elsewhere, in small letters."""

_BEHIND_DEGREES: Final = word_set("fh univ tu th eth uni ba hons")
"""What stands in brackets behind a degree, `Dipl.-Ing. (FH)`, `BSc (Hons)`, in small letters."""

_MARK: Final = (
    r"\s*[|•·~#\\:＠／｜]+\s*|\s+[-–—−/]+\s+|\s*[–—]\s+|\s*//+\s*|\s*@\s*"
    r"|\s+(?:at|bei|via|from|chez|c/o|on behalf of|im Auftrag von)\s+"
)
_FATHER: Final = r"(?i)\s[sdw]/o\s.*"
"""Whose son, daughter or wife somebody is, as lists in Malaysia and Singapore say it."""

_TWO: Final = r"\s+(?:and|und(?!\s+zu[mr]?\s)|et|plus|[&+])\s+|\s*;\s+"


class MarkedName(NamedTuple):
    """A name without its marks.

    Attributes:
        name: what is left.
        nickname: what they are called, `Bill`; empty where that is not said.
        behind: what stood behind it, in brackets or behind a mark: positions, as a rule.
        is_doubtful: whether what is behind a dash could as well be the second part of the name.
    """

    name: str
    nickname: str
    behind: tuple[str, ...]
    is_doubtful: bool = False


def without_marks(text: str) -> MarkedName:
    """Take what is no name off a name: brackets, pronouns, quotation marks, and what stands behind a mark."""
    nickname, behind = "", []
    text = _without_pictures(re.sub(_BARE_PRONOUNS, " ", _unquoted(text)))
    while match := re.search(_BRACKETS, text):
        inside = next(filter(None, match.groups()), "").strip()
        rest = text[match.end() :].strip(" ,")
        is_in_the_middle = rest[:1].isalpha() and bool(text[: match.start()].strip())
        if is_part_of_name(inside) or not any(map(str.isalnum, inside)):
            nickname = nickname or (inside if _is_nickname(inside) else "")
        elif is_in_the_middle and not re.match(_MARK, text[match.end() :]):
            nickname = nickname or inside  # William (Bill) Gates
        else:
            behind.append(inside)
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if match := re.search(_NICKNAME, text):
        nickname = nickname or match[1].strip()
        text = f"{text[: match.start()]} {text[match.end() :]}"
    parts, marks = _parted(re.sub(_FATHER, "", text))
    place = _place_of_name(parts)
    others = [part for at, part in enumerate(parts) if at != place]
    name = " ".join(parts[place].split()) if parts else ""
    is_doubtful = len(parts) == 2 and not place and marks[0].strip() in {"-", "–", "—", "−", "/"}
    return MarkedName(name, nickname, (*others, *behind), is_doubtful)


def is_part_of_name(inside: str) -> bool:
    """Return whether what stands in brackets belongs to the name: pronouns, maiden name, `FH`, nickname."""
    return (
        re.fullmatch(_PRONOUNS, inside) is not None
        or re.match(_BORN, inside) is not None
        or inside.casefold() in _EXTERNAL | _BEHIND_DEGREES
        or _is_nickname(inside)
    )


def bracket_groups(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the brackets at the end of a text off it that hold a position: `Jana (HR)` is `Jana` and `HR`."""
    positions: list[str] = []
    while match := re.search(rf"\s(?:{_BRACKETS})\s*$", text):
        inside = next(filter(None, match.groups()), "").strip()
        is_external = inside.casefold() in _EXTERNAL
        if not is_external and (is_part_of_name(inside) or not any(map(str.isalnum, inside))):
            break
        positions[:0] = [] if is_external else [inside]
        text = text[: match.start()].rstrip()
    return text, tuple(positions)


def behind_mark(text: str) -> tuple[str, tuple[str, ...]]:
    """Take off a text what stands at a mark beside the name: `Jana Novák | HR` is `Jana Novák` and `HR`."""
    if re.search(_TWO, text) and not re.search(r"[|@]", text):
        return text, ()
    parts, _ = _parted(text)
    if len(parts) < 2 or not any(map(str.isalpha, parts[0])):
        return text, ()
    place = _place_of_name(parts)
    return parts[place], tuple(part for at, part in enumerate(parts) if at != place)


def names_two(text: str) -> tuple[str, str] | None:
    """Return the two names in a text that joins them, `Eva and Jan`; None where it does not."""
    parts = [part.strip() for part in re.split(_TWO, text, maxsplit=1)]
    if len(parts) == 2 and all(any(map(str.isalpha, part)) for part in parts):
        return parts[0], parts[1]
    return None


def is_position_first(text: str, behind: str) -> bool:
    """Return whether a position stands before a comma, and a name behind it: `Recruiter, Jane`."""
    from followup_tui.domain.given_names import is_given_name  # thousands; few lines begin with a position

    return is_position(text) and not can_be_family_name(text) and is_given_name(behind.partition(" ")[0])


def _parted(text: str) -> tuple[list[str], list[str]]:
    """Split a text at its marks; return the parts with something in them, and the marks between."""
    pieces = re.split(f"({_MARK})", text)
    parts = [(part.strip(" ,"), mark) for part, mark in zip(pieces[::2], ["", *pieces[1::2]], strict=True)]
    kept = [(part, mark) for part, mark in parts if any(map(str.isalnum, part))]
    return [part for part, _ in kept], [mark for _, mark in kept[1:]]


def _place_of_name(parts: Sequence[str]) -> int:
    """Return which part is the name: of `Head of Data | Jana Novák` and `ACME | Jana Novák` the second."""
    from followup_tui.domain.given_names import is_given_name  # thousands; few names have marks

    first = next((at for at, part in enumerate(parts) if not is_position(part)), 0)
    if len(parts) < 2 or len(parts[first].split()) > 1 or is_given_name(parts[first]):
        return first
    named = (at for at, part in enumerate(parts) if " " in part and is_given_name(part.split()[0]))
    return next(named, first)


def _unquoted(text: str) -> str:
    """Return a text without quotation marks around all of it: `'Jana Novák'`, as Outlook writes names."""
    text = text.strip()
    while len(text) > 1 and text[0] in "\"'“„‘«" and text[-1] in "\"'”“’»":
        text = text[1:-1].strip()
    return text


def _without_pictures(text: str) -> str:
    """Return a text without emoji and other symbols; before a position they are a mark."""
    pieces = re.split(r"([^\w\s.,;:'\"“”„«»‘’()\[\]{}|@&+/\\#~·•–—−-]+)", text)
    parted = pieces[0]
    for piece in pieces[2::2]:
        parted += f" | {piece}" if is_position(piece) else f" {piece}"
    return parted


def _is_nickname(inside: str) -> bool:
    from followup_tui.domain.given_names import is_given_name  # thousands; few names have brackets

    return inside.istitle() and is_given_name(inside)
