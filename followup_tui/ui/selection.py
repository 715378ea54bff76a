"""Which line of a list is selected after the list changed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def moved_index(before: Sequence[Hashable], index: int, after: Sequence[Hashable]) -> int:
    """Return the selected line's index in the changed list; where it is gone, that of the nearest left.

    Args:
        before: the lines that were in the list.
        index: the index of the selected one.
        after: the lines that are in it now.
    """
    index_of = {line: number for number, line in reversed(list(enumerate(after)))}
    nearest = (*before[index:], *reversed(before[:index]))
    return next((index_of[line] for line in nearest if line in index_of), 0)
