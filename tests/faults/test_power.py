"""Power cuts: what was acknowledged is on the disk, not only on its way there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.mounts import cut_power, image, make_image
from tests.faults.running import KINDS, Burst, check_mixed
from tests.faults.store import LONG, Store

pytestmark = pytest.mark.faults

ROUNDS = 20 if LONG else 4


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_acknowledged_outlives_a_power_cut(
    store: Store, tmp_path: Path, ledger: Ledger, kind: str
) -> None:
    """Cut off anywhere in a burst that grows and shrinks the file, the disk has all that was acknowledged."""
    chance = random.Random(20_261_124)
    disk, file = store.home / "disk", tmp_path / "image"
    store.move_to(disk)
    acknowledged = 0
    for _ in range(ROUNDS):
        make_image(file)
        with ledger.trying(f"a power cut on ext4, in a burst, {kind}"):
            with image(file, disk), Burst(store, kind=kind) as running:
                # Soon after the first change, too: then the folders are only just made.
                running.go_on(chance.choice((0.0, chance.uniform(0.0, 0.6))))
                cut_power(disk)
                running.end()
            with image(file, disk):
                check_mixed(store, running.acknowledged)
            acknowledged += running.acknowledged
    assert acknowledged
