"""How many bytes each action brings, beside what the kept file says of it."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.bench.actions import SCENES, Scene
from tests.bench.data import home_of, make_home
from tests.bench.line import SIZE, MeasuringTerminal

FROZEN = (sys.executable, str(Path(__file__).with_name("frozen.py")))
"""The program with its clock stopped."""

READY = ("Interviewed", "keys")
"""What a readable board has: its headings, and the keys in its last row."""

COUNTS_FILE = Path(__file__).with_name("bytes.txt")

COUNTED_AT = 100
"""How many applications the kept counts are of."""

CONCURRENCY = 4
"""So many programs run at once: they sleep for most of the time, and bytes do not depend on it."""

TRIES, FEW = 5, 3
"""How often a scene that differs is counted, where only so many do."""

START = "(the first paint)"

IDLE = "(two seconds in which nothing happens)"

_DRAWING_PACKAGES = ("textual", "rich")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Return a folder that is thrown away, with a path as long each time: some screens show it."""
    folder = Path(tempfile.mkdtemp(prefix="followup-bench-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def count(
    size: tuple[int, int] = SIZE, scenes: Sequence[Scene] = SCENES, concurrency: int = CONCURRENCY
) -> dict[str, int]:
    """Count the bytes of every action.

    Args:
        size: the terminal's columns and rows.
        scenes: which actions.
        concurrency: so many programs run at once.

    Returns:
        The bytes by action, in the order they are counted.
    """
    with temporary_folder() as folder, ThreadPoolExecutor(concurrency) as pool:
        first = folder / "data"
        make_home(first, COUNTED_AT)

        def counted(number: int, scene: Scene) -> list[tuple[str, int]]:
            home = folder / f"{number:02}"
            shutil.copytree(first, home)
            return list(_scene(scene, home, size))

        found = pool.map(counted, range(len(scenes)), scenes)
        return {what: written for scene in found for what, written in scene}


def count_with_retries(wanted: Mapping[str, int]) -> dict[str, int]:
    """Count every action, and those that differ from what is wanted again, one program at a time.

    On a machine that is very busy a picture may come in two frames instead of one, some bytes more. A count
    that differs each time differs because of the program.
    """
    counts = count()
    for _ in range(TRIES - 1):
        differing = [
            scene for scene in SCENES if any(counts.get(id_) != wanted.get(id_) for id_ in _ids(scene))
        ]
        if not differing or len(differing) > FEW:
            break
        counts |= count(scenes=differing, concurrency=1)
    return counts


def _ids(scene: Scene) -> list[str]:
    return [*((START, IDLE) if scene is SCENES[0] else ()), *(step.id for step in scene.steps)]


def _scene(scene: Scene, home: Path, size: tuple[int, int]) -> Iterator[tuple[str, int]]:
    with MeasuringTerminal(FROZEN, home_of(home), size) as line:
        line.start(*READY)
        line.settle()
        if scene is SCENES[0]:
            yield START, len(line.output)
            yield IDLE, line.watch(2)
        for step in scene.steps:
            line.keys(step.names)
            yield step.id, line.key(step.key).size


def read_counts() -> dict[str, int]:
    """Return the counts of the kept file; nothing where there is none."""
    lines = COUNTS_FILE.read_text("utf-8").splitlines() if COUNTS_FILE.exists() else []
    pairs = (line.rsplit(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {what.strip(): int(size) for what, size in pairs}


def write_counts(counts: Mapping[str, int]) -> None:
    """Write the kept file."""
    widest = max(map(len, counts))
    rows = (f"{what:{widest}} {size:6}" for what, size in counts.items())
    head = (
        f"# Bytes an action writes to a terminal of {SIZE[0]}x{SIZE[1]}, with {COUNTED_AT} applications.\n"
        f"# Made with {_versions()}, by `python -m tests.bench --update`.\n"
    )
    COUNTS_FILE.write_text(head + "\n".join(rows) + "\n", "utf-8")


def has_same_versions() -> bool:
    """Return whether the kept file was made with what draws here: another Textual may paint other bytes."""
    return COUNTS_FILE.exists() and _versions() in COUNTS_FILE.read_text("utf-8")


def _versions() -> str:
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _DRAWING_PACKAGES)
