"""The JSON read back: all of it, or a sentence that says what is wrong and where."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.interview import Interview, MovedFrom
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.errors import CallError
from followup_tui.exchange.json_export import application_document, export_json, json_text
from followup_tui.exchange.json_import import is_followup_json, read_followup_json
from tests.every_field import all_fields, differing, several_whole, values_in, whole_applications
from tests.samples import NORTHWIND, NOW, ahead, instant, sent, today

TODAY = today(f"{NOW:%Y-%m-%d %H:%M}")

CARD = replace(
    NORTHWIND,
    uid="1" * 32,
    interviews=(replace(ahead("2026-11-30 10:00"), people=("p1",)),),
    people=(Person("p1", "Jana Novák"),),
    contacts=(replace(sent("2026-11-20", ContactKind.OTHER), person="p1", id="c1"),),
)


@settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])  # what differs says enough
@given(several_whole(least=1))
def test_what_is_exported_is_read_back(many: list[Application]) -> None:
    """Every field of every application, with its zones; as a list, and as the object of one."""
    content = export_json(many, TODAY).encode()
    assert is_followup_json(content)
    read = read_followup_json(content)
    assert [differing(one, other) for one, other in zip(many, read, strict=True)] == [[]] * len(many)
    one = json_text(application_document(many[0], TODAY)).encode()
    assert is_followup_json(one)
    assert read_followup_json(b"\xef\xbb\xbf" + one) == (many[0],)


def test_the_applications_drawn_have_all_there_can_be() -> None:
    """Each field of the model has several values among them: what is not exported cannot be overlooked."""
    seen = defaultdict(set)

    @settings(max_examples=300, derandomize=True, database=None)
    @given(whole_applications())
    def draw(application: Application) -> None:
        for field, value in values_in(application):
            seen[field].add(value)

    draw()
    assert {field for field in all_fields() if len(seen[field]) < 2} == set()


def test_the_keys_that_scripts_rely_on_are_enough() -> None:
    """Somebody's own document needs none of the further keys; what follows from others is worked out."""
    document = {
        key: value
        for key, value in document_of(
            replace(
                CARD,
                stage=Stage.WAITING,
                interviews=(Interview("i1", starts_at=instant("2026-11-20 10:00"), missed=True),),
                offer=Offer(instant("2026-11-20"), answer_by=instant("2026-11-21")),
            )
        ).items()
        if key not in ("stored_stage", "zones", "revision", "source_ids", "company_group")
    }
    for key in ("missed", "moves", "calendar", "cancelled_at", "zones"):
        del document["interviews"][0][key]
    for key in ("decision", "settled_at", "verbal"):
        del document["offer"][key]
    (read,) = read_followup_json(json.dumps(document).encode())
    assert read.stage is Stage.WAITING
    assert read.interviews[0].missed
    assert read.interviews[0].starts_at == replace(instant("2026-11-20 10:00"), zone="UTC")
    assert read.offer is not None
    assert read.offer.decision is OfferState.OPEN


def test_an_application_without_a_uid_gets_the_same_one_each_time() -> None:
    """Else each import of a document would bring it in anew."""
    document = {**document_of(CARD), "uid": None}
    first, second = (read_followup_json(json.dumps([document]).encode()) for _ in range(2))
    assert first == second
    assert len(first[0].uid) == 32


def document_of(application: Application) -> dict[str, Any]:
    """Return an application as a script reads it."""
    document: dict[str, Any] = json.loads(json_text(application_document(application, TODAY)))
    return document


