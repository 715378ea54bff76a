"""Which line of a list is chosen after the list changed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def where_now(before: Sequence[Hashable], index: int, after: Sequence[Hashable]) -> int:
    """Give the place of the chosen line in the list as it is now; gone, that of the nearest that is left.

    Args:
        before: what stood in the list.
        index: which of it was chosen.
        after: what stands there now.
    """
    places = {line: place for place, line in reversed(list(enumerate(after)))}
    nearest = (*before[index:], *reversed(before[:index]))
    return next((places[line] for line in nearest if line in places), 0)
