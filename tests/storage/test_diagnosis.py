"""What is said of a damaged file, and what of it can still be read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from followup_tui.domain.text import is_safe
from followup_tui.storage.codec import SCHEMA, encode
from followup_tui.storage.diagnosis import Diagnosis, diagnose
from followup_tui.storage.tables import encode as encode_tables
from tests.samples import NORTHWIND

MOMENT = {"utc": "2026-11-23T09:00:00Z", "zone": "Europe/Berlin"}


def document(**fields: object) -> dict[str, Any]:
    """Give an application's document, with these fields in it."""
    return {**json.loads(bytes(encode(NORTHWIND))), **fields}


def tables(*applications: object, **others: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Give the tables of a file with these applications, numbered from 1."""
    numbered = {str(number): application for number, application in enumerate(applications, start=1)}
    return {"applications": numbered, "meta": {"1": {"schema": SCHEMA}}, **others}


def found(content: bytes) -> Diagnosis:
    """Look at a file that was refused."""
    return diagnose(content, "it was refused")


FIELDS = {
    "a day that does not exist": ({"decision_date": "2026-02-30"}, "decision_date is no date: 2026-02-30"),
    "a number for a day": ({"decision_date": 5}, "decision_date is a whole number where a date or nothing"),
    "an unknown stage": ({"stage": "ghosted"}, "stage is nothing followup knows: ghosted"),
    "nothing for a text": ({"company": None}, "company is nothing (null) where a text belongs: null"),
    "no moment": (
        {"interviews": [{"id": "i1", "ended_at": {"utc": "x", "zone": "UTC"}}]},
        "ended_at of interview 1",
    ),
    "a moment without its offset": (
        {"contacts": [{"at": {"utc": "2026-11-23T09:00:00", "zone": "UTC"}, "direction": "sent"}]},
        "at of contact 1 cannot be used (an instant says its offset",
    ),
    "a group for a list": (
        {"interviews": {"a": 1}},
        "interviews is a group {...} where a list [...] belongs",
    ),
    "an interview without its id": ({"interviews": [{}]}, "id of interview 1 is missing"),
    "a tag that is none": ({"tags": ["a", 7]}, "tag 2 is a whole number where a text belongs: 7"),
    "a person": ({"people": [{"id": "p1", "name": 1}]}, "name of person 1 is a whole number"),
    "a huge number": ({"revision": "x" * 200}, "xxxxx…"),
    "a revision that cannot be counted on from": (
        {"revision": 10**30},
        "revision is no number from 0 to 46116",
    ),
    "a feeling off the scale": (
        {"interviews": [{"id": "i1", "reflection": {"at": MOMENT, "feeling": 10**15}}]},
        "feeling of interview 1 is no number from 1 to 5: 1000000000000000",
    ),
    "half a letter": ({"notes": "\ud83d"}, "a text in it holds half a letter"),
}


@pytest.mark.parametrize(("fields", "sentence"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_named_with_its_application_and_line(fields: dict[str, Any], sentence: str) -> None:
    """Number, id and line lead to the field; what is wrong with it is said in words; the others are read."""
    content = json.dumps(tables(document(**fields), document(id="acme")), indent=2).encode()
    seen = found(content)
    (problem,) = seen.problems
    assert problem.startswith("application 1 (northwind), line ")
    assert sentence in problem
    line = int(problem.partition("line ")[2].partition(":")[0])
    assert content.splitlines()[line - 1].strip().startswith(b'"1": {')
    assert (list(seen.applications), seen.damaged, seen.schema) == (["acme"], 1, SCHEMA)


def test_lines_are_told_in_the_programs_own_form() -> None:
    """In a file as the program writes it each application stands on a line of its own, and that is named."""
    content = encode_tables(tables(document(id="acme"), document(), document(id="x", company=3)))
    assert found(content).problems == [
        "application 3 (x), line 5: company is a whole number where a text belongs: 3"
    ]


def test_an_application_that_is_none_is_named_by_its_number() -> None:
    """A document of another kind has no id and perhaps no fields."""
    seen = found(encode_tables(tables([1], {"id": "x"}, document(), document())))
    assert [problem.partition(": ")[2] for problem in seen.problems] == [
        "it is a list [...] where a group {...} belongs: [1]",
        "company is missing",
        "another application has the id northwind already",
    ]
    assert seen.problems[0].startswith("application 1, line ")
    assert (seen.damaged, len(seen.applications)) == (3, 1)


def test_a_damaged_history_is_told_step_by_step() -> None:
    """The steps that can be read are counted, those that cannot are named; the applications are all there."""
    good = {"number": 1, "label": "x", "at": MOMENT, "states": {}}
    bad = {**good, "label": None}
    state = {**good, "states": {"acme": {"id": 3}}}
    seen = found(encode_tables(tables(document(), history={"1": good, "2": bad, "3": state})))
    assert (seen.steps, seen.damaged, len(seen.applications)) == (1, 0, 1)
    assert [problem.partition(", line ")[0] for problem in seen.problems] == [
        "step 2 of the history",
        "step 3 of the history",
    ]
    assert "a state of an application in it cannot be read" in seen.problems[1]


WHOLE = encode_tables(tables(document(id="acme"), document(id="globex", notes="株式会社"), document()))
SECOND = WHOLE.index(b'"2"')

BROKEN = {
    "nothing": (b"", "it is empty", 0, 0),
    "blank": (b" \n", "it is empty", 0, 0),
    "zeros": (b"\0" * 512, "nothing but zeros", 0, 0),
    "cut off": (WHOLE[: SECOND + 200], "application 2 (globex), line 4: it is cut off", 1, 1),
    "cut off between two": (WHOLE[: SECOND - 1], "line 3: it is cut off", 1, 0),
    "cut off in a letter": (
        WHOLE[: WHOLE.index("株".encode()) + 1],
        "line 4: it is cut off in the middle of a letter",
        1,
        1,
    ),
    "Latin 1": (WHOLE.replace("株".encode(), b"\xfc"), "application 2 (globex), line 4: a byte", 2, 1),
    "no comma": (WHOLE.replace(b'},\n"2"', b'}\n"2"'), "line 4, character 1: a comma is missing", 3, 0),
    "no colon": (WHOLE.replace(b'"id":"globex"', b'"id" "globex"'), "a colon is missing", 2, 1),
    "a comma too many": (WHOLE.replace(b'"role":', b'"role":,', 1), "a value is missing", 2, 1),
    "an open text": (
        WHOLE.replace(b'"globex"', b'"globex'),
        "line 4, character 21: a comma is missing",
        2,
        1,
    ),
    "a text that never ends": (WHOLE.replace(b'"role":"', b'"role":"\x01', 1), "control character", 2, 1),
    "twice": (WHOLE * 2, "something follows after the end", 3, 3),
    "NaN": (WHOLE.replace(b'"role":', b'"size":NaN,"role":', 1), "it holds NaN, which is no number", 3, 0),
    "a backslash": (WHOLE.replace(b"Northwind", b"N\\x", 1), "it is no JSON", 2, 1),
    "prose": (b"Dear diary", "line 1, character 1: a value is missing", 0, None),
    "very deep": (b'{"applications": {"1": ' + b"[" * 200_000, "nested too deeply", 0, None),
    "a list": (b"[]", "not what followup writes", 0, None),
    "another program": (b'{"todo": ["milk"]}', "'todo' is no table", 0, None),
    "no number": (b'{"applications": {"one": {}}}', "'one' stands where a number belongs", 0, None),
    "no schema": (encode_tables({"applications": {"1": document()}}), "says no schema number", 0, None),
    "no number for a schema": (b'{"meta": {"1": {"schema": true}}}', "says no schema number", 0, None),
}


@pytest.mark.parametrize(("content", "sentence", "readable", "damaged"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_whole_json_is_read_line_by_line(
    content: bytes, sentence: str, readable: int, damaged: int | None
) -> None:
    """The place and the reason are said first; what else stands on whole lines is read all the same."""
    seen = found(content)
    assert sentence in seen.problems[0]
    if sentence != "something follows after the end" and "NaN" not in sentence:
        assert (len(seen.applications), seen.damaged) == (readable, damaged)


def test_no_more_is_claimed_than_can_be_told() -> None:
    """Where an editor has spread the applications over many lines, how many are whole stays open."""
    content = json.dumps(tables(document(), document(id="acme")), indent=2).encode()[:-5]
    seen = found(content)
    assert "cut off" in seen.problems[0]
    assert (seen.applications, seen.damaged) == ({}, None)


def test_history_and_schema_are_seen_in_a_broken_file_too() -> None:
    """Steps on whole lines are counted, and the schema is read where its line is there."""
    step = {"number": 1, "label": "x", "at": MOMENT, "states": {}}
    content = encode_tables(tables(document(), history={"1": step, "2": step}))
    seen = found(content.replace(b'"id":', b'"id"', 1))
    assert (seen.steps, seen.schema, seen.damaged) == (2, SCHEMA, 1)


def test_a_newer_file_is_not_called_damaged() -> None:
    """Nothing is wrong with it, and nothing in it is judged by what this version knows."""
    seen = found(encode_tables({**tables({"shape": "new"}), "meta": {"1": {"schema": SCHEMA + 1}}}))
    assert (seen.is_newer, seen.damaged, seen.schema) == (True, 0, SCHEMA + 1)
    assert "a newer followup wrote it" in seen.problems[0]


def test_what_nothing_more_exact_is_known_of_is_told_as_it_was_refused() -> None:
    """An older shape, or one number twice: the reason for the refusal stands."""
    older = encode_tables({**tables({"shape": "old"}), "meta": {"1": {"schema": SCHEMA - 1}}})
    assert found(older).problems == ["it was refused"]
    twice = WHOLE.replace(b'"2": ', b'"1": ', 1)
    assert found(twice).problems == ["it was refused"]


def test_what_is_said_of_hostile_text_is_safe() -> None:
    """A sentence may quote what stands in the file; a terminal finds nothing in it to obey."""
    evil = "\x1b]0;x\x07\u202e[/b]"
    content = encode_tables(tables(document(id=evil, stage=evil), **{evil: {}}))
    assert all(is_safe(problem) for problem in found(content).problems)
    assert "[/b]" in found(content).problems[0]
    assert is_safe(found(json.dumps({evil: []}).encode()).problems[0])
