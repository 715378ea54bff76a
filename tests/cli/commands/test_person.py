"""`followup person`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


def test_a_person_is_added_and_changed(northwind: Followup) -> None:
    """The one of that name is changed; what is not said again stays; what is said outright counts.

    Another position alone is refused with a question: it may be another of that name.
    """
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
        "at_agency": False,
        "by_first_name": None,
    }
    asked = northwind("person", "northwind", "jana novak, CTO")
    assert (asked.code, shown(northwind)["people"][0]["position"]) == (2, "Head of Data")
    assert "--who p1" in asked.err
    assert "--another" in asked.err
    assert northwind("person", "northwind", "jana novák, CTO", "--who", "p1", "--agency").code == 0
    assert shown(northwind)["people"][0]["at_agency"] is True
    northwind("person", "northwind", "Jana Novák", "--unchecked", "--phone", "")
    jana = shown(northwind)["people"][0]
    assert (jana["position"], jana["checked"], jana["phone"]) == ("CTO", False, None)
    northwind("person", "northwind", "Ada King")
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1", "p2", "p3"]
    assert northwind("person", "northwind", "<x@y.z>").code == 2
    assert northwind("person", "northwind", "Ada", "--checked", "--unchecked").code == 2


def test_two_of_one_name_stay_two_and_are_told_apart(northwind: Followup) -> None:
    """Another form of address or address is another person, which is said; a bare name is then a question."""
    northwind("person", "northwind", "Frau Müller")
    noted = northwind("person", "northwind", "Herr Müller")
    assert "This is p4, beside p3 (Frau Müller)" in noted.out
    asked = northwind("person", "northwind", "Müller", "--phone", "1")
    assert asked.code == 2
    assert "p3 (Frau Müller) or p4 (Herr Müller)" in asked.err
    assert northwind("interview", "northwind", "--at", "today 11:00", "--person", "Müller").code == 2
    assert northwind("interview", "northwind", "--at", "today 11:00", "--person", "p4").code == 0
    assert shown(northwind)["interviews"][-1]["people"] == ["p4"]
    northwind("person", "northwind", "Herr Müller", "--another")
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1", "p2", "p3", "p4", "p5"]


def test_somebody_may_have_only_a_position_until_the_name_is_known(northwind: Followup) -> None:
    """A position stands for its person: in words, in JSON and in letters, and gets the name later."""
    northwind("person", "northwind", "?, CTO")
    cto = shown(northwind)["people"][2]
    assert (cto["name"], cto["position"]) == (None, "CTO")
    assert "the CTO (p3, name not known)" in northwind("show", "northwind").out
    letter = northwind("draft", "northwind", "thank-you", "--person", "the CTO").out
    assert "Dear hiring team," in letter
    northwind("person", "northwind", "Dr. Ana Lima", "--who", "cto")
    assert shown(northwind)["people"][2]["name"] == "Ana Lima"
    assert "Dear Dr. Lima," in northwind("draft", "northwind", "thank-you", "--person", "lima").out


def test_a_person_is_taken_out(northwind: Followup) -> None:
    """Whoever is removed is gone from the interviews too; undo brings them back."""
    assert "Bob Lee taken out" in northwind("person", "northwind", "--remove", "p2").out
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1"]
    northwind("undo")
    assert [person["id"] for person in shown(northwind)["people"]] == ["p1", "p2"]
    assert northwind("person", "northwind").code == 2
    assert northwind("person", "northwind", "Bob", "--remove", "p2").code == 2
