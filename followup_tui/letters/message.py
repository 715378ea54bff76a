"""A letter as mail programs take it: a message (RFC 5322), an `.eml` file, a `mailto:` link.

The headers are folded here and not by Python's `email`: what that writes for long names with accents, or with
quotation marks and commas, does not always read back as the same name. A header holds plain letters on one
line, or encoded words (RFC 2047) and nothing else, so nothing that somebody typed can begin another header.
"""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime, make_msgid
from typing import Final
from urllib.parse import quote

from followup_tui.domain.letter import Letter
from followup_tui.domain.mail_address import check_address
from followup_tui.domain.person import Person
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.errors import CallError

LINK_BYTES: Final = 2_000
"""The length of a `mailto:` link that every mail program and browser takes."""

_LINE: Final = 76
"""The length of a line, where it can be broken."""

_WORD_BYTES: Final = 42
"""How many bytes go into one encoded word: in base64 they fit into a line, behind `Subject:` too."""

_NAME_LIMIT: Final = 1_000
_SUBJECT_LIMIT: Final = 10_000

_WORD_AND_SPACE = re.compile(r"[^ ]+ ?")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 -]*")

_BODY_HEADERS: Final = (
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: quoted-printable",
)


def address_of(name: str, mail: str) -> Address:
    """Return an address as a header can hold it: in plain letters, the domain in punycode.

    Raises:
        CallError: no header can hold it as it is written.
    """
    local, plain = check_address(clean_line(mail, "The e-mail address"))
    return Address(clean_line(name, "The name", _NAME_LIMIT), local, plain)


def eml_file(letter: Letter, sender: Person | None) -> bytes:
    """Return a letter as the content of an `.eml` file, which mail programs open as a draft of their own.

    Raises:
        CallError: an address cannot be written in a header.
    """
    # Outlook, Thunderbird and Apple Mail look for this header to open it for writing, not for reading.
    return _message(letter, sender, ["X-Unsent: 1"], "\r\n")


def message_to_send(letter: Letter, sender: Person | None, now: datetime) -> bytes:
    """Return a letter, sent `now` (aware), as a sendmail-compatible program takes it on its standard input.

    The sender is the user, with name and address; None where the settings do not say.

    Raises:
        CallError: something is missing that a message needs; the sentence says what and where to set it.
    """
    if letter.blanks:
        raise CallError(f"Still open: {letter.blanks[0][:60]}", "Write it, or take it out")
    if sender is None:
        raise CallError("Your own address is not known", 'Set from = "You <you@example.org>" under [mail]')
    if letter.person is None or not letter.person.email:
        who = letter.person.full_name if letter.person else "them"
        raise CallError(f"There is no address for {who}", "p notes it; y copies the letter")
    stamps = [
        f"Date: {format_datetime(now)}",
        f"Message-ID: {make_msgid(domain=address_of('', sender.email).domain)}",
    ]
    # Such a program expects the line ends of the system, not those of the mail protocol.
    return _message(letter, sender, stamps, "\n")


def mailto_link(letter: Letter) -> str:
    """Return a link that opens a letter in a mail program; empty where it is too long or has no address."""
    if len(letter.body) > LINK_BYTES or len(letter.subject) > LINK_BYTES:
        return ""
    to = ""
    if letter.person is not None and letter.person.email:
        try:
            to = quote(_spec(address_of("", letter.person.email)), safe="@")
        except CallError:
            return ""
    subject = quote(clean_line(letter.subject, "The subject", _SUBJECT_LIMIT), safe="")
    body = quote(clean_text(letter.body, "The letter").replace("\n", "\r\n"), safe="")
    link = f"mailto:{to}?subject={subject}&body={body}"
    return link if len(link) <= LINK_BYTES else ""


def _message(letter: Letter, sender: Person | None, more: list[str], end: str) -> bytes:
    """Put a message together, with further headers, a line each; `end` ends each line."""
    headers = []
    if sender is not None:
        headers += _addressed("From", sender.name, sender.email)
    if letter.person is not None and letter.person.email:
        name = letter.person.full_name if letter.person.name else ""
        headers += _addressed("To", name, letter.person.email)
    headers += _folded("Subject", _text(clean_line(letter.subject, "The subject", _SUBJECT_LIMIT)))
    body = _quoted_printable(clean_text(letter.body, "The letter"))
    return end.join([*headers, *more, *_BODY_HEADERS, "", *body, ""]).encode("ascii")


# Headers.


def _addressed(header: str, name: str, mail: str) -> list[str]:
    address = address_of(name, mail)
    spec = _spec(address)
    name = address.display_name
    return _folded(header, [*_phrase(name), f"<{spec}>"] if name else [spec])


def _folded(header: str, parts: list[str]) -> list[str]:
    """Return the lines of a header. A line that goes on the one before begins with a space."""
    lines = [f"{header}:"]
    for number, part in enumerate(parts):
        if number and len(lines[-1]) + 1 + len(part) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".rstrip()
    return lines


def _text(text: str) -> list[str]:
    """Return a text as the parts of a header: its words, or encoded words where it could not be read back."""
    words = text.split(" ")
    is_plain = text.isascii() and text.isprintable() and "=?" not in text
    return words if is_plain and max(map(len, words)) <= _LINE - len(" Subject: ") else _encoded(text)


def _phrase(name: str) -> list[str]:
    """Return a name as the parts of a header: as it is, in quotation marks, or encoded."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    if not name.isascii() or not name.isprintable() or "=?" in name or len(escaped) > _LINE - len('From: ""'):
        return _encoded(name)
    return [name if _PLAIN_NAME.fullmatch(name) else f'"{escaped}"']


def _encoded(text: str) -> list[str]:
    """Return a text as encoded words, none of which ends in the middle of a character.

    They end behind a space where they can: some readers, Python's own among them, add a space between two
    encoded words of a name, and two spaces in a name hurt less than one inside a word.
    """
    chunks = [b""]
    for word in _WORD_AND_SPACE.findall(text):
        fits = len(word.encode()) <= _WORD_BYTES
        for part in [word] if fits else word:
            data = part.encode()
            if len(chunks[-1]) + len(data) > _WORD_BYTES:
                chunks.append(b"")
            chunks[-1] += data
    return [f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in chunks if chunk]


def _spec(address: Address) -> str:
    """Return an address as it stands in a header."""
    return f"{address.username}@{address.domain}"


# The body.


def _quoted_printable(body: str) -> list[str]:
    """Encode a body as quoted-printable, and return its lines.

    No line begins with a dot or with `From `: some mail commands take a dot alone on a line for the end of
    a message, and some mailboxes take `From ` for the beginning of the next.
    """
    lines = []
    for line in body.split("\n"):
        data = line.encode()
        row = ""
        for at, byte in enumerate(data):
            is_last = at == len(data) - 1
            is_plain = 32 <= byte <= 126 and byte != ord("=")  # no line of a clean text ends with a space
            if not row and (byte == ord(".") or data[at : at + 5] == b"From "):
                is_plain = False
            token = chr(byte) if is_plain else f"={byte:02X}"
            # One character is left for the `=` that continues the line.
            if len(row) + len(token) > _LINE - (0 if is_last else 1):
                lines.append(f"{row}=")
                row, token = "", f"={byte:02X}" if byte in b".F" else token
            row += token
        lines.append(row)
    return lines
