"""Text that somebody's editor put into the data file: found by its bytes, and sanitized.

What this program writes is sanitized already. So each document is searched for bytes that no sanitized text
has, which is far quicker than sanitizing every text of it.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from followup_tui.domain.text import clean_line, clean_text

_Value = TypeVar("_Value")

_MARK = rb"(?:[\xcc\xcd][\x80-\xbf]|\xe2\x83[\x90-\xb0]|\xe0[\xb8\xb9\xba][\xb1-\xbf]|\xd9[\x8b-\x9f])"
# The bytes that no sanitized text holds, raw or as JSON escapes them, by their first byte: a match only means
# that the document is sanitized again. Five marks on one letter are one too many.
_UNSAFE_AFTER = {
    b"\\": (
        rb"(?:u(?:00[0189]|007[fF]|00[aA][dD]|061[cC]|180[eE]|200[b-fB-F]|202|206|[fF][eE][0fF]|[fF][fF][fF]"
        rb"|[dD][89a-fA-F]|03[0-6][0-9a-fA-F](?:\\u03[0-6][0-9a-fA-F]){4})|[bfrt])"
    ),
    b"\x7f": rb"",
    b"\xc2": rb"[\x80-\x9f\xad]",
    b"\xd8": rb"\x9c",
    b"\xe1": rb"\xa0\x8e",
    b"\xe2": rb"(?:\x80[\x8b\x8e\x8f\xa8-\xae]|\x81[\xa0-\xaf]|\x83[\x90-\xb0]" + _MARK + rb"{4})",
    b"\xef": rb"(?:\xbb\xbf|\xbf[\xb9-\xbb])",
    b"\xf3": rb"\xa0[\x80\x81]",
    b"\xcc": rb"[\x80-\xbf]" + _MARK + rb"{4}",
    b"\xcd": rb"[\x80-\xbf]" + _MARK + rb"{4}",
    b"\xe0": rb"[\xb8\xb9\xba][\xb1-\xbf]" + _MARK + rb"{4}",
    b"\xd9": rb"[\x8b-\x9f]" + _MARK + rb"{4}",
}
# One set of first bytes, and then what may follow which: so most of a document is passed over at once.
# Compiled where it is first asked for: a prompt that waits for `due` mostly has no such byte.
_UNSAFE = (
    b"["
    + b"".join(map(re.escape, _UNSAFE_AFTER))
    + b"](?:"
    + b"|".join(b"(?<=" + re.escape(first) + b")" + rest for first, rest in _UNSAFE_AFTER.items())
    + b")"
)
# Every other byte. Most documents hold nothing else, and that is told ten times as fast.
_ORDINARY_BYTES = bytes({*range(256)}.difference(*_UNSAFE_AFTER))
_MULTILINE_FIELDS = {"notes", "note", "said", "well", "badly"}
_MULTILINE_TEXT = rb'"(?:notes?|said|well|badly)":\s*"(?:[^"\\]|\\.)*"'


def may_be_unsafe(content: bytes) -> bool:
    """Tell whether a text in a document may need to be sanitized. Only notes may hold line breaks."""
    if not content.translate(None, _ORDINARY_BYTES):
        return False
    if re.search(_UNSAFE, content):
        return True
    return b"\\n" in content and b"\\n" in re.sub(_MULTILINE_TEXT, b"", content)


def sanitize(value: _Value) -> _Value:
    """Sanitize every text in an application or in a part of one, however deep. Nothing is cut."""
    if isinstance(value, Struct):
        return replace(
            value, **{name: sanitize_field(name, content) for name, content in asdict(value).items()}
        )
    return value


def sanitize_field(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Sanitize every text in what a field of this name holds."""
    if type(value) is str:
        no_limit = 4 * len(value)  # composing can make a text longer, by three at most
        clean = clean_text if name in _MULTILINE_FIELDS else clean_line
        return clean(value, name, no_limit)
    if isinstance(value, tuple):
        return tuple(sanitize_field(name, item) for item in value)
    if isinstance(value, dict):
        return {sanitize_field("id", key): sanitize_field(name, item) for key, item in value.items()}
    return sanitize(value)
