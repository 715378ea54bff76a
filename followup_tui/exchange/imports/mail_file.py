"""Reading mails: one or several, from files and as mail programs pipe them, whole or decoded."""

from __future__ import annotations

import codecs
import email
import email.header
import email.utils
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from typing import Final

from followup_tui.domain.instant import Instant
from followup_tui.domain.mail_address import is_address
from followup_tui.domain.text import clean_line
from followup_tui.exchange.imports.calendar_file import CALENDAR_ANSWERS, read_calendar
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import (
    ImportOptions,
    Incoming,
    IncomingMessage,
    Invitation,
    SkippedEntry,
)
from followup_tui.exchange.imports.mail_signs import is_absence_note
from followup_tui.exchange.imports.mail_text import html_to_text, own_words
from followup_tui.exchange.imports.mailboxes import is_mailbox, is_service, is_user
from followup_tui.exchange.imports.shown_person import shown_person

_USUAL_HEADERS: Final = frozenset({"from", "date", "subject", "to", "message-id", "received", "return-path"})
_ENOUGH_HEADERS: Final = 3
_HEADER: Final = re.compile(r"(?:([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*)", re.MULTILINE)
_SEPARATOR: Final = re.compile(
    rb"(?:\A|(?<=\n))From \S+.{0,40}? \w{3} \w{3} +\d{1,2} \d{2}:\d{2}(?::\d{2})?.{0,12} \d{4}[^\n]*\n"
)
"""The line above each mail of an mbox."""

_LONG: Final = 1_000
_LONGEST_TEXT: Final = 20_000


def is_mail(content: Content) -> bool:
    """Return whether a content is a mail, or several."""
    text = (content.text or "")[:20_000].replace("\r\n", "\n").lstrip("\n")
    text = re.sub(r"\A>?From [^\n]*\n", "", text)
    names = []
    position = 0
    while match := _HEADER.match(text, position):
        names.append(match[1].casefold())
        position = match.end()
    return len(_USUAL_HEADERS.intersection(names)) >= _ENOUGH_HEADERS


def read_mails(content: Content, options: ImportOptions) -> Incoming:
    """Read the mails of a file.

    Raises:
        CallError: a calendar in one is damaged.
    """
    messages, skipped = [], []
    # As a file of text, it may be in an encoding that no mail is sent in.
    is_wide = content.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    whole = (content.text or "").encode() if is_wide else content.data
    for data in options.each("Reading", list(_split(whole))):
        message = email.message_from_bytes(data)
        incoming = _read(message, options)
        if incoming is None:
            subject = _header(message, "Subject") or "a mail without a subject"
            missing = "when it was written" if _header(message, "From") else "who wrote it"
            skipped.append(SkippedEntry("", subject, f"it does not say {missing}"))
        else:
            messages.append(incoming)
    return Incoming(kind="mail", title="mail", messages=tuple(messages), skipped=tuple(skipped))


