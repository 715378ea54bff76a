"""A slow line: what queues up on it, and whether keys get lost.

The line carries so many bytes a second with a delay. What the program writes is read no faster, and seen and
replied to with that delay. Keys are sent at once.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.counting import FROZEN, READY
from tests.bench.data import make_home
from tests.bench.line import QUIET, MeasuringTerminal, key_bytes
from tests.bench.measuring import MIDDLE

_TICK = 0.005
_FRAME_ENDS = b"\x1b[?2026l"

HELD = 90
REPEAT = 1 / 30
"""A held key comes so many times, and so many seconds apart."""

_QUIET_CARD = 0.1
"""What ends the response to a selection key on a fast line."""

AHEAD = "j j l j k n T y p e d space a h e a d tab R o l e ctrl+s"
"""Keys typed ahead: over two columns, into a form, and its fields, and saved."""

SILENCE = 2.0
"""After so long without a byte all is over: more than any line here needs for a frame."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a line is.

    Attributes:
        name: how it is called.
        rate: bytes a second.
        delay: seconds until a byte is seen.
    """

    name: str
    rate: float
    delay: float


SPEEDS = (Speed("9,600 bit/s", 960, 0.0), Speed("1 Mbit/s, 200 ms late", 125_000, 0.2))


@dataclass(frozen=True, slots=True)
class HeldKey:
    """What became of a key held down, and of keys typed ahead.

    Attributes:
        speed: of the line.
        frames_behind: how many whole frames were written after the last key, beside the one that shows it.
        seconds_behind: seconds from the last key until its effect is seen.
        all_count: whether the screen then shows what it shows on a fast line.
        typed_ahead_count: whether the same is so after keys typed ahead.
    """

    speed: Speed
    frames_behind: int
    seconds_behind: float
    all_count: bool
    typed_ahead_count: bool


class SlowTerminal(MeasuringTerminal):
    """A line that is fast until it is told to be slow."""

    def be_slow(self, speed: Speed) -> None:
        """Carry no more than this from now on."""
        self._speed = speed
        self._room, self._since = 0.0, time.perf_counter()
        self._under_way: deque[tuple[float, bytes]] = deque()
        self.frames: list[float] = []
        """When the line took the end of each frame."""
        self._taken = bytearray()

    def carry(self, until: float) -> None:
        """Carry what is written until this moment; where it is 0, until nothing has come for a while."""
        now = moved = time.perf_counter()
        while now < (until or moved + SILENCE):
            if self._take(now) or self._under_way:
                moved = now
            while self._under_way and self._under_way[0][0] <= now:
                self.output += self._under_way.popleft()[1]
                self.last = now
                self.reply(len(self.output))
            time.sleep(_TICK)
            now = time.perf_counter()

    def hold(self, name: str) -> float:
        """Hold a key down. Return the moment of the last."""
        begun = last = time.perf_counter()
        for number in range(1, HELD + 1):
            self._send(key_bytes(name))
            last = time.perf_counter()
            self.carry(begun + number * REPEAT)
        return last

    def all_at_once(self, names: str) -> None:
        """Type keys without waiting for anything."""
        self._send(b"".join(map(key_bytes, names.split())))

    def _take(self, now: float) -> bool:
        """Take what the line has room for. A line that had nothing to carry gains no room by it."""
        self._room = min(self._room + (now - self._since) * self._speed.rate, self._speed.rate * 4 * _TICK)
        self._since = now
        if self._room < 1 or not select.select([self._line], [], [], 0)[0]:
            return False
        data = os.read(self._line, int(self._room))
        self._room -= len(data)
        before = max(len(self._taken) - len(_FRAME_ENDS) + 1, 0)
        self._taken += data
        self.frames += [now] * self._taken.count(_FRAME_ENDS, before)
        self._under_way.append((now + self._speed.delay, data))
        return True


def slow_lines(folder: Path) -> Iterator[HeldKey]:
    """Hold a key down, then type ahead, on each line; and do the same on a fast one to compare.

    Args:
        folder: where homes are made.
    """
    for number, speed in enumerate(SPEEDS):
        environ = make_home(folder / f"slow{number}", MIDDLE)
        with _started(environ) as line:
            line.be_slow(speed)
            line.all_at_once("5")
            line.carry(0)
            last = line.hold("j")
            line.carry(0)
            behind = max(sum(frame > last for frame in line.frames) - 1, 0)
            late, held = line.last - last, line.text()
            line.all_at_once(AHEAD)
            line.carry(0)
            ahead = line.text()
        environ = make_home(folder / f"fast{number}", MIDDLE)
        with _started(environ) as line:
            line.keys("5")
            line.quiet = _QUIET_CARD
            line.keys(" ".join(["j"] * HELD))
            line.quiet = QUIET
            right = line.text() == held
            line.keys(AHEAD)
            yield HeldKey(speed, behind, late, right, line.text() == ahead)


def _started(environ: Mapping[str, str]) -> SlowTerminal:
    line = SlowTerminal(FROZEN, environ)
    line.start(*READY)
    line.settle()
    return line
