"""Ids within an application."""

from __future__ import annotations

import pytest

from followup_tui.domain.ids import next_id


@pytest.mark.parametrize(
    ("taken", "free"),
    [((), "p1"), (("p1", "p2"), "p3"), (("p7",), "p8"), (("i9", "px", "p²", "p" + "9" * 5000, ""), "p1")],
)
def test_the_next_id_is_above_all_others(taken: tuple[str, ...], free: str) -> None:
    """A new id is above those that are taken, and strange ids are passed over."""
    assert next_id("p", taken) == free
