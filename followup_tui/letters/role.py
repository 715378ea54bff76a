"""The name of a job as a letter says it."""

# ruff: noqa: RUF001 - the dashes that people write

from __future__ import annotations

import re
from typing import Final

_LETTER: Final = r"(?:[mwfdxhnitagk*]|div(?:ers|erse|\.)?|gn\*?|non-binary|nb|all|ej)"
_LETTERS: Final = rf"(?=[^()\[\]{{}}]*(?<![a-z])[mh](?![a-z])){_LETTER}(?:\s*[/|,:;·-]\s*{_LETTER})+"
_WORDS: Final = (
    r"(?:all|any|alle|jeden?)\s+(?:genders?|geschlechter?)|gn\*?|[mwfd]{3}|geschlechtsneutral|divers"
    r"|gender[- ]neutral"
)
_IN_BRACKETS: Final = rf"\s*[(\[{{]\s*(?:{_LETTERS}|{_WORDS})\s*[)\]}}]"
_BARE: Final = r"[\s,|–-]+[mwfhd](?:\s*[/|]\s*[mwfdxhi*])+(?=\s*(?:\Z|[,|–(-]))"


def role_in_letters(role: str) -> str:
    """Return the name of a job without the letters that say it is for everybody: `(m/w/d)`, `(f/m/x)`."""
    without = re.sub(_BARE, " ", re.sub(_IN_BRACKETS, " ", role, flags=re.IGNORECASE), flags=re.IGNORECASE)
    return re.sub(r"\s+(?=[,.;:)]|\Z)", "", " ".join(without.split())).strip(" ,|–-") or role
