"""A mail as it stands on the line, read without Python's own `email`: an independent look at the bytes."""

from __future__ import annotations

import re
from base64 import b64decode
from quopri import decodestring

_ENCODED = re.compile(r"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=")


def split(message: bytes, end: bytes) -> tuple[list[str], bytes]:
    """Return the header lines, unfolded by no one, and the body, whose lines end as the headers' do.

    What holds for every message is held here: the line ends are all the same, headers are plain ASCII, no
    line is longer than mail servers take, none begins with what ends a message or begins the next one.
    """
    head, gap, body = message.partition(end + end)
    assert gap
    assert message.endswith(end)
    lines = message.split(end)
    for line in lines:
        assert b"\r" not in line
        assert b"\n" not in line
        assert line.isascii()
        assert b"\0" not in line
        assert len(line) <= 998
        assert line != b"."
        assert not line.startswith(b"From ")
        assert not line.endswith((b" ", b"\t"))
    assert all(len(line) <= 76 for line in body.split(end))
    return head.decode("ascii").split(end.decode("ascii")), body


def headers(lines: list[str]) -> list[tuple[str, str]]:
    """Put folded headers together. Gives names and values in their order."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith(" "):
            name, value = found.pop()
            found.append((name, f"{value}{line}"))
        else:
            name, colon, value = line.partition(":")
            assert re.fullmatch("[A-Za-z-]+", name)
            assert colon
            found.append((name, value.removeprefix(" ")))
    return found


def decoded(value: str) -> str:
    """Read encoded words (RFC 2047): white space between two of them is none."""
    joined = re.sub(r"\?=\s+=\?", "?==?", value)
    if not _ENCODED.search(joined):
        return value
    assert re.fullmatch(rf"(?:{_ENCODED.pattern})+", joined)
    assert all(len(word) <= 75 for word in value.split())
    # Each word by itself: none ends in the middle of a character.
    return "".join(b64decode(word).decode() for word in _ENCODED.findall(joined))


def mailbox(value: str) -> tuple[str, str]:
    """Read a name and an address."""
    if not value.endswith(">"):
        return "", value
    name, _, address = value[:-1].rpartition("<")
    name = name.strip()
    if name.startswith('"'):
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', name)
        return re.sub(r"\\(.)", r"\1", name[1:-1]), address
    return decoded(name), address


def text(body: bytes, end: bytes) -> str:
    """Read a body in quoted-printable, but for its last line end."""
    return decodestring(body.replace(end, b"\n")).decode().removesuffix("\n")
