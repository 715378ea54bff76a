"""The page about the data file says what the program reads and writes."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.clash import Clash
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import (
    CalendarEntry,
    Interview,
    InterviewKind,
    Lesson,
    LessonState,
    MovedFrom,
    Reflection,
)
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.storage.backups import MAX_BACKUPS
from followup_tui.storage.codec import SCHEMA, encode
from followup_tui.storage.history import MAX_STEPS, Step
from followup_tui.storage.migrations import MIGRATIONS
from followup_tui.storage.snapshot import decode_history, take_snapshot
from followup_tui.storage.tables import META, decode
from followup_tui.storage.tombstones import Tombstone

PAGE = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
TABLES = json.loads(EXAMPLE)
APPLICATION = TABLES["applications"]["1"]
(INTERVIEW,) = APPLICATION["interviews"]

DOCUMENTS: dict[type, Any] = {
    Application: APPLICATION,
    Interview: INTERVIEW,
    Reflection: INTERVIEW["reflection"],
    Lesson: INTERVIEW["reflection"]["lessons"][0],
    Person: APPLICATION["people"][0],
    Contact: APPLICATION["contacts"][0],
    MovedFrom: INTERVIEW["moved_from"][0],
    CalendarEntry: INTERVIEW["calendar"],
    Offer: APPLICATION["offer"],
    Promise: APPLICATION["promises"][0],
    Clash: APPLICATION["clashes"][0],
    Tombstone: TABLES["removed"]["1"],
    Instant: APPLICATION["created_at"],
    Step: TABLES["history"]["1"],
}

HEADINGS: dict[type, str] = {
    Application: "### `applications`",
    Interview: "An entry of `interviews`:",
    Reflection: "Its `reflection`:",
    Person: "An entry of `people`:",
    Contact: "An entry of `contacts`:",
    Offer: "Its `offer`:",
    Promise: "An entry of `promises`:",
    Clash: "An entry of `clashes`:",
    Step: "### `history`",
}


def rows(heading: str) -> list[tuple[str, str]]:
    """Return the rows of the first table below a heading: the first cell and the rest."""
    assert PAGE.count(f"{heading}\n") == 1, heading
    below = PAGE.partition(f"{heading}\n")[2]
    (table,) = re.findall(r"(?s)\A.*?\n(\| field .*?)\n\n", below + "\n\n")[:1]
    cells = [line.strip("| ").split(" | ", 1) for line in table.splitlines()[2:]]
    return [(names, rest) for names, rest in cells]


def test_the_example_is_read_by_the_program() -> None:
    """It decodes without a problem, and every text in it is one that the program would keep as it is."""
    tables = decode(EXAMPLE.encode())
    snapshot = take_snapshot(tables)
    assert list(snapshot.applications) == ["northwind"]
    (step,) = decode_history(snapshot.tables)
    for thing, document in (
        (snapshot.applications["northwind"], APPLICATION),
        (step, TABLES["history"]["1"]),
    ):
        assert _is_in(json.loads(bytes(encode(thing))), document)
    assert list(TABLES) == [META, "applications", "history", "removed", "sync"]
    assert list(TABLES[META]["1"]) == ["save", "schema"]
    assert TABLES[META]["1"]["schema"] == SCHEMA


def _is_in(written: object, example: object) -> bool:
    """Return whether an example says what is written, and beside it only what may be left out."""
    if isinstance(written, dict) and isinstance(example, dict):
        return all(name in example and _is_in(value, example[name]) for name, value in written.items())
    if isinstance(written, list) and isinstance(example, list):
        return all(map(_is_in, written, example)) and len(written) == len(example)
    return written == example


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_the_example_has_every_field_and_no_other(kind: type[Struct]) -> None:
    """In the order in which they are written."""
    assert list(DOCUMENTS[kind]) == list(kind.__struct_fields__)


@pytest.mark.parametrize("kind", HEADINGS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained(kind: type[Struct]) -> None:
    """The table of each document names its fields, each once."""
    named = [name for names, _ in rows(HEADINGS[kind]) for name in re.findall("`([a-z_]+)`", names)]
    assert sorted(named) == sorted(kind.__struct_fields__)


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        (Application, "stage", Stage),
        (Application, "outcome", Outcome),
        (Contact, "direction", Direction),
        (Contact, "kind", ContactKind),
        (Contact, "channel", Channel),
        (Interview, "kind", InterviewKind),
        (Interview, "cancelled_by", Party),
        (Offer, "decision", OfferState),
        (Promise, "by", Party),
    ],
)
def test_every_value_is_named(kind: type, field: str, values: type[StrEnum]) -> None:
    """What a field may hold stands beside it, in the order of the program."""
    (explained,) = [rest for names, rest in rows(HEADINGS[kind]) if f"`{field}`" in names]
    assert re.findall("`([a-z-]+)`", explained) == [value.value for value in values]


def test_the_states_of_a_lesson_and_all_numbers_are_the_programs() -> None:
    """Steps, backups, schemas."""
    assert ", ".join(f"`{state.value}`" for state in LessonState) in PAGE
    assert f"The last {MAX_STEPS} steps" in PAGE
    assert f"The newest {MAX_BACKUPS}\n" in PAGE
    assert f"of the last {MAX_BACKUPS} days" in PAGE
    assert f"This version writes schema {SCHEMA}." in PAGE
    schemas = PAGE.partition("| schema |")[2].partition("\n\n")[0]
    assert [int(number) for number in re.findall(r"\n\| ([0-9]+) \|", schemas)] == list(range(1, SCHEMA + 1))
    assert set(MIGRATIONS) == set(range(1, SCHEMA))
