"""Copies that another program takes while somebody saves: each is a whole file, of one moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.storage.contents import read_contents
from tests.faults.ledger import Ledger
from tests.faults.running import LARGE, Burst
from tests.faults.store import LONG, Store

pytestmark = pytest.mark.faults

COPIES, SECONDS = (400, 60.0) if LONG else (40, 10.0)
CHANGES = 4_000


def copy_slowly(file: Path, copy: Path) -> None:
    """Copy a file some kilobytes at a time, letting others run after each, as over a network."""
    reader = os.open(file, os.O_RDONLY)
    try:
        with copy.open("wb") as target:
            while piece := os.read(reader, max(4_096, os.fstat(reader).st_size // 50)):
                target.write(piece)
                os.sched_yield()
    finally:
        os.close(reader)


def copy_with_cp(file: Path, copy: Path) -> None:
    """Copy a file as people do. Where it was replaced as cp opened it, cp says so and copies nothing."""
    command = ["cp", "-p", str(file), str(copy)]
    while (
        done := subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    ).returncode:
        assert "replaced while being copied" in done.stderr


def copy_with_rsync(file: Path, copy: Path) -> None:
    """Copy a file as backup scripts do; onto the copy before, of which it takes what seems unchanged."""
    if not shutil.which("rsync"):
        pytest.skip("rsync is not installed")
    subprocess.run(["rsync", "-a", "--no-whole-file", str(file), str(copy)], check=True, timeout=60)


@pytest.mark.parametrize("size", ["", LARGE], ids=["small", "large"])
@pytest.mark.parametrize("take", [copy_slowly, copy_with_cp, copy_with_rsync])
def test_a_copy_taken_at_any_moment_is_a_whole_file_of_one_moment(
    store: Store, tmp_path: Path, ledger: Ledger, take: Callable[[Path, Path], None], size: str
) -> None:
    """It opens without a problem, has every change acknowledged before it was begun, and none in part."""
    store.data_file.parent.mkdir(parents=True)
    copy = tmp_path / "copy.json"
    counts: list[int] = []
    with Burst(store, CHANGES, f"grow{size}") as running:
        running.go_on(0.0)
        deadline = time.monotonic() + SECONDS
        while len(counts) < COPIES and time.monotonic() < deadline and running.go_on_once():
            with ledger.trying(f"copied during a burst: {take.__name__.removeprefix('copy_')}{size}"):
                before = running.acknowledged
                take(store.data_file, copy)
                contents = read_contents(copy)
                assert contents.is_whole, contents.problems
                revisions = sorted(card.revision for card in contents.applications.values())
                assert revisions == list(range(1, len(revisions) + 1))
                assert len(revisions) >= before
                assert contents.steps == min(len(revisions), 200)
                counts.append(len(revisions))
        running.kill()
    assert counts == sorted(counts)
    assert len(set(counts)) > 3