def _split(data: bytes) -> Iterator[bytes]:
    """Yield the mails of an mbox; the whole where there is one."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").lstrip(b"\n")
    starts = [match.span() for match in _SEPARATOR.finditer(data)]
    if not starts or starts[0][0]:
        yield re.sub(rb"\A>?From [^\n]*\n", b"", data)
        return
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for (_, start), end in zip(starts, ends, strict=True):
        yield re.sub(rb"^>(>*From )", rb"\1", data[start:end], flags=re.MULTILINE)


def _read(message: Message, options: ImportOptions) -> IncomingMessage | None:
    senders = list(_addresses(message, "From"))
    written_at = _date(message, options)
    if not senders or written_at is None:
        return None
    name, address = senders[0]
    others = [
        pair
        for header in ("To", "Cc", "Reply-To")
        for pair in _addresses(message, header)
        if not is_user(*pair, options)
    ]
    is_sent = is_user(name, address, options)
    partner = others[0] if is_sent and others else (name, address)
    is_automatic = (
        _header(message, "Auto-Submitted").casefold() not in ("", "no")
        or _header(message, "Precedence").casefold() in ("bulk", "junk", "list", "auto_reply")
        or is_mailbox(address)
        or is_absence_note(_header(message, "Subject"))
        or any(str(part.get_param("method", "")).upper() in CALENDAR_ANSWERS for part in message.walk())
    )
    text = own_words(_text(message)[:_LONGEST_TEXT])
    addresses = [*(() if is_sent else (address,)), *(other for _, other in others)]
    return IncomingMessage(
        where="",
        subject=_header(message, "Subject"),
        text=text.text,
        signature=text.signature,
        at=written_at,
        is_sent=is_sent,
        is_automatic=is_automatic and not is_sent,
        person=None if is_service(partner[1]) else shown_person(*partner),
        writer=name,
        addresses=tuple(dict.fromkeys(addresses)),
        message_id=_header(message, "Message-ID").strip("<> "),
        invitations=tuple(_invitations(message, options)),
    )


def _header(message: Message, name: str) -> str:
    """Return a header as text; empty where there is none."""
    return _decoded(next(iter(_raw(message, name)), ""))


def _raw(message: Message, name: str) -> list[str]:
    """Return the headers of a name as they are written, each on one line."""
    headers = [str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()]
    return [" ".join(header.split()) for header in headers]


def _decoded(raw: str) -> str:
    """Return the text of a header; letters that are not encoded are UTF-8, or else Windows-1252."""
    data = raw.encode("utf-8", "surrogateescape")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    with suppress(MessageError, LookupError, ValueError):  # else it stays as it stands
        text = str(email.header.make_header(email.header.decode_header(text)))
    return clean_line(text, "The header", 100 * _LONG)[:_LONG]


def _addresses(message: Message, name: str) -> Iterator[tuple[str, str]]:
    """Yield the names and the addresses of a header, those without an address left out."""
    for shown, address in email.utils.getaddresses(_raw(message, name)):
        if is_address(address):
            yield _decoded(shown), address


def _date(message: Message, options: ImportOptions) -> Instant | None:
    """Return when a mail was written, not later than now; by a server's stamp where it does not say."""
    stamps = [_header(message, "Date"), _header(message, "Received").rpartition(";")[2]]
    for stamp in filter(None, stamps):
        try:
            moment = email.utils.parsedate_to_datetime(stamp)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=options.today.now.tzinfo)
            at: datetime = min(moment.astimezone(options.today.zone), options.today.now)
            return Instant.of(at)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _text(message: Message) -> str:
    """Return the words of a mail: its plain text, else what its HTML says."""
    markup = ""
    for part in message.walk():
        if part.is_multipart() or part.get_filename():
            continue
        if part.get_content_type() == "text/plain":
            text = _payload(part)
            if text.strip():
                return text
        elif part.get_content_type() == "text/html":
            markup = markup or _payload(part)
    return html_to_text(markup)


def _payload(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    named = str(part.get_content_charset() or "utf-8")
    for encoding in (named, "utf-8"):
        try:
            text = data.decode(encoding)
        except (LookupError, ValueError):  # there is no such charset, or these bytes are not in it
            continue
        # Flowed text has a space where a line goes on; with delsp that space is no part of it.
        if str(part.get_param("format", "")).casefold() == "flowed":
            joint = "" if str(part.get_param("delsp", "")).casefold() == "yes" else " "
            text = re.sub(r"(?m)(?<!^--) \r?\n(?!>|--)", joint, text)
        return text
    return data.decode("cp1252", "replace")


def _invitations(message: Message, options: ImportOptions) -> Iterator[Invitation]:
    """Yield the invitations in a mail; the same in its text and attached is one."""
    seen = set()
    for part in message.walk():
        name = str(part.get_filename() or "").casefold()
        if part.get_content_type() not in ("text/calendar", "application/ics") and not name.endswith(".ics"):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            for invitation in read_calendar(Content(data, "The invitation in the mail"), options).invitations:
                if invitation.calendar not in seen:
                    seen.add(invitation.calendar)
                    yield invitation
