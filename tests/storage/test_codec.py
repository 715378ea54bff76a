"""Applications as documents, and back."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.instant import Instant
from followup_tui.domain.person import Person
from followup_tui.domain.text import is_safe
from followup_tui.storage.codec import decode_application, decode_lazily, decode_step
from followup_tui.storage.codec import encode as encode_document
from followup_tui.storage.history import Step
from tests.samples import NORTHWIND, held, instant, received
from tests.strategies import NASTY, applications, instants, lines, name


def encode(thing: Application | Step) -> dict[str, Any]:
    """Give a document as plain JSON."""
    document: dict[str, Any] = json.loads(bytes(encode_document(thing)))
    return document


def _raw(document: object) -> msgspec.Raw:
    """Write a document as somebody else's JSON writer would, everything that is not ASCII escaped."""
    return msgspec.Raw(json.dumps(document).encode())


@settings(max_examples=40)
@given(applications(any_text=True))
def test_an_application_comes_back_as_it_was(application: Application) -> None:
    """Through JSON and back every application is the same, be the JSON written by us or by TinyDB's own."""
    document = encode(application)
    assert decode_application(encode_document(application)) == application
    assert decode_application(_raw(document)) == application


_OUTLINED = ("id", "company", "stage", "closed_since", "company_group", "outcome")


@pytest.mark.parametrize("closed_at", [None, instant("2026-11-27")])
@pytest.mark.parametrize("group", ["", "northwind"])
@pytest.mark.parametrize("moved", ["id", "company", "stage", "closed_at", "company_group", "outcome"])
@pytest.mark.parametrize("behind", ["id", "notes", "promises"])
def test_the_outline_of_a_closed_application_is_what_is_in_it(
    closed_at: Instant | None, group: str, moved: str, behind: str
) -> None:
    """What places a closed application says the same before the rest is read, wherever an editor put it."""
    closed = replace(
        NORTHWIND,
        stage=Stage.CLOSED,
        outcome=Outcome.SILENT,
        closed_at=closed_at,
        company_group=group,
    )
    fields = asdict(closed)
    document = {}
    for field, value in fields.items():
        if field != moved:
            document[field] = value
        if field == behind:
            document[moved] = fields[moved]
    decoded = decode_lazily(msgspec.Raw(msgspec.json.encode(document)))
    assert [getattr(decoded, field) for field in _OUTLINED] == [getattr(closed, field) for field in _OUTLINED]
    assert isinstance(decoded, Application) == (closed_at is None)


@given(
    number=st.integers(1, 10**6),
    label=name,
    at=instants,
    state=st.none() | applications(),
    undone=st.booleans(),
)
def test_a_step_comes_back_as_it_was(
    number: int, label: str, at: Instant, state: Application | None, *, undone: bool
) -> None:
    """A step of the history is the same after JSON, with the state that it goes back to."""
    step = Step(number, label, at, {"northwind": state}, undone=undone)
    assert decode_step(_raw(encode(step))) == step


@given(lines)
def test_line_breaks_in_notes_stay(notes: str) -> None:
    """Notes keep their lines through JSON."""
    application = replace(
        NORTHWIND, notes=notes + "\nand more", contacts=(replace(received("2026-11-12"), note="a\nb"),)
    )
    assert decode_application(_raw(encode(application))) == replace(application, notes=application.notes)


def test_a_document_is_plain_json() -> None:
    """A document holds days as YYYY-MM-DD and moments as RFC 3339 in UTC, readable without this program."""
    document = encode(
        replace(
            NORTHWIND, interviews=(held("2026-11-09 16:00"),), decision_date=instant("2026-11-27").utc.date()
        )
    )
    assert json.loads(json.dumps(document)) == json.loads(msgspec.json.encode(document))
    assert document["interviews"][0]["ended_at"] == {"utc": "2026-11-09T15:00:00Z", "zone": "Europe/Berlin"}
    assert document["decision_date"] == "2026-11-27"