def changed(path: str, value: object) -> bytes:
    """Return the document of a list with one application, with another value at a path."""
    document: Any = document_of(CARD)
    *parents, last = path.split(".")
    place = document
    for key in parents:
        place = place[int(key) if key.isdigit() else key]
    place[last] = value
    return json.dumps([document]).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no JSON, or it is cut off"),
        (b"\x00\xff", "This is no JSON, or it is cut off"),
        (export_json([CARD], TODAY).encode()[:-20], "This is no JSON, or it is cut off"),
        (b"[" * 100_000, "This is no JSON, or it is cut off"),
        (b'"northwind"', "Application 1: it is a text, and an object belongs there"),
        (b"[5]", "Application 1: it is a whole number, and an object belongs there"),
        (b"[{}]", "Application 1: id is missing"),
        (changed("colour", "red"), "northwind: it has colour, a key that followup does not know"),
        (changed("contacts.0.colour", 1), "northwind: contacts[0]: it has colour, a key"),
        (changed("company", 7), "northwind: company: it is a whole number, and a text belongs there"),
        (changed("company", " "), "northwind: company is empty"),
        (changed("notes", "x" * 20_001), "northwind: The notes is 20,001 characters long; 20,000 fit"),
        (changed("stage", "applied"), "northwind: stage: 'applied' is none of the words"),
        (changed("stored_stage", "closed"), "northwind: it is closed without an outcome"),
        (changed("outcome", "hired"), "northwind: it has an outcome and is not closed"),
        (changed("decision_date", "2026-02-31"), "northwind: decision_date: that is no day, such as"),
        (changed("created_at", "2026-11-24T09:30:00"), "northwind: created_at: a moment has an offset"),
        (changed("created_at", "yesterday"), "northwind: created_at: that is no moment, such as"),
        (changed("created_at", "0001-01-01T00:00:00Z"), "northwind: created_at lies too early or too late"),
        (changed("contacts.0.at", None), "northwind: contacts[0].at: it is null, and a moment belongs"),
        (changed("contacts.0.person", "p7"), "northwind: contacts[0].person names p7, who is not among"),
        (changed("interviews.0.people", ["p7"]), "northwind: interviews[0].people names p7"),
        (changed("interviews.0.people", "p1"), "northwind: interviews[0].people: it is a text, and a list"),
        (changed("interviews.0.state", "cancelled"), "northwind: interviews[0]: state is cancelled, and"),
        (
            changed("interviews.0.moved_from", ["2026-11-24T09:30:00Z"]),
            "northwind: interviews[0]: moved_from",
        ),
        (
            changed("interviews.0.zones", {"ends_at": "UTC"}),
            "northwind: interviews[0]: zones names 'ends_at'",
        ),
        (changed("zones", {"created_at": "../etc"}), "northwind: zones[...]: it has a sign that cannot"),
        (changed("revision", -1), "northwind: revision: it is less than 0"),
        (changed("people.0.email", "nobody"), "northwind: "),
        (changed("people.0.name", None), "northwind: A person needs a name"),
        (json.dumps([document_of(CARD)] * 2).encode(), "Two applications have the id northwind"),
        (
            json.dumps([document_of(CARD), {**document_of(CARD), "id": "acme"}]).encode(),
            "Two applications have the uid 1111",
        ),
        (changed("people", [document_of(CARD)["people"][0]] * 2), "northwind: two of people have the id p1"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(content: bytes, sentence: str) -> None:
    """Which application, which key, what belongs there; and that nothing came of it."""
    with pytest.raises(CallError) as caught:
        read_followup_json(content)
    assert caught.value.happened.startswith(sentence)
    assert caught.value.next_step == "Nothing was changed"


@given(st.data())
def test_any_wrong_value_is_a_sentence(data: st.DataObject) -> None:
    """Whatever stands in the place of a value: it is read, or refused in one sentence."""
    document: Any = document_of(data.draw(whole_applications()))
    place, key = data.draw(st.sampled_from(list(_places(document))))
    place[key] = data.draw(
        st.sampled_from([None, True, -1, 2**70, 0.5, "", "x", "\x1b", [], {}, [None], {"a": 1}])
    )
    with suppress(CallError):
        read_followup_json(json.dumps([document]).encode())


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - any part of a document
    """Return every place in a document: what it is in, and its key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, content in pairs for place in [(value, key), *_places(content)]]


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (b"[]\n", True),
        (b'{"tags": {}, "entries": []}', False),
        (b'[{"company": "Acme"}]', False),
        (b"id,uid\n", False),
        (b"", False),
    ],
)
def test_its_kind_is_told_by_its_beginning(content: bytes, *, is_one: bool) -> None:
    """Another program's JSON is none."""
    assert is_followup_json(content) is is_one


def test_an_interview_keeps_who_moved_it_and_when() -> None:
    """The times alone stand in `moved_from`, for scripts; the rest in `moves`."""
    moved = MovedFrom(instant("2026-11-26 09:30"), Party.THEM, instant("2026-11-24 10:00"))
    document = document_of(replace(CARD, interviews=(replace(CARD.interviews[0], moved_from=(moved,)),)))
    (interview,) = document["interviews"]
    assert interview["moved_from"] == ["2026-11-26T09:30:00+01:00"]
    (move,) = interview["moves"]
    assert (move["by"], move["at"]) == ("them", "2026-11-24T10:00:00+01:00")
    assert move["zones"] == {"starts_at": "Europe/Berlin", "at": "Europe/Berlin"}
