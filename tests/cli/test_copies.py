"""The copies of the data file in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup_tui.cli.copies import say_age, say_size
from tests.samples import at

if TYPE_CHECKING:
    pass


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2026-11-23 14:02", "just now"),
        ("2026-11-23 14:01", "1 minute ago"),
        ("2026-11-23 12:00", "2 hours ago"),
        ("2026-11-22 14:03", "23 hours ago"),
        ("2026-11-20 14:02", "3 days ago"),
        ("2026-11-24 14:02", "in the future"),
    ],
)
def test_ages_are_said_in_words(moment: str, message: str) -> None:
    """In minutes, hours or days, whichever says it shortest; a clock set back is no age."""
    assert say_age(at(moment), at("2026-11-23 14:02")) == message


def test_sizes_are_said_in_words() -> None:
    """Three digits at the most."""
    assert [say_size(size) for size in (0, 999, 4_210, 31_000_000, 5_000_000_000)] == [
        *("0 B", "999 B", "4.2 KB", "31 MB", "5.0 GB"),
    ]
