"""Parsing what a terminal sends: escape sequences are put together again where the line broke them apart.

An arrow key is an escape and some letters. Where the line stalls between them, Textual takes them for the
Escape key and for letters, and a letter alone does something here. So only whole sequences are handed on to
Textual, one at a time: the rest of one that came in part is waited for, and what is no key is left out. The
same goes for control strings, which are replies to what another program requested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
PASTE_BEGIN, PASTE_END = f"{ESCAPE}[200~", f"{ESCAPE}[201~"

ESCAPE_SECONDS = constants.ESCAPE_DELAY
"""An escape with nothing after it for so long is the Escape key: 0.1, or what ESCDELAY says."""

LATE_SECONDS = 2.0
"""For so long after an Escape key the rest of a sequence is recognised whose escape that may have been."""

PASTE_SECONDS = 2.0
"""A paste without an end is taken to have ended so long after its last byte."""

CONTROL_STRING_SECONDS = 5.0
"""A control string without an end is discarded so long after its last byte."""

MAX_LENGTH = 32
"""The length of the longest sequence that Textual knows; it takes longer ones for letters."""

_ACKNOWLEDGEMENT = re.compile(r"\x1b\[\?[0-9;]*c")
"""The reply to `pacing.ACKNOWLEDGEMENT_REQUEST`: the terminal's device attributes."""

_WHOLE = re.compile(
    r"""\x1b(?:
        \[M[^\x1b]{3}                           # the mouse, as the oldest terminals report it
      | \[\[[A-E]                               # function keys of the Linux console
      | \[(?![\[M])[0-?]*[ -/]*[@-Z\\-~]        # every other control sequence
      | O[0-9;]*[A-Za-z]                        # function keys, and the arrows of some terminals
    )""",
    re.VERBOSE,
)

_CONTROL_STRING = re.compile(r"\x1b(?:\][^\x00-\x1f]*(?:\x07|\x1b\\)|[PX^_][^\x00-\x1f]*\x1b\\)")
"""A whole OSC, DCS, SOS, PM or APC, with its terminator."""

_BROKEN_CONTROL_STRING = re.compile(r'\x1b(?:\][0-9lL]|P[0-?!"$+|]|_[ -~])[^\x00-\x1f]*')
"""One without its terminator, told by how replies begin from a key pressed with Alt and letters after it."""

_UNFINISHED_CONTROL_STRING = re.compile(rf"{_BROKEN_CONTROL_STRING.pattern}\x1b?|\x1b[\]P_]")

_KEY_REPORT = re.compile(
    r"""\x1b\[
        (?P<code>[0-9]*)(?::[0-9:]*)?                                    # alternatives: shifted, other layout
        (?:;(?P<modifiers>[0-9]*)(?::(?P<event>[0-9]*)[0-9:]*)?)?
        (?:;(?P<text>[0-9:]*))?
        (?P<end>[u~ABCDEFHPQRS])""",
    re.VERBOSE,
)
"""A key as the keyboard protocol of kitty reports it, with more than the program requested."""

_RELEASED = "3"
"""The event of a key report for a key that was released."""

_UNFINISHED = re.compile(r"\x1b(?:\[(?:M[^\x1b]{0,2}|\[|[0-?]*[ -/]*)|O[0-9;]*)?")

_BROKEN = re.compile(r"\x1b(?=\x1b)|\x1b\[[0-?]*[ -/]*|\x1bO[0-9;]*|\x1b[^\x1b]")
"""An escape before another one, the beginning of a sequence, or a key that was pressed with Alt."""

_LATE = re.compile(
    r"""(?:\[\[?[A-Z]|O[A-DFHP-S])(?=[\x00-\x1f\x7f]|\Z)
      | \[(?:[<?][0-9;:]*|[0-9][0-9;:]*)\$?(?:[A-Za-z~]|\Z)
      | \](?:[0-9]+(?:;|\Z)|[lL][^\x00-\x1f]*\x1b\\) | P(?:[01]?[$+](?:r|\Z)|[>!]\|) | _G""",
    re.VERBOSE,
)
"""A sequence without its escape, as nobody types it: a key's with no letters after it, numbers, a reply."""


class Acknowledged(Message):
    """The terminal replied to a request: everything sent before that has arrived."""


