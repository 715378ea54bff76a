"""Other programs for a terminal, where they are installed; empty, since each keeps data of its own kind."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import minimal
from tests.bench.data import home_of
from tests.bench.line import MeasuringTerminal

MINIMAL = (sys.executable, minimal.__file__)

PEERS = (
    MINIMAL,
    ("calcurse",),
    ("vit",),
    ("kanban-tui",),
    ("ktui",),
    ("taskwarrior-tui",),
    ("dooit",),
    ("jrnl",),
)


@dataclass(frozen=True, slots=True)
class Peer:
    """What was measured of a peer.

    Attributes:
        name: its command.
        start: seconds until its first paint is whole.
        size: bytes of the first paint.
        key_seconds: seconds from `j` to the end of its response.
        key_size: bytes of that.
    """

    name: str
    start: float
    size: int
    key_seconds: float
    key_size: float


def peers(folder: Path) -> Iterator[Peer]:
    """Measure those that are installed."""
    for command in PEERS:
        if not shutil.which(command[0]):
            continue
        name = "minimal" if command is MINIMAL else command[0]
        home = folder / f"peer-{name}"
        home.mkdir()
        with MeasuringTerminal(command, home_of(home)) as line:
            line.settle(2.0)
            start, size = line.last - line.started, len(line.output)
            keys = [line.key("j") for _ in range(10)]
            yield Peer(
                name,
                start,
                size,
                median(key.seconds for key in keys),
                median(key.size for key in keys),
            )