def test_what_goes_without_saying_is_not_written() -> None:
    """A field with its default is left out, and read as that; one that is written in full is read, too."""
    document = encode(replace(NORTHWIND, people=(Person("p1", "Jana Novák"),)))
    assert list(document) == ["id", "company", "role", "created_at", "updated_at", "people"]
    assert document["people"] == [{"id": "p1", "name": "Jana Novák"}]
    assert decode_application(_raw({**document, "stage": "interviewed", "contacts": [], "via": ""})) == (
        decode_application(_raw(document))
    )


@pytest.mark.parametrize("char", NASTY.replace("\ud800", ""), ids=ascii)
def test_what_an_editor_put_in_is_made_safe(char: str) -> None:
    """A control that somebody wrote into the file, raw or escaped, in any text, is gone once it is read."""
    hostile = replace(
        NORTHWIND,
        company=f"North{char}wind",
        notes=f"a{char}b",
        people=(Person("p1", f"Jana{char} Novák", position=f"Head{char}"),),
        tags=(f"da{char}ta",),
        contacts=(replace(received("2026-11-12"), note=f"x{char}y"),),
    )
    written = [
        json.dumps(encode(hostile), ensure_ascii=escaped, indent=indent)
        for escaped in (True, False)
        for indent in (None, 2)
    ]
    for text in written:
        application = decode_application(msgspec.Raw(text.encode()))
        short = (
            application.company,
            application.people[0].name,
            application.people[0].position,
            *application.tags,
        )
        assert all(is_safe(text) and "\n" not in text and "\t" not in text for text in short)
        assert is_safe(application.notes)
        assert is_safe(application.contacts[0].note)
        assert (application.id, application.company.replace(" ", "")) == ("northwind", "Northwind")


def test_the_history_is_made_safe_too() -> None:
    """A control in an older state or a label does not come back by undo, and ids still fit each other."""
    state = replace(NORTHWIND, id="north\x07wind", company="North\x1b[2Jwind")
    step = decode_step(
        _raw(encode(Step(1, "North\x1b[2Jwind: recorded", instant("2026-11-12"), {"north\x07wind": state})))
    )
    assert step.label == "North[2Jwind: recorded"
    ((key, safe),) = step.states.items()
    assert safe is not None
    assert (key, safe.id, safe.company) == ("northwind", "northwind", "North[2Jwind")


def test_a_text_longer_than_fits_is_kept_when_it_is_in_the_file() -> None:
    """What somebody wrote into the file is never cut, however long, and however it has to be cleaned."""
    document = encode(NORTHWIND) | {"notes": "\u0958" * 30_000 + "\x07", "role": "x" * 500 + "\x07"}
    application = decode_application(_raw(document))
    assert (len(application.notes), len(application.role)) == (60_000, 500)


def test_an_offset_somebody_wrote_is_the_same_moment() -> None:
    """A moment with an offset, as people write it, is read as the moment it is."""
    document = encode(NORTHWIND) | {
        "created_at": {"utc": "2026-11-02T12:00:00+01:00", "zone": "Europe/Berlin"}
    }
    assert decode_application(_raw(document)) == NORTHWIND


@pytest.mark.parametrize(
    "wrong",
    [
        {"created_at": {"utc": "2026-11-02T12:00:00", "zone": "Europe/Berlin"}},
        {"created_at": {"utc": "0001-01-01T00:00:00Z", "zone": "UTC"}},
        {"created_at": {"utc": "9999-12-31T23:59:59Z", "zone": "UTC"}},
        {"created_at": "yesterday"},
        {"decision_date": "2026-02-30"},
        {"stage": "thinking"},
        {"outcome": "won"},
        {"company": None},
        {"people": [{"id": "p1"}]},
        {"people": {}},
        {"revision": "three"},
    ],
    ids=str,
)
def test_a_document_of_another_shape_is_refused(wrong: dict[str, object]) -> None:
    """A value that can mean nothing, or more than one thing, is refused and not guessed."""
    with pytest.raises(msgspec.ValidationError):
        decode_application(_raw(encode(NORTHWIND) | wrong))


def test_what_is_left_out_is_unknown() -> None:
    """A document with the five fields that are needed is an application; the rest is as if never said."""
    short = {key: encode(NORTHWIND)[key] for key in ("id", "company", "role", "created_at", "updated_at")}
    assert decode_application(_raw(short)) == NORTHWIND
