"""The role that the title of an invitation names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from followup_tui.domain.application import UNKNOWN_ROLE
from followup_tui.domain.positions import is_position_word

_BEGINNINGS: Final = re.compile(
    r"^(?:(?:re|aw|fwd?|wg|(?:updated )?invitation|(?:aktualisierte )?einladung|termin|accepted"
    r"|zugesagt)\s*:\s*)+",
    re.IGNORECASE,
)
_GOOGLE_TIME: Final = re.compile(r"\s@\s\w{2,9}\.?,?\s[^@]*\d{1,2}:?\d{0,2}.*$", re.DOTALL)
"""What Google writes behind the title of a mail: `@ Wed 2 Dec 2026 14:00 - 15:00 (CET) (ada@example.org)`."""

_GENDERS: Final = re.compile(
    r"\((?:all genders?|gn)\)|\(?(?<!\w)[mwfdxi](?:\s?[/|*,]\s?[mwfdxi]){1,4}(?!\w)\)?", re.IGNORECASE
)
"""What says that a role is for everybody: `(m/w/d)`."""

_APPOINTMENT: Final = re.compile(
    r"(?:(?:job|phone|video|tele\w*|vorstellungs|bewerbungs|kennenlern|erst|zweit|technical|final|first|second"
    r"|third|on-?site|\d\.|\d(?:st|nd|rd|th)|initial|virtual|online|persönliches)[\s-]*)*"
    r"(?:interviews?|gespräch|screen(?:ing)?|calls?|meeting|einladung|invitation|appointment|termin|rounds?"
    r"|runde|chat|on-?site|panel)\b(?:\s\d{1,2}\b)?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:as|als|for|für|zur|vorstellungsgespräch|bewerbungsgespräch)\b\s*"
    r"(?:(?:an?|the|our|die|der|den|unsere|position|stelle|role|of|als|as)\s+)*",
    re.IGNORECASE,
)
"""What stands before a role, whichever words it has."""

_SURE: Final = ("als ", "as ", "vorstellung", "bewerbung")
_BEHIND: Final = re.compile(
    r"(?:^|\s)(?:at|and|in|on|bei|und|am|im|um|role|position)(?!\w)|\s[-\u2013\u2014]\s|[|:,;()<>@\u2022\u00b7]",
    re.IGNORECASE,
)
"""What separates a role from what follows it."""

_WITH: Final = re.compile(
    r"\b(?:with|mit|meet)\b.*?(?=\s(?:as|als|for|für)\b|\s[-\u2013\u2014]\s|[|:(]|$)", re.IGNORECASE
)
"""Who holds the interview, up to what is said next."""

_INTERVIEWERS: Final = frozenset(
    ("hr", "team", "the", "hiring", "manager", "recruiter", "recruiting", "talent", "people", "acquisition")
)
"""The words for those who hold it where nobody is named: `HR interview`."""

_ABBREVIATION: Final = re.compile(r"[A-Z]{2,4}")
_NAME: Final = " \N{BULLET} "
"""What is put in the place of a name, so that it separates what stands around it."""

_IN_BRACKETS: Final = re.compile(r"\(([^()]{2,60})\)\s*$")


def invited_role(title: str, names: Iterable[str]) -> str:
    """Return the role in a title: what stands in brackets or behind `for`, or a part that reads like one.

    Args:
        title: of the invitation: `Interview: Ada King <> Contoso (SRE)`.
        names: the company, the people and the user, who are no role.

    Returns:
        The role; `UNKNOWN_ROLE` where nothing reads like one. A wrong one would stand in letters.
    """
    text = _GENDERS.sub(" ", _GOOGLE_TIME.sub("", _BEGINNINGS.sub("", title)))
    for name in filter(None, names):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _NAME, text, flags=re.IGNORECASE)
    text = " ".join(_WITH.sub(" | ", text).split())
    bracketed = _IN_BRACKETS.search(text)
    if bracketed and (_reads_like_role(bracketed[1]) or _ABBREVIATION.fullmatch(bracketed[1])):
        return bracketed[1]
    if before := _BEFORE.search(text):
        behind = _trimmed(_BEHIND.split(text[before.end() :] + " | ", maxsplit=1)[0])
        if _reads_like_role(behind) or (behind and before[0].casefold().startswith(_SURE)):
            return behind
    parts = map(_trimmed, _BEHIND.split(_APPOINTMENT.sub(" | ", text)))
    return next(filter(_reads_like_role, parts), UNKNOWN_ROLE)


def _trimmed(text: str) -> str:
    return _APPOINTMENT.sub(" ", text).strip(" -./&").strip()


def _reads_like_role(text: str) -> bool:
    words = [word.strip(".,").casefold() for word in re.split(r"[\s/-]+", text)]
    return any(map(is_position_word, words)) and not _INTERVIEWERS.issuperset(words)
