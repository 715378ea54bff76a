"""Words that sentences are made of."""

from __future__ import annotations

from followup_tui.domain.wording import ordinal


def test_ordinals_end_as_they_are_said() -> None:
    """Words up to five, then figures with the ending they are read with."""
    said = {1: "first", 5: "fifth", 6: "6th", 11: "11th", 13: "13th", 21: "21st", 22: "22nd", 33: "33rd"}
    assert {number: ordinal(number) for number in said} == said
    assert ordinal(112) == "112th"
