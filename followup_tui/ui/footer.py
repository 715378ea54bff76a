"""The keys in the last row of a screen: which of them have room, and which of them is clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from followup_tui.cells import text_width
from followup_tui.domain.look import Meaning
from followup_tui.ui.styles import Run

_GAP = 2
"""How many cells set two hints apart."""


def footer_runs(hints: Sequence[str], width: int) -> list[Run]:
    """Return the last row: hints, each a key and a word, as many as have room; the last in any case.

    Args:
        hints: the hints, in the order in which they stand there.
        width: how many cells there are.
    """
    runs: list[Run] = [(" ", "plain")]
    for _, key, word in _placed(hints, width):
        runs += [(key, "key"), (f" {word}{' ' * _GAP}", Meaning.QUIET.style)]
    return runs


def key_at(hints: Sequence[str], width: int, x: int) -> str | None:
    """Return the key whose hint is at a cell; of two in one hint, as `H/L`, the one that is there."""
    for left, key, word in _placed(hints, width):
        if not left <= x < left + text_width(f"{key} {word}"):
            continue
        # One key of a hint may be `/` itself; `H/L move` names two.
        keys = re.split("(?<=[^/])/(?=[^/])", key)
        beginnings = [sum(len(before) + 1 for before in keys[:index]) for index in range(len(keys))]
        return [each for each, begin in zip(keys, beginnings, strict=True) if begin <= x - left][-1]
    return None


def _placed(hints: Sequence[str], width: int) -> Iterator[tuple[int, str, str]]:
    """Yield each hint that has room: where it begins, its key and its word."""
    left = 1
    for hint in _fitting(hints, width):
        key, _, word = hint.partition(" ")
        yield left, key, word
        left += text_width(hint) + _GAP


def _fitting(hints: Sequence[str], width: int) -> list[str]:
    """Return the hints that have room; those that matter least are left out first, and never the last one."""
    fitting = list(hints)
    while len(fitting) > 1 and sum(text_width(hint) + _GAP for hint in fitting) - _GAP + 1 > width:
        least = max(fitting[:-1], key=lambda hint: (getattr(hint, "rank", 0), fitting.index(hint)))
        fitting.remove(least)
    return fitting
