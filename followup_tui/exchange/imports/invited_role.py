"""The role that the title of an invitation names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from followup_tui.domain.application import UNKNOWN_ROLE
from followup_tui.domain.positions import is_position_word

_BEGINNINGS: Final = r"^(?:(?:re|aw|fwd?|wg|(?:updated )?invitation|einladung|termin)\s*:\s*)+"
_APPOINTMENT: Final = (
    r"(?:job|phone|video|tele\w*|vorstellungs|bewerbungs|technical|final|first|second|on-?site)?[\s-]*"
    r"(?:interview|gespräch|screen(?:ing)?|call|meeting|einladung|invitation|appointment|termin|round|chat)\b"
)
_BETWEEN: Final = r"\b(?:with|and|for|at|the|your|mit|und|als|für|bei|zum|zur|role|position)\b|[^\w\s/+#.-]"
_NAMES_A_ROLE: Final = re.compile(
    r"(?:vorstellungs|bewerbungs)gespräch\W+(?!mit\b|bei\b)\w|\b(?:as|als|for|für)\b", re.IGNORECASE
)
"""What stands before a role, whichever words it has."""

_IN_BRACKETS: Final = re.compile(r"\(([^()]{2,60})\)")


def invited_role(title: str, names: Iterable[str]) -> str:
    """Return the role in a title: what stands in brackets, else what is left without all that is none.

    Args:
        title: of the invitation: `Interview: Ada King <> Contoso (SRE)`.
        names: the company and the people, which are no role.

    Returns:
        The role; `UNKNOWN_ROLE` where what is left does not read like one.
    """
    bracketed = _IN_BRACKETS.search(title)
    rest = bracketed[1] if bracketed else title
    for name in filter(None, names):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest, flags=re.IGNORECASE)
    for noise in (_BEGINNINGS, _APPOINTMENT, _BETWEEN):
        rest = re.sub(noise, " ", rest.strip(), flags=re.IGNORECASE)
    words = " ".join(rest.split()).strip(" -./")
    is_role = bracketed or _NAMES_A_ROLE.search(title) or any(map(is_position_word, words.split()))
    return words if words and is_role else UNKNOWN_ROLE