class InputParser:
    """Parses what a terminal sends into keys, pastes and mouse events.

    Every `now` is in seconds of a clock that only goes forward.

    Args:
        debug: whether Textual logs what it parses.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._pending = ""
        self._is_pasting = False
        self._received_at = 0.0
        self._escape_key_at = -inf

    def seconds_to_timeout(self, now: float) -> float:
        """Return for how many seconds `feed` need not be called if nothing comes."""
        return max(self._received_at + self._timeout - now, 0.0)

    def feed(self, text: str, now: float) -> Iterator[Message]:
        """Parse what came, empty for nothing, and iterate over the events it means."""
        if not text:
            if self.seconds_to_timeout(now) <= 0:
                yield from self._time_out(now)
            return
        # Taken out first: it may come in the middle of a key or of a paste, and is part of neither.
        text, replies = _ACKNOWLEDGEMENT.subn("", text)
        if now - self._escape_key_at < LATE_SECONDS and _LATE.match(text):
            text, self._escape_key_at = ESCAPE + text, -inf
        rest, replies_in_pieces = _ACKNOWLEDGEMENT.subn("", self._pending + text)
        if replies or replies_in_pieces:
            yield Acknowledged()
        if rest != self._pending:
            self._escape_key_at, self._received_at = -inf, now
            yield from self._parse(rest)

    def close(self) -> None:
        """Stop parsing."""
        for _ in self._parser.feed(""):
            pass

    @property
    def _timeout(self) -> float:
        """For how many seconds the rest of what came in part is waited for."""
        if self._is_pasting:
            return PASTE_SECONDS
        if not self._pending:
            return inf
        if _BROKEN_CONTROL_STRING.match(self._pending):
            return LATE_SECONDS if self._pending.endswith(ESCAPE) else CONTROL_STRING_SECONDS
        if len(self._pending) > 2:
            # Nobody types this much of one: its rest will come, or the next key shows that it broke off.
            return inf
        return ESCAPE_SECONDS if self._pending == ESCAPE else LATE_SECONDS

    def _parse(self, rest: str) -> Iterator[Message]:
        self._pending = ""
        while rest:
            before, paste_end, after = rest.partition(PASTE_END)
            if self._is_pasting or (paste_end and PASTE_BEGIN not in before):
                # Without a beginning it is the end of a paste that has timed out.
                if not paste_end:
                    self._pending = rest
                    return
                yield from self._end_paste(before)
                rest = after
                continue
            plain, escape, after = rest.partition(ESCAPE)
            if plain:
                yield from self._parser.feed(plain)
            rest = escape + after
            if control_string := _CONTROL_STRING.match(rest):
                rest = rest[control_string.end() :]
                continue
            if _UNFINISHED.fullmatch(rest) or _UNFINISHED_CONTROL_STRING.fullmatch(rest):
                self._pending = rest
                return
            if whole := _WHOLE.match(rest):
                yield from self._parse_sequence(whole[0])
                rest = rest[whole.end() :]
            elif broken := _BROKEN_CONTROL_STRING.match(rest):
                rest = rest[broken.end() :]
            elif broken := _BROKEN.match(rest):
                yield from self._parse_single_key(broken[0])
                rest = rest[broken.end() :]

    def _parse_sequence(self, sequence: str) -> Iterator[Message]:
        """Iterate over the events of a whole sequence; there are none where Textual does not know it."""
        if sequence == PASTE_BEGIN:
            self._is_pasting = True
        if sequence == PASTE_BEGIN or len(sequence) > MAX_LENGTH:
            return
        if report := _KEY_REPORT.fullmatch(sequence):
            sequence = _plain_report(report)
            if not sequence:
                return
        try:
            yield from self._parser.feed(sequence)
            # What Textual has not recognised by now it would take for letters.
            for _ in self._flush():
                pass
        except (ValueError, OverflowError):
            # Its parser can no longer be used; the sequence was no key.
            self._parser = XTermParser(self._debug)

    def _parse_single_key(self, key: str) -> Iterator[Message]:
        """Iterate over the event of the Escape key, or of a key with Alt; a broken sequence has none."""
        if len(key) <= 2:
            yield from self._parser.feed(key)
            yield from self._flush()

    def _flush(self) -> Iterator[Message]:
        """Have Textual's parser wait for nothing more."""
        if self._parser._timeout_time is not None:  # noqa: SLF001 - there is no other way to say so
            self._parser._timeout_time = 0.0  # noqa: SLF001
            yield from self._parser.tick()

    def _end_paste(self, text: str) -> Iterator[Message]:
        self._is_pasting = False
        if text:
            yield events.Paste(text.replace("\0", ""))

    def _time_out(self, now: float) -> Iterator[Message]:
        """Take what came in part for all there is."""
        pending, self._pending = self._pending, ""
        if _BROKEN_CONTROL_STRING.match(pending) and pending.endswith(ESCAPE):
            pending = ESCAPE
        if self._is_pasting:
            yield from self._end_paste(pending)
            return
        if pending == ESCAPE:
            self._escape_key_at = now
        yield from self._parse_single_key(pending)


def _plain_report(report: re.Match[str]) -> str:
    """Return a key report with nothing in it that Textual cannot parse; empty where no key was pressed."""
    code, modifiers, text, end = report["code"], report["modifiers"], report["text"], report["end"]
    characters = [int(character) for character in (text or "").split(":") if character]
    if report["event"] == _RELEASED or not all(map(_is_character, [int(code or 0), *characters])):
        return ""
    if end == "u" and not int(code or 0):
        return ""
    parameters = [code, modifiers, ":".join(map(str, characters))]
    while parameters and not parameters[-1]:
        del parameters[-1]
    return f"{ESCAPE}[{';'.join(parameter or '' for parameter in parameters)}{end}"


def _is_character(code_point: int) -> bool:
    return code_point < 0xD800 or 0xDFFF < code_point <= 0x10FFFF
