"""What the user noted, as it stands in a sentence of a letter."""

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.person import Person

_HANDING_IN: Final = (
    r"(?i)\A(?:to\s+)?(?:send|hand|submit|provide|share|forward|e-?mail|mail|give)\s+"
    r"(?:(?:in|over|on|them|him|her|you)\s+)*"
)
_EINREICHEN: Final = (
    r"(?i)\s+(?:(?:zu|nach|ein|zurück|weiter|über|vor)?(?:schicken|senden|reichen|liefern|legen)"
    r"|abgeben|mailen)\Z"
)


def handed_in(promise: str) -> str:
    """Return what a promise says will be sent, without its verb: `send two slides` is `two slides`."""
    what = re.sub(_EINREICHEN, "", re.sub(_HANDING_IN, "", promise.strip()))
    return what.strip() or promise


def without_speaker(line: str, person: Person | None) -> str:
    """Return what somebody said, without their name before it: `Jana: less toil` is `less toil`."""
    speaker, colon, words = line.partition(":")
    names = {name.casefold() for name in re.findall(r"\w+", person.full_name)} if person else set()
    is_theirs = bool(names) and all(name.casefold() in names for name in re.findall(r"\w+", speaker))
    return words.strip() if colon and is_theirs and words.strip() else line
