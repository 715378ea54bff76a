"""The person behind a name as mails and calendars show it, with whatever else companies write beside it."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.positions import looks_like_position
from followup_tui.errors import CallError
from followup_tui.exchange.imports.mailboxes import is_mailbox

_NOTES_NAME: Final = re.compile(r"(?:CN=)?([^/()=]+)(?:/(?:OU?=|C=)?[^/()=]+)+", re.IGNORECASE)
"""A name in the directory of Lotus Notes: `CN=Ada Byron/OU=Berlin/O=ACME`, or `Ada Byron/Berlin/ACME`."""

_LEGAL_FORM: Final = re.compile(
    r"\s(?:GmbH|gGmbH|AG|SE|KG|KGaA|OHG|UG|e\. ?V\.|Inc\.?|Ltd\.?|LLC|Corp\.?|S\.A\.|B\.V\.|Group|Gruppe)\Z"
)
_PROGRAM: Final = re.compile(
    r"(?:microsoft|google|outlook|zoho|calendly|zoom|teams).*|.*\b(?:bookings?|calendar|kalender|scheduler)",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(
    r"^\[?EXT(?:ERN(?:AL)?)?\b[\]:.]*|[(\[](?:ext(?:ern|ernal)?|she|he|they|sie|er|elle|il)\b[^)\]]*[)\]]"
    r"|\s+via\s.*",
    re.IGNORECASE,
)
"""What is no part of a name: that somebody is external, how they are spoken of, through what they write."""

_BESIDE: Final = re.compile(r"\s+[-\u2013\u2014|\u00b7]\s+|\s*\|\s*|\s*[(\[]")
_LOGIN: Final = re.compile(r"([A-Z]\w+)\.([A-Z]\w+)")


def shown_person(name: str, address: str) -> Person | None:
    """Return the person of a name and an address; None where they are nobody's: a company's, a program's.

    Args:
        name: as it is shown: `Weiß, Karl (Personal)`, `Petra Klein | Solvex GmbH`, `'Ada Byron/Berlin/ACME'`.
        address: theirs; empty where it is not known.
    """
    name = name.strip().strip("'\"").strip()
    if match := _NOTES_NAME.fullmatch(name):
        name = match[1].strip()
    name = _LOGIN.sub(r"\1 \2", _MARKS.sub("", name).strip())
    own_name, *beside = (part.strip(" )]") for part in _BESIDE.split(name))
    is_somebody = (
        own_name
        and "@" not in own_name
        and not (own_name.islower() and own_name.isascii())  # the name of an account
        and not is_mailbox(address)
        and not _LEGAL_FORM.search(own_name)
        and not _PROGRAM.fullmatch(own_name)
    )
    if not is_somebody:
        return None
    # Quoted, so that "Weiß, Karl" is a name, and not a name with a position.
    words = own_name.split(", ")
    is_family_first = len(words) > 1 and not looks_like_position(", ".join(words[1:]))
    try:
        person = parse_person(f'"{own_name}"' if is_family_first else own_name)
    except CallError:
        return None
    positions = [part for part in (person.position, *beside) if _is_position(part)]
    return replace(person, email=address, position=next(iter(positions), "")) if person.name else None


def _is_position(text: str) -> bool:
    """Return whether a text is a position; where somebody works stands behind their name, too."""
    return looks_like_position(text) and not _LEGAL_FORM.search(text)
