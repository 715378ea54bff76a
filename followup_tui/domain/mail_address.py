"""E-mail addresses as people type and paste them, and as a mail header holds them."""

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError

DOMAIN_LIMIT: Final = 253
"""The most characters of a domain, in plain letters."""

_LOCAL_LIMIT: Final = 64

# Patterns are texts here: `re` compiles each when it is first used, and a prompt that waits uses none.
_ADDRESS: Final = r"[^@\s<>,;]+@[^@\s<>,;]+"
_DOMAIN: Final = r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.(?!\Z)|\Z))+"
_WRAPPED: Final = r"[<(\[]\s*(.*?)\s*[>)\]]"
_QUOTED: Final = r"(?:'(.*)'|\"(.*)\")"
_MAILTO: Final = r"(?i:mailto):(?://)?([^?]*)(?:\?.*)?"
_WITH_NAME: Final = r"[^<>]*<([^<>]*)>"
_COMMENT: Final = r"(\S+@\S+)\s*\(([^()]*)\)"
_LOCAL_SIGNS: Final = dict.fromkeys(map(ord, "!#$%&'*+/=?^_`{|}~-"), "x")
"""The signs that may stand before the `@`, beside dots between them, each as a letter."""
_SEPARATORS: Final = {ord(","): " ", ord(";"): " "}
_AROUND: Final = frozenset("<([\"':")
"""What the patterns of something around an address need one of; most have none."""

_EXAMPLE: Final = "Write it like jana@northwind.example, or leave it out"


def clean_address(text: str) -> str:
    """Sanitize an address that somebody typed or pasted, also as a link or with a name; it may be empty.

    Raises:
        CallError: it is no address, or one that no mail program would take.
    """
    address = bare_address(clean_line(text, "The e-mail address"))
    if address:
        if not re.fullmatch(_ADDRESS, address):
            raise CallError(f"{address[:60]!r} is no e-mail address", _EXAMPLE)
        check_address(address)
    return address


def clean_noted_address(text: str) -> str:
    """Sanitize an address that was noted elsewhere: what is brought in is not lost for a flaw in it.

    Raises:
        CallError: it does not have one `@` with text on both sides.
    """
    address = clean_line(text, "The e-mail address")
    if address and not re.fullmatch(_ADDRESS, address):
        raise CallError(f"{address[:60]!r} is no e-mail address", _EXAMPLE)
    return address


def split_address(line: str) -> tuple[str, str]:
    """Split an address off a line, wherever and however it stands in it.

    Raises:
        CallError: what stands in `<>` is no address, or something follows it.
    """
    if "(" in line and (match := re.fullmatch(_COMMENT, line.strip(" ,;"))):  # jana@acme.example (Jana)
        return match[2], clean_address(match[1])
    if "<" in line or ">" in line:
        before, _, rest = line.partition("<")
        address, closed, behind = rest.partition(">")
        if not closed or ">" in before or "<" in address or behind.translate(_SEPARATORS).strip():
            raise CallError(
                f"{line[:60]!r}: the e-mail address goes at the end, like <jana@northwind.example>"
            )
        return before, clean_address(address)
    # Only at the end, or at the beginning: `@ ACME` is no address.
    before, _, last = line.strip(" ,;").rpartition(" ")
    if is_address(last):
        return before.rstrip(" ,;"), clean_address(last)
    before, comma, last = line.strip(" ,;").rpartition(",")
    if comma and is_address(last):
        return before, clean_address(last)
    first, _, behind = line.strip(" ,;").partition(" ")
    if is_address(first) and "@" in bare_address(first):
        return behind, clean_address(first)
    return line, ""


def check_address(address: str) -> tuple[str, str]:
    """Check that a mail header can hold an address, and that a mail server takes it.

    Returns:
        What stands before the `@`, and the domain in plain letters (punycode).

    Raises:
        CallError: no header can hold it as it is written.
    """
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise CallError(
            f"{address[:60]!r} has letters before the @ that mail servers do not take",
            "Ask for an address in plain letters",
        )
    plain = plain_domain(domain)
    is_local = all(part.translate(_LOCAL_SIGNS).isalnum() for part in local.split("."))
    is_local = is_local and "=?" not in local and len(local) <= _LOCAL_LIMIT
    if not is_local or not re.fullmatch(_DOMAIN, plain) or len(plain) > DOMAIN_LIMIT:
        raise CallError(f"{address[:60]!r} is no address a mail program would take", "Check its spelling")
    return local, plain


def plain_domain(domain: str) -> str:
    """Return a domain in plain letters, as browsers do (IDNA 2008, UTS 46); empty where it can have none."""
    if domain.isascii():
        return domain
    import idna  # its tables are large, and few addresses need them

    try:
        # Python's own codec makes `strasse` of `straße`, which is somebody else's domain.
        return idna.encode(domain, uts46=True).decode("ascii")
    except UnicodeError:
        return ""


def is_address(text: str) -> bool:
    """Return whether a word has the shape of an address, also as a link or in brackets."""
    return re.fullmatch(_ADDRESS, bare_address(text)) is not None


def bare_address(text: str) -> str:
    """Return an address without what stands around it: `<…>`, `[…]`, `mailto:`, a name before `<…>`."""
    before = ""
    text = text.strip()
    while text != before:
        before = text
        for pattern in () if _AROUND.isdisjoint(text) else (_WRAPPED, _QUOTED, _MAILTO, _WITH_NAME):
            if match := re.fullmatch(pattern, text):
                text = (match[1] or match[match.lastindex or 1] or "").strip()
        text = text.strip(" ,;") if "@" in text else text
    return text
