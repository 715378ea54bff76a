"""`followup person`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_a_person_is_added_and_changed(northwind: Followup) -> None:
    """The one of that name is changed; what is not said again stays; what is said outright counts."""
    northwind("person", "northwind", "Jana Novák", "--phone", "+420 1", "--checked")
    jana = shown(northwind)["people"][0]
    assert jana == {
        "id": "p1",
        "name": "Jana Novák",
        "form_of_address": "Dr.",
        "position": "Head of Data",
        "email": "jana@northwind.example",
        "phone": "+420 1",
        "checked": True,
        "family_name": None,
    }
    assert northwind("person", "northwind", "jana novák, CTO").code == 0
    northwind("person", "northwind", "Jana Novák", "--unchecked", "--phone", "")
    jana = shown(northwind)["people"][0]
    assert (jana["position"], jana["checked"], jana["phone"]) == ("CTO", False, None)
    northwind("person", "northwind", "Ada King")
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1", "p2", "p3"]
    assert northwind("person", "northwind", "<x@y.z>").code == 2
    assert northwind("person", "northwind", "Ada", "--checked", "--unchecked").code == 2
