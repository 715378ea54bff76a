"""Back-pressure: at most one frame is under way, and the terminal acknowledges it before the next is sent.

A write that returns does not mean that the terminal has shown it. A pty, ssh and TCP buffer tens of
kilobytes, and on a slow line a held key fills them with frames that are outdated when they arrive. Only the
terminal knows what has arrived: a frame ends with a request that terminals reply to, and the reply
acknowledges the frame.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

ACKNOWLEDGEMENT_REQUEST = "\x1b[c"
"""Asks for the terminal's primary device attributes: each replies, and no key looks like the reply."""

REPLY_SECONDS = 2.0
"""How long a reply may take, beside the time that the bytes before it take."""

SLOWEST_BYTES_PER_SECOND = 600.0
"""The slowest line that is allowed for: one of 9,600 bit/s that carries something else, too."""


class _Terminal(Enum):
    UNKNOWN = auto()
    REPLIES = auto()
    SILENT = auto()


class Pacing:
    """Decides when the next frame may be sent, and which frames request an acknowledgement.

    At first nobody knows whether the terminal replies: it is asked once, and no frame waits until it has
    replied. Where a reply is overdue, as after another program had the terminal, frames are sent without
    waiting until one comes; and such a terminal is asked again, since nothing else would make it reply.

    A reply does not say which request it belongs to. One that comes after it was given up is taken for the
    reply to the newest request, so that one more frame is under way for as long as frames follow each other.

    Args:
        clock: returns seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._terminal = _Terminal.UNKNOWN
        self._reply_due_at: float | None = None
        self._requested_bytes, self._later_bytes = 0, 0

    @property
    def awaits_reply(self) -> bool:
        """Whether a reply is still to come, and not overdue."""
        return self._reply_due_at is not None and self._clock() < self._reply_due_at

    @property
    def seconds_to_wait(self) -> float:
        """For how many seconds at most the next frame has to wait for a reply; 0 where it may be sent."""
        if self._reply_due_at is None or self._terminal is not _Terminal.REPLIES:
            return 0.0
        return max(self._reply_due_at - self._clock(), 0.0)

    def start(self) -> bool:
        """Begin anew, because the program took the terminal. Return whether to send a request at once.

        At the start the reply is there before the first frame. Later there is no time for that: a terminal
        that has replied before is asked with the next frame.
        """
        self._reply_due_at, self._requested_bytes, self._later_bytes = None, 0, 0
        return self._terminal is _Terminal.UNKNOWN and self.add_frame(0)

    def add_frame(self, size: int) -> bool:
        """Count a frame of so many bytes that is sent now. Return whether to send a request with it."""
        is_overdue = self._reply_due_at is not None and not self.awaits_reply
        if is_overdue and self._terminal is _Terminal.REPLIES:
            self._terminal = _Terminal.SILENT
        self._later_bytes += size
        if self._reply_due_at is not None and not (is_overdue and self._terminal is _Terminal.SILENT):
            return False
        self._requested_bytes, self._later_bytes = self._requested_bytes + self._later_bytes, 0
        self._reply_due_at = self._clock() + REPLY_SECONDS + self._requested_bytes / SLOWEST_BYTES_PER_SECOND
        return True

    def acknowledge(self) -> None:
        """Note that the terminal replied: everything sent before the request has arrived."""
        if self._reply_due_at is None:
            return
        self._terminal = _Terminal.REPLIES
        self._reply_due_at, self._requested_bytes = None, 0
