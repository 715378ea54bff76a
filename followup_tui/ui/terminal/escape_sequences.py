"""What a terminal sends, put together again where the line broke it into pieces.

An arrow key is an escape and some letters. A line that stalls between them makes Textual take them for the
Escape key and for letters, and a letter alone does something here. So only whole sequences are handed on to
Textual, one at a time: what belongs together is waited for, and what is no key at all is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
PASTE_BEGINS, PASTE_ENDS = f"{ESCAPE}[200~", f"{ESCAPE}[201~"

ESCAPE_SECONDS = constants.ESCAPE_DELAY
"""An escape with nothing after it for so long is the Escape key: 0.1, or what ESCDELAY says."""

LATE_SECONDS = 2.0
"""So long after an escape was taken for the Escape key, the rest of its sequence is known for what it is."""

PASTE_SECONDS = 2.0
"""A paste whose end has not come this long after its last byte is taken to have ended."""

LONGEST = 32
"""How many characters a sequence has at most that Textual knows; it takes longer ones for letters."""

_ANSWER = re.compile(r"\x1b\[\?[0-9;]*c")
"""What a terminal says of its kind: the answer to `pacing.QUESTION`."""

_WHOLE = re.compile(
    r"""\x1b(?:
        \[M[^\x1b]{3}                           # the mouse, as the oldest terminals tell it
      | \[\[[A-E]                               # function keys of the Linux console
      | \[(?![\[M])[0-?]*[ -/]*[@-Z\\-~]        # everything else with a bracket
      | O[0-9;]*[A-Za-z]                        # function keys, and the arrows of some terminals
    )""",
    re.VERBOSE,
)

_UNFINISHED = re.compile(r"\x1b(?:\[(?:M[^\x1b]{0,2}|\[|[0-?]*[ -/]*)|O[0-9;]*)?")

_BROKEN = re.compile(r"\x1b(?=\x1b)|\x1b\[[0-?]*[ -/]*|\x1bO[0-9;]*|\x1b[^\x1b]")
"""An escape before another one, what began as a sequence, or a key that was pressed with Alt."""

_LATE = re.compile(
    r"""(?:\[\[?[A-Z]|O[A-DFHP-S])(?=[\x00-\x1f\x7f]|\Z)
      | \[(?:[<?][0-9;:]*|[0-9][0-9;:]*)\$?(?:[A-Za-z~]|\Z)""",
    re.VERBOSE,
)
"""The rest of a sequence, as nobody types it in one go: a key's without letters after it, or numbers."""


class Answered(Message):
    """The terminal answered what it was asked: what it was sent before has come."""


class Keyboard:
    """Makes keys, pastes and the mouse's moves of what a terminal sends.

    The moments it is told are seconds of any clock that only goes forward.

    Args:
        debug: whether Textual writes down what it understood.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._parser = XTermParser(debug)
        self._held = ""
        self._pasting = False
        self._came = 0.0
        self._escaped = -inf

    def patience(self, now: float) -> float:
        """Give for how many seconds nothing is to be done here if nothing comes."""
        return max(self._came + self._waits - now, 0.0)

    def take(self, text: str, now: float) -> Iterator[Message]:
        """Take what came, or that nothing did, and give what it means.

        Args:
            text: what came.
            now: when.
        """
        if not text:
            if self.patience(now) <= 0:
                yield from self._give_up(now)
            return
        # Taken out first, as if it had not come: an answer has no part in keys nor in a paste, though it may
        # come between two halves of one.
        text, answers = _ANSWER.subn("", text)
        if now - self._escaped < LATE_SECONDS and _LATE.match(text):
            text, self._escaped = ESCAPE + text, -inf
        rest, answers_in_pieces = _ANSWER.subn("", self._held + text)
        if answers or answers_in_pieces:
            yield Answered()
        if rest != self._held:
            self._escaped, self._came = -inf, now
            yield from self._read(rest)

    def close(self) -> None:
        """Take nothing any more."""
        for _ in self._parser.feed(""):
            pass

    @property
    def _waits(self) -> float:
        """How many seconds the rest may take of what has come in part."""
        if self._pasting:
            return PASTE_SECONDS
        if not self._held:
            return inf
        if len(self._held) > 2:
            # Nobody types this much of a sequence: its rest will come, or else the next key shows it broken.
            return inf
        return ESCAPE_SECONDS if self._held == ESCAPE else LATE_SECONDS

    def _read(self, rest: str) -> Iterator[Message]:
        self._held = ""
        while rest:
            before, ends, after = rest.partition(PASTE_ENDS)
            if self._pasting or (ends and PASTE_BEGINS not in before):
                # Without a beginning it is the end of a paste that was waited for too long.
                if not ends:
                    self._held = rest
                    return
                yield from self._paste(before)
                rest = after
                continue
            plain, escape, after = rest.partition(ESCAPE)
            if plain:
                yield from self._parser.feed(plain)
            rest = escape + after
            if _UNFINISHED.fullmatch(rest):
                self._held = rest
                return
            if whole := _WHOLE.match(rest):
                yield from self._sequence(whole[0])
                rest = rest[whole.end() :]
            elif broken := _BROKEN.match(rest):
                yield from self._single(broken[0])
                rest = rest[broken.end() :]

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """Give what a whole sequence means; one that Textual does not know means nothing."""
        if sequence == PASTE_BEGINS:
            self._pasting = True
        if sequence == PASTE_BEGINS or len(sequence) > LONGEST:
            return
        yield from self._parser.feed(sequence)
        # What it has not understood by now it would take for letters.
        for _ in self._settled():
            pass

    def _single(self, key: str) -> Iterator[Message]:
        """Give the Escape key, or one that was pressed with Alt; a sequence that broke off is no key."""
        if len(key) <= 2:
            yield from self._parser.feed(key)
            yield from self._settled()

    def _settled(self) -> Iterator[Message]:
        """Let Textual wait for nothing that might follow what it was given."""
        if self._parser._timeout_time is not None:  # noqa: SLF001 - there is no other way to say so
            self._parser._timeout_time = 0.0  # noqa: SLF001
            yield from self._parser.tick()

    def _paste(self, text: str) -> Iterator[Message]:
        self._pasting = False
        if text:
            yield events.Paste(text.replace("\0", ""))

    def _give_up(self, now: float) -> Iterator[Message]:
        """Take what has come for all there is."""
        held, self._held = self._held, ""
        if self._pasting:
            yield from self._paste(held)
            return
        if held == ESCAPE:
            self._escaped = now
        yield from self._single(held)
