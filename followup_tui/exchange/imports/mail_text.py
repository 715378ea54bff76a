"""The words that somebody wrote in a mail: without markup, what is quoted, and their signature."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final, NamedTuple

_BLOCK_NAMES: Final = "p div br li tr table ul ol h1 h2 h3 h4 h5 h6 blockquote hr pre section"
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HIDDEN: Final = frozenset({"style", "script", "head", "title", "template"})

_QUOTE_BEGINS: Final = re.compile(
    r"^\s*(?:-{2,}\s*(?:original|urspr|forwarded|weitergeleitet|begin forwarded).*"
    r"|_{10,}\s*"
    r"|(?:on|am)\b.{5,200}\b(?:wrote|schrieb\b.{0,120}):\s*"
    r"|.{3,120}\b(?:wrote on|schrieb am)\b.{5,120}:\s*"
    r"|\*?(?:from|von):\*?\s.*)$",
    re.IGNORECASE,
)
"""The line above what a mail quotes or forwards."""

_ATTRIBUTION_CONTINUES: Final = re.compile(r"^\s*(?:on|am)\b.{5,200}$", re.IGNORECASE)
_ATTRIBUTION_ENDS: Final = re.compile(r"(?:wrote|schrieb.{0,120}):\s*$", re.IGNORECASE)
_MOBILE: Final = re.compile(
    r"^\s*(?:sent (?:from|via) (?:my|outlook|yahoo|proton)|von meinem? .{2,40} gesendet|gesendet (?:von|mit)"
    r"|diese nachricht wurde von meinem|get outlook for|holen sie sich outlook).{0,80}$",
    re.IGNORECASE,
)
"""What a telephone writes below each mail."""

_CLOSING: Final = re.compile(
    r"^\s*(?:(?:best|kind|warm|many|with|all|my) ?(?:\w+ ){0,2}(?:regards|wishes)|regards|best|cheers"
    r"|sincerely|many thanks|thanks|thank you|(?:mit )?(?:\w+ ){0,3}gr(?:ü|ue)(?:ß|ss)en?(?: \w+){0,3}"
    r"|mfg|vg|lg)\s*[,!.]?\s*$",
    re.IGNORECASE,
)
"""The line above the writer's name, and the signature of those who set no dashes above it."""

_POSTSCRIPT: Final = re.compile(r"\s*p\.? ?s\b", re.IGNORECASE)
_MOST_SIGNATURE_LINES: Final = 15
_MOST_LINES: Final = 2_000


class MailText(NamedTuple):
    """The words of a mail.

    Attributes:
        text: what they wrote.
        signature: the lines below it, or at its end, that say who they are; empty where there are none.
    """

    text: str
    signature: str = ""


def own_words(text: str) -> MailText:
    """Return what the writer of a mail wrote: without quotes of other mails, and the signature apart."""
    lines: list[str] = []
    all_lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LINES]
    for index, line in enumerate(all_lines):
        following = all_lines[index + 1] if index + 1 < len(all_lines) else ""
        is_attribution = _QUOTE_BEGINS.match(line) or (
            _ATTRIBUTION_CONTINUES.match(line) and _ATTRIBUTION_ENDS.search(following)
        )
        is_first = not any(each.strip() for each in lines)
        if is_attribution and not is_first:
            break
        is_above_quote = is_first and following.startswith(">") and _ATTRIBUTION_ENDS.search(line)
        if not (line.lstrip().startswith(">") or is_above_quote or _MOBILE.match(line)):
            lines.append(line)
    written = "\n".join(lines).strip("\n")
    body, sign, signature = written.partition("\n-- \n")
    if not sign:
        body, sign, signature = written.partition("\n--\n")
    body, below = _at_closing(body)
    return MailText(_plain(body), _plain(signature or below))


def _at_closing(text: str) -> tuple[str, str]:
    """Divide a text below `Best regards` and the name; what stands there and is no postscript is a signature.

    A text of which more stands there than a signature is one.
    """
    lines = text.split("\n")
    closing = max((index for index, line in enumerate(lines) if _CLOSING.match(line)), default=len(lines))
    below = lines[closing + 1 :]
    if len(list(filter(str.strip, below))) > _MOST_SIGNATURE_LINES:
        return text, ""
    name = next((index for index, line in enumerate(below, closing + 1) if line.strip()), closing)
    postscript = next((index for index, line in enumerate(below) if _POSTSCRIPT.match(line)), len(below))
    kept = [*lines[: name + 1], *(["", *below[postscript:]] if below[postscript:] else [])]
    return "\n".join(kept), "\n".join(below[:postscript])


def html_to_text(markup: str) -> str:
    """Return the words of a HTML document, a block a line."""
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _TextReader(HTMLParser):
    """Collects the text of a HTML document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the base class gives them
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _plain(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")
