"""Measures a sync of 1,000 applications with 10 changed, and then many: `python -m tests.bench.syncing`."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from followup_tui.demo import sample
from tests.samples import NOW, Clock
from tests.sync.machines import Machine, make_remote

BUDGET = 1.5
"""Seconds for a sync of 1,000 applications with 10 changed, without the network (DESIGN)."""


def main() -> int:
    """Measure. Return 1 where the budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000, help="applications")
    parser.add_argument("--runs", type=int, default=9, help="the figure is the median of so many")
    parser.add_argument(
        "--syncs", type=int, default=0, help="then so many more, for the size of the repository"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root, clock = Path(name), Clock()
        laptop, box = (
            Machine(root / each, make_remote(root / "remote.git"), clock) for each in ("laptop", "box")
        )
        laptop.tracker.fill(sample(options.size, 1, NOW))
        print(f"first sync, sending: {_seconds(laptop):.2f} s; taking: {_seconds(box):.2f} s")
        sent, taken, commands = [], [], []
        for number in range(options.runs):
            _change(laptop, 10, number)
            sent.append(_seconds(laptop))
            taken.append(_seconds(box))
            commands.append(_command(box, root / "remote.git"))
        for what, seconds in (
            ("sending 10", sent),
            ("taking 10", taken),
            ("`followup sync`, no news", commands),
        ):
            print(f"{what}: {statistics.median(seconds):.2f} s (of {BUDGET} s)")
        for number in range(options.syncs):
            _change(laptop, 3, 1_000 + number)
            laptop.sync()
        if options.syncs:
            before = _size(laptop.git.folder)
            laptop.git.run("gc", "--quiet")
            print(f"{options.syncs} syncs: {before:.1f} MB, after gc {_size(laptop.git.folder):.1f} MB")
        return 0 if statistics.median(sent) <= BUDGET and statistics.median(taken) <= BUDGET else 1


def _seconds(machine: Machine) -> float:
    """Return how long a sync takes; on a machine with other work, what its processors spend on it."""
    began, spent = time.perf_counter(), sum(os.times()[:4])
    machine.sync()
    return min(time.perf_counter() - began, sum(os.times()[:4]) - spent)


def _command(machine: Machine, remote: Path) -> float:
    """Return how long the command takes, with the start of the program, where nothing is new."""
    environ = {**os.environ, "HOME": str(machine.root), "XDG_STATE_HOME": str(machine.root / "state")}
    command = [
        sys.executable,
        "-m",
        "followup_tui",
        "sync",
        str(remote),
        "--data",
        str(machine.file),
        "--yes",
    ]
    began = time.perf_counter()
    subprocess.run(command, env=environ, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - began


def _change(machine: Machine, count: int, number: int) -> None:
    machine.clock.pass_by(minutes=1)
    ids = sorted(machine.applications)
    chosen = [ids[(number * 7 + place * 31) % len(ids)] for place in range(count)]
    machine.tracker.change_many(
        "changed",
        lambda applications: {
            each: replace(applications[each], notes=f"Changed in round {number}") for each in chosen
        },
    )


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
