"""`followup move`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_moving_goes_both_ways_and_says_where(northwind: Followup) -> None:
    """A stage may be abbreviated, and moving to where it stands changes nothing."""
    assert northwind("move", "northwind", "th").out == "Northwind: moved to Thanked.\n"
    again = northwind("move", "northwind", "thanked")
    assert (again.code, again.out) == (0, "Nothing changed: Northwind is in Thanked already.\n")
    assert northwind("move", "northwind", "interviewed", "--json").json["stage"] == "interviewed"
    assert northwind("move", "northwind", "sideways").code == 2


def test_moving_to_closed_asks_how_it_ended(northwind: Followup) -> None:
    """Closing has its own command; a closed card moved to closed stays as it is."""
    refused = northwind("move", "northwind", "closed")
    assert refused.code == 2
    assert "followup close northwind hired|declined|rejected|withdrawn|cancelled|silent" in refused.err
    assert northwind("close", "northwind", "rej").out == "Northwind: closed, rejected.\n"
    assert shown(northwind)["outcome"] == "rejected"
    again = "Nothing changed: Northwind is closed already, rejected.\n"
    assert northwind("move", "northwind", "closed").out == again
    assert northwind("close", "northwind", "rejected").out == again
    northwind("move", "northwind", "waiting")
    assert (shown(northwind)["stage"], shown(northwind)["outcome"]) == ("waiting", None)


def test_an_ambiguous_word_is_refused(northwind: Followup) -> None:
    """An abbreviation that fits none or more than one names those there are."""
    assert "other" in northwind("contact", "northwind", "sent", "nothing").err
    assert northwind("contact", "northwind", "sideways").code == 2
    assert northwind("close", "northwind", "").code == 2
    assert northwind("export", "xml").code == 2
