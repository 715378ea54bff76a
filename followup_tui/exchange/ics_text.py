"""The lines of iCalendar and vCard files (RFC 5545, RFC 2426): escaped, folded, ended by CRLF."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

LINE_BYTES: Final = 75
"""The longest line, in bytes of UTF-8, without its end."""

OWN_UID_ENDING: Final = "@followup"
"""How the UIDs end that followup gives to entries of calendars."""

_CONTROLS: Final = (*range(32), *range(127, 160), 0x2028, 0x2029)
_ESCAPES: Final = dict.fromkeys(_CONTROLS, " ") | str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": "\t"}
)
"""What a text must not contain as it is: what separates values and lines, and controls, which end nothing."""

_NO_URI: Final = r"[^!-~]"


def content_line(name: str, value: str) -> str:
    """Return a line whose value is written as it is, folded where it is long."""
    line = f"{name}:{value}"
    return line if len(line) <= LINE_BYTES and line.isascii() else fold(line)


def escape_text(text: str) -> str:
    """Return a text as the value of a property; a control other than a newline or a tab becomes a space."""
    # A feed has thousands of texts, and most of them have nothing to escape.
    if text.isprintable() and "," not in text and ";" not in text and "\\" not in text:
        return text
    return text.translate(_ESCAPES)


def fold(line: str) -> str:
    """Fold a line so that no part is longer than `LINE_BYTES`, and none ends inside a character."""
    encoded = line.encode("utf-8", "replace")
    parts, start, room = [], 0, LINE_BYTES
    while len(encoded) - start > room:
        end = start + room
        while encoded[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(encoded[start:end].decode())
        start, room = end, LINE_BYTES - 1  # the space that begins each further part counts
    parts.append(encoded[start:].decode())
    return "\r\n ".join(parts)


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC: `20261127T090000Z`. Every calendar shows it in the zone of its user."""
    return f"{moment.isoformat()[:19].replace('-', '').replace(':', '')}Z"


def day_text(day: date) -> str:
    """Write a day: `20261127`."""
    return day.isoformat().replace("-", "")


def is_uri(text: str) -> bool:
    """Return whether a text is an address that a calendar can open."""
    return text.startswith(("https://", "http://")) and re.search(_NO_URI, text) is None
