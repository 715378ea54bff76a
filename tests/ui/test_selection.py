"""The chosen line stays the chosen line, whatever happens around it."""

from __future__ import annotations

import pytest

from followup_tui.ui.selection import moved_index


@pytest.mark.parametrize(
    ("index", "after", "place"),
    [
        (1, "abc", 1),
        (1, "xabc", 2),
        (1, "ac", 1),
        (2, "ab", 1),
        (0, "", 0),
        (0, "xyz", 0),
        (2, "cba", 0),
    ],
)
def test_the_choice_follows_its_line(index: int, after: str, place: int) -> None:
    """It goes where its line went; gone, the next one that is left is chosen, else the one before."""
    assert moved_index("abc", index, after) == place
