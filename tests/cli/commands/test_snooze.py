"""`followup snooze`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


def test_snoozing_hides_and_shows_again(northwind: Followup, clock: time_machine.Traveller) -> None:
    """A day means its beginning; `off` takes it back; time takes it back too."""
    hidden = northwind("snooze", "northwind", "wed")
    assert hidden.out == "Northwind: snoozed until Wed 25 Nov.\n"
    assert "snoozed until Wed 25 Nov 2026" in northwind("history").out.splitlines()[0]
    assert northwind("due", "--json").json == []
    assert northwind("snooze", "north", "OFF").out == "Northwind: no longer snoozed.\n"
    assert "Nothing changed" in northwind("snooze", "northwind", "off").out
    assert len(northwind("due", "--json").json) == 1
    assert northwind("snooze", "northwind", "in 1 hour", "--json").json["id"] == "northwind"
    assert northwind("due", "--quiet").code == 1
    clock.shift(3601)
    assert len(northwind("due", "--json").json) == 1


@pytest.mark.parametrize("when", ["yesterday", "today", "now", "", "someday", "2026-11-23 14:00"])
def test_a_snooze_that_does_not_lie_ahead_is_refused(northwind: Followup, when: str) -> None:
    """One sentence, exit 2, and nothing changed."""
    refused = northwind("snooze", "northwind", when)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert len(northwind("history", "--json").json) == 1
