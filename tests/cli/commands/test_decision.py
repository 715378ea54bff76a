"""`followup decision`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup


def test_the_decision_date_is_set_and_taken_back(northwind: Followup) -> None:
    """`unknown` takes it back, and a day that is past is taken, but said."""
    assert northwind("decision", "northwind", "in 2 weeks").out == (
        "Northwind: they decide by Mon 7 Dec (in 14 days).\n"
    )
    past = northwind("decision", "northwind", "-3d")
    assert past.code == 0
    assert "they wanted to decide by Fri 20 Nov (3 days ago). That day has passed." in past.out
    assert northwind("decision", "northwind", "Unknown").out == "Northwind: no decision date is noted.\n"
    assert shown(northwind)["decision_date"] is None
    again = northwind("decision", "northwind", "unknown").out
    assert again == "Nothing changed: no decision date is noted for Northwind.\n"
    assert northwind("decision", "northwind", "30.2.").code == 2
    assert northwind("decision", "northwind", "").code == 2


def test_a_new_date_takes_the_card_out_of_overdue(northwind: Followup, clock: time_machine.Traveller) -> None:
    """Where a change moves the card by itself, the command says so."""
    northwind("move", "northwind", "waiting")
    clock.shift(86_400 * 7)
    northwind("move", "northwind", "overdue")
    northwind("undo")
    assert shown(northwind)["stage"] == "overdue"
    assert "It stands in Waiting now." in northwind("decision", "northwind", "fri").out
