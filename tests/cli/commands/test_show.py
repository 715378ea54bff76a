"""`followup show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Followup


def test_the_story_tells_everything(northwind: Followup) -> None:
    """People, interviews, contacts and notes are all in it."""
    northwind("contact", "northwind", "sent", "thank-you", "--person", "jana", "--note", "Asked\n\nabout it")
    northwind("interview", "northwind", "--at", "tomorrow 10:00", "--person", "Carl")
    assert northwind("show", "northwind").out == (
        "Northwind, Data engineer (northwind)\n"
        "Interviewed: prepare · interview Tue 10:00\n"
        "They decide by Fri 27 Nov (in 4 days).\n"
        "\n"
        "People\n"
        "  Dr. Jana Novák, Head of Data, jana@northwind.example (p1, spelling not checked)\n"
        "  Bob Lee (p2, spelling not checked)\n"
        "  Carl (p3, spelling not checked)\n"
        "\n"
        "Interviews\n"
        "  today 10:00: interview 1 with Dr. Jana Novák and Bob Lee (i1)\n"
        "  tomorrow 10:00: interview 2 planned with Carl (i2)\n"
        "\n"
        "Contacts\n"
        "  today 14:02: you sent a thank-you to Dr. Jana Novák by email (c1)\n"
        "    Asked\n"
        "\n"
        "    about it\n"
    )
    assert shown(northwind)["next_interview"] == "2026-11-24T10:00:00+01:00"


def test_the_story_tells_what_was_said_what_stayed_unasked_and_what_did_not_happen(
    northwind: Followup, data_file: Path
) -> None:
    """What the board notes after an interview is told and exported here too."""
    northwind("interview", "northwind", "--at", "today 9:00", "--person", "Carl")
    document = json.loads(data_file.read_text(encoding="utf-8"))
    (application,) = [card for card in document["applications"].values() if card["id"] == "northwind"]
    early, late = application["interviews"]
    early["missed"], late["said"] = True, "They promised\n\na laptop"
    application["unasked"] = ["How big is the team?"]
    data_file.write_text(json.dumps(document), encoding="utf-8")
    assert (
        "Interviews\n"
        "  today 09:00: interview 1 with Carl did not take place (i2)\n"
        "  today 10:00: interview 2 with Dr. Jana Novák and Bob Lee (i1)\n"
        "    They promised\n"
        "\n"
        "    a laptop\n"
        "\n"
        "Left unasked\n"
        "  How big is the team?\n"
    ) in northwind("show", "northwind").out
    card = shown(northwind)
    assert card["unasked"] == ["How big is the team?"]
    assert [(held["state"], held["said"]) for held in card["interviews"]] == [
        ("missed", None),
        ("held", "They promised\n\na laptop"),
    ]


def test_undo_redo_and_history_agree(northwind: Followup) -> None:
    """What was done is listed latest first, and goes back and forth."""
    northwind("move", "northwind", "thanked")
    assert (
        northwind("history").out
        == "today 14:02  Northwind: moved to Thanked\ntoday 14:02  Northwind: recorded\n"
    )
    assert northwind("undo").out == "Undone: Northwind: moved to Thanked.\n"
    assert northwind("undo", "--json").json == {
        "number": 1,
        "label": "Northwind: recorded",
        "at": "2026-11-23T14:02:00+01:00",
        "undone": True,
        "ids": ["northwind"],
    }
    assert northwind("list", "--json").json == []
    nothing = northwind("undo")
    assert (nothing.code, nothing.err) == (2, "followup: Nothing to undo\n")
    assert northwind("redo", "--json").json["number"] == 1
    steps = northwind("history", "--json").json
    assert [(step["number"], step["undone"]) for step in steps] == [(2, True), (1, False)]
    assert list(steps[0]) == ["number", "label", "at", "undone", "ids"]
    assert northwind("redo").out == "Done again: Northwind: moved to Thanked.\n"
    assert northwind("redo").code == 2
    assert "(undone)" not in northwind("history").out


def test_an_empty_history_says_so(followup: Followup) -> None:
    """Nothing done yet is no error."""
    assert followup("history").out == "Nothing was done yet.\n"
    assert followup("history", "--json").json == []
