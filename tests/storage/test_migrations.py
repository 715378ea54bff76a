"""Files of older schemas: what the first edition wrote is read, and written in this version's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from followup_tui.storage.codec import SCHEMA
from followup_tui.storage.repository import Repository

MOMENT = {"utc": "2026-11-24T15:00:00Z", "zone": "Europe/Berlin"}


def schema_1_application(**fields: object) -> dict[str, Any]:
    """Give an application's document as the first edition wrote it."""
    return {
        "id": "northwind",
        "company": "Northwind",
        "role": "Data engineer",
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "stage": "interviewed",
        "rounds": [{"id": "r1", "ended_at": MOMENT, "people": ["p1"], "said": "They pay 72,000"}],
        "people": [{"id": "p1", "name": "Jana Novák", "form_of_address": "Dr."}],
        "touches": [{"at": MOMENT, "direction": "sent", "kind": "thank-you", "person": "p1"}],
        "revision": 2,
        **fields,
    }


def schema_1_file() -> str:
    """Give a file of the first edition, with a step that recorded an application and one that changed it."""
    step = {"at": MOMENT, "undone": False}
    return json.dumps(
        {
            "applications": {"1": schema_1_application()},
            "history": {
                "1": {"number": 1, "label": "Northwind: recorded", "states": {"northwind": None}, **step},
                "2": {
                    "number": 2,
                    "label": "Northwind: a thank-you sent",
                    "states": {"northwind": schema_1_application(touches=[], revision=1)},
                    **step,
                },
            },
            "meta": {"1": {"schema": 1}},
        }
    )


def test_rounds_and_touches_become_interviews_and_contacts(
    data_file: Path, reopen: Callable[[], Repository]
) -> None:
    """Everything in a file of schema 1 is there after reading it, under its new name."""
    data_file.parent.mkdir(parents=True)
    data_file.write_text(schema_1_file())
    repository = reopen()
    repository.refresh()
    card = repository.applications["northwind"]
    (interview,) = card.interviews
    assert (interview.id, interview.people, interview.said) == ("i1", ("p1",), "They pay 72,000")
    assert [(contact.kind.value, contact.person) for contact in card.contacts] == [("thank-you", "p1")]


def test_the_history_of_schema_1_can_be_undone_and_redone(
    data_file: Path, reopen: Callable[[], Repository]
) -> None:
    """A step that the first edition made is taken back, and the file is then of this version's schema."""
    data_file.parent.mkdir(parents=True)
    data_file.write_text(schema_1_file())
    repository = reopen()
    repository.undo()
    card = repository.applications["northwind"]
    assert (card.contacts, card.interviews[0].id) == ((), "i1")
    written = data_file.read_text()
    assert json.loads(written)["meta"]["1"]["schema"] == SCHEMA
    assert "rounds" not in written
    assert "touches" not in written
    reopen().redo()
    assert len(json.loads(data_file.read_text())["applications"]["1"]["contacts"]) == 1
