"""Measures the program in a real terminal: `python -m tests.bench` from the top of the repository."""

from __future__ import annotations

import argparse
import compileall
import sys
from collections.abc import Sequence
from pathlib import Path

import followup_tui
from tests.bench import actions, counting
from tests.bench.actions import SCENES
from tests.bench.budgets import broken, broken_at_80x24, results
from tests.bench.counting import temporary_folder
from tests.bench.line import SIZE
from tests.bench.measuring import LARGE, MIDDLE, SMALL, Bench
from tests.bench.peers import peers
from tests.bench.slow_line import slow_lines
from tests.bench.table import print_counts, print_minimal, print_peers, print_results, print_slow

PARTS = ("start", "board", "journal", "commands", "slow", "bytes")


def main() -> int:
    """Measure. Return 1 where a budget is broken or, with --check, a count differs."""
    options = _options()
    size = (options.cols, options.rows)
    if options.check or options.update:
        return _check(update=options.update)
    # As an installer does: what is measured must not compile itself at each start.
    compileall.compile_dir(Path(followup_tui.__file__).parent, quiet=1)
    wanted = set(options.only or PARTS)
    well = True
    with temporary_folder() as folder:
        bench = Bench(folder, options.size or (SMALL, MIDDLE, LARGE), size)
        if wanted & {"start", "board", "journal", "commands"}:
            for number in range(options.runs):
                print(f"run {number + 1} of {options.runs}", file=sys.stderr)
                bench.run(wanted.__contains__)
            print_minimal(bench.measured.minimal)
            well = print_results(results(bench.measured))
        if "slow" in wanted:
            well = print_slow(slow_lines(folder)) and well
        if "bytes" in wanted:
            counts = counting.count(size)
            print_counts(counts, counting.read_counts() if size == SIZE else {})
            # The budgets are for two sizes of window.
            problems = [*broken(counts), *_broken_at_80x24()] if size == SIZE else []
            well = _say(problems) and well
        if options.peers:
            print_peers(peers(folder))
    return 0 if well else 1


def _check(*, update: bool) -> int:
    """Compare every action's bytes with the kept file: exactly, since they are exact."""
    problems = [
        f"{name}: not both in the key table and in tests/bench/actions.py" for name in actions.missing()
    ]
    if update:
        # One at a time, as what differs is counted again: so that each request gets its reply at once.
        counts = counting.count(concurrency=1)
        counting.write_counts(counts)
        problems += broken(counts)
        return 0 if _say(problems) else 1
    kept = counting.read_counts()
    counts = counting.count_with_retries(kept)
    problems += broken(counts)
    differing = [
        f"{name}: {counts.get(name, 'no')} B, kept {kept.get(name, 'none')}"
        for name in dict.fromkeys((*counts, *kept))
        if counts.get(name) != kept.get(name)
    ]
    if differing and not counting.has_same_versions():
        print("Another Textual or Rich than the kept counts were made with: what differs is only said.")
        _say(differing)
    elif differing:
        problems += differing
        problems.append(
            "Where that is meant: python -m tests.bench --update, and commit tests/bench/bytes.txt"
        )
    well = _say(problems)
    if well:
        print(f"{len(counts)} actions write the bytes they are known to write, within their budgets.")
    return 0 if well else 1


def _broken_at_80x24() -> list[str]:
    return list(broken_at_80x24(counting.count((80, 24), SCENES[:1])))


def _say(problems: Sequence[str]) -> bool:
    for problem in problems:
        print(problem)
    return not problems


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="applications; may be given more than once")
    parser.add_argument("--runs", type=int, default=3, help="each figure is the median of so many runs")
    parser.add_argument("--cols", type=int, default=SIZE[0])
    parser.add_argument("--rows", type=int, default=SIZE[1])
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="only this part; more than once, these"
    )
    parser.add_argument("--peers", action="store_true", help="the peers that are installed, too")
    parser.add_argument(
        "--check", action="store_true", help="only compare the bytes with those that are kept"
    )
    parser.add_argument("--update", action="store_true", help="write the file they are kept in")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
