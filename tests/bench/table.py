"""Prints what was measured, a line each, with its budget and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.bench.budgets import Result
from tests.bench.measuring import Figures
from tests.bench.peers import Peer
from tests.bench.slow_line import HeldKey

_UNITS = {"x": "{:.2f} x", "B": "{:.0f} B", "B/s": "{:.0f} B/s", "MB": "{:.1f} MB", "%": "{:.0f} %"}

FRAMES_BEHIND = 1
"""How many frames may be queued behind the last key."""


def print_minimal(figures: Figures) -> None:
    """Print what everything is a multiple of."""
    start, key, memory = figures.start * 1000, figures.seconds("j") * 1000, min(figures.megabytes)
    print(f"minimal program: start {start:.0f} ms, a key {key:.2f} ms, {memory:.0f} MB\n")


def print_results(results: Iterable[Result]) -> bool:
    """Print the lines. Return whether all budgets hold."""
    rows = [("what", "at", "measured", "", "budget", "")]
    all_hold = True
    for result in results:
        all_hold = all_hold and result.holds
        budget = "" if result.budget is None else _said(result.budget, result.unit)
        verdict = "" if result.budget is None else "holds" if result.holds else "BROKEN"
        figure = _said(result.figure, result.unit)
        rows.append((result.what, f"{result.size:,}", figure, result.note, budget, verdict))
    _print_rows(rows)
    return all_hold


def print_slow(lines: Iterable[HeldKey]) -> bool:
    """Print what became of a held key on slow lines. Return whether all is well."""
    rows = [
        ("a held j, then keys typed ahead", "frames behind", "seen after", "held keys", "typed ahead", "")
    ]
    all_well = True
    for held in lines:
        well = held.frames_behind <= FRAMES_BEHIND and held.all_count and held.typed_ahead_count
        all_well = all_well and well
        rows.append(
            (
                held.speed.name,
                f"{held.frames_behind} (budget {FRAMES_BEHIND})",
                f"{held.seconds_behind:.2f} s",
                "all count" if held.all_count else "LOST",
                "all count, in order" if held.typed_ahead_count else "LOST",
                "holds" if well else "BROKEN",
            )
        )
    _print_rows(rows)
    return all_well


def print_peers(peers: Iterable[Peer]) -> None:
    """Print the peers beside one another, and the minimal program among them."""
    rows: list[Sequence[str]] = [("peer, with nothing in it", "start", "first paint", "j: time", "j: bytes")]
    rows += [
        (
            peer.name,
            f"{peer.start * 1000:.0f} ms",
            f"{peer.size} B",
            f"{peer.key_seconds * 1000:.1f} ms",
            f"{peer.key_size:.0f} B",
        )
        for peer in peers
    ]
    _print_rows(rows)


def print_counts(counts: Mapping[str, int], kept: Mapping[str, int]) -> None:
    """Print every action's bytes, and the kept count where it is another."""
    rows = [("action", "bytes", "kept")]
    for action, size in counts.items():
        before = kept.get(action)
        rows.append((action, str(size), "" if before == size else "none" if before is None else str(before)))
    _print_rows(rows)


def _said(figure: float, unit: str) -> str:
    return _UNITS[unit].format(figure)


def _print_rows(rows: Sequence[Sequence[str]]) -> None:
    print("\n".join(_aligned(rows)) + "\n", flush=True)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
