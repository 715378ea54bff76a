"""Disks that are full, and file sizes that are limited: what does not fit is refused, and all else stays."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.mounts import memory, resize
from tests.faults.running import Burst, check_mixed
from tests.faults.store import LONG, Store, said

pytestmark = pytest.mark.faults

PAGE = 4_096
ROOMS = (0, 1, 2, 3, 5, 8) if not LONG else tuple(range(12))
"""How many pages are left free on the disk, of a file that takes some."""


@pytest.mark.parametrize("where", ["data", "all"])
@pytest.mark.parametrize("room", ROOMS)
def test_a_full_disk_refuses_what_does_not_fit(store: Store, ledger: Ledger, where: str, room: int) -> None:
    """Whatever is left, each change is there or refused, the file stays, and with room all goes on."""
    disk = store.data if where == "data" else store.home / "disk"
    if where == "all":
        store.move_to(disk)
    with memory(disk, 1_024), ledger.trying("a full tmpfs"):
        store.fill("Before", notes="said " * 1_000)
        ballast = disk / "ballast"
        fill_up(ballast)
        with ballast.open("r+b") as stream:
            stream.truncate(max(ballast.stat().st_size - room * PAGE, 0))
        done = ["Before"]
        for number in range(3):
            added = store.call(*_adding(f"New{number}"))
            if added.returncode == 0:
                done.append(f"New{number}")
            else:
                assert "No space left on device" in said(added)
            assert sorted(store.companies()) == sorted(done)
            assert not list(store.data.rglob("*.new"))
        shrunk = store.call("undo")
        assert shrunk.returncode == 0 or "No space left on device" in said(shrunk)
        ballast.unlink()
        present = store.companies()
        assert set(done) - set(present) <= ({done[-1]} if shrunk.returncode == 0 else set())
        store.check(present)


@pytest.mark.parametrize("room", [60, 100] if not LONG else [30, 60, 80, 100, 150, 200])
def test_a_burst_into_a_full_disk_ends_with_a_sentence(store: Store, ledger: Ledger, room: int) -> None:
    """Saves that grow and shrink until the disk is full: all that were acknowledged are there."""
    with memory(store.data, room), ledger.trying("a burst into a full tmpfs"):
        with Burst(store) as running:
            assert "No space left on device" in running.refused()
            done = running.acknowledged
            assert done
        resize(store.data, 4 * room)
        check_mixed(store, done)


@pytest.mark.parametrize("blocks", [2, 8, 38] if not LONG else [1, 2, 4, 8, 12, 20, 30, 38])
def test_a_limit_on_file_sizes_is_a_sentence(store: Store, ledger: Ledger, blocks: int) -> None:
    """Under `ulimit -f` a change that does not fit is refused, and is made once there is no limit."""
    store.fill("Before", notes="said " * 4_000)
    before = store.data_file.read_bytes()
    with ledger.trying("ulimit -f"):
        refused = store.add("Northwind", prefix=["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"])
        assert "File too large" in said(refused)
        assert store.data_file.read_bytes() == before
        assert not list(store.home.rglob("*.new"))
        assert store.add("Northwind").returncode == 0
        store.check(["Before", "Northwind"])


def _adding(company: str) -> tuple[str, ...]:
    """Give a command that adds some hundred bytes, more than once."""
    people = [word for number in range(8) for word in ("--person", f"{random.Random(number).random()} " * 5)]
    return ("add", company, "Engineer", *people)


def fill_up(file: Path) -> None:
    """Write to a file until the disk is full."""
    with file.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(PAGE))
        except OSError:
            return
