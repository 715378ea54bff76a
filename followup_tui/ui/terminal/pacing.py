"""One frame under way at a time: whether what the terminal was sent has come there.

What is written is not what is seen. A pty, ssh and TCP take tens of kilobytes before they say that they are
full, and on a slow line a held key fills them with pictures that are old when they come. Only the terminal
knows what has come: so it is asked something with a frame, and its answer says that the frame is there.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

QUESTION = "\x1b[c"
"""What kind of terminal it is: each answers this, and no key looks like the answer."""

PATIENCE_SECONDS = 2.0
"""So long an answer may take, beside what the bytes before it take."""

SLOWEST = 600.0
"""So many bytes a second any line carries: one of 9,600 bit/s that something else is on, too."""


class _Terminal(Enum):
    UNKNOWN = auto()
    ANSWERS = auto()
    STOPPED = auto()


class Pacing:
    """Says whether the next frame may go, and whether to ask with it.

    Nobody knows at first whether the terminal answers: it is asked once, and no frame waits until it has.
    Where an answer is overdue, as after another program took it, frames go without waiting until one comes;
    and such a terminal is asked again, since nothing else would make it answer.

    An answer does not say which question it is to. Where one comes that was given up, it is taken for that
    to the newest, and one frame more is under way for as long as frames follow each other; no longer.

    Args:
        clock: gives seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._terminal = _Terminal.UNKNOWN
        self._due: float | None = None
        self._before, self._after = 0, 0

    @property
    def expects(self) -> bool:
        """Whether an answer is still to come, and not overdue."""
        return self._due is not None and self._clock() < self._due

    @property
    def held(self) -> float:
        """For how many seconds at most the next frame is to wait for an answer; 0 where it may go."""
        if self._due is None or self._terminal is not _Terminal.ANSWERS:
            return 0.0
        return max(self._due - self._clock(), 0.0)

    def begins(self) -> bool:
        """Take it that the program has the terminal, or has it again. Says whether to ask at once.

        At the start the answer is there before the first picture. Later there is no time for that: a terminal
        that has answered before is asked with the next frame.
        """
        self._due, self._before, self._after = None, 0, 0
        return self._terminal is _Terminal.UNKNOWN and self.sends(0)

    def sends(self, size: int) -> bool:
        """Take it that a frame of so many bytes goes. Says whether to ask with it."""
        overdue = self._due is not None and not self.expects
        if overdue and self._terminal is _Terminal.ANSWERS:
            self._terminal = _Terminal.STOPPED
        self._after += size
        if self._due is not None and not (overdue and self._terminal is _Terminal.STOPPED):
            return False
        self._before, self._after = self._before + self._after, 0
        self._due = self._clock() + PATIENCE_SECONDS + self._before / SLOWEST
        return True

    def answered(self) -> None:
        """Take it that the terminal answered: everything before the question has come."""
        if self._due is None:
            return
        self._terminal = _Terminal.ANSWERS
        self._due, self._before = None, 0
